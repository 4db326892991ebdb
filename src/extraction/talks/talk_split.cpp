// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_split.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_leading_marks = 4;  ///< bytes of a mark in front of a quotation or a date
constexpr std::size_t longest_kind = 40;       ///< bytes in front of the colon or comma of "Keynote: …"
constexpr std::size_t most_lines = 400;        ///< of an entry that is looked at

/// What a line shows of where talks begin and end.
struct Cues {
  bool dated = false, date_first = false, date_last = false;
  bool quote_first = false;  ///< begins with a quotation mark
  bool kind_first = false;   ///< begins with a kind of talk
  bool goes_on = false;      ///< begins in lower case or with a bracket
  bool open = false;         ///< ends with a sign or a small word that something must follow
  bool stops = false;        ///< ends with a full stop or bracket
  bool place = false;        ///< a place's name and nothing else
  int quotes = 0;            ///< quotations opened and not closed
};

bool opens_quotation(std::string_view text) {
  for (const std::string_view mark : {"\"", "“", "„", "«"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at <= most_leading_marks &&
        std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }))
      return true;
  }
  return false;
}

int count(std::string_view text, std::string_view mark) {
  int found = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) ++found;
  return found;
}

bool begins_with_kind(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::size_t end = text.substr(0, longest_kind).find_first_of(":,");
  if (end == std::string_view::npos) return false;
  const lexicon::Words words = lexicon::split_words(text.substr(0, end));
  const auto match = lexicon.longest("talk-kinds", words, 0);
  return match && match->words == words.size();
}

Cues cues_of(std::string_view text, const lexicon::Lexicon& lexicon) {
  Cues cues;
  const std::vector<DateMention> dates = find_dates(text, lexicon);
  cues.dated = !dates.empty();
  if (cues.dated) {
    cues.date_first = dates.front().span.begin <= most_leading_marks;
    cues.date_last = dates.back().span.end + 2 >= text.size();
  }
  cues.place = !cues.dated && is_place_name(text, lexicon);
  cues.quote_first = opens_quotation(text);
  cues.kind_first = begins_with_kind(text, lexicon);
  const char32_t first = code_point_at(text, 0).value;
  cues.goes_on = is_lower(first) || first == U'(' || first == U'&' || first == U'–';
  const char last = text.back();
  cues.open = last == ',' || last == '-' || last == ':' || last == '&' || last == ';' || last == '/';
  if (!cues.open) {
    const lexicon::Words words = lexicon::split_words(text);
    cues.open = !words.empty() && is_lower(code_point_at(text, words.back().span.begin).value) &&
                (!lexicon.find("connectives", words.back().key).empty() ||
                 !lexicon.find("prepositions", words.back().key).empty()) &&
                words.back().span.end == text.size();
  }
  cues.stops = last == '.' || last == ')' || last == ']';
  cues.quotes = count(text, "“") - count(text, "”") + count(text, "«") - count(text, "»") + count(text, "\"") % 2;
  return cues;
}

/// Whether the line at `i` begins a talk when one has been open since `begin`.
bool begins_talk(const std::vector<Cues>& cues, std::size_t begin, std::size_t i, bool inside) {
  const Cues& line = cues[i];
  const Cues& above = cues[i - 1];
  if (inside || line.goes_on || above.open) return false;
  // "Canada" over the talks that were given there.
  if (begin + 1 == i && above.place && !line.place && line.dated) return true;
  const bool dated = std::any_of(cues.begin() + static_cast<std::ptrdiff_t>(begin),
                                 cues.begin() + static_cast<std::ptrdiff_t>(i), [](const Cues& c) { return c.dated; });
  if (line.quote_first && cues[begin].quote_first) return true;
  if (line.date_first) return cues[begin].date_first;
  if (cues[begin].date_first) return false;
  if (line.kind_first && cues[begin].kind_first) return true;
  const bool more =
      std::any_of(cues.begin() + static_cast<std::ptrdiff_t>(i), cues.end(), [](const Cues& c) { return c.dated; });
  return dated && more && (above.date_last || (above.dated && above.stops));
}

}  // namespace

std::vector<Entry> split_talk_lines(Entry entry, const Context& context) {
  const std::size_t lines = entry.lines.size();
  if (lines < 2 || lines > most_lines || !entry.items.empty()) return {std::move(entry)};
  std::vector<Cues> cues;
  for (const Span line : entry.lines) {
    const std::string_view text = trim(context.document.slice(line));
    cues.push_back(text.empty() ? Cues() : cues_of(text, context.lexicon));
  }
  std::vector<Entry> out;
  std::size_t begin = 0;
  int quotes = 0;
  for (std::size_t i = 0; i <= lines; ++i) {
    const bool ends = i == lines || (i > begin && begins_talk(cues, begin, i, quotes > 0));
    if (ends) {
      Entry part;
      part.first_block = entry.first_block;
      part.last_block = entry.last_block;
      part.subheading = entry.subheading;
      part.lines.assign(entry.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                        entry.lines.begin() + static_cast<std::ptrdiff_t>(i));
      part.span = {part.lines.front().begin, part.lines.back().end};
      part.marker = entry.marker;
      out.push_back(std::move(part));
      begin = i;
      quotes = 0;
    }
    if (i < lines) quotes = std::max(0, quotes + cues[i].quotes);
  }
  if (out.size() == 1) return {std::move(entry)};
  return out;
}

}  // namespace vitagraph::extraction
