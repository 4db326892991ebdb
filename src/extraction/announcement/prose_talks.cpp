// SPDX-License-Identifier: Apache-2.0
// Announcements without labels: a schedule ("Feb 13: Ada Moss (Avon), On Moss") or running text ("Ada Moss, professor
// at Avon, will speak on …").
#include <algorithm>

#include "extraction/announcement/affiliations.hpp"
#include "extraction/announcement/announced_talk.hpp"
#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using announcement::Affiliations;
using announcement::has_day;
using announcement::series_in;
using announcement::Speaker;
using sentences::Range;
using sentences::Sentence;

constexpr double kConfidence = 0.6;
constexpr std::size_t most_blocks = 60;  ///< of running text that may announce
constexpr std::size_t most_place_words = 12;

std::string_view slice(const Context& context, Span span) { return context.document.slice(span); }

bool telling(const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    if (section.kind == "abstracts") continue;  // as a book of abstracts is called
    for (const char* kind : {"publications", "education", "teaching", "awards", "positions", "service", "advising"})
      if (section.is(kind)) return true;
  }
  return false;
}

void add_talk(const Context& context, const Speaker& speaker, facts::Fact talk, Span span,
              const std::vector<Span>& biography, Affiliations& affiliations, Findings& findings) {
  const std::string name = affiliations.as_text_says(speaker.name);
  facts::Fact person("person");
  person.set("name", name).set("homepage", affiliations.linked_page(name));
  findings.add(std::move(person), speaker.span, "announcement.prose", kConfidence);
  talk.fields.insert(talk.fields.begin(), {"speaker", name});
  findings.add(std::move(talk), span, "announcement.prose", kConfidence);
  const Context about{context.document, context.lexicon, name, context.sections};
  if (!biography.empty()) recognize_sentences(biography, about, findings);
  affiliations.add(speaker, name);
}

/// The text that quotation marks, a link or italics set apart behind `from`.
Span marked_title(const Context& context, Span block, std::uint32_t from) {
  const std::string_view text = slice(context, block);
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}}) {
    const std::size_t begin = text.find(open, from - block.begin);
    if (begin == text.npos) continue;
    const std::size_t end = text.find(close, begin + open.size());
    if (end == text.npos || end < begin + 8) continue;
    return {block.begin + static_cast<std::uint32_t>(begin + open.size()),
            block.begin + static_cast<std::uint32_t>(end)};
  }
  const std::vector<document::Run>& runs = context.document.runs;
  for (auto run = std::lower_bound(runs.begin(), runs.end(), from,
                                   [](const document::Run&r, std::uint32_t at) { return r.span.begin < at; });
       run != runs.end() && run->span.begin < block.end; ++run)
    if ((run->kind == document::RunKind::link || run->kind == document::RunKind::italic) &&
        run->span.end <= block.end && lexicon::split_words(slice(context, run->span)).size() >= 3)
      return run->span;
  return {};
}

// A schedule

/// "--02-03" in a series of "Spring 2021".
std::string with_year(std::string date, const std::string& year) {
  return date.starts_with("--") && !year.empty() ? year + date.substr(1) : date;
}

/// "in Room 12 of the Moss library", "at the Avon Theatre": a phrase with a word of rooms.
std::string place_in(const Sentence& s) {
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    if (!s.is(i, "clause-words", "preposition") || s.capital(i)) continue;
    std::size_t begin = i + 1;
    while (begin < s.size() && s.is(begin, "clause-words", "determiner")) ++begin;
    if (begin >= s.size() || !s.capital(begin) || s.is_date(begin)) continue;
    std::size_t end = begin;
    bool room = false;
    while (end < s.size() && end < begin + most_place_words && !s.is_date(end) && (end == begin || !s.breaks(end)) &&
           (s.capital(end) || s.is(end, "clause-words", "name-inside") || s.label(end, "place-words") > 0)) {
      room = room || s.label(end, "place-words") > 0;
      ++end;
    }
    while (end > begin && !s.capital(end - 1) && s.label(end - 1, "place-words") == 0) --end;
    if (room && end > begin) return s.str({begin, end});
  }
  return {};
}

