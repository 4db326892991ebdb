// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace vitagraph::document {

/// Put over bytes of the source that are markup (comments, template tags), so that offsets stay: takes no room in text.
constexpr char mask = '\x01';

/// A physical line of a text format. LF, CRLF and CR end lines.
struct SourceLine {
  std::uint32_t begin = 0, end = 0;  ///< without the line break
  std::uint32_t content = 0;         ///< of the first byte that is no white space
  std::uint16_t indent = 0;          ///< columns before it, tabs to multiples of 4
  bool blank = false;
  bool masked = false;  ///< holds nothing but masked bytes: as if it were not there
};

std::vector<SourceLine> split_lines(std::string_view text);

/// What opens a list item: "- ", "• ", "12. ", "[3] ", "(1) ", "J1. ", "- 1. ", "$\bullet$ ".
struct ListMarker {
  std::string text;        ///< as written, the innermost: "12."
  std::size_t length = 0;  ///< of it all, with the blanks behind
  bool ordered = false;
  int number = 0;
};
std::optional<ListMarker> list_marker(std::string_view content);

/// The character of a line that is only a rule: three or more of - = _ * ~ ─ and blanks; 0 if it is none.
char rule_mark(std::string_view content);

/// Number of code points that show, cheap.
std::size_t width(std::string_view text);

}  // namespace vitagraph::document
