// SPDX-License-Identifier: Apache-2.0
#include "extraction/award_parts.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_giver_words = 3;  ///< of a giver behind a colon

/// "Best Paper Award, ICML 2014; Honorable Mention, FernConf 2012": each between semicolons has its own name and date.
std::vector<std::string> part_list(const std::string& text, const lexicon::Lexicon& lexicon) {
  std::vector<std::string> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '(') ++depth;
    if (at < text.size() && text[at] == ')' && depth > 0) --depth;
    if (at < text.size() && (text[at] != ';' || depth > 0)) continue;
    parts.emplace_back(trim(std::string_view(text).substr(begin, at - begin)));
    begin = at + 1;
  }
  if (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  const bool all = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    const lexicon::Words words = lexicon::split_words(part);
    return !find_dates(part, lexicon).empty() &&
           (lexicon.mentions("honours", part) || lexicon.longest("award-standings", words, 0));
  });
  return parts.size() > 1 && all ? parts : std::vector<std::string>{text};
}

/// "Outstanding Reviewer: CVPR 2018, ICCV 2019": what stands before the colon, from each that its date follows.
std::vector<std::string> part_givers(const std::string& text, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos || !lexicon.mentions("honours", text.substr(0, colon))) return {text};
  const std::vector<DateMention> dates = find_dates(text, lexicon);
  if (dates.size() < 2 || dates.front().span.begin < colon) return {text};
  std::vector<std::string> parts;
  std::size_t from = colon + 1;
  for (const DateMention& date : dates) {
    if (date.span.begin <= from) return {text};
    const std::string giver = clean_value(std::string_view(text).substr(from, date.span.begin - from));
    if (giver.empty() || giver.find(',') != std::string::npos || lexicon::split_words(giver).size() > most_giver_words)
      return {text};
    parts.push_back(text.substr(0, colon) + ", " + giver + ", " +
                    text.substr(date.span.begin, date.span.end - date.span.begin));
    from = date.span.end;
    if (from < text.size() && text[from] == ')') ++from;
  }
  return trim(std::string_view(text).substr(from)).size() > 1 ? std::vector<std::string>{text} : parts;
}

}  // namespace

std::vector<std::string> part_awards(const std::string& text, const lexicon::Lexicon& lexicon) {
  std::vector<std::string> out;
  for (const std::string& part : part_list(text, lexicon))
    for (std::string& one : part_givers(part, lexicon)) out.push_back(std::move(one));
  return out;
}

}  // namespace vitagraph::extraction
