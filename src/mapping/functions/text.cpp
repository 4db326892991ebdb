// SPDX-License-Identifier: Apache-2.0
// GREL's and idlab-fn's functions on text, with the parameters that the FnO descriptions at the IRIs give them.
#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>

#include "base/base.hpp"
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}
std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}
std::string upper(std::string_view text) { return narrow(wide(text).toUpper(icu::Locale::getRoot())); }
std::string lower(std::string_view text) { return narrow(wide(text).toLower(icu::Locale::getRoot())); }
std::string title(std::string_view text) { return narrow(wide(text).toTitle(nullptr, icu::Locale::getRoot())); }

std::int64_t number(std::string_view text, std::int64_t otherwise) {
  std::int64_t out = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() ? out : otherwise;
}

/// From code point `from` to before `to`; negative ones count from the end.
std::string_view substring(std::string_view text, std::int64_t from, std::int64_t to) {
  const auto size = static_cast<std::int64_t>(count_code_points(text));
  if (from < 0) from += size;
  if (to < 0) to += size;
  from = std::clamp<std::int64_t>(from, 0, size);
  to = std::clamp<std::int64_t>(to, from, size);
  const std::string_view start = skip_code_points(text, static_cast<std::size_t>(from));
  const std::string_view rest = skip_code_points(start, static_cast<std::size_t>(to - from));
  return start.substr(0, start.size() - rest.size());
}

std::string replace_all(std::string_view text, std::string_view find, std::string_view with) {
  std::string out;
  if (find.empty()) return std::string(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find(find, at);
    out += text.substr(at, found - at);
    if (found == std::string_view::npos) break;
    out += with;
    at = found + find.size();
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string escape(std::string_view text, std::string_view mode) {
  std::string out;
  if (mode == "url") return percent_encode(text);
  if (mode == "javascript" || mode == "csv") {
    for (const char c : text) {
      if (c == '"' || (mode == "javascript" && (c == '\\' || c == '\''))) out += mode == "csv" ? '"' : '\\';
      out += c;
    }
    return mode == "csv" ? '"' + out + '"' : out;
  }
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += mode == "xml" ? "&apos;" : "&#39;"; break;
      default: out += c;
    }
  return out;
}

void find_all(Call& c, std::string_view text, std::string_view pattern) {
  const RE2 regex(std::string(pattern), RE2::Quiet);
  if (!regex.ok()) return;
  re2::StringPiece rest(text.data(), text.size()), found;
  const RE2 wrapped("(" + std::string(pattern) + ")", RE2::Quiet);
  while (wrapped.ok() && !rest.empty() && RE2::FindAndConsume(&rest, wrapped, &found)) {
    c.give(std::string_view(found.data(), found.size()));
    if (found.empty() && !rest.empty()) rest.remove_prefix(1);
  }
}

}  // namespace

