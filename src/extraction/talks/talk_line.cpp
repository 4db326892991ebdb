// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_line.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/sentence.hpp"
#include "extraction/talks/talk_title.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

enum class Part { title, event, organization, place, kind, date, other };

struct Segment {
  Range range;
  Part part = Part::other;
  bool led = false;  ///< a preposition stands in front
};

constexpr std::size_t kLongestEntry = 160;  ///< words

bool sentence_break(const Sentence& s, std::size_t i) {
  const std::string_view gap = s.gap(i);
  if (gap.find('\n') != gap.npos) return gap.find_first_of(".,;:|") != gap.npos;
  const bool stop = gap.find(". ") != gap.npos || gap.find(" | ") != gap.npos || gap.find(" – ") != gap.npos ||
                    gap.find(" — ") != gap.npos || gap.find(" - ") != gap.npos || gap.find(" · ") != gap.npos;
  if (!stop) return false;
  return !(gap.find(". ") != gap.npos && i > 0 && (s.word(i - 1).size() == 1 || s.label(i - 1, "abbreviations") > 0));
}

/// Words of the entry that quotation marks, italics or a link set apart as a title.
Range marked_title(const Sentence& s, std::size_t authors, const Context& context) {
  std::size_t begin = authors;
  while (begin < s.size() && !s.quoted[begin]) ++begin;
  std::size_t end = begin;
  while (end < s.size() && s.quoted[end]) ++end;
  if (end > begin + 1) return {begin, end};
  Range best;
  bool leads = false;  // italics in front of all else are the title, however long the name of the meeting behind it
  const auto first = std::lower_bound(context.document.runs.begin(), context.document.runs.end(), s.span.begin,
                                      [](const document::Run& run, std::uint32_t at) { return run.span.begin < at; });
  for (auto run = first; run != context.document.runs.end() && run->span.begin < s.span.end; ++run) {
    if (run->kind == document::RunKind::superscript || run->kind == document::RunKind::code) continue;
    Range range;
    while (range.begin < s.size() && s.words[range.begin].span.begin < run->span.begin) ++range.begin;
    range.end = range.begin;
    while (range.end < s.size() && s.words[range.end].span.end <= run->span.end) ++range.end;
    if (range.size() < 2 || range.size() + 1 >= s.size() || s.is_date(range.begin)) continue;
    // A speaker's name, set in bold among the authors, is no title.
    if (range.size() <= 6 && names_compatible(s.str(range), context.owner, context.lexicon)) continue;
    const bool venue = s.mentions(range, "venue-nouns") && range.size() < 5;
    // "A. Moss. Ferns at night. *Fern Meeting, Bath*": behind a title in plain letters italics set the event.
    std::size_t before = authors;
    while (before < range.begin && s.is_date(before)) ++before;
    std::size_t plain = before + 1;
    while (plain < s.size() && !sentence_break(s, plain)) ++plain;
    const bool behind = authors > 0 && range.begin > before + 1 && range.begin >= plain;
    if (venue || behind || range.begin < authors || (leads && range.begin >= best.end)) continue;
    if (best.empty() && range.size() > 2 && run->kind == document::RunKind::italic) leads = true;
    if (best.empty() || range.size() > best.size()) best = range;
  }
  return best;
}

/// "A. Moss. (2016). Ferns at night. Fern Meeting.": the sentence behind authors and date, where `from` then stands.
Range plain_title(const Sentence& s, std::size_t& from) {
  std::size_t begin = from;
  while (begin < s.size() && s.is_date(begin)) ++begin;
  std::size_t end = begin;
  while (end < s.size() && !(end > begin && s.gap(end).find_first_of(".?!") != std::string_view::npos &&
                             (s.capital(end) || s.is_date(end)) && s.word(end - 1).size() > 1))
    ++end;
  if (end < begin + 2 || end == s.size()) return {};
  from = begin;
  return {begin, end};
}

/// The words of the lines that hold the title alone; a bracket at their end may tell the kind.
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

Part classify(const Sentence& s, Range range) {
  std::size_t words = 0;
  if (range.empty()) return Part::other;
  if (s.label(range.begin, "talk-kinds") == range.size()) return Part::kind;
  if (s.is_date(range.begin) && s.is_date(range.end - 1)) return Part::date;
  if (sentences::is_place(s, range)) return Part::place;
  for (std::size_t i = range.begin; i < range.end; ++i) words += s.capital(i) ? 1 : 0;
  bool series = false, venue = false;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string kind = s.notation(i, "talk-kinds");
    series = series || (s.capital(i) && (kind == "seminar" || kind == "lecture"));
    venue = venue || (s.capital(i) && s.label(i, "venue-nouns") > 0) || s.is(i, "meeting-words", "meeting");
  }
  if (series || venue) return Part::event;
  if (sentences::has_strong_organization(s, range) && words * 2 >= range.size()) return Part::organization;
  return Part::other;
}

