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

/// Takes out the blank lines of a text that has one below each line (double spacing), and the lines that a dump has in
/// place of images ("[photo.jpg]") part what stands above and below them.
void mend_dumped_lines(std::string_view text, std::vector<SourceLine>& lines);

/// How many lines below an item belong to it though they stand as far left as its marker: those above the next number
/// of the list or, where a blank line parts the items, the next bullet. The last of a list has as many as the one above
/// it, `usual`, at most. `at` is the item's line.
std::size_t lines_below_marker(std::string_view text, const std::vector<SourceLine>& lines, std::size_t at,
                               const ListMarker& marker, std::size_t usual);

/// Capitals throughout: "EDUCATION", "P UBLISHED & F ORTHCOMING PAPERS".
bool is_capitals_heading(std::string_view line);
/// A few words with a capital first, nothing that a value has: digits, commas, addresses, a full stop.
bool is_short_label(std::string_view line);
/// The same whatever the case of its words: what it heads must show that, by its indent.
bool is_short_line(std::string_view line);
/// The whole line stands in `**` or `__`, and is no sentence.
bool is_bold_heading(std::string_view line);

}  // namespace vitagraph::document