/// What the sentences above the first talk say of all: the series' name, and where its talks take place.
void take_told_series(const Context& context, std::uint32_t first, announcement::SeriesSetting& series) {
  for (const document::Block& block : context.document.blocks) {
    if (block.span.begin >= first) return;
    for (const Span span : sentences::split_sentences(context.document.text, block.span, context.lexicon)) {
      const Sentence s(context.document.text, span, context.lexicon);
      if (series.event.empty()) series.event = series_in(s);
      if (series.place.empty()) series.place = place_in(s);
    }
  }
}

/// `told`: in sentences, and so is what holds for all.
bool write_slots(const Context& context, const std::vector<announcement::Slot>& slots, bool told, Findings& findings) {
  if (slots.empty()) return false;
  announcement::SeriesSetting series = announcement::read_series(context, slots);
  if (told) take_told_series(context, slots.front().span.begin, series);
  Affiliations affiliations(context, findings);
  bool added = false;
  for (const announcement::Slot& slot : slots) {
    facts::Fact talk("talk");
    talk.set("title", slot.title.empty() ? series.event : slot.title)
        .set("event", series.event)
        .set("organization", series.organization);
    talk.set("place", slot.place.empty() ? series.place : slot.place);
    talk.set("date", slot.date ? with_year(shared_date(*slot.date), series.year) : series.date);
    talk.set("time", slot.time.empty() ? series.time : slot.time);
    talk.set("kind", !slot.kind.empty() ? slot.kind : series.kind.empty() ? "talk" : series.kind);
    if (talk.text("title").empty()) continue;
    added = true;
    add_talk(context, slot.speaker, std::move(talk), slot.span, slot.biography, affiliations, findings);
  }
  return added;
}

// Running text

struct Announced {
  Speaker speaker;
  Span sentence;
};

/// The label of `speaking` of that notation at the word; how many words it has.
std::size_t speaking(const Sentence& s, std::size_t i, std::string_view notation) {
  return s.label(i, "speaking", notation);
}

/// The name that the sentence begins with, behind titles.
Range leading_name(const Sentence& s) {
  std::size_t begin = 0;
  while (begin < s.size() && s.label(begin, "names", "title") > 0) begin += s.label(begin, "names", "title");
  const auto names = sentences::read_persons(s, {begin, std::min(s.size(), begin + 6)});
  return names.empty() || names.front().begin != begin ? Range{} : names.front();
}

std::string between_commas(const Sentence& s, std::size_t begin, std::size_t end) {
  return begin < end && s.breaks(begin) ? s.str({begin, end}) : std::string();
}

/// The name before the word at `end`: behind a title ("Professor"), or else the nearest.
Range named_before(const Sentence& s, std::size_t end) {
  constexpr std::size_t most_words = 7, farthest = 60;
  Range found;
  bool titled = false;
  for (std::size_t i = end > farthest ? end - farthest : 0; i + 1 < end; ++i) {
    if (!s.capital(i) || s.quoted[i]) continue;
    const bool title = s.label(i, "names", "title") > 0;
    if (titled && !title) continue;
    const auto names = sentences::read_persons(s, {i, std::min(end, i + most_words)});
    if (names.empty() || names.front().begin > i + 2 || sentences::has_organization(s, names.front())) continue;
    if (names.front().end == found.end) continue;
    found = names.front();
    // "Ada Moss of Avon"
    for (std::size_t k = found.begin + 1; k < found.end; ++k)
      if (!s.capital(k) && s.is(k, "clause-words", "preposition") && k >= found.begin + 2) found.end = k;
    titled = title;
  }
  return found;
}