/// Without the kind and the preposition in front: "Invited talk at the", "presented at".
Range without_lead(const Sentence& s, Range range, bool& led) {
  bool changed = true;
  while (changed && range.size() > 1) {
    changed = false;
    std::size_t n = s.label(range.begin, "talk-kinds");
    if (n == 0 && !s.capital(range.begin)) n = s.label(range.begin, "talk-leads");
    if (n > 0 && n < range.size() &&
        (s.is(range.begin + n, "clause-words", "preposition") || s.label(range.begin + n, "talk-leads") > 0)) {
      range.begin += n;
      changed = true;
    } else if (!s.capital(range.begin) && (s.is(range.begin, "clause-words", "preposition") ||
                                           s.label(range.begin, "clause-words", "determiner") == 1)) {
      led = led || s.is(range.begin, "clause-words", "preposition");
      ++range.begin;
      changed = true;
    }
  }
  return range;
}

}  // namespace

std::string talk_kind(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  std::string general;
  for (const auto& match : lexicon.all("talk-kinds", words)) {
    const std::string& notation = lexicon.concept_at(match.concept_id).notation;
    if (notation != "talk") return notation;
    general = notation;
  }
  return general;
}

std::optional<facts::Fact> read_talk_line(Span entry, const Context& context, const TalkSetting& setting) {
  const std::string& heading_kind = setting.kind;
  const Sentence s(context.document.text, entry, context.lexicon);
  if (s.size() < 2 || s.size() > kLongestEntry) return std::nullopt;
  facts::Fact talk("talk");
  talk.set("speaker", context.owner);
  const std::size_t authors = behind_speakers(s, context);
  Range title = marked_title(s, authors, context);
  std::string kind, event;
  std::size_t from = authors;
  if (title.empty() && authors > 0)
    title = plain_title(s, from);
  else if (title.empty() && setting.title_end > 0)
    title = line_title(s, setting.title_end, kind);
  // "X Seminar talk: Title", "Keynote: Title", "… Title: …"
  for (std::size_t i = 1; authors == 0 && i < std::min<std::size_t>(s.size(), 60); ++i) {
    if (s.gap(i).find(':') == std::string_view::npos || s.quoted[i]) continue;
    const std::string told = talk_kind(s.slice({s.words[0].span.begin, s.words[i - 1].span.end}), context.lexicon);
    if (s.label(i - 1, "announcement-labels", "title") == 1 && s.label(i - 1, "talk-kinds") == 0 && i > 1) {
      if (title.empty()) {
        std::size_t end = i;
        while (end < s.size() && !(end > i && sentence_break(s, end))) ++end;
        title = {i, end};
      }
      break;
    }
    if (i > 6 || told.empty()) continue;
    kind = told;
    from = i;
    // What stands before the word for a talk names the event.
    std::size_t last = 0;
    for (std::size_t k = 0; k < i; ++k)
      if (s.label(k, "talk-kinds") > 0 && k + s.label(k, "talk-kinds") == i) last = k;
    const bool series = told == "seminar" || told == "lecture";
    if (s.label(0, "talk-kinds") != i && s.label(last, "talk-kinds") > 0 && (last > 0 || series) && s.capital(0)) {
      std::size_t end = last;
      if (series && s.notation(last, "talk-kinds") != "talk") end = i;
      if (end > 0 && (series || (end == 1 && s.word(0).size() > 2)))
        event = s.str(
            {0, s.label(end - 1, "talk-kinds") > 0 && s.notation(end - 1, "talk-kinds") == "talk" ? end - 1 : end});
    }
    if (event.empty()) {
      for (std::size_t k = 0; k < i && event.empty(); ++k)
        if (s.is(k, "clause-words", "preposition")) event.clear();
    }
    break;
  }
  // "Tutorial on ferns (from V)", "gave a tutorial on ferns at V"
  if (title.empty())
    for (std::size_t i = from; i + 2 < std::min<std::size_t>(s.size(), from + 7); ++i) {
      const std::size_t n = s.label(i, "talk-kinds");
      if (n == 0 || i + n + 1 >= s.size() || !s.is(i + n, "clause-words", "preposition") ||
          s.preposition(i + n) != "on")
        continue;
      // "Panel on Moss" is a panel's name.
      if (i == from && s.notation(i, "talk-kinds") == "panel") {
        std::size_t end = i + n + 1;
        while (end < s.size() && !s.breaks(end) && s.depth[end] == s.depth[i] && !s.is_date(end)) ++end;
        title = {i, end};
        break;
      }
      std::size_t end = i + n + 1;
      while (end < s.size() && s.depth[end] == 0 && !s.is_date(end) &&
             !(s.preposition(end) == "at" && s.is(end, "clause-words", "preposition")))
        ++end;
      title = {i + n + 1, end};
      if (from == 0) from = i;
      break;
    }
  // Authors in front of "(2016, October). Title.": the style of references.
  for (std::size_t i = from; i < std::min<std::size_t>(s.size(), 40); ++i)
    if (s.is_date(i) && s.depth[i] > 0 && i > from && i + 1 < s.size() && title.empty()) {
      std::size_t after = i;
      while (after < s.size() && s.depth[after] > 0) ++after;
      if (after >= s.size() || s.gap(after).find(").") == std::string_view::npos || s.word(0).size() < 2 ||
          s.gap(1).find(',') == std::string_view::npos || i > 34)
        break;
      bool initials = false;
      for (std::size_t k = from; k < i; ++k) initials = initials || s.word(k).size() == 1;
      if (!initials) break;
      std::size_t end = after;
      while (end < s.size() && !(end > after && s.gap(end).find_first_of(".?!") != std::string_view::npos &&
                                 s.capital(end) && s.word(end - 1).size() > 1))
        ++end;
      title = {after, end};
      from = after;
      break;
    }
  // The rest in segments.
  std::vector<Segment> segments;
  std::size_t begin = from;
  const auto push = [&](std::size_t end) {
    Range range{begin, end};
    begin = end;
    while (!range.empty() && s.is_date(range.end - 1)) --range.end;
    while (!range.empty() && s.is_date(range.begin)) ++range.begin;
    while (!range.empty() && !s.capital(range.end - 1) && s.is(range.end - 1, "clause-words", "preposition"))
      --range.end;
    if (range.empty()) return;
    Segment segment;
    segment.range = without_lead(s, range, segment.led);
    segment.part = classify(s, segment.range);
    segments.push_back(segment);
  };
  for (std::size_t i = from; i < s.size(); ++i) {
    const bool inside = i >= title.begin && i < title.end && !title.empty();
    if (!title.empty() && i == title.begin) {
      push(i);
      segments.push_back({title, Part::title, false});
      begin = title.end;
      // "Mosses at night (workshop)"
      if (begin + 1 < s.size() && s.depth[begin] > 0 && s.depth[begin + 1] == 0 && s.label(begin, "meeting-words") == 1)
        i = begin++;
    }
    if (inside) continue;
    // "(with B. Lee)" names nobody who spoke.
    if (s.depth[i] > 0 && (i == 0 || s.depth[i - 1] == 0) && s.preposition(i) == "with") {
      push(i);
      while (i + 1 < s.size() && s.depth[i + 1] > 0) ++i;
      begin = i + 1;
      continue;
    }
    if (i > begin && (s.breaks(i) || sentence_break(s, i) || (s.depth[i] != s.depth[i - 1] && s.depth[i] > 0) ||
                      (s.gap(i).find(':') != std::string_view::npos && s.depth[i] == 0 &&
                       (!title.empty() || classify(s, {begin, i}) != Part::other || s.is_date(begin)))))
      push(i);
    // "… at A in Bath, UK": the place begins behind the preposition.
    else if (i > begin && !s.capital(i) && s.is(i, "clause-words", "preposition") && s.preposition(i) == "in" &&
             i + 1 < s.size() && s.label(i + 1, "places") > 0)
      push(i);
    else if (i > begin && s.is(i, "clause-words", "preposition") && s.preposition(i) == "at" &&
             (title.empty() || i > title.end) && s.depth[i] == 0 &&
             (setting.organization.empty() ||
              sentences::has_strong_organization(s, {i + 1, std::min(s.size(), i + 6)})))
      push(i);
    else if (i > begin && !title.empty() && i > title.end && s.preposition(i) == "with" &&
             s.is(i, "clause-words", "preposition")) {
      push(i);
      break;
    }
  }
  if (begin < s.size() &&
      !(begin < s.size() && s.preposition(begin) == "with" && s.is(begin, "clause-words", "preposition")))
    push(s.size());
  // A town before its state or country.
  for (std::size_t k = 0; k + 1 < segments.size(); ++k)
    if (segments[k].part == Part::other && segments[k + 1].part == Part::place && segments[k].range.size() <= 3 &&
        s.capital(segments[k].range.begin) && k > 0)
      segments[k].part = Part::place;
  // "Annual meeting in Long Beach", "CA": the town behind "in" belongs to the state.
  for (std::size_t k = 0; k + 1 < segments.size(); ++k) {
    if (segments[k].part == Part::title || segments[k + 1].part != Part::place) continue;
    const Range range = segments[k].range;
    for (std::size_t i = range.end; i-- > range.begin + 1 && i + 4 > range.end;)
      if (!s.capital(i) && s.is(i, "clause-words", "preposition") && s.preposition(i) == "in") {
        segments[k].range.end = i;
        segments[k + 1].range.begin = i + 1;
        break;
      }
  }
  // Without marks the title is the longest part that is nothing else.
  if (title.empty()) {
    Segment* longest = nullptr;
    for (Segment& segment : segments)
      if (segment.part == Part::other && !segment.led && segment.range.size() >= 3 &&
          (longest == nullptr || segment.range.size() > longest->range.size()))
        longest = &segment;
    // Where a line above has said at what and where, what is left is the title, whatever it is made of.
    if (longest == nullptr && !(setting.event.empty() && setting.organization.empty())) {
      for (Segment& segment : segments)
        if (segment.part == Part::organization || segment.part == Part::event)
          longest = longest == nullptr ? &segment : longest;
    }
    if (longest == nullptr && kind.empty() == false && !segments.empty() && from > 0 &&
        segments.front().part != Part::place)
      longest = &segments.front();
    if (longest != nullptr) {
      longest->part = Part::title;
      title = longest->range;
    }
  }
  std::string organization, place;
  for (const Segment& segment : segments) {
    const std::string text = s.str(segment.range);
    switch (segment.part) {
      case Part::event: event += event.empty() ? text : ", " + text; break;
      case Part::organization:
        if (organization.empty()) organization = text;
        break;
      case Part::place: place += place.empty() ? text : ", " + text; break;
      case Part::other:
        if (segment.led && event.empty() && s.capital(segment.range.begin) && segment.range.size() <= 12) event = text;
        break;
      default: break;
    }
  }
  // The item's own word, then the event's, then the heading's (READINGS 19).
  std::string own;
  if (const std::size_t n = s.label(0, "talk-kinds"); n > 0 && !(title.begin == 0 && !title.empty()))
    own = s.notation(0, "talk-kinds");
  else if (from > 0)
    own = s.label(from - 1, "talk-kinds") > 0 ? s.notation(from - 1, "talk-kinds") : kind;
  if (own.empty() && !title.empty() && s.notation(title.begin, "talk-kinds") == "panel") own = "panel";
  if (own.empty()) {
    std::string rest;
    for (std::size_t i = 0; i < s.size(); ++i)
      if (!(i >= title.begin && i < title.end)) rest += std::string(s.word(i)) + " ";
    own = talk_kind(rest, context.lexicon);
    if ((own.empty() || own == "talk") && !heading_kind.empty()) own = heading_kind;
  }
  kind = own.empty() ? "talk" : own;
  if (!s.dates.empty()) {
    const DateMention& date =
        s.dates.back().start.size() >= s.dates.front().start.size() ? s.dates.back() : s.dates.front();
    std::string told = shared_date(date);
    // "(2024) … (January 13-14)": the year in front and the days behind.
    if (told.starts_with("--") && s.dates.front().start.size() == 4) told = s.dates.front().start + told.substr(1);
    talk.set("date", told).set("time", date.time);
  }
  if (s.dates.empty() || talk.text("date").empty()) talk.set("date", setting.date);
  std::string name = s.str(title);
  if (!title.empty() && s.span_of(title).end < s.text.size() && s.text[s.span_of(title).end] == '?') name += '?';
  if (event.empty()) event = setting.event;
  if (organization.empty()) organization = setting.organization;
  if (name.empty()) name = event;
  if (name.empty()) name = organization;
  if (name.empty()) return std::nullopt;
  talk.set("title", name).set("event", event).set("organization", organization).set("place", place).set("kind", kind);
  return talk;
}

}  // namespace vitagraph::extraction
