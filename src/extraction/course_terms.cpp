// SPDX-License-Identifier: Apache-2.0
#include "extraction/course_terms.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/dates.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

void blank(std::string& text, std::size_t begin, std::size_t end) {
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == ',')) --begin;
  if (begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')') {
    --begin;
    ++end;
  }
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), '\t');
}

/// "…, F19, S20", "… (SP18, FA19)", "…, Fall 19": terms with years of two digits, which only a list of nothing else at
/// a line's end tells from rooms and codes of courses.
std::vector<std::string> take_short_terms(std::string& text, const lexicon::Lexicon& lexicon) {
  if (!digits.run_in(text, 2)) return {};
  static const LetterPattern list(
      R"([,(;\t]\s*((?:\pL+ ?['’]?\d\d\b)(?:\s*[,/;&]\s*\pL+ ?['’]?\d\d\b)*)\s*\)?[\s.;]*$)");
  static const LetterPattern term_pattern(R"((\pL+) ?['’]?\d\d)");
  re2::StringPiece hit[2], rest;
  if (!list.on(text).Match(text, 0, text.size(), RE2::UNANCHORED, hit, 2)) return {};
  std::vector<std::string> out;
  rest = hit[1];
  const RE2& term = term_pattern.on(rest);
  re2::StringPiece found[2];
  while (term.Match(rest, 0, rest.size(), RE2::UNANCHORED, found, 2)) {
    const std::string letters(found[1].data(), found[1].size());
    if (lexicon.find(letters.size() == 1 ? "term-initials" : "terms", letters).empty()) return {};
    out.emplace_back(found[0].data(), found[0].size());
    rest.remove_prefix(static_cast<std::size_t>(found[0].data() + found[0].size() - rest.data()));
  }
  const auto begin = static_cast<std::size_t>(hit[1].data() - text.data());
  blank(text, begin, begin + hit[1].size());
  return out;
}

/// "S’": a season's letter with its apostrophe at the end of the text.
bool ends_in_initial(std::string_view text, std::string& letter) {
  static const LetterPattern initial(R"((?:^|[\s,(;/–-])(\p{Lu}\p{Ll}{0,2}['’])$)");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), initial.on(text), &letter);
}

}  // namespace

std::vector<std::string> take_terms(std::string& text, const lexicon::Lexicon& lexicon) {
  std::vector<std::string> out;
  const auto add = [&](std::string term) {
    if (std::find(out.begin(), out.end(), term) == out.end()) out.push_back(std::move(term));
  };
  const std::vector<DateMention> dates = find_dates(text, lexicon);
  const std::string whole = text;
  for (const DateMention& date : dates) {
    // "S’2018": the season's letter.
    const std::string_view before = std::string_view(whole).substr(0, date.span.begin);
    std::string letter;
    if (!date.range && date.years.size() < 2 && date.term.empty() &&
        (before.ends_with('\'') || before.ends_with("’")) && ends_in_initial(before, letter)) {
      const std::size_t begin = date.span.begin - letter.size();
      add(whole.substr(begin, date.span.end - begin));
      blank(text, begin, date.span.end);
      continue;
    }
    const std::string written = clean_value(std::string_view(whole).substr(date.span.begin, date.span.size()));
    if (date.years.size() > 1) {
      const std::size_t first = date.term.find_first_of("0123456789");
      const std::string season = first == std::string::npos ? date.term : clean_value(date.term.substr(0, first));
      for (const std::string& year : date.years) add(season.empty() ? year : season + " " + year);
    } else {
      static const LetterPattern academic(R"(^(?:\pL\. ?){2})");  // "a.y. 2019/20"
      std::string term = date.term.empty() || date.range ? written : date.term;
      RE2::Replace(&term, academic.on(term), "");
      add(std::move(term));
    }
    blank(text, date.span.begin, date.span.end);
  }
  // Codes of terms: a letter or two and a year, more than one or at the end of the line.
  if (!digits.run_in(text, 2)) return out;
  static const LetterPattern code_pattern(R"(\b((?:\p{Lu}\p{Ll}{0,3}) ?['’]?(?:19|20)?\d{2})\b)");
  const RE2& code = code_pattern.on(text);
  re2::StringPiece rest(text.data(), text.size());
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::size_t at = 0;
  re2::StringPiece hit[2];
  while (code.Match(rest, at, text.size(), RE2::UNANCHORED, hit, 2)) {
    const auto begin = static_cast<std::size_t>(hit[1].data() - text.data());
    at = begin + hit[1].size();
    if (hit[1].size() < 5) continue;
    std::string term(hit[1].data(), hit[1].size());
    const std::string letters = term.substr(0, term.find_first_of(" '0123456789"));
    if (letters.size() > 1 && lexicon.find("terms", letters).empty()) continue;
    add(term);
    places.emplace_back(begin, at);
  }
  for (const auto& [begin, end] : places) blank(text, begin, end);
  for (std::string& term : take_short_terms(text, lexicon)) add(std::move(term));
  return out;
}

}  // namespace vitagraph::extraction