std::optional<Announced> read_speaker(const Context& context, const std::vector<Span>& all) {
  Range first;
  std::string first_name;
  Span first_span;
  for (const Span span : all) {
    const Sentence s(context.document.text, span, context.lexicon);
    if (s.size() < 4) continue;
    Range name = leading_name(s);
    if (first_name.empty() && !name.empty()) {
      first = name;
      first_name = s.str(name);
      first_span = s.span_of(name);
    }
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (s.quoted[i]) continue;
      if (const std::size_t n = speaking(s, i, "by"); n > 0) {
        const auto names = sentences::read_persons(s, {i + n, s.size()});
        if (names.empty()) continue;
        Announced out;
        out.speaker.name = clean_name(s.str(names.front()), context.lexicon);
        out.speaker.span = s.span_of(names.front());
        std::size_t next = names.front().end;
        // "from EPCC", "(Avon University)", ", professor at Avon"
        std::size_t stop = next;
        while (stop < s.size() && stop < next + 16 && !s.is_date(stop) && s.label(stop, "speaking") == 0) ++stop;
        if (next < stop && (s.breaks(next) || s.depth[next] > 0 || s.is(next, "clause-words", "preposition")))
          out.speaker.affiliation = s.str({next, stop});
        out.sentence = span;
        return out;
      }
      if (speaking(s, i, "gives") == 0) continue;
      Announced out;
      out.sentence = span;
      if (!name.empty() && name.end <= i) {
        out.speaker.name = s.str(name);
        out.speaker.span = s.span_of(name);
        out.speaker.affiliation = between_commas(s, name.end, i);
        return out;
      }
      // "We welcome Ada Moss of Avon University, who will give …"
      if (const Range named = named_before(s, i); !named.empty()) {
        out.speaker.name = clean_name(s.str(named), context.lexicon);
        out.speaker.span = s.span_of(named);
        std::size_t from = named.end;
        while (from < i && !s.capital(from)) ++from;
        std::size_t to = from;
        while (to < i && !(to > from && s.breaks(to))) ++to;
        if (from < to) out.speaker.affiliation = s.str({from, to});
        return out;
      }
      // "He will talk …", about whom the page began with.
      if (!first_name.empty() && (s.label(0, "pronouns", "third") > 0 || s.capital(0))) {
        out.speaker.name = first_name;
        out.speaker.span = first_span;
        return out;
      }
    }
  }
  return std::nullopt;
}

/// "Fern Seminar 22nd July - On Moss by Dr Ada Moss": event and title of a page's title.
void from_page_title(std::string_view title, const std::string& speaker, const Context& context, facts::Fact& talk) {
  const std::size_t name = title.find(speaker);
  if (name == std::string_view::npos || speaker.empty()) return;
  const lexicon::Words words = lexicon::split_words(title.substr(0, name));
  std::size_t by = words.size();
  while (by > 0 && !context.lexicon.find("names", words[by - 1].key).empty() &&
         context.lexicon.find("names", words[by - 1].key).front()->notation == "title")
    --by;
  const bool led = by > 1 && !context.lexicon.find("author-leads", words[by - 1].key).empty();
  if (!led) return;
  std::string left(title.substr(0, words[by - 1].span.begin));
  std::size_t dash = std::string::npos;
  for (const std::string_view mark : {" - ", " – ", " — ", ": "})
    if (const auto at = left.rfind(mark); at != std::string::npos && (dash == std::string::npos || at > dash))
      dash = at;
  if (dash == std::string::npos) {
    talk.set("title", clean_value(left));
    return;
  }
  talk.set("title", clean_value(left.substr(left.find(' ', dash + 1))));
  std::string event = left.substr(0, dash);
  event = clean_value(without_dates(event, find_dates(event, context.lexicon)));
  if (const std::size_t layout = event.rfind(": "); layout != std::string::npos) event = event.substr(layout + 2);
  talk.set("event", event);
}

