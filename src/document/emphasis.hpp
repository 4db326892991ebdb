// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace vitagraph::document {

/// A piece of a block's raw text after scanning: text, markup, or a run of `*` or `_` that may be either.
struct Token {
  enum class Type : std::uint8_t { text, replaced, gap, line_break, open, close, delimiter };

  Type type = Type::text;
  RunKind kind = RunKind::bold;
  std::size_t begin = 0, end = 0;  ///< in the raw text
  std::string value;               ///< replaced: the text it stands for; open: a link's target
  // Delimiters only:
  char mark = 0;
  bool can_open = false, can_close = false;
  std::size_t left = 0;                ///< marks that are still (and in the end: stay) text
  std::vector<RunKind> opens, closes;  ///< inner first

  static Token range(Type type, std::size_t begin, std::size_t end);
  static Token run(Type type, RunKind kind, std::string value = {});
};

/// The run of marks text[begin, end) with its flanks judged (CommonMark 0.30 §6.2).
Token delimiter_token(std::string_view text, std::size_t begin, std::size_t end);

/// Pairs the delimiters from `first` on (CommonMark 0.30, appendix "process emphasis"); linear in their number.
void resolve_emphasis(std::vector<Token>& tokens, std::size_t first);

}  // namespace vitagraph::document
