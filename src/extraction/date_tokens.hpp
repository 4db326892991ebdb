// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "extraction/extraction.hpp"

namespace vitagraph::extraction {

/// Numbers, words and signs of a text, as dates and times are made of them.
struct DateToken {
  enum class Kind { number, word, sign };
  Kind kind = Kind::sign;
  Span span;
  int value = 0;  ///< of a number of up to eight digits, else -1
  int digits = 0;
  char32_t sign = 0;      ///< '-' for every dash, '\'' for every apostrophe, ASCII for full-width signs
  bool gap = false;       ///< white space before it
  bool new_line = false;  ///< a line break in that white space
  bool tab = false;       ///< the end of a column in it
};

/// Splits the text; web and mail addresses are left out, their numbers date nothing.
std::vector<DateToken> date_tokens(std::string_view text);

}  // namespace vitagraph::extraction
