// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_title.hpp"

#include <algorithm>
#include <cctype>

#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::ptrdiff_t least_letters = 3;
constexpr std::size_t most_author_words = 70;
constexpr std::size_t least_courses = 3;
constexpr std::size_t least_led = 3;         ///< entries with their event in front
constexpr std::size_t longest_event = 70;    ///< bytes
constexpr std::size_t least_term_words = 3;  ///< "Winter term 2019": a season alone may date a talk

bool names_owner(std::string_view text, const Context& context, bool& all) {
  bool owner = false;
  all = true;
  const std::vector<NameMention> names = split_names(text, context.lexicon);
  for (const NameMention& mention : names) {
    all = all && looks_like_name(mention.name, context.lexicon, true);
    owner = owner || names_compatible(mention.name, context.owner, context.lexicon);
  }
  all = all && !names.empty();
  return owner;
}

/// Whether a sign at its end says that a line is complete.
bool is_closed(std::string_view line) {
  return line.ends_with(".") || line.ends_with("?") || line.ends_with("!") || line.ends_with(")") ||
         line.ends_with("\"") || line.ends_with("”");
}

}  // namespace

std::size_t behind_speakers(const sentences::Sentence& s, const Context& context) {
  std::size_t found = 0;
  for (std::size_t i = 2; i < std::min(s.size(), most_author_words); ++i) {
    const std::string_view gap = s.gap(i);
    const bool ends = gap.find_first_of(".(:\"") != std::string_view::npos || gap.find("“") != std::string_view::npos;
    if (!ends && !s.is_date(i)) continue;
    // "Moss, A., & Lee, B.": the list goes on.
    if (gap.find_first_of(",;&") != std::string_view::npos || s.is(i, "clause-words", "conjunction") ||
        s.word(i).size() == 1)
      continue;
    const std::size_t stop = gap.find('.') == 0 ? 1 : 0;
    bool all = false;
    const bool owner = names_owner(
        s.slice({s.words[0].span.begin, s.words[i - 1].span.end + static_cast<std::uint32_t>(stop)}), context, all);
    if (all && owner) found = i;
    if (s.is_date(i) || gap.find_first_of("(\"") != std::string_view::npos || gap.find("“") != std::string_view::npos)
      break;
  }
  return found;
}

std::size_t longest_line(const std::vector<TalkEntry>& entries) {
  std::size_t longest = 0;
  for (const TalkEntry& talk : entries)
    for (const Span line : talk.entry.lines) longest = std::max<std::size_t>(longest, line.size());
  return longest;
}

std::uint32_t titled_lines_end(const Entry& entry, std::size_t longest, const Context& context) {
  if (entry.lines.size() < 2 || entry.lines.size() > 4) return 0;
  for (std::size_t i = 0; i < entry.lines.size(); ++i) {
    const std::string_view line = context.document.slice(entry.lines[i]);
    if (find_dates(line, context.lexicon).empty()) continue;
    if (i == 0) return 0;
    // A line that only goes on with the one above begins no new part.
    const std::string_view above = trim(context.document.slice(entry.lines[i - 1]));
    const char32_t first = code_point_at(line, 0).value;
    if (is_lower(first) || above.empty() || above.back() == '-') return 0;
    // One that was cut by the page's width may go on.
    if (above.size() * 10 >= longest * 9 && !is_closed(above)) return 0;
    // Between the title and the date may stand at what it was given.
    std::size_t last = i - 1;
    while (last > 0 && is_where(context.document.slice(entry.lines[last]), context)) --last;
    return entry.lines[last].end;
  }
  return 0;
}

bool lists_terms(const std::vector<TalkEntry>& entries, const Context& context) {
  std::size_t terms = 0;
  for (const TalkEntry& talk : entries) {
    const Entry& entry = talk.entry;
    const std::vector<DateMention> dates = find_dates(context.document.slice(entry.span), context.lexicon);
    if (std::any_of(dates.begin(), dates.end(),
                    [](const DateMention& d) { return lexicon::split_words(d.term).size() >= least_term_words; }))
      ++terms;
  }
  return terms >= least_courses && terms * 2 > entries.size();
}

bool lists_events_first(const std::vector<TalkEntry>& entries, const Context& context) {
  std::size_t led = 0;
  for (const TalkEntry& talk : entries) {
    const std::string_view text = context.document.slice(talk.entry.span);
    const std::size_t colon = text.find(": ");
    if (colon > longest_event) continue;
    const std::string_view front = text.substr(0, colon);
    if (front.find(", ") == std::string_view::npos && is_where(front, context) &&
        !is_where(take_dates(text.substr(colon + 1), context.lexicon, 0).rest, context))
      ++led;
  }
  return led >= least_led && led * 2 >= entries.size();
}

bool can_be_title(std::string_view text, const Context& context) {
  if (text.starts_with("www.") || text.substr(0, text.find(' ')).find("://") != std::string_view::npos) return false;
  const lexicon::Words words = lexicon::split_words(text);
  const auto letters =
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) || c > 0x7f; });
  if (letters < least_letters || text == context.owner) return false;
  // "Moss, A., Fern, B. (2016)"
  std::size_t initials = 0;
  for (const lexicon::Word& word : words)
    initials += word.span.size() == 1 && text.substr(word.span.end).starts_with(".") ? 1 : 0;
  if (initials > 1 && text.ends_with(")") && !find_dates(text.substr(text.rfind('(')), context.lexicon).empty())
    return false;
  // "Gave an invited talk"
  for (std::size_t i = 0; i < words.size();) {
    std::size_t matched = 0;
    for (const lexicon::SchemeName scheme : {"talk-kinds", "talk-leads", "talk-manners"})
      if (const auto found = context.lexicon.longest(scheme, words, i))
        matched = std::max<std::size_t>(matched, found->words);
    if (const auto small = context.lexicon.longest("small-words", words, i); matched == 0 && small)
      matched = context.lexicon.concept_at(small->concept_id).notation == "function" ? small->words : 0;
    if (matched == 0) return true;
    i += matched;
  }
  return false;
}

}  // namespace vitagraph::extraction
