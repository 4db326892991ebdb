// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "document/builder.hpp"
#include "document/source_lines.hpp"

namespace vitagraph::document {

/// How much of Markdown a text means, and how much must be guessed from its layout.
struct Dialect {
  bool markdown = false;        ///< CommonMark's blocks: lazy continuation, setext headings, HTML blocks, tables
  bool emphasis = false;        ///< single `*` and `_` mark emphasis, backticks code
  bool plain_headings = false;  ///< capitals, short lines set apart, "Label:" before a list
  std::map<std::string, std::string, std::less<>> references;  ///< link labels, folded -> target
};

/// Writes blocks for the text's lines. `masked` is the source with markup that is no text covered by `mask`.
void write_line_blocks(std::string_view masked, const Dialect& dialect, Builder& builder);

}  // namespace vitagraph::document
