// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/talk_reader.hpp"

#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/announcement/slot_reader.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr std::size_t kLabelWords = 14;  ///< a longer value of "Speaker" is a biography

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
    if (out_.speakers.empty()) from_biography();
    if (!talk_.affiliation.empty() && out_.speakers.size() == 1)
      out_.speakers[0].affiliation = join(context_, talk_.affiliation);
  }

  /// "Ada Moss, reader at Avon University, …": whom a labelled biography begins with.
  void from_biography() {
    for (const Span value : talk_.biography) {
      const std::string_view text = slice(value);
      std::size_t stop = std::min(text.find_first_of(",("), text.size());
      for (const std::string_view mark : {"，", "、", "（", "：", "\n"}) stop = std::min(stop, text.find(mark));
      const std::string name = clean_name(trim(text.substr(0, stop)), context_.lexicon);
      const bool ideographs = !name.empty() && is_cjk(code_point_at(name, 0).value);
      if (!(ideographs ? looks_like_name(name, context_.lexicon) : is_speaker_name(name, context_.lexicon))) continue;
      Speaker speaker;
      speaker.name = name;
      speaker.span = {value.begin, value.begin + static_cast<std::uint32_t>(stop)};
      out_.speakers.push_back(std::move(speaker));
      return;
    }
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
        if (!talk_kind(text.substr(0, at), context_.lexicon).empty()) {
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
    int best = -1;
    for (std::size_t i = talk_.head.size(); i-- > 0;) {
      const HeadLine& line = talk_.head[i];
      Span name = behind_date(line.span);
      const std::string_view text = slice(name);
      if (word_count(text) > 14 || (line.after_fields && !line.heading)) continue;
      if (!find_dates(text, context_.lexicon).empty()) continue;
      auto read = read_speakers(text, name.begin, context_.lexicon);
      if (read.empty() || !is_speaker_name(read.front().name, context_.lexicon)) continue;
      const int score = speaker_score(i, read);
      if (score <= best) continue;
      best = score;
      out_.speakers = std::move(read);
      used_ = i;
      affiliation_ = npos;
    }
    if (used_ == npos || out_.speakers.size() != 1 || !out_.speakers[0].affiliation.empty()) return;
    // The line below: "University of Avon", "Professor at Avon".
    const std::size_t below = used_ + 1;
    if (below < talk_.head.size() && tells_affiliation(below)) {
      out_.speakers[0].affiliation = collapse_blanks(slice(talk_.head[below].span));
      affiliation_ = below;
    }
  }

  bool tells_affiliation(std::size_t i) const {
    const std::string_view text = slice(talk_.head[i].span);
    return find_dates(text, context_.lexicon).empty() && word_count(text) <= kLabelWords &&
           (whole_organization(context_, text) || is_affiliation(text, context_.lexicon)) &&
           !context_.lexicon.mentions("place-words", text);
  }

  /// How much tells that the line is the speaker's: a title in front, a post or house behind or below.
  int speaker_score(std::size_t i, const std::vector<Speaker>& read) const {
    int score = 0;
    const lexicon::Words words = lexicon::split_words(slice(talk_.head[i].span));
    if (!words.empty())
      for (const auto* known : context_.lexicon.find("names", words.front().key))
        score += known->notation == "title" ? 3 : 0;
    if (!read.front().affiliation.empty()) score += 2;
    if (i + 1 < talk_.head.size() && tells_affiliation(i + 1)) score += 2;
    return score;
  }

  /// "March 4, 2022: Ada Moss (Avon)": the name behind the date.
  Span behind_date(Span line) const {
    const std::string_view text = slice(line);
    const std::vector<DateMention> dates = find_dates(text, context_.lexicon);
    if (dates.size() != 1 || dates.front().span.begin > 12 || dates.front().span.end + 6 > text.size()) return line;
    std::uint32_t begin = line.begin + dates.front().span.end;
    while (begin < line.end &&
           std::string_view(" :,.|-)").find(context_.document.text[begin]) != std::string_view::npos)
      ++begin;
    return {begin, line.end};
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
        if (!talk_kind(text, context_.lexicon).empty() && words <= 6) score -= 3;
        if (titles_organization(context_, text)) score -= 3;
        if (!quoted && context_.lexicon.mentions("place-words", text)) score -= 3;
        if (text.ends_with(".")) score -= 2;
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
    if (title_line_ != npos) {
      whole_title(title);
      without_kind(title);
    }
    // "On moss ⬇": a sign that unfolds more.
    while (title.size() > 3) {
      const std::size_t last = title.find_last_of(' ');
      const char32_t sign = last == std::string::npos ? 0 : code_point_at(title, last + 1).value;
      const bool arrow = (sign >= 0x2190 && sign <= 0x21FF) || (sign >= 0x25A0 && sign <= 0x27BF) ||
                         (sign >= 0x2B00 && sign <= 0x2BFF);
      if (!arrow) break;
      title.erase(last);
    }
    out_.talk.set("title", unquoted(title));
  }

  /// A title that goes on in the next line: "Salt and moss:" over "ferns of the ocean".
  void whole_title(std::string& title) {
    for (std::size_t next = title_line_ + 1; next < talk_.head.size() && next < title_line_ + 4; ++next) {
      if (next == used_ || next == affiliation_ || title.empty()) return;
      const char last = title.back();
      if (last != ':' && last != ',' && last != '-') return;
      title += " " + collapse_blanks(slice(talk_.head[next].span));
      title_end_ = next;
    }
  }

  /// "Guest lecture: On moss"
  void without_kind(std::string& title) {
    const std::size_t colon = title.find(": ");
    if (colon == std::string::npos) return;
    const lexicon::Words words = lexicon::split_words(std::string_view(title).substr(0, colon));
    const auto match = context_.lexicon.longest("talk-kinds", words, 0);
    if (!match || match->words != words.size()) return;
    title_kind_ = context_.lexicon.concept_at(match->concept_id).notation;
    title = std::string(trim(std::string_view(title).substr(colon + 1)));
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
      if ((i >= title_line_ && i <= title_end_) || i == title_line_ || word_count(text) > 12) continue;
      const std::string told = talk_kind(text, context_.lexicon);
      if (!told.empty() && i != used_ && kind.empty()) kind = told;
      if (i == used_) {
        if (kind.empty()) kind = told;
        continue;
      }
      if (i == affiliation_) continue;
      const auto dates = find_dates(text, context_.lexicon);
      const bool dated = std::any_of(dates.begin(), dates.end(), [](const DateMention& date) { return has_day(date); });
      const bool series = told == "seminar" || told == "lecture";
      if (event.empty() && series && word_count(text) >= 3 && !dated && (line.heading || !line.after_fields))
        name_series(text, event, host);
      if (place.empty() && !dated && !line.after_fields && context_.lexicon.mentions("place-words", text) &&
          told.empty())
        place = text;
      if (host.empty() && told.empty() && (line.heading || (!line.after_fields && i + 1 != used_)) &&
          has_university(text) && (line.heading || used_ == npos || i < used_))
        host = text;
    }
    for (const Span value : talk_.host)
      if (host.empty() && has_university(slice(value)) && word_count(slice(value)) < 10)
        host = collapse_blanks(slice(value));
    if (!title_kind_.empty()) kind = title_kind_;
    if (kind.empty()) kind = talk_kind(event, context_.lexicon);
    if (kind.empty()) kind = page_kind_;
    out_.talk.set("place", place)
        .set("event", event)
        .set("organization", host)
        .set("kind", kind.empty() ? "talk" : kind);
  }

  /// "Logic Seminar, Avon University": the event, and its host behind a comma.
  void name_series(const std::string& text, std::string& event, std::string& host) const {
    const SeriesSetting named = read_series_name(text, context_);
    event = named.event.empty() ? text : named.event;
    if (host.empty()) host = named.organization;
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
  std::size_t title_end_ = 0;  ///< the last of the title's lines
  std::string title_kind_;     ///< "Guest lecture: …"
};

}  // namespace

Reading read_talk(const Context& context, const AnnouncedTalk& talk, const std::string& page_kind) {
  return TalkReader(context, talk, page_kind).read();
}

}  // namespace vitagraph::extraction::announcement
