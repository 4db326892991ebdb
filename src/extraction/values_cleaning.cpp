// SPDX-License-Identifier: Apache-2.0
#include "extraction/values_cleaning.hpp"

#include <re2/re2.h>

#include <array>

#include "base/base.hpp"
#include "extraction/byte_set.hpp"
#include "extraction/letter_pattern.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {
namespace {

bool is_list_punctuation(char32_t c) {
  return c == U',' || c == U';' || c == U':' || c == U'|' || c == U'*' || c == U'_' || c == U'`' || c == U'\u2022' ||
         c == U'\u00B7' || c == U'-' || c == U'\u2013' || c == U'\u2014' || c == U'=' || c == U'~' || c == U'\uFF0C' ||
         c == U'\uFF1B' || c == U'\u3001' || c == U'\uFF1A' || c == U'\u25AA' || c == U'\u25CF' || c == U'\u25E6' ||
         c == U'\u2023' || c == U'/' || c == U'\\' || c == U'>';
}

struct Quotes {
  std::string_view open, close;
};
constexpr Quotes quotes[] = {{"\"", "\""}, {"“", "”"},   {"‘", "’"},   {"«", "»"},   {"„", "“"},
                             {"'", "'"},   {"``", "''"}, {"「", "」"}, {"《", "》"}, {"”", "”"}};

std::string_view without_quotes(std::string_view text) {
  for (const Quotes& pair : quotes) {
    if (text.size() <= pair.open.size() + pair.close.size() || text.substr(0, pair.open.size()) != pair.open) continue;
    std::string_view inner = text.substr(pair.open.size());
    const std::size_t first_close = inner.find(pair.close);
    if (first_close + pair.close.size() == inner.size()) return inner.substr(0, first_close);
  }
  return text;
}

/// A final full stop stays where it is part of an abbreviation: "Ph.D.", "Inc.", "U.S.".
bool is_abbreviation(std::string_view text) {
  static constexpr ByteSet parting(" \t(/");
  std::size_t blank = text.size();
  while (blank > 0 && !parting(text[blank - 1])) --blank;
  --blank;  // npos if there is none
  const std::string_view word = blank == std::string_view::npos ? text : text.substr(blank + 1);
  const std::string_view stem = word.substr(0, word.size() - 1);
  if (stem.find('.') != std::string_view::npos && stem.find('/') == std::string_view::npos) return true;
  return stem.size() == 1 ||
         (stem.size() <= 4 && text.size() > word.size() && is_upper(code_point_at(stem, 0).value) &&
          !is_upper(code_point_at(stem, stem.size() - 1).value) &&
          stem.find_first_of("aeiouyAEIOUY") == std::string_view::npos) ||
         (stem.size() == 3 && (stem == "Inc" || stem == "Ltd"));
}

bool unbalanced_close(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (c == ')' && --depth < 0) return true;
  }
  return false;
}

/// Digits, brackets, dashes, stars, and whatever is not ASCII.
bool may_be_marker(char c) {
  return (c >= '0' && c <= '9') || c == '(' || c == '[' || c == '*' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// What may stand inside a value without being cleaned, blanks apart: the signs that patterns and white space begin
/// with are left out.
constexpr std::array<bool, 256> make_inside() {
  std::array<bool, 256> out{};
  for (std::size_t c = 0x21; c < 0x7F; ++c) out[c] = true;
  for (const char c : std::string_view("<\\^*_")) out[static_cast<unsigned char>(c)] = false;
  for (std::size_t c = 0xC3; c < 0xE0; ++c) out[c] = true;  // letters of two bytes
  for (std::size_t c = 0x80; c < 0xC0; ++c) out[c] = true;  // and how they end
  return out;
}
constexpr std::array<bool, 256> inside = make_inside();

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool is_clean_value(std::string_view text) {
  if (text.empty() || !is_ascii_letter(text.front())) return text.empty();
  const char last = text.back();
  if (!is_ascii_letter(last) && !digits(last) && last != '?' && last != '!') return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (inside[static_cast<unsigned char>(text[at])]) continue;
    if (text[at] != ' ' || text[at + 1] == ' ') return false;  // it does not end with a blank
  }
  return true;
}

// Most values are plain: a pattern is asked only where the character that it cannot do without is there.
std::string clean_value(std::string_view written) {
  static const RE2 bold(R"(\*\*+|__+)");
  static const RE2 marker(R"(^(?:\(?\d{1,3}[.)]|\[\d{1,3}\]|[•▪●◦‣∙·*–—-])\s+)");
  std::string text(written);
  if (is_clean_value(written)) return text;
  if (text.find('<') != std::string::npos) {
    static const RE2 tag(R"(</?[A-Za-z][^<>]{0,80}>)");
    RE2::GlobalReplace(&text, tag, "");
  }
  if (text.find('\n') != std::string::npos) {
    static const LetterPattern hyphenated(R"((\pL)(?:-|\x{AD})[ \t]*\n\s*(\p{Ll}))");
    RE2::GlobalReplace(&text, hyphenated.on(text), R"(\1\2)");
  }
  if (text.find('\\') != std::string::npos) {
    static const RE2 escaped(R"(\\([_&%#$*\[\]()~-]))");
    RE2::GlobalReplace(&text, escaped, R"(\1)");
  }
  if (text.find('^') != std::string::npos) {
    static const LetterPattern raised(R"(\$?\^\{?([\p{L}\d]{1,4})\}?\$?)");
    RE2::GlobalReplace(&text, raised.on(text), R"(\1)");
  }
  if (text.find("**") != std::string::npos || text.find("__") != std::string::npos) RE2::GlobalReplace(&text, bold, "");
  text = collapse_blanks(text);
  if (!text.empty() && may_be_marker(text.front())) RE2::Replace(&text, marker, "");
  std::string_view out = trim(text);
  for (bool changed = true; changed && !out.empty();) {
    const std::size_t before = out.size();
    const CodePoint first = code_point_at(out, 0);
    if ((is_list_punctuation(first.value) && first.value != U'~') || first.value == U'.')
      out.remove_prefix(first.length);
    out = trim(out);
    if (out.empty()) break;
    std::size_t last = out.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(out[last]) & 0xC0) == 0x80) --last;
    const char32_t end = code_point_at(out, last).value;
    if ((is_list_punctuation(end) && end != U'/') || (end == U'.' && !is_abbreviation(out)) || end == U'\u3002')
      out = out.substr(0, last);
    out = trim(out);
    if (!out.empty() && (out.back() == '(' || (out.back() == ')' && unbalanced_close(out)))) out.remove_suffix(1);
    out = without_quotes(trim(out));
    if (out.size() > 2 && out.front() == '(' && out.find(')') == out.size() - 1) out = out.substr(1, out.size() - 2);
    changed = out.size() != before;
  }
  return std::string(out);
}

std::string comparison_key(std::string_view text) {
  static const RE2 acronym(R"(\s*\([^)]*\)\s*$)");
  std::string plain(text);
  if (plain.find(')') != std::string::npos) RE2::Replace(&plain, acronym, "");
  return lexicon::label_key(plain.empty() ? text : std::string_view(plain));
}

}  // namespace vitagraph::extraction
