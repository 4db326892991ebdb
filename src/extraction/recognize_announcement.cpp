// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/announcement/affiliations.hpp"
#include "extraction/announcement/announced_talk.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction {
namespace {

using announcement::Affiliations;
using announcement::AnnouncedTalk;
using announcement::HeadLine;
using announcement::Speaker;

constexpr std::size_t kHeadWords = 24;        ///< a longer line is running text
constexpr std::size_t kLabelWords = 14;       ///< a longer value of "Speaker" is a biography
constexpr std::size_t kLongestHour = 14;      ///< bytes of a field that holds a time of day and nothing else
constexpr std::size_t kMostBiographies = 30;  ///< speakers of one talk whose biographies are looked for
constexpr double kConfidence = 0.8;

std::size_t word_count(std::string_view text) { return lexicon::split_words(text).size(); }

std::string join(const Context& context, const std::vector<Span>& spans) {
  std::string text;
  for (const Span span : spans) text += (text.empty() ? "" : " ") + collapse_blanks(context.document.slice(span));
  return text;
}

std::string unquoted(std::string text) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}, {"'", "'"}})
    if (text.size() > open.size() + close.size() + 1 && text.starts_with(open) && text.ends_with(close))
      return std::string(trim(std::string_view(text).substr(open.size(), text.size() - open.size() - close.size())));
  return text;
}

/// The kind of talk that the text's words tell; empty if none.
std::string kind_in(const Context& context, std::string_view text) {
  const lexicon::Words words = lexicon::split_words(text);
  std::string general;
  for (const auto& match : context.lexicon.all("talk-kinds", words)) {
    const std::string& notation = context.lexicon.concept_at(match.concept_id).notation;
    if (notation != "talk") return notation;
    general = notation;
  }
  return general;
}

/// Front matter of a page that announces one talk.
std::string field(const Context& context, std::string_view notation) {
  for (const auto& [name, value] : context.document.metadata)
    for (const auto* known : context.lexicon.find("front-matter", name))
      if (known->notation == notation && !trim(value).empty()) return std::string(trim(value));
  return {};
}

bool whole_organization(const Context& context, std::string_view text) {
  const sentences::Sentence words(text, {0, static_cast<std::uint32_t>(text.size())}, context.lexicon);
  return words.size() <= 10 && sentences::has_strong_organization(words, words.all());
}

/// Whether a line is an organisation's name rather than a title: a word that only ends companies' names ("Energy")
/// tells at the end alone.
bool titles_organization(const Context& context, std::string_view text) {
  const sentences::Sentence words(text, {0, static_cast<std::uint32_t>(text.size())}, context.lexicon);
  if (words.size() == 0 || words.size() > 9 || !sentences::has_strong_organization(words, words.all())) return false;
  return sentences::names_organization(words, words.all()) ||
         sentences::has_strong_organization(words, {words.size() - 1, words.size()});
}

bool has_day(const DateMention& date) {
  return date.start.size() > 7 || (date.start.starts_with("--") && date.start.size() == 7);
}

struct Reading {
  std::vector<Speaker> speakers;
  facts::Fact talk{"talk"};
  std::vector<Span> biography;
};

/// What one talk's lines say.
class TalkReader {
 public:
  TalkReader(const Context& context, const AnnouncedTalk& talk, const std::string& page_kind)
      : context_(context), talk_(talk), page_kind_(page_kind) {}

  Reading read() {
    speakers();
    title();
    when();
    where();
    return std::move(out_);
  }

 private:
  std::string_view slice(Span span) const { return context_.document.slice(span); }

  void speakers() {
    for (const Span value : talk_.speaker) {
      if (word_count(slice(value)) > kLabelWords) {
        out_.biography.push_back(value);
        continue;
      }
      auto read = announcement::read_speakers(slice(value), value.begin, context_.lexicon, true);
      if (read.empty() && !out_.speakers.empty() && out_.speakers.back().affiliation.empty())
        out_.speakers.back().affiliation = collapse_blanks(slice(value));
      out_.speakers.insert(out_.speakers.end(), read.begin(), read.end());
    }
    if (out_.speakers.empty() && !talk_.head.empty()) from_head();
    if (!talk_.affiliation.empty() && out_.speakers.size() == 1)
      out_.speakers[0].affiliation = join(context_, talk_.affiliation);
  }

