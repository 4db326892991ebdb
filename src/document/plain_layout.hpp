// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "document/source_lines.hpp"

namespace vitagraph::document {

/// How a plain text's lines are broken: at a width (by a typesetter or editor), or one line a paragraph.
struct Wrapping {
  bool wrapped = true;
  std::size_t width = 80;  ///< columns that lines are filled to
};
Wrapping measure_wrapping(std::string_view text, const std::vector<SourceLine>& lines);

/// Where the paragraph of these lines really is several: the indexes of lines that begin a new one, 0 left out.
std::vector<std::size_t> paragraph_breaks(std::string_view text, const std::vector<SourceLine>& lines,
                                          const Wrapping& wrapping);

/// Capitals throughout: "EDUCATION", "P UBLISHED & F ORTHCOMING PAPERS".
bool is_capitals_heading(std::string_view line);
/// A few words with a capital first, nothing that a value has: digits, commas, addresses, a full stop.
bool is_short_label(std::string_view line);
/// The whole line stands in `**` or `__`, and is no sentence.
bool is_bold_heading(std::string_view line);

}  // namespace vitagraph::document
