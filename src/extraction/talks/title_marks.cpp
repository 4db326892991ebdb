// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_segments.hpp"
#include "extraction/talks/talk_title.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr std::size_t least_marked = 3;      ///< words of italics in front that are the title whatever follows
constexpr std::size_t most_name_words = 6;   ///< of a speaker's name in bold
constexpr std::size_t most_venue_words = 5;  ///< of an event's name in italics

/// Whether a quotation is a part of an event's name: "Workshop “Ferns at night”", "session on “Ferns”".
bool names_event(const Sentence& s, Range quoted) {
  if (quoted.begin == 0) return false;
  const std::string_view gap = s.gap(quoted.begin);
  // "Conference “Ferns at night”" tells a kind, not a name.
  if (quoted.begin == 1 || sentence_break(s, quoted.begin - 1) || s.breaks(quoted.begin - 1)) return false;
  if (gap.find_first_of(",.;:\n") != std::string_view::npos || s.is_date(quoted.begin - 1)) return false;
  std::size_t before = quoted.begin - 1;
  const bool on = s.is(before, "clause-words", "preposition") && s.preposition(before) == "on";
  if (on && before > 0) --before;
  const std::string kind = s.notation(before, "talk-kinds");
  return s.is(before, "meeting-words", "meeting") && kind != "seminar" && kind != "lecture";
}

/// Whether one word in quotation marks is a title and not a word called so: it opens the entry or stands behind a stop,
/// and a comma or an event follows.
bool stands_as_title(const Sentence& s, std::size_t at, std::size_t from) {
  const bool opens = at == from || sentence_break(s, at) || s.breaks(at) || s.is_date(at - 1);
  if (!opens || at + 1 >= s.size()) return false;
  if (s.gap(at + 1).find(',') != std::string_view::npos) return true;
  std::size_t end = at + 2;
  while (end < s.size() && !s.breaks(end) && !sentence_break(s, end)) ++end;
  return s.capital(at + 1) && classify_part(s, {at + 1, end}) == TalkPart::event;
}

/// The words that quotation marks set apart as a title.
Range quoted_title(const Sentence& s, std::size_t from) {
  for (std::size_t begin = from; begin < s.size(); ++begin) {
    if (!s.quoted[begin]) continue;
    std::size_t end = begin;
    while (end < s.size() && s.quoted[end]) ++end;
    if ((end > begin + 1 || stands_as_title(s, begin, from)) && !names_event(s, {begin, end})) return {begin, end};
    begin = end;
  }
  return {};
}

}  // namespace

Range marked_title(const Sentence& s, std::size_t authors, const Context& context, std::vector<Range>& kept) {
  if (const Range quoted = quoted_title(s, authors); !quoted.empty()) return quoted;
  Range best;
  bool leads = false;  // italics in front of all else are the title, however long the name of the meeting behind it
  const auto first = std::lower_bound(context.document.runs.begin(), context.document.runs.end(), s.span.begin,
                                      [](const document::Run& run, std::uint32_t at) { return run.span.begin < at; });
  for (auto run = first; run != context.document.runs.end() && run->span.begin < s.span.end; ++run) {
    if (run->kind == document::RunKind::superscript || run->kind == document::RunKind::code) continue;
    Range range;
    while (range.begin < s.size() && s.words[range.begin].span.begin < run->span.begin) ++range.begin;
    range.end = range.begin;
    std::uint32_t run_end = run->span.end;
    // A line's end parts what is set in one dress.
    for (auto next = run + 1; next != context.document.runs.end() && next->kind == run->kind; ++next) {
      const std::string_view between =
          next->span.begin < run_end ? std::string_view("?") : s.text.substr(run_end, next->span.begin - run_end);
      if (between.find_first_not_of(" \n") != std::string_view::npos || between.empty()) break;
      run_end = next->span.end;
      run = next;
    }
    while (range.end < s.size() && s.words[range.end].span.end <= run_end) ++range.end;
    if (range.size() < 2 || range.size() + 1 >= s.size() || s.is_date(range.begin)) continue;
    // Italics within the name of a meeting.
    if (std::any_of(kept.begin(), kept.end(), [&](Range k) { return range.begin >= k.begin && range.end <= k.end; }))
      continue;
    // A speaker's name, set in bold among the authors, is no title.
    if (range.size() <= most_name_words && names_compatible(s.str(range), context.owner, context.lexicon)) continue;
    // "**Keynote talk** at …", "[Fern Meeting](address)": what is not italic sets off a kind or an event as well.
    if (run->kind != document::RunKind::italic) {
      const TalkPart part = classify_part(s, range);
      if (part == TalkPart::event || part == TalkPart::organization) kept.push_back(range);
      if (part == TalkPart::kind || part == TalkPart::event || part == TalkPart::organization) continue;
    }
    const bool venue = s.mentions(range, "venue-nouns") && range.size() < most_venue_words;
    // "A. Moss. Ferns at night. *Fern Meeting, Bath*": behind a title in plain letters italics set the event.
    std::size_t before = authors;
    while (before < range.begin && s.is_date(before)) ++before;
    std::size_t plain = before + 1;
    while (plain < s.size() && !sentence_break(s, plain)) ++plain;
    const bool behind = authors > 0 && range.begin > before + 1 && range.begin >= plain;
    if (venue || behind || range.begin < authors || (leads && range.begin >= best.end)) continue;
    if (best.empty() && range.size() >= least_marked && run->kind == document::RunKind::italic) leads = true;
    if (best.empty() || range.size() > best.size()) best = range;
  }
  return best;
}

