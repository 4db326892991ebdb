// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_lists.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {

std::vector<Span> pieces_between(std::string_view text, char separator) {
  std::vector<Span> out;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '(') ++depth;
    if (at < text.size() && text[at] == ')' && depth > 0) --depth;
    if (at < text.size() && (text[at] != separator || depth > 0)) continue;
    if (!trim(text.substr(begin, at - begin)).empty())
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    begin = at + 1;
  }
  return out;
}

bool have_own_dates(std::string_view text, const std::vector<Span>& parts, const lexicon::Lexicon& lexicon) {
  return std::count_if(parts.begin(), parts.end(), [&](Span part) {
           const std::string_view piece = text.substr(part.begin, part.size());
           const Dated dated = take_dates(piece, lexicon, 0);
           return !dated.dates.empty() && !lexicon::split_words(dated.rest).empty();
         }) > 1;
}

std::vector<Span> dated_pieces(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const LetterPattern joint_pattern(
      R"((?:\((?:[^()]*\b(?:19|20)\d\d\b[^()]*|\p{Lu}{2,10})\)|\b(?:19|20)\d\d)(,? \pL{1,4} |, ))");
  const auto has_date = [&](Span part) {
    const std::string_view piece = text.substr(part.begin, part.size());
    if (piece.find('(') == std::string_view::npos || !digits.run_in(piece, 4)) return false;
    static const RE2 dated(R"(\([^()]*\b(?:19|20)\d\d\b[^()]*\)\s*[.,;]?\s*$)");
    return RE2::PartialMatch(re2::StringPiece(text.data() + part.begin, part.size()), dated);
  };
  std::vector<Span> parts = split_list(text, lexicon);
  const auto count = std::count_if(parts.begin(), parts.end(), has_date);
  if (count >= 3 && static_cast<std::size_t>(count) * 2 >= parts.size() && text.find(';') == std::string_view::npos)
    for (std::size_t i = parts.size() - 1; i-- > 0;)
      if (!has_date(parts[i])) {
        parts[i].end = parts[i + 1].end;
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
  // "Fern Conference: 2021, 2022": dates alone date the part before.
  for (std::size_t i = parts.size(); i-- > 1;)
    if (lexicon::split_words(take_dates(text.substr(parts[i].begin, parts[i].size()), lexicon, 0).rest).empty()) {
      parts[i - 1].end = parts[i].end;
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
  const RE2& joint = joint_pattern.on(text);
  std::vector<Span> out;
  for (const Span part : parts) {
    Span rest = part;
    re2::StringPiece piece(text.data(), part.end), hit[2];
    while (joint.Match(piece, rest.begin, part.end, RE2::UNANCHORED, hit, 2)) {
      const std::string_view between = trim(std::string_view(hit[1].data(), hit[1].size()));
      const std::string_view word = trim(between.substr(!between.empty() && between.front() == ',' ? 1 : 0));
      const auto cut = static_cast<std::uint32_t>(hit[1].data() - text.data());
      const auto next = cut + static_cast<std::uint32_t>(hit[1].size());
      if (!word.empty() && !has_notation(lexicon.find("connectives", word), "conjunction")) break;
      // Years of one venue, in brackets or one by one.
      const std::string_view before = text.substr(rest.begin, cut - rest.begin);
      if (next >= part.end || is_digit(code_point_at(text, next).value) ||
          std::count(before.begin(), before.end(), '(') != std::count(before.begin(), before.end(), ')'))
        break;
      out.push_back({rest.begin, cut});
      rest.begin = next;
    }
    out.push_back(rest);
  }
  return out;
}

bool lists_people(std::string_view text, const std::string& role, const lexicon::Lexicon& lexicon) {
  static const RE2 aside(R"(\s*[(\[][^)\]]*[)\]])");
  if (!has_notation(lexicon.find("service-roles", role), "committee")) return false;
  std::size_t people = 0, all = 0;
  for (const Span part : pieces_between(text, ',')) {
    std::string name(text.substr(part.begin, part.size()));
    RE2::GlobalReplace(&name, aside, "");
    ++all;
    people += looks_like_name(clean_value(name), lexicon) ? 1 : 0;
  }
  return all >= 3 && people * 5 >= all * 3;
}

}  // namespace vitagraph::extraction