const std::vector<Function>& text_functions() {
  static const std::vector<Function> functions = {
      {grel("toUpperCase"), {grel_text()}, "in capital letters", "ab => AB", [](Call& c) { c.give(upper(c.text(0))); }},
      {grel("toLowerCase"), {grel_text()}, "in small letters", "AB => ab", [](Call& c) { c.give(lower(c.text(0))); }},
      {grel("toTitleCase"),
       {grel_text()},
       "each word with a capital",
       "new york => New York",
       [](Call& c) { c.give(title(c.text(0))); }},
      {grel("string_toTitlecase"),
       {grel_text()},
       "each word with a capital",
       "new york => New York",
       [](Call& c) { c.give(title(c.text(0))); }},
      {grel("string_toString"),
       {{{grel("valueParameter"), grel("valueParam"), grel("p_any_e"), grel("param_any_e")}}},
       "as it is",
       "a => a",
       [](Call& c) { c.give(c.text(0)); }},
      {grel("string_trim"),
       {grel_text()},
       "without white space at both ends",
       "  a b  => a b",
       [](Call& c) { c.give(trim(c.text(0))); }},
      {grel("string_strip"),
       {grel_text()},
       "without white space at both ends",
       "  a b  => a b",
       [](Call& c) { c.give(trim(c.text(0))); }},
      {grel("string_chomp"),
       {grel_text(), grel_separator()},
       "without that ending",
       "a.pdf | .pdf => a",
       [](Call& c) {
         const std::string_view text = c.text(0), end = c.text(1);
         const bool has = text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
         c.give(has ? text.substr(0, text.size() - end.size()) : text);
       }},
      {grel("string_length"),
       {grel_text()},
       "number of code points",
       "Åbo => 3",
       [](Call& c) { c.give(static_cast<double>(count_code_points(c.text(0)))); }},
      {grel("length"),
       {grel_text()},
       "number of code points",
       "Åbo => 3",
       [](Call& c) { c.give(static_cast<double>(count_code_points(c.text(0)))); }},
      {grel("string_replace"),
       {grel_text(), grel_find(), grel_replace()},
       "each occurrence replaced",
       "a-b-c | - | + => a+b+c",
       [](Call& c) { c.give(replace_all(c.text(0), c.text(1), c.text(2))); }},
      {grel("string_replaceChars"),
       {grel_text(), grel_find(), grel_replace()},
       "each character of the second replaced by the one at its place in the third",
       "cab | abc | xyz => zxy",
       [](Call& c) {
         const std::string_view find = c.text(1), with = c.text(2);
         std::string out(c.text(0));
         for (char& at : out)
           if (const std::size_t i = find.find(at); i != std::string_view::npos && i < with.size()) at = with[i];
         c.give(out);
       }},
      {grel("string_replace_regex"),
       {grel_text(), {grel_find().iris, true, false, Takes::pattern}, grel_replace()},
       "each match of an RE2 pattern replaced; \\1 is its first group",
       "a1b22 | [0-9]+ | # => a#b#",
       [](Call& c) {
         const RE2 regex(std::string(c.text(1)), RE2::Quiet);
         std::string out(c.text(0));
         if (regex.ok()) RE2::GlobalReplace(&out, regex, std::string(c.text(2)));
         c.give(out);
       }},
      {grel("string_substring"),
       {grel_text(), grel_from(), grel_to()},
       "from a position, up to another if given; negative ones count from the end",
       "Williams | 0 | 4 => Will",
       [](Call& c) {
         const auto from = number(c.text(1), 0), size = static_cast<std::int64_t>(count_code_points(c.text(0)));
         // Past the end there is nothing, which is not the empty text.
         if (from <= size) c.give(substring(c.text(0), from, c.has(2) ? number(c.text(2), 0) : size));
       }},
      {grel("string_indexOf"),
       {grel_text(), grel_part()},
       "where the second text begins, from 0; -1 if nowhere",
       "abc | c => 2",
       [](Call& c) {
         const std::size_t at = c.text(0).find(c.text(1));
         c.give(at == std::string_view::npos ? -1.0 : static_cast<double>(count_code_points(c.text(0).substr(0, at))));
       }},
      {grel("string_lastIndexOf"),
       {grel_text(), grel_part()},
       "where the second text last begins; -1 if nowhere",
       "abcb | b => 3",
       [](Call& c) {
         const std::size_t at = c.text(0).rfind(c.text(1));
         c.give(at == std::string_view::npos ? -1.0 : static_cast<double>(count_code_points(c.text(0).substr(0, at))));
       }},
      {grel("string_contains"),
       {grel_text(), grel_part()},
       "whether it holds the second",
       "abc | b => true",
       [](Call& c) { c.give(c.text(0).find(c.text(1)) != std::string_view::npos); }},
      {grel("string_startsWith"),
       {grel_text(), grel_part()},
       "whether it begins with the second",
       "abc | ab => true",
       [](Call& c) { c.give(c.text(0).substr(0, c.text(1).size()) == c.text(1)); }},
      {grel("string_endsWith"),
       {grel_text(), grel_part()},
       "whether it ends with the second",
       "abc | bc => true",
       [](Call& c) {
         c.give(c.text(0).size() >= c.text(1).size() &&
                c.text(0).substr(c.text(0).size() - c.text(1).size()) == c.text(1));
       }},
      {grel("string_match"),
       {grel_text(), grel_regex()},
       "whether an RE2 pattern fits the whole",
       "ab1 | [a-z]+[0-9] => true",
       [](Call& c) {
         const RE2 regex(std::string(c.text(1)), RE2::Quiet);
         c.give(regex.ok() && RE2::FullMatch(re2::StringPiece(c.text(0).data(), c.text(0).size()), regex));
       }},
      {grel("string_find"),
       {grel_text(), grel_regex()},
       "all matches of an RE2 pattern",
       "a1b22 | [0-9]+ => 1 | 22",
       [](Call& c) { find_all(c, c.text(0), c.text(1)); }},
      {grel("escape"),
       {grel_text(), grel_mode()},
       "escaped for html, xml, csv, url or javascript",
       "a<b | html => a&lt;b",
       [](Call& c) { c.give(escape(c.text(0), c.text(1))); }},
      {grel("string_concat"),
       {{{grel("valueParameter"), grel("valueParam"), grel("p_string")}, false, true},
        {{grel("valueParameter2"), grel("valueParam2")}, false, true}},
       "all texts, one after the other",
       "a;b | c => abc",
       [](Call& c) {
         std::string out;
         for (const Values& values : c.arguments)
           for (const Value& value : values) out += value.text;
         c.give(out);
       }},
      {idlab("concat"),
       {idlab_parameter("str"), idlab_parameter("otherStr"), idlab_parameter("delimiter", false)},
       "both texts with the delimiter between",
       "a | b | - => a-b",
       [](Call& c) { c.give(fmt::format("{}{}{}", c.text(0), c.text(2), c.text(1))); }},
      {idlab("toUpperCaseURL"),
       {idlab_parameter("str")},
       "in capital letters, with http:// in front if no scheme is there",
       "example.com => http://EXAMPLE.COM",
       [](Call& c) {
         const std::string up = upper(c.text(0));
         const bool has_scheme = up.starts_with("HTTP://") || up.starts_with("HTTPS://");
         c.give(has_scheme ? up : "http://" + up);
       }},
      {idlab("alwaysReturnsABC"), {}, "ABC, for trying a mapping out", " => ABC", [](Call& c) { c.give("ABC"); }},
      {idlab("slugify"),
       {idlab_parameter("str")},
       "as a piece of an address",
       "José Ñandú => jose-nandu",
       [](Call& c) { c.give(slug(c.text(0))); }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