  /// A name among the lines without label: "Ann Lee -- On Moss", "Invited Talk 2: Ann Lee (Avon)", the name alone.
  void from_head() {
    for (std::size_t i = talk_.head.size(); i-- > 0;) {
      const HeadLine& line = talk_.head[i];
      const std::string_view text = slice(line.span);
      if (word_count(text) > kHeadWords) continue;
      for (const std::string_view dash : {" -- ", " – ", " — ", " - ", ": "}) {
        const auto at = text.find(dash);
        if (at == text.npos) continue;
        auto left = announcement::read_speakers(text.substr(0, at), line.span.begin, context_.lexicon);
        if (!left.empty() && line.heading && dash != ": ") {
          out_.speakers = left;
          dashed_title_ = collapse_blanks(text.substr(at + dash.size()));
          used_ = i;
          return;
        }
        if (!kind_in(context_, text.substr(0, at)).empty()) {
          auto right = announcement::read_speakers(text.substr(at + dash.size()),
                                                   line.span.begin + static_cast<std::uint32_t>(at + dash.size()),
                                                   context_.lexicon);
          if (!right.empty()) {
            out_.speakers = right;
            used_ = i;
            return;
          }
        }
      }
    }
    for (std::size_t i = talk_.head.size(); i-- > 0;) {
      const HeadLine& line = talk_.head[i];
      const std::string_view text = slice(line.span);
      if (word_count(text) > 14 || (line.after_fields && !line.heading)) continue;
      if (!find_dates(text, context_.lexicon).empty()) continue;
      auto read = announcement::read_speakers(text, line.span.begin, context_.lexicon);
      if (read.empty()) continue;
      out_.speakers = std::move(read);
      used_ = i;
      // The line below: "University of Avon", "Professor at Avon".
      if (out_.speakers.size() == 1 && out_.speakers[0].affiliation.empty() && i + 1 < talk_.head.size() &&
          whole_organization(context_, slice(talk_.head[i + 1].span)) &&
          find_dates(slice(talk_.head[i + 1].span), context_.lexicon).empty()) {
        out_.speakers[0].affiliation = collapse_blanks(slice(talk_.head[i + 1].span));
        affiliation_ = i + 1;
      }
      return;
    }
  }

  void title() {
    std::string title = join(context_, talk_.title);
    if (title.empty()) title = dashed_title_;
    if (title.empty() && !out_.speakers.empty()) {
      int best = 0;
      for (std::size_t i = 0; i < talk_.head.size(); ++i) {
        const HeadLine& line = talk_.head[i];
        const std::string text = collapse_blanks(slice(line.span));
        const std::size_t words = word_count(text);
        if (i == used_ || i == affiliation_ || words < 2 || words > kHeadWords || (line.after_fields && !line.heading))
          continue;
        const auto dates = find_dates(text, context_.lexicon);
        if (!dates.empty() && words < 9) continue;
        if (std::any_of(out_.speakers.begin(), out_.speakers.end(), [&](const Speaker& speaker) {
              return lexicon::label_key(speaker.name) == lexicon::label_key(text);
            }))
          continue;
        int score = 1 + (line.heading ? 2 : 0) + (words >= 4 ? 1 : 0);
        const bool quoted = unquoted(text) != text;
        if (quoted) score += 4;
        if (!kind_in(context_, text).empty() && words <= 6) score -= 3;
        if (titles_organization(context_, text)) score -= 3;
        if (used_ != npos && (i + 1 == used_ || i == used_ + 1)) score += 1;
        for (const char* name : {"title", "og:title"})
          if (const auto meta = context_.document.metadata.find(name);
              meta != context_.document.metadata.end() && meta->second.find(text) != std::string::npos)
            score += 2;
        if (score >= best && score > 0) {
          best = score;
          title = text;
          title_line_ = i;
        }
      }
    }
    if (title.empty()) title = out_.speakers.empty() ? std::string() : field(context_, "title");
    out_.talk.set("title", unquoted(title));
  }

  void take_when(std::string_view text) {
    for (const DateMention& date : find_dates(text, context_.lexicon)) {
      const std::string shared = shared_date(date);
      if (!out_.talk.has("date") && shared.size() > 4) out_.talk.set("date", shared);
      if (!out_.talk.has("time") && !date.time.empty()) out_.talk.set("time", date.time);
    }
    if (!out_.talk.has("time"))
      if (const auto times = find_times(text, context_.lexicon); !times.empty())
        out_.talk.set("time", times.front().time);
  }

