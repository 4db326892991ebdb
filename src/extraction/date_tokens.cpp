// SPDX-License-Identifier: Apache-2.0
#include "extraction/date_tokens.hpp"

#include <algorithm>

#include "extraction/byte_set.hpp"

namespace vitagraph::extraction {
namespace {

char32_t plain_sign(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == '~' || c == 0x223C || c == 0x301C || c == 0xFF5E ||
      c == 0xFF0D || c == 0x2192)
    return '-';
  if (c == 0x2019 || c == 0x2018 || c == 0xB4 || c == '`' || c == 0x2BC || c == 0x201A) return '\'';
  if (c == 0x3001) return ',';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c;
}

bool in_address(char c) { return static_cast<unsigned char>(c) > ' ' && c != ')' && c != '>'; }

/// Length of the web or mail address that begins here, 0 if none does. Looks for its sign only near the beginning, so
/// that a long word is not searched again from each of its parts.
std::size_t address_length(std::string_view text, std::size_t at) {
  static constexpr ByteSet openers("([{,;"), breaks("([{,;:/");
  const std::string_view rest = text.substr(at);
  std::size_t near = 0;
  while (near < rest.size() && near < 32 && in_address(rest[near])) ++near;
  const std::string_view head = rest.substr(0, near);
  const auto scheme = head.find("://");
  const bool web = head.starts_with("www.") || head.starts_with("doi.org/") ||
                   (scheme != head.npos && openers.find_in(head) > scheme);
  const bool mail = head.find('@') != head.npos && head.find('.') != head.npos && !breaks.any_in(head);
  if (!web && !mail) return 0;
  std::size_t length = near;
  while (length < rest.size() && in_address(rest[length])) ++length;
  return length;
}

/// Letters as courses' codes have them; two may be a term's ("WS2019:").
bool is_code(std::string_view letters) {
  return letters.size() >= 3 && letters.size() <= 6 &&
         std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view text) {
  std::vector<DateToken> tokens;
  bool gap = false, new_line = false, tab = false;
  std::size_t at = 0;
  const auto push = [&](DateToken token, std::size_t end) {
    token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    token.gap = gap;
    token.new_line = new_line;
    token.tab = tab;
    gap = new_line = tab = false;
    tokens.push_back(token);
    at = end;
  };
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (is_blank(c.value)) {
      gap = true;
      new_line = new_line || c.value == '\n';
      tab = tab || c.value == '\t';
      at += c.length;
      continue;
    }
    if (c.value >= '0' && c.value <= '9') {
      DateToken token{DateToken::Kind::number, {}};
      std::size_t end = at;
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
        token.value = token.digits >= 8 ? -1 : token.value * 10 + (text[end] - '0');
        ++token.digits;
        ++end;
      }
      // "MOS2070: Mosses": the number of a course.
      if (!tokens.empty() && !gap && tokens.back().kind == DateToken::Kind::word && end < text.size() &&
          text[end] == ':' && is_code(text.substr(tokens.back().span.begin, tokens.back().span.size()))) {
        tokens.back().span.end = static_cast<std::uint32_t>(end);
        at = end;
        continue;
      }
      push(token, end);
      continue;
    }
    if (is_letter(c.value) || c.value == 0xBA || c.value == 0xAA) {
      const bool begins = tokens.empty() || gap || tokens.back().kind == DateToken::Kind::sign;
      if (const std::size_t length = begins ? address_length(text, at) : 0; length > 0) {
        at += length;
        gap = true;
        continue;
      }
      std::size_t end = at + c.length;
      // An ideograph is a word of its own: "2018年9月至今".
      while (!is_cjk(c.value) && end < text.size()) {
        const CodePoint next = code_point_at(text, end);
        if (!(is_letter(next.value) || (next.value >= 0x300 && next.value < 0x370)) || is_cjk(next.value)) break;
        end += next.length;
      }
      push({DateToken::Kind::word, {}}, end);
      continue;
    }
    push({DateToken::Kind::sign, {}, 0, 0, plain_sign(c.value)}, at + c.length);
  }
  return tokens;
}

}  // namespace vitagraph::extraction
