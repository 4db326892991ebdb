// SPDX-License-Identifier: Apache-2.0
#include "base/unicode.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "base/error.hpp"
#include "base/latin_ascii.hpp"

namespace vitagraph {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

/// An ASCII character that is seen.
bool is_graphic(char c) { return c > ' ' && c < 0x7F; }

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// An ICU transliterator is costly to make and not safe to share: one for each thread.
const icu::Transliterator& to_latin() {
  constexpr const char* id = "Any-Latin; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;
  thread_local std::unique_ptr<icu::Transliterator> made;
  if (!made) made.reset(icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) throw Error("ICU lacks its transliteration data ({})", id);
  return *made;
}

void lower_letters(std::string& text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  lower_letters(out);
  return out;
}

/// NFKD first, so that ligatures and full-width letters from PDF text compare as their plain forms; then what ICU's
/// "[:Mn:] Remove; Latin-ASCII; NFC" does, whose transliterator took a tenth of the program's start to make.
std::string fold_by_icu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposition = icu::Normalizer2::getNFKDInstance(status);
  const icu::Normalizer2* composition = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Error("ICU lacks its normalization data");
  const icu::UnicodeString letters = decomposition->normalize(to_utf16(text), status);
  icu::UnicodeString plain;
  for (std::int32_t at = 0; at < letters.length();) {
    const UChar32 c = letters.char32At(at);
    at += U16_LENGTH(c);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const std::string_view ascii = latin_ascii(static_cast<char32_t>(c));
    if (ascii.empty())
      plain.append(c);
    else
      for (const char letter : ascii) plain.append(static_cast<char16_t>(letter));
  }
  return to_utf8(composition->normalize(plain, status).foldCase());
}

/// The folded forms of the letters and marks of European texts, each asked of ICU once a thread: what a letter becomes
/// does not depend on its neighbours, and ICU takes microseconds for a word.
class FoldedLetters {
 public:
  /// Nothing where the text holds other characters, or bytes that are no UTF-8.
  static std::optional<std::string> fold(std::string_view text) {
    thread_local FoldedLetters letters;
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint c = code_point_at(text, at);
      if (c.value < 0x80) {
        out += c.value >= 'A' && c.value <= 'Z' ? static_cast<char>(c.value - 'A' + 'a') : static_cast<char>(c.value);
      } else if (const std::optional<std::size_t> place = place_of(c.value)) {
        std::optional<std::string>& form = letters.forms_[*place];
        if (!form) form = fold_by_icu(text.substr(at, c.length));
        out += *form;
      } else {
        return std::nullopt;
      }
      at += c.length;
    }
    return out;
  }

 private:
  /// Latin-1 to Latin Extended-B, Latin Extended Additional, and the dashes, quotation marks and dots.
  static std::optional<std::size_t> place_of(char32_t c) {
    if (c >= 0xA0 && c < 0x250) return c - 0xA0;
    if (c >= 0x1E00 && c < 0x1F00) return c - 0x1E00 + 0x1B0;
    if (c >= 0x2010 && c < 0x2028) return c - 0x2010 + 0x2B0;
    return std::nullopt;
  }

  std::array<std::optional<std::string>, 0x2C8> forms_;
};

/// Words of other scripts come again and again too.
std::string fold_remembered(std::string_view text) {
  constexpr std::size_t most = 4096, longest = 64;
  if (text.size() > longest) return fold_by_icu(text);
  thread_local std::unordered_map<std::string, std::string> known;
  if (known.size() >= most) known.clear();
  const auto [at, is_new] = known.try_emplace(std::string(text));
  if (is_new) at->second = fold_by_icu(text);
  return at->second;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    if (c < 0) return begin;
  }
  return std::nullopt;
}

