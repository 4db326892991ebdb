// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph {

/// Columns a terminal needs for the text: two for wide East Asian characters, none for combining marks (UAX #11).
std::size_t display_width(std::string_view text);

/// A table for reading, not for programs.
struct TextTable {
  std::vector<std::string> headings;
  std::vector<bool> to_the_right;  ///< by column, for numbers; columns not named are to the left
  std::vector<std::vector<std::string>> rows;
  bool ruled = false;  ///< a line of hyphens below the headings

  /// Two blanks between columns, none at the end of a line. Where a line would be longer than `width` columns, the
  /// widest columns are cut to one common width, with an ellipsis in each cell that lost something, but never below
  /// eight; 0 stands for any length. Control characters become blanks, ill-formed UTF-8 becomes U+FFFD.
  std::string str(std::size_t width = 0) const;
  /// Columns that the longest line takes when nothing is cut.
  std::size_t width() const;
};

/// The items with commas between them, at most `width` columns of them in a line (one item may be longer), each line
/// but the first behind `indent` blanks.
std::string wrap_list(const std::vector<std::string>& items, std::size_t width, std::size_t indent);

}  // namespace vitagraph
