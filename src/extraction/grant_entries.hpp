// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/grant_parts.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// One grant of a section: its stretch of the document and what it says.
struct GrantEntry {
  Entry entry;
  bool table = false;  ///< a row of a table whose head names its columns: `parts` are its cells
  GrantText told;      ///< of such a row
};

/// The entries of a section on grants or projects: the rows of a table, the blocks of labels ("Title: … Agency: …"),
/// paragraphs of several lines with one date each, and otherwise what find_entries gives.
std::vector<GrantEntry> find_grant_entries(const Section& section, const Context& context);

/// The entry's text; what is set in italics stands between the marks of emphasis (grant_parts.hpp).
std::string grant_text_of(const Entry& entry, const Context& context);

}  // namespace vitagraph::extraction