bool read_prose(const Context& context, Findings& findings) {
  std::vector<Span> all, paragraphs;
  std::string announces;
  for (const document::Block& block : context.document.blocks) {
    if (paragraphs.size() == most_blocks) break;
    if (block.kind == document::BlockKind::heading || announcement::is_letterhead(context, block)) continue;
    paragraphs.push_back(block.span);
    for (const Span span : sentences::split_sentences(context.document.text, block.span, context.lexicon))
      all.push_back(span);
  }
  const auto announced = read_speaker(context, all);
  if (!announced) return false;
  facts::Fact talk("talk");
  std::string title, place, event, kind;
  const DateMention* date = nullptr;
  std::vector<DateMention> dates;
  dates.reserve(all.size());
  for (const Span span : all) {
    const Sentence s(context.document.text, span, context.lexicon);
    const bool here = span == announced->sentence;
    const bool near =
        here || (span.begin < announced->sentence.end + 600 && announced->sentence.begin < span.end + 600);
    if (!near) continue;
    for (const DateMention& one : s.dates)
      if (has_day(one) && (date == nullptr || here)) {
        dates.push_back(one);
        date = &dates.back();
      }
    if (!talk.has("time"))
      if (const auto times = find_times(slice(context, span), context.lexicon); !times.empty())
        talk.set("time", times.front().time);
    const std::string told = talk_kind(slice(context, span), context.lexicon);
    if (title.empty() && !told.empty())
      if (const Span quoted = marked_title(context, span, span.begin);
          !quoted.empty() && lexicon::split_words(slice(context, quoted)).size() >= 3 &&
          context.document.text.substr(quoted.end, 4).find_first_of("\"”»") < 4)
        title = clean_value(slice(context, quoted));
    if (kind.empty() || here) kind = told.empty() ? kind : told;
    if (place.empty()) place = place_in(s);
    if (event.empty()) event = series_in(s);
  }
  if (date == nullptr && !talk.has("time")) return false;
  Affiliations affiliations(context, findings);
  const std::string name = affiliations.as_text_says(announced->speaker.name);
  talk.set("title", title).set("event", event);
  if (title.empty()) {
    for (const char* key : {"title", "og:title"})
      if (const auto meta = context.document.metadata.find(key); meta != context.document.metadata.end())
        from_page_title(meta->second, name, context, talk);
    if (!talk.has("title") && !paragraphs.empty())
      from_page_title(slice(context, paragraphs.front()).substr(0, 300), name, context, talk);
  }
  if (talk.text("title").empty()) talk.set("title", std::string(talk.text("event")));
  // What the page is called where it gives nothing else.
  if (const auto page = context.document.metadata.find("title");
      talk.text("title").empty() && page != context.document.metadata.end())
    talk.set("title", clean_value(page->second));
  if (talk.text("title").empty()) return false;
  if (const std::string of_event = talk_kind(talk.text("event"), context.lexicon); !of_event.empty()) kind = of_event;
  talk.set("place", place).set("kind", kind.empty() ? "talk" : kind);
  if (date != nullptr) talk.set("date", shared_date(*date));
  add_talk(context, announced->speaker, std::move(talk), announced->sentence, paragraphs, affiliations, findings);
  return true;
}

}  // namespace

bool recognize_prose_announcement(const Context& context, const std::vector<Section>& sections, Findings& findings) {
  if (telling(sections)) return false;
  std::vector<announcement::Slot> slots = announcement::read_schedule(context);
  std::vector<announcement::Slot> listed = announcement::read_programme(context);
  // As many, but other people: a name was taken from a title.
  const bool others = std::any_of(listed.begin(), listed.end(), [&](const announcement::Slot& one) {
    return std::none_of(slots.begin(), slots.end(),
                        [&](const announcement::Slot& slot) { return slot.speaker.name == one.speaker.name; });
  });
  if (listed.size() > slots.size() || (listed.size() == slots.size() && others)) slots = std::move(listed);
  // A schedule's lines may be sentences.
  std::vector<announcement::Slot> told = announcement::read_told_slots(context);
  const bool in_sentences = !told.empty() && told.size() * 4 >= slots.size() * 3;
  return write_slots(context, in_sentences ? told : slots, in_sentences, findings) || read_prose(context, findings);
}

bool recognize_schedule_table(const Context& context, const std::vector<Section>& sections, Findings& findings) {
  if (telling(sections)) return false;
  return write_slots(context, announcement::read_schedule_table(context), false, findings);
}

}  // namespace vitagraph::extraction