  void when() {
    for (const Span value : talk_.date) take_when(slice(value));
    for (const Span value : talk_.time) take_when(slice(value));
    if (!out_.talk.has("date"))
      for (std::size_t i = 0; i < talk_.head.size() && !out_.talk.has("date"); ++i)
        if (i != title_line_ && word_count(slice(talk_.head[i].span)) <= 14) {
          const auto dates = find_dates(slice(talk_.head[i].span), context_.lexicon);
          if (!dates.empty() && has_day(dates.front())) take_when(slice(talk_.head[i].span));
        }
  }

  void where() {
    std::string place = talk_.place.empty() ? std::string() : collapse_blanks(slice(talk_.place.front()));
    if (!place.empty() && context_.lexicon.mentions("announcement-labels", place)) {
      // "Zoom Link"
      const auto words = lexicon::split_words(place);
      if (const auto match = context_.lexicon.longest("announcement-labels", words, 0);
          match && context_.lexicon.concept_at(match->concept_id).notation == "zoom" && match->words == words.size())
        place = place.substr(words[0].span.begin, words[0].span.size());
    }
    if (place.find("://") != std::string::npos) place.clear();
    std::string event = talk_.event.empty() ? std::string() : collapse_blanks(slice(talk_.event.front()));
    std::string host;
    std::string kind;
    for (std::size_t i = 0; i < talk_.head.size(); ++i) {
      const HeadLine& line = talk_.head[i];
      const std::string text = collapse_blanks(slice(line.span));
      if (i == title_line_ || word_count(text) > 12) continue;
      const std::string told = kind_in(context_, text);
      if (!told.empty() && i != used_ && kind.empty()) kind = told;
      if (i == used_) {
        if (kind.empty()) kind = told;
        continue;
      }
      if (i == affiliation_) continue;
      const bool dated = !find_dates(text, context_.lexicon).empty();
      const bool series = told == "seminar" || told == "lecture";
      if (event.empty() && series && word_count(text) >= 3 && !dated && (line.heading || !line.after_fields))
        event = text;
      if (place.empty() && !dated && !line.after_fields && context_.lexicon.mentions("place-words", text) &&
          told.empty())
        place = text;
      if (host.empty() && told.empty() && line.heading && has_university(text)) host = text;
    }
    for (const Span value : talk_.host)
      if (host.empty() && has_university(slice(value)) && word_count(slice(value)) < 10)
        host = collapse_blanks(slice(value));
    if (kind.empty()) kind = kind_in(context_, event);
    if (kind.empty()) kind = page_kind_;
    out_.talk.set("place", place)
        .set("event", event)
        .set("organization", host)
        .set("kind", kind.empty() ? "talk" : kind);
  }

  bool has_university(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (const auto match = context_.lexicon.longest("organizations", words, i))
        for (const auto* known : context_.lexicon.concepts_of("organizations", words, i, match->words))
          if (known->notation == "university") return true;
    return false;
  }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  const Context& context_;
  const AnnouncedTalk& talk_;
  const std::string& page_kind_;
  Reading out_;
  std::string dashed_title_;
  std::size_t used_ = npos, affiliation_ = npos, title_line_ = npos;
};

/// A curriculum or home page has sections that an announcement lacks.
bool is_curriculum(const std::vector<Section>& sections, bool abstract) {
  std::size_t telling = 0;
  for (const Section& section : sections)
    telling += section.is("publications") || section.is("education") || section.is("teaching") ||
                       section.is("awards") || section.is("positions") || section.is("experience") ||
                       section.is("service") || section.is("news") || section.is("advising")
                   ? 1
                   : 0;
  return telling >= (abstract ? 2 : 1);
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
      if (line.heading || talk.head.size() < 12) kind = kind || !kind_in(context, text).empty();
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
  return kind && dashed >= 2;
}

}  // namespace

bool recognize_announcement(Context& context, const std::vector<Section>& sections, Findings& findings) {
  std::vector<AnnouncedTalk> talks = announcement::read_talks(context);
  const bool abstract =
      std::any_of(talks.begin(), talks.end(), [](const AnnouncedTalk& talk) { return talk.abstract; });
  if (is_curriculum(sections, abstract)) return false;
  if (!announces(context, talks)) return false;
  // What the page as a whole says: its kind, and the host's name at its foot.
  std::string page_kind;
  for (const AnnouncedTalk& talk : talks)
    for (const HeadLine& line : talk.head)
      if (page_kind.empty() && line.heading && word_count(context.document.slice(line.span)) <= 5)
        page_kind = kind_in(context, context.document.slice(line.span));
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
    Reading reading = TalkReader(context, talk, page_kind).read();
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
        if (const std::string kind = kind_in(context, field(context, "event")); !kind.empty())
          reading.talk.set("kind", kind);
      }
    }
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
