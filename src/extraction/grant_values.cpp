// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_values.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/grant_parts.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/initials.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_code = 4;  ///< letters of a sort of grant ("K99"), which is no number of one

/// Covers a stretch of the text, so that it parts what is around it.
void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at)
    if (text[at] != '\n') text[at] = '\t';
}

/// The text with what is in quotation marks covered by letters: dates and sums in titles are the titles'.
std::string without_quotations(const std::string& text) {
  std::string out = text;
  constexpr std::size_t longest = 400;  // letters
  static constexpr std::string_view opening = "“", closing = "”";
  for (std::size_t at = text.find(opening); at != std::string::npos;) {
    const std::size_t inner = at + opening.size(), next = text.find(opening, inner);
    const std::string_view inside =
        std::string_view(text).substr(inner, next - inner);  // to the end where next is npos
    const std::size_t length = inside.find(closing);
    if (length != std::string_view::npos && length > 0 && count_code_points(inside.substr(0, length)) <= longest)
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(at),
                out.begin() + static_cast<std::ptrdiff_t>(inner + length + closing.size()), 'x');
    at = next;
  }
  return out;
}

/// "R01HL123456", "DMS-2152107", "EP/Y027671/1", "2022YFB0000001": digits and capitals in one word.
bool is_award_number(std::string_view word, const lexicon::Lexicon& lexicon) {
  std::size_t digits = 0, capitals = 0, other = 0;
  for (const char c : word) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c >= 'A' && c <= 'Z')
      ++capitals;
    else if (c != '-' && c != '/' && c != '.' && c != '#' && c != '_')
      ++other;
  }
  if (other > 0) return false;
  std::size_t run = 0, longest = 0;
  for (const char c : word) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  // "422091/2018-1", but "04/01/2019"
  if (capitals == 0) return (longest >= 6 || (longest >= 5 && digits > longest)) && word.find('.') == word.npos;
  // "K23", "T-32": sorts of grants.
  if (digits < 4 && digits > 0 && word.size() <= longest_code) {
    std::string code(word);
    code.erase(std::remove(code.begin(), code.end(), '-'), code.end());
    return grant_label(code, lexicon) == "code";
  }
  return digits >= 5 || (digits >= 4 && word.find('/') != word.npos);
}

}  // namespace

std::string take_sums(std::string& text, const lexicon::Lexicon& lexicon) {
  const SumPatterns& sums = lexicon.kept(&sum_patterns);
  std::string open = without_quotations(text);
  std::string amount;
  std::size_t at = 0;
  while (const auto sum = find_sum(open, at, sums)) {
    if (amount.empty()) amount = clean_value(std::string_view(text).substr(sum->begin, sum->size()));
    blank(text, sum->begin, sum->end);
    at = sum->end;
  }
  return amount;
}

bool take_numbers(std::string& text, const lexicon::Lexicon& lexicon) {
  bool any = false;
  const std::string open = without_quotations(text);
  for (std::size_t at = 0; at < open.size();) {
    const std::size_t begin = open.find_first_not_of(" \t\n,;:()[]|", at);
    if (begin == std::string::npos) return any;
    std::size_t end = std::min(open.find_first_of(" \t\n,;:()[]|", begin), open.size());
    at = end;
    while (end > begin && open[end - 1] == '.') --end;
    const std::string_view word = std::string_view(open).substr(begin, end - begin);
    if (!is_award_number(word, lexicon)) continue;
    // "H2020-SC5-2017", "FFC-1234567": the name in front of it stays.
    const std::size_t dash = word.find('-');
    const bool named = dash != word.npos && !lexicon.find("funders", word.substr(0, dash)).empty();
    blank(text, named ? begin + dash : begin, end);
    any = any || end - begin > longest_code;
  }
  return any;
}

When take_when(std::string& text, bool& yearly, const lexicon::Lexicon& lexicon) {
  std::string open = without_quotations(text);
  const lexicon::Words words = lexicon::split_words(open);
  for (const lexicon::Lexicon::Match& match : lexicon.all("funders", words))
    std::fill(open.begin() + match.span.begin, open.begin() + match.span.end, 'x');
  const Dated dated = take_dates(open, lexicon, 0);
  for (std::size_t at = 0; at < text.size() && at < dated.rest.size(); ++at)
    if (dated.rest[at] == '\t' && text[at] != '\n') text[at] = '\t';
  yearly = dated.dates.size() == 1 && dated.dates.front().years.size() > 1 && !dated.dates.front().range;
  return when_of(dated.dates);
}

void take_applicants(std::string& text, const lexicon::Lexicon& lexicon) {
  if (!begins_with_initials(text)) return;
  static const LetterPattern name_pattern(
      R"(^\W{0,3}\p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+)?, ?(?:\p{Lu}\. ?-?){1,3}(?: ?\([^()]{2,30}\))?[,;&. ]*)");
  static const LetterPattern word_pattern(R"(^(\pL+) )");
  const RE2 &name = name_pattern.on(text), &word = word_pattern.on(text);
  re2::StringPiece rest(text), joint;
  while (RE2::Consume(&rest, name))
    if (RE2::PartialMatch(rest, word, &joint) &&
        has_notation(lexicon.find("names", std::string_view(joint.data(), joint.size())), "conjunction"))
      rest.remove_prefix(joint.size() + 1);
  if (const std::size_t taken = text.size() - rest.size(); taken > 4) blank(text, 0, taken);
}

}  // namespace vitagraph::extraction