std::string to_valid_utf8(std::string_view text) {
  if (!find_invalid_utf8(text)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    append_utf8(out, c.value);
    at += c.length;
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  // The 0x80 row of the WHATWG index; the other bytes are their own code points.
  static constexpr char32_t high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const unsigned char c : bytes) append_utf8(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
  return out;
}

std::optional<std::string> from_utf16_with_mark(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const bool big = byte(0) == 0xFE && byte(1) == 0xFF;
  const bool little = byte(0) == 0xFF && byte(1) == 0xFE;
  if (!big && !little) return std::nullopt;
  icu::UnicodeString text;
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2)
    text.append(static_cast<char16_t>(big ? byte(i) << 8 | byte(i + 1) : byte(i + 1) << 8 | byte(i)));
  return to_utf8(text);
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) ++count;
  return count;
}

std::string_view skip_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) at += code_point_at(text, at).length;
  return text.substr(at);
}

CodePoint code_point_beyond_ascii(std::string_view text, std::size_t offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = offset;
  UChar32 c = 0;
  U8_NEXT(bytes, at, text.size(), c);
  if (c < 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(c), at - offset};
}

void append_utf8(std::string& out, char32_t code_point) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  UBool failed = false;
  U8_APPEND(buffer, length, U8_MAX_LENGTH, static_cast<UChar32>(code_point), failed);
  if (failed) return append_utf8(out, 0xFFFD);
  out.append(buffer, static_cast<std::size_t>(length));
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Error("ICU lacks its normalization data");
  const icu::UnicodeString out = normalizer->normalize(to_utf16(text), status);
  return U_FAILURE(status) ? to_valid_utf8(text) : to_utf8(out);
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(text);
  return to_utf8(to_utf16(text).foldCase());
}

std::string upper_case(std::string_view text) { return to_utf8(to_utf16(text).toUpper(icu::Locale::getRoot())); }
std::string lower_case(std::string_view text) { return to_utf8(to_utf16(text).toLower(icu::Locale::getRoot())); }

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    std::string out = collapse_blanks(text);
    lower_letters(out);
    return out;
  }
  if (auto folded = FoldedLetters::fold(text)) return collapse_blanks(*folded);
  return collapse_blanks(fold_remembered(text));
}

std::string slug(std::string_view text) {
  std::string plain;
  if (is_ascii(text)) {
    plain = lower_ascii(text);
  } else {
    icu::UnicodeString wide = to_utf16(text);
    to_latin().transliterate(wide);
    plain = to_utf8(wide);
  }
  std::string out;
  bool gap = false;
  for (const char c : plain) {
    // An apostrophe joins ("O'Brien" -> "obrien"), all else separates.
    if (c == '\'') continue;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (gap && !out.empty()) out += '-';
      out += c;
      gap = false;
    } else {
      gap = true;
    }
  }
  return out;
}

namespace unicode {

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_blank(char32_t c) { return c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool is_cjk(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0xAC00 && c <= 0xD7A3);
}

}  // namespace unicode

std::string_view trim_blanks(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const CodePoint c = code_point_at(text, begin);
    if (!is_blank(c.value)) break;
    begin += c.length;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t last = end - 1;
    while (last > begin && end - last < 4 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!is_blank(code_point_at(text, last).value)) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

std::string collapse_blanks(std::string_view text) {
  text = trim(text);
  // As far as the text has single blanks only, it stays as it is; mostly that is all of it.
  std::size_t same = 0;
  while (same < text.size()) {
    if (is_graphic(text[same]))
      ++same;
    else if (text[same] == ' ' && is_graphic(text[same + 1]))
      same += 2;
    else
      break;
  }
  std::string out;
  out.reserve(text.size());
  out.append(text, 0, same);
  bool gap = false;
  for (std::size_t at = same; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const CodePoint c = byte < 0x80 ? CodePoint{byte, 1} : code_point_at(text, at);
    if (is_blank(c.value)) {
      gap = true;
    } else {
      if (gap) out += ' ';
      gap = false;
      if (byte < 0x80)
        out += text[at];
      else
        out.append(text, at, c.length);
    }
    at += c.length;
  }
  return out;
}

}  // namespace vitagraph
