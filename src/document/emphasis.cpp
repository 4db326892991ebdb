// SPDX-License-Identifier: Apache-2.0
#include "document/emphasis.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace vitagraph::document {
namespace {

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

bool punctuation(char32_t c) {
  return c < 0x80 ? c > ' ' && c != 0x7F && !is_digit(c) && !is_letter(c) : u_ispunct(static_cast<UChar32>(c)) != 0;
}

char32_t before(std::string_view text, std::size_t at) {
  if (at == 0) return ' ';
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return code_point_at(text, begin).value;
}

/// Delimiters of one kind can only be closed by some: where no opener was found once, none needs to be sought again.
std::size_t bottom_slot(const Token& closer) {
  return (closer.mark == '*' ? 0U : 6U) + (closer.can_open ? 3U : 0U) + (closer.end - closer.begin) % 3;
}

bool pairs(const Token& opener, const Token& closer) {
  if (opener.mark != closer.mark || !opener.can_open || opener.left == 0) return false;
  // Rules 9 and 10: when one of them may both open and close, their lengths must not add up to a multiple of 3.
  const std::size_t a = opener.end - opener.begin, b = closer.end - closer.begin;
  return !((opener.can_close || closer.can_open) && (a + b) % 3 == 0 && (a % 3 != 0 || b % 3 != 0));
}

}  // namespace

Token Token::range(Type type, std::size_t begin, std::size_t end) {
  Token token;
  token.type = type;
  token.begin = begin;
  token.end = end;
  return token;
}

Token Token::run(Type type, RunKind kind, std::string value) {
  Token token;
  token.type = type;
  token.kind = kind;
  token.value = std::move(value);
  return token;
}

Token delimiter_token(std::string_view text, std::size_t begin, std::size_t end) {
  Token token = Token::range(Token::Type::delimiter, begin, end);
  token.mark = text[begin];
  token.left = end - begin;
  const char32_t left = before(text, begin);
  const char32_t right = end < text.size() ? code_point_at(text, end).value : U' ';
  const bool left_flanking = !is_blank(right) && (!punctuation(right) || is_blank(left) || punctuation(left));
  const bool right_flanking = !is_blank(left) && (!punctuation(left) || is_blank(right) || punctuation(right));
  if (token.mark == '*') {
    token.can_open = left_flanking;
    token.can_close = right_flanking;
  } else {
    token.can_open = left_flanking && (!right_flanking || punctuation(left));
    token.can_close = right_flanking && (!left_flanking || punctuation(right));
  }
  return token;
}

void resolve_emphasis(std::vector<Token>& tokens, std::size_t first) {
  // The delimiters still in play, as a list linked backwards.
  std::vector<std::size_t> previous;
  std::vector<std::size_t> at;
  for (std::size_t i = first; i < tokens.size(); ++i)
    if (tokens[i].type == Token::Type::delimiter && tokens[i].left > 0 && (tokens[i].can_open || tokens[i].can_close))
      at.push_back(i);
  previous.resize(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) previous[i] = i == 0 ? nothing : i - 1;
  std::array<std::size_t, 12> bottoms;
  bottoms.fill(nothing);

  for (std::size_t i = 0; i < at.size(); ++i) {
    Token& closer = tokens[at[i]];
    while (closer.can_close && closer.left > 0) {
      std::size_t& bottom = bottoms[bottom_slot(closer)];
      std::size_t o = previous[i];
      while (o != nothing && (bottom == nothing || o > bottom) && !pairs(tokens[at[o]], closer)) o = previous[o];
      if (o == nothing || (bottom != nothing && o <= bottom)) {
        bottom = previous[i];
        break;
      }
      Token& opener = tokens[at[o]];
      const std::size_t used = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
      const RunKind kind = used == 2 ? RunKind::bold : RunKind::italic;
      opener.opens.push_back(kind);
      closer.closes.push_back(kind);
      opener.left -= used;
      closer.left -= used;
      previous[i] = opener.left > 0 ? o : previous[o];  // what stood between is text now
    }
    // A closer that can't open leaves the list.
    if (i + 1 < at.size() && (closer.left == 0 || !closer.can_open)) previous[i + 1] = previous[i];
  }
  // They have been judged: a later pass over an enclosing range must not judge them again.
  for (const std::size_t i : at) tokens[i].can_open = tokens[i].can_close = false;
}

}  // namespace vitagraph::document
