// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "extraction/references/tokens.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction::references {

/// A part of a document that holds references: blocks under one heading, and what the heading says of them.
struct Part {
  std::size_t first_block = 0, last_block = 0;
  std::string heading;
  std::string kind, status, year;
  bool titled = false;  ///< the first block is a heading, and the title of the part's one work
};

/// The references of the parts, in order: one for each block or row, with blocks joined and split where the list shows
/// that a reference is more or less than one (a list of authors that a page break cut, numbered lines in one block,
/// labels in a margin). `parts[i]` is the part of references[i].
struct Collected {
  std::vector<Reference> references;
  std::vector<std::size_t> parts;
  std::vector<std::optional<Parsed>> tokens;  ///< where they were looked at already
};
Collected collect_references(const std::vector<Part>& parts, const document::Document& document,
                             const ListContext& context);

}  // namespace vitagraph::extraction::references
