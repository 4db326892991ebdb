// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vitagraph {

/// Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629), or nothing if all is well-formed.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The text with each ill-formed sequence replaced by U+FFFD. Well-formed text comes back unchanged.
std::string to_valid_utf8(std::string_view text);

/// Bytes taken for Windows-1252 (a superset of Latin-1, and what old web pages really hold) turned into UTF-8.
std::string from_windows_1252(std::string_view bytes);

/// UTF-16 with a byte order mark turned into UTF-8; nothing if there is no such mark.
std::optional<std::string> from_utf16_with_mark(std::string_view bytes);

/// Number of code points; an ill-formed byte counts as one.
std::size_t count_code_points(std::string_view text);

/// What follows the first `count` code points.
std::string_view skip_code_points(std::string_view text, std::size_t count);

/// The code point that begins at `offset`, and its length in bytes (U+FFFD and 1 for an ill-formed byte).
struct CodePoint {
  char32_t value;
  std::size_t length;
};
CodePoint code_point_beyond_ascii(std::string_view text, std::size_t offset);
inline CodePoint code_point_at(std::string_view text, std::size_t offset) {
  // Most text is ASCII; calls for each letter of it were a twentieth of the whole extraction.
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80) return {byte, 1};
  return code_point_beyond_ascii(text, offset);
}
void append_utf8(std::string& out, char32_t code_point);

/// Unicode Normalization Form C (UAX #15).
std::string nfc(std::string_view text);
/// Case folded (full, locale-free), diacritics removed, white space runs as one blank, trimmed: for comparison,
/// never for display. "Łukasz  MÜLLER" -> "lukasz muller".
std::string fold(std::string_view text);
/// Case folded only.
std::string fold_case(std::string_view text);
/// Upper and lower case as Unicode has them for no language in particular: for display.
std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);
/// Letters transliterated to ASCII, lower case, everything else one hyphen: "José María Ñ." -> "jose-maria-n".
/// Scripts other than Latin are transliterated by ICU's Any-Latin. Empty if nothing is left.
std::string slug(std::string_view text);

/// What Unicode says of letters that are not ASCII; the functions below ask it.
namespace unicode {
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_blank(char32_t c);
bool is_cjk(char32_t c);
}  // namespace unicode

inline bool is_letter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= U'a' && (c | 0x20) <= U'z' : unicode::is_letter(c);
}
inline bool is_upper(char32_t c) { return c < 0x80 ? c >= U'A' && c <= U'Z' : unicode::is_upper(c); }
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= U'a' && c <= U'z' : unicode::is_lower(c); }
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
/// White space as people see it: Unicode White_Space, zero-width space and byte order mark.
inline bool is_blank(char32_t c) { return c < 0x80 ? c == U' ' || (c >= 0x09 && c <= 0x0D) : unicode::is_blank(c); }
/// Chinese, Japanese or Korean ideograph, kana or hangul.
inline bool is_cjk(char32_t c) { return c >= 0x2E80 && unicode::is_cjk(c); }

/// White space trimmed at both ends (Unicode).
std::string_view trim_blanks(std::string_view text);
inline std::string_view trim(std::string_view text) {
  // Most of what is trimmed is so already.
  const auto is_seen = [](char c) { return c > ' ' && c < 0x7F; };
  return text.empty() || (is_seen(text.front()) && is_seen(text.back())) ? text : trim_blanks(text);
}
/// Trimmed, and each run of white space one blank.
std::string collapse_blanks(std::string_view text);

}  // namespace vitagraph
