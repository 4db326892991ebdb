// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/announcement/affiliations.hpp"
#include "extraction/announcement/announced_talk.hpp"
#include "extraction/announcement/defence.hpp"
#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/announcement/slot_reader.hpp"
#include "extraction/announcement/talk_reader.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/affiliation.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction {
namespace {

using announcement::Affiliations;
using announcement::AnnouncedTalk;
using announcement::field;
using announcement::has_day;
using announcement::HeadLine;
using announcement::kHeadWords;
using announcement::Reading;
using announcement::Speaker;
using announcement::unquoted;
using announcement::whole_organization;
using announcement::word_count;

constexpr std::size_t kLongestHour = 14;      ///< bytes of a field that holds a time of day and nothing else
constexpr std::size_t kMostBiographies = 30;  ///< speakers of one talk whose biographies are looked for
constexpr std::size_t kFirstParagraphs = 3;   ///< that may name the series
constexpr std::size_t kFlyerLines = 16;       ///< of a poster, above its text
constexpr std::size_t kFlyerWords = 14;       ///< of such a line
constexpr double kConfidence = 0.8;

constexpr std::size_t least_sections = 2;  ///< of a curriculum, whatever else it holds

/// How many sections there are that a curriculum or home page has and an announcement lacks.
std::size_t count_curriculum_sections(const std::vector<Section>& sections) {
  std::size_t telling = 0;
  for (const Section& section : sections)
    telling += (section.is("publications") && section.kind != "abstracts") || section.is("education") ||
                       section.is("teaching") || section.is("awards") || section.is("positions") ||
                       section.is("experience") || section.is("service") || section.is("news") || section.is("advising")
                   ? 1
                   : 0;
  return telling;
}

/// A poster's lines: what it is ("THE MOSS LECTURE 2019") and who speaks, with a title or a house.
bool is_flyer(const Context& context, const AnnouncedTalk& talk) {
  bool kind = false;
  std::size_t lines = 0, speakers = 0;
  std::string day;
  for (std::size_t i = 0; i < talk.head.size() && lines < kFlyerLines; ++i) {
    const std::string_view text = context.document.slice(talk.head[i].span);
    const std::size_t words = word_count(text);
    if (words == 0) continue;
    ++lines;
    if (words > kFlyerWords) break;
    for (const DateMention& date : find_dates(text, context.lexicon)) {
      if (!has_day(date)) continue;
      if (!day.empty() && day != date.start) return false;  // several talks
      day = date.start;
    }
    kind = kind || !talk_kind(text, context.lexicon).empty();
    const auto read = announcement::read_speakers(text, 0, context.lexicon);
    if (read.size() != 1 || !announcement::is_speaker_name(read.front().name, context.lexicon)) continue;
    bool titled = !read.front().affiliation.empty();
    for (const auto* known : context.lexicon.find("names", lexicon::split_words(text).front().key))
      titled = titled || known->notation == "title";
    if (i + 1 < talk.head.size())
      titled = titled || announcement::is_affiliation(context.document.slice(talk.head[i + 1].span), context.lexicon);
    speakers += titled ? 1 : 0;
  }
  return kind && speakers == 1 && !day.empty();
}

bool announces(const Context& context, const std::vector<AnnouncedTalk>& talks) {
  if (!field(context, "speaker").empty()) return true;
  std::size_t named = 0, dashed = 0;
  bool abstract = false, when = false, biography = false, kind = false, title = false;
  for (const AnnouncedTalk& talk : talks) {
    named += talk.speaker.empty() ? 0 : 1;
    abstract = abstract || talk.abstract;
    biography = biography || !talk.biography.empty();
    title = title || !talk.title.empty();
    when = when || !talk.date.empty() || !talk.time.empty();
    for (const HeadLine& line : talk.head) {
      const std::string_view text = context.document.slice(line.span);
      if (word_count(text) > kHeadWords) continue;
      if (line.heading || talk.head.size() < 12) kind = kind || !talk_kind(text, context.lexicon).empty();
      if (word_count(text) <= 14)
        for (const DateMention& date : find_dates(text, context.lexicon)) when = when || has_day(date);
      for (const std::string_view dash : {" -- ", " – ", " — "})
        if (const auto at = text.find(dash);
            line.heading && at != text.npos &&
            !announcement::read_speakers(text.substr(0, at), 0, context.lexicon).empty())
          ++dashed;
    }
  }
  if (named >= 1 && (title || abstract || when || biography)) return true;
  if (abstract && (biography || when)) return true;
  if (when && is_flyer(context, talks.front())) return true;
  return kind && dashed >= 2;
}

/// "the next talk in our Moss Colloquium at Avon University": the series and its host, in the page's first sentences.
void name_event(const Context& context, facts::Fact& talk) {
  std::size_t looked = 0;
  for (const document::Block& block : context.document.blocks) {
    if (looked == kFirstParagraphs) return;
    const std::size_t words = word_count(context.document.slice(block.span));
    if (block.kind != document::BlockKind::paragraph || words <= kFlyerWords) continue;
    ++looked;
    for (const Span span : sentences::split_sentences(context.document.text, block.span, context.lexicon)) {
      const sentences::Sentence s(context.document.text, span, context.lexicon);
      const std::string series = s.size() > kHeadWords * 3 ? std::string() : announcement::series_in(s);
      if (series.empty() || sentences::alike(series, talk.text("title"))) continue;
      talk.set("event", series);
      if (const std::string kind = talk_kind(series, context.lexicon); !kind.empty() && talk.text("kind") == "talk")
        talk.set("kind", kind);
      return;
    }
  }
}

}  // namespace

