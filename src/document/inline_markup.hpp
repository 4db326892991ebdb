// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/builder.hpp"

namespace vitagraph::document {

/// A block's raw text: lines joined by '\n', with where each came from and how it was set.
struct InlineText {
  struct SourceLine {
    std::uint32_t at = 0;      ///< of the line in `text`
    std::uint32_t source = 0;  ///< of its first byte in the source
    LineStyle style;
  };
  std::string text;
  std::vector<SourceLine> lines;

  void add_line(std::string_view line, std::uint32_t source, LineStyle style);
};

/// What of Markdown's inline markup a text means.
struct InlineOptions {
  bool emphasis = true;  ///< `*x*`, `_x_`, `` `x` ``; `**x**`, links, tags, entities and escapes are always read
  bool columns = false;  ///< three blanks or a tab set columns apart: they become one tab
  const std::map<std::string, std::string, std::less<>>* references = nullptr;  ///< folded label -> target, or null
};

/// Writes the text into the open block: markup becomes runs, and what is left keeps its place in the source.
/// CommonMark 0.30 §6 (emphasis by the delimiter algorithm, linear), with HTML's inline tags, LaTeX around plain text
/// ("$1^{st}$") and entities. Linear in the text's length.
void write_inline(Builder& builder, const InlineText& text, const InlineOptions& options);

/// The character that an HTML entity ("&eacute;", "&#233;") at the text's beginning stands for, as UTF-8, and its
/// length; length 0 if there is none.
struct Entity {
  std::string value;
  std::size_t length = 0;
};
Entity entity_at(std::string_view text);

/// LaTeX mathematics that only sets plain text ("1^{st}", "\bullet\,", "\texttt{x}") as that text; nothing when it is
/// real mathematics.
std::optional<std::string> plain_math(std::string_view latex);

/// An HTML tag at the text's beginning.
struct Tag {
  std::string name;  ///< lower case
  bool closing = false;
  bool own = false;  ///< not HTML's: the page's own element, whose text is kept
  std::string href;
  std::size_t length = 0;  ///< 0: no tag of HTML here
};
Tag tag_at(std::string_view text);

}  // namespace vitagraph::document