Range sentence_title(const Sentence& s, std::size_t from) {
  const auto ends = [&](std::size_t i, std::string_view signs) {
    return s.gap(i).find_first_of(signs) != std::string_view::npos && (s.capital(i) || s.is_date(i)) &&
           s.word(i - 1).size() > 1;
  };
  std::size_t end = from;
  while (end < s.size() && !(end > from && ends(end, ".?!"))) ++end;
  // "Are hedges alive? Evidence from gardens. Fern Meeting.": a question may have a subtitle.
  if (end < s.size() && s.gap(end).find('?') != std::string_view::npos) {
    std::size_t next = end + 1;
    while (next < s.size() && !ends(next, ".?!")) ++next;
    if (next < s.size() && s.gap(next).find('.') != std::string_view::npos &&
        classify_part(s, {end, next}) == TalkPart::other)
      end = next;
  }
  return {from, end};
}

Range plain_title(const Sentence& s, std::size_t& from) {
  std::size_t begin = from;
  while (begin < s.size() && s.is_date(begin)) ++begin;
  const Range title = sentence_title(s, begin);
  if (title.end < begin + 2 || title.end == s.size()) return {};
  from = begin;
  return title;
}

Range line_title(const Sentence& s, std::uint32_t title_end, std::string& kind) {
  std::size_t end = 0;
  while (end < s.size() && s.words[end].span.end <= title_end) ++end;
  std::size_t bracket = end;
  while (bracket > 1 && s.depth[bracket - 1] > 0) --bracket;
  if (bracket < end && s.label(bracket, "talk-kinds") == end - bracket) {
    kind = s.notation(bracket, "talk-kinds");
    end = bracket;
  } else if (bracket + 1 == end && s.label(bracket, "meeting-words") == 1) {
    end = bracket;
  }
  return end < s.size() ? Range{0, end} : Range{};
}

std::string whole_quotation(const Sentence& s, Range range) {
  std::string text = s.str(range);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"«", "»"}}) {
    const std::size_t at = text.rfind(open);
    if (at != std::string::npos && text.find(close, at) == std::string::npos && range.end > range.begin &&
        s.quoted[range.end - 1])
      text += close;
  }
  // "“Grow!” - mosses and walls": the title begins with a quotation.
  const std::string_view front = s.text.substr(0, s.span_of(range).begin);
  if (front.ends_with("“") && text.find("”") != std::string::npos && text.find("”") < text.find("“"))
    text.insert(0, "“");
  if (front.ends_with('"') && std::count(text.begin(), text.end(), '"') % 2 == 1 && text.back() != '"')
    text.insert(0, 1, '"');
  return text;
}

}  // namespace vitagraph::extraction