/// Whether a programme's reader finds more talks than labels tell of.
static bool is_programme(const Context& context, const std::vector<AnnouncedTalk>& talks) {
  const std::size_t listed = announcement::read_programme(context).size();
  if (listed < 2) return false;
  std::size_t labelled = 0;
  bool labels = false;  // that say who speaks
  for (const AnnouncedTalk& talk : talks) {
    if (talk.empty()) continue;
    const Reading reading = announcement::read_talk(context, talk, {});
    labels = labels || !talk.speaker.empty();
    labelled += !reading.speakers.empty() && !reading.talk.text("title").empty() ? 1 : 0;
  }
  return listed > labelled || (listed == labelled && !labels);
}

bool recognize_announcement(Context& context, const std::vector<Section>& sections, Findings& findings) {
  const std::size_t telling = count_curriculum_sections(sections);
  if (telling >= least_sections) return false;
  std::vector<AnnouncedTalk> talks = announcement::read_talks(context);
  const bool abstract =
      std::any_of(talks.begin(), talks.end(), [](const AnnouncedTalk& talk) { return talk.abstract; });
  if (telling > 0 && !abstract) return false;
  if (!announces(context, talks) || is_programme(context, talks)) return false;
  // What the page as a whole says: its kind, and the host's name at its foot.
  std::string page_kind;
  for (const AnnouncedTalk& talk : talks)
    for (const HeadLine& line : talk.head)
      if (page_kind.empty() && line.heading && word_count(context.document.slice(line.span)) <= 5)
        page_kind = talk_kind(context.document.slice(line.span), context.lexicon);
  std::string foot;
  const std::size_t blocks = context.document.blocks.size();
  for (std::size_t i = blocks > 8 ? blocks - 8 : 0; i < blocks; ++i) {
    const std::string text = collapse_blanks(context.document.slice(context.document.blocks[i].span));
    if (text.find(':') != text.npos) continue;  // "Affiliation: Avon University" is one speaker's
    if (word_count(text) <= 5 && whole_organization(context, text) &&
        context.lexicon.mentions("organization-wholes", text))
      foot = text;
  }
  bool found = false;
  Affiliations affiliations(context, findings);
  const bool by_front_matter = !field(context, "speaker").empty();
  for (AnnouncedTalk& talk : talks) {
    Reading reading = announcement::read_talk(context, talk, page_kind);
    if (by_front_matter && &talk == &talks.front()) {
      const std::string speaker = field(context, "speaker");
      if (reading.speakers.empty() || talk.speaker.empty())
        reading.speakers = announcement::read_speakers(speaker, 0, context.lexicon);
      for (Speaker& one : reading.speakers) {
        one.span = {0, 0};
        if (one.affiliation.empty()) one.affiliation = field(context, "affiliation");
      }
      if (talk.title.empty() && !field(context, "title").empty())
        reading.talk.set("title", unquoted(field(context, "title")));
      const std::string date = field(context, "date");
      std::string time = field(context, "time"), place = field(context, "place");
      // Fields filled in the wrong order: a room under "time" and the hour under "venue".
      if (place.size() <= kLongestHour && !find_times(place, context.lexicon).empty() &&
          find_times(time, context.lexicon).empty())
        std::swap(time, place);
      if (talk.date.empty())
        for (const DateMention& one : find_dates(date, context.lexicon)) {
          reading.talk.set("date", shared_date(one));
          if (!one.time.empty() && one.time != "00:00") reading.talk.set("time", one.time);
          break;
        }
      if (const auto times = find_times(time, context.lexicon); !times.empty())
        reading.talk.set("time", times.front().time);
      if (talk.place.empty() && !place.empty()) reading.talk.set("place", place);
      if (talk.event.empty() && !field(context, "event").empty()) {
        reading.talk.set("event", field(context, "event"));
        if (const std::string kind = talk_kind(field(context, "event"), context.lexicon); !kind.empty())
          reading.talk.set("kind", kind);
      }
    }
    if (!reading.talk.has("event") && &talk == &talks.front()) name_event(context, reading.talk);
    if (!reading.talk.has("organization") && !foot.empty() &&
        !(reading.speakers.size() == 1 && sentences::alike(reading.speakers[0].affiliation, foot)))
      reading.talk.set("organization", foot);
    if (reading.speakers.empty() || reading.talk.text("title").empty()) continue;
    found = true;
    for (const Speaker& speaker : reading.speakers) {
      const std::string name = affiliations.as_text_says(speaker.name);
      const Span where = speaker.span.empty() ? talk.span : speaker.span;
      facts::Fact person("person");
      person.set("name", name).set("homepage", affiliations.linked_page(name));
      findings.add(std::move(person), where, "announcement.speaker", kConfidence);
      facts::Fact fact = reading.talk;
      fact.fields.insert(fact.fields.begin(), {"speaker", name});
      announcement::write_defence(context, talk, fact, name, findings);
      findings.add(std::move(fact), talk.span, "announcement.talk", kConfidence);
      if (&speaker - reading.speakers.data() >= static_cast<std::ptrdiff_t>(kMostBiographies)) {
        affiliations.add(speaker, name);
        continue;
      }
      Context about{context.document, context.lexicon, name, context.sections};
      std::vector<Span> biography = talk.biography;
      biography.insert(biography.end(), reading.biography.begin(), reading.biography.end());
      // Paragraphs that begin with the speaker's name, under whatever heading.
      const auto keys = lexicon::split_words(name);
      for (const HeadLine& line : talk.head) {
        const auto words = lexicon::split_words(context.document.slice(line.span));
        if (words.size() < 8 || keys.empty()) continue;
        for (std::size_t i = 0; i < std::min<std::size_t>(4, words.size()); ++i)
          if (words[i].key == keys.back().key ||
              (words[i].key == keys.front().key &&
               !(i + 1 < words.size() && i + 1 < 4 &&
                 is_upper(code_point_at(context.document.slice(line.span), words[i + 1].span.begin).value)))) {
            biography.push_back(line.span);
            break;
          }
      }
      if (reading.speakers.size() > 1) {
        // Of several biographies each is whose name it begins with.
        std::erase_if(biography, [&](Span span) {
          const auto words = lexicon::split_words(context.document.slice(span).substr(0, 120));
          for (std::size_t i = 0; i < std::min<std::size_t>(5, words.size()); ++i)
            if (!keys.empty() && (words[i].key == keys.back().key || words[i].key == keys.front().key)) return false;
          return true;
        });
      }
      recognize_sentences(biography, about, findings);
      affiliations.add(speaker, name);
    }
  }
  return found;
}

}  // namespace vitagraph::extraction
