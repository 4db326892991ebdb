// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_line.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/sentences/sentence.hpp"
#include "extraction/talks/talk_segments.hpp"
#include "extraction/talks/talk_title.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr std::size_t longest_entry = 160;      ///< words
constexpr std::size_t most_led_event = 12;      ///< words
constexpr std::size_t most_before_label = 60;   ///< words in front of "Title:"
constexpr std::size_t most_kind_words = 6;      ///< in front of the colon of "Keynote: …"
constexpr std::size_t longest_link_label = 24;  ///< bytes
constexpr std::size_t most_cited_authors = 34;  ///< words
constexpr std::size_t least_led = 2;            ///< entries that begin with their titles
constexpr std::size_t least_plain_title = 3;    ///< words
constexpr std::size_t least_dressed_title = 4;  ///< words of a title in capitals
constexpr std::size_t least_long_word = 4;      ///< letters

/// Without lines of links at its end: "Slides: part 1, part 2".
Span without_links(Span entry, const Context& context) {
  const std::string_view text = context.document.slice(entry);
  for (std::size_t line = text.find('\n'); line != std::string_view::npos; line = text.find('\n', line + 1)) {
    const std::string_view label = text.substr(line, longest_link_label + 1);
    const std::size_t colon = label.find(':');
    if (colon == std::string_view::npos) continue;
    for (const auto* known : context.lexicon.find("announcement-labels", trim(label.substr(0, colon))))
      if (known->notation == "footer") return {entry.begin, entry.begin + static_cast<std::uint32_t>(line)};
  }
  return entry;
}

/// "I have tried to include the slides." says nothing of a talk.
bool is_remark(const Sentence& s) {
  const bool quoted = std::find(s.quoted.begin(), s.quoted.end(), true) != s.quoted.end();
  return s.dates.empty() && !quoted && s.mentions(s.all(), "pronouns", "first") && s.span.end <= s.text.size() &&
         s.span.size() > 0 && s.text[s.span.end - 1] == '.';
}

/// Reads one entry: first what marks or labels the title, then the rest in segments.
class TalkReader {
 public:
  TalkReader(Span entry, const Context& context, const TalkSetting& setting)
      : s_(context.document.text, entry, context.lexicon), context_(context), setting_(setting) {}

  std::optional<facts::Fact> read() {
    if (s_.size() > longest_entry) return std::nullopt;
    if (setting_.title_given) {
      collect(cut_talk(s_, 0, {}, {}, setting_));
      return finish();
    }
    if (s_.size() < 2 || is_remark(s_)) return std::nullopt;
    const std::size_t authors = behind_speakers(s_, context_);
    from_ = authors;
    std::vector<Range> kept;
    title_ = marked_title(s_, authors, context_, kept);
    if (title_.empty() && authors > 0)
      title_ = plain_title(s_, from_);
    else if (title_.empty() && setting_.title_end > 0)
      title_ = line_title(s_, setting_.title_end, kind_);
    if (authors == 0) labelled_title();
    if (title_.empty() && !setting_.events_alone) topic_title();
    if (title_.empty()) cited_title();
    bracketed_kind();
    untitled();
    std::vector<TalkSegment> segments = cut_talk(s_, from_, title_, kept, setting_);
    if (title_.empty())
      if (TalkSegment* chosen = choose_title(s_, segments, setting_, !kind_.empty() && from_ > 0)) {
        chosen->part = TalkPart::title;
        title_ = chosen->range;
        bracketed_kind();
      }
    // "Talk Title:" is no event.
    if (label_ > 0)
      std::erase_if(segments, [&](const TalkSegment& one) {
        return one.part != TalkPart::title && one.range.begin >= label_ && one.range.begin < title_.begin;
      });
    collect(segments);
    return finish();
  }

  /// Where the title ends in the text; 0 if none was found.
  std::uint32_t title_end() const { return title_.empty() || open_ ? 0 : s_.span_of(title_).end; }

 private:
  /// "X Seminar talk: Title", "Keynote: Title", "… Title: …", and "Spore Club: Title" in a list of such.
  void labelled_title() {
    for (std::size_t i = 1; i < std::min(s_.size(), most_before_label); ++i) {
      if (s_.gap(i).find(':') == std::string_view::npos || (s_.quoted[i] && s_.quoted[i - 1])) continue;
      if (s_.label(i - 1, "announcement-labels", "title") == 1 && s_.label(i - 1, "talk-kinds") == 0 && i > 1) {
        // On a line of its own the title is all of it, whatever marks a part of it.
        std::size_t line = i - 1;
        while (line > 0 && s_.gap(line).find('\n') == std::string_view::npos) --line;
        const bool own_line = line > 0 && i - line <= 2;
        if (title_.empty() || own_line) {
          std::size_t end = i + 1;
          while (end < s_.size() && s_.gap(end).find(own_line ? "\n" : " | ") == std::string_view::npos &&
                 (own_line || !sentence_break(s_, end)))
            ++end;
          title_ = {i, end};
          label_ = line;
        }
        return;
      }
      const std::string front(s_.slice({s_.words[0].span.begin, s_.words[i - 1].span.end}));
      const std::string told = talk_kind(front, context_.lexicon);
      if (setting_.event_leads && title_.empty() && classify_part(s_, {0, i}) != TalkPart::other) {
        std::size_t end = i;
        while (end < s_.size() && !s_.is_date(end) && !(end > i && sentence_break(s_, end))) ++end;
        if (end > i) {
          event_ = front;
          from_ = i;
          title_ = {i, end};
          return;
        }
      }
      if (title_.empty() && kind_at_event(i)) {
        title_ = {i, i + 1};
        while (title_.end < s_.size() && !s_.is_date(title_.end) && !sentence_break(s_, title_.end)) ++title_.end;
        return;
      }
      if (i > most_kind_words || told.empty()) continue;
      kind_ = told;
      from_ = i;
      event_before(i, told);
      return;
    }
  }

  /// "May 2023: Invited talk at the Moss Institute: Ferns at night": where it was given stands in front of the colon.
  bool kind_at_event(std::size_t colon) const {
    std::size_t first = 0;
    while (first < colon && s_.is_date(first)) ++first;
    const std::size_t n = s_.label(first, "talk-kinds");
    const std::size_t at = first + n;
    return n > 0 && at + 1 < colon && s_.is(at, "clause-words", "preposition") && s_.preposition(at) != "on" &&
           s_.capital(colon - 1) && s_.depth[colon] == 0;
  }

  /// What stands before the word for a talk, which ends before `i`, names the event.
  void event_before(std::size_t i, const std::string& told) {
    std::size_t last = 0;
    for (std::size_t k = 0; k < i; ++k)
      if (s_.label(k, "talk-kinds") > 0 && k + s_.label(k, "talk-kinds") == i) last = k;
    const bool series = told == "seminar" || told == "lecture";
    if (s_.label(0, "talk-kinds") == i || s_.label(last, "talk-kinds") == 0 || !s_.capital(0) || (last == 0 && !series))
      return;
    std::size_t end = last;
    if (series && s_.notation(last, "talk-kinds") != "talk") end = i;
    if (end == 0 || (!series && (end > 1 || s_.word(0).size() < 3))) return;
    const bool general = s_.label(end - 1, "talk-kinds") > 0 && s_.notation(end - 1, "talk-kinds") == "talk";
    event_ = s_.str({0, general ? end - 1 : end});
  }

  /// "TBA, Fern Club, Avon University": a word that stands where a title will; what is behind it names where.
  void untitled() {
    const std::size_t at = title_.empty() ? from_ : title_.begin;
    const std::size_t n = at < s_.size() ? s_.label(at, "speaking", "open") : 0;
    if (n == 0 || (!title_.empty() && n != title_.size())) return;
    if (title_.empty() && at + n < s_.size() && !s_.breaks(at + n) && !sentence_break(s_, at + n)) return;
    title_ = {at, at + n};
    open_ = true;
  }

  /// "Ferns at night (poster)", "… [invited talk]": the bracket at the title's end tells the kind.
  void bracketed_kind() {
    if (title_.size() < 2) return;
    std::size_t open = title_.end - 1;
    while (open > title_.begin && open + most_kind_words > title_.end && !s_.gap_has(open, "([")) --open;
    if (open == title_.begin || !s_.gap_has(open, "([")) return;
    if (title_.end < s_.size() && !s_.gap_has(title_.end, ")]")) return;
    std::string told;
    for (std::size_t i = open; i < title_.end;) {
      std::size_t n = s_.label(i, "talk-kinds");
      if (n > 0) told = s_.notation(i, "talk-kinds");
      if (n == 0) n = s_.label(i, "talk-manners");
      if (n == 0) return;
      i += n;
    }
    title_.end = open;
    if (!told.empty() && (kind_.empty() || kind_ == "talk")) kind_ = told;
  }

  /// "Tutorial on ferns (from V)", "gave a tutorial on ferns at V"; "Panel on Moss" is a panel's name.
  void topic_title() {
    for (std::size_t i = from_; i + 2 < std::min<std::size_t>(s_.size(), from_ + 7); ++i) {
      const std::size_t n = s_.label(i, "talk-kinds");
      // "On ferns, Seminar on Moss": the event stands behind a title.
      if (i > from_ && s_.breaks(i)) return;
      if (n == 0 || i + n + 1 >= s_.size() || !s_.is(i + n, "clause-words", "preposition") ||
          s_.preposition(i + n) != "on")
        continue;
      std::size_t end = i + n + 1;
      if (i == from_ && s_.notation(i, "talk-kinds") == "panel") {
        while (end < s_.size() && !s_.breaks(end) && s_.depth[end] == s_.depth[i] && !s_.is_date(end)) ++end;
        title_ = {i, end};
        return;
      }
      while (end < s_.size() && s_.depth[end] == 0 && !s_.is_date(end) &&
             !(s_.preposition(end) == "at" && s_.is(end, "clause-words", "preposition")))
        ++end;
      title_ = {i + n + 1, end};
      if (from_ == 0) from_ = i;
      return;
    }
  }

  /// Authors in front of "(2016, October). Title.": the style of references.
  void cited_title() {
    for (std::size_t i = from_ + 1; i + 1 < std::min(s_.size(), most_cited_authors + 1); ++i) {
      if (!s_.is_date(i) || s_.depth[i] == 0) continue;
      std::size_t after = i;
      while (after < s_.size() && s_.depth[after] > 0) ++after;
      if (after >= s_.size() || s_.gap(after).find(").") == std::string_view::npos || s_.word(0).size() < 2 ||
          s_.gap(1).find(',') == std::string_view::npos)
        return;
      bool initials = false;
      for (std::size_t k = from_; k < i; ++k) initials = initials || s_.word(k).size() == 1;
      if (!initials) return;
      title_ = sentence_title(s_, after);
      from_ = after;
      return;
    }
  }

  void collect(const std::vector<TalkSegment>& segments) {
    for (std::size_t k = 0; k < segments.size(); ++k) {
      const TalkSegment& segment = segments[k];
      const std::string text = whole_quotation(s_, segment.range);
      switch (segment.part) {
        case TalkPart::event:
          if (!is_session(segment.range)) event_ += event_.empty() ? text : ", " + text;
          break;
        case TalkPart::unit:
        case TalkPart::organization: add_house(segments, k); break;
        case TalkPart::kind:
          // "Seminar Series, Avon University"
          if (event_.empty() && title_.empty() && segment.range.size() > 1 && s_.capital(segment.range.begin) &&
              s_.notation(segment.range.begin, "talk-kinds") == "seminar")
            event_ = text;
          break;
        case TalkPart::place: place_ += place_.empty() ? text : ", " + text; break;
        case TalkPart::other:
          if ((segment.led || (open_ && segment.range.begin >= title_.end)) && event_.empty() &&
              s_.capital(segment.range.begin) && segment.range.size() <= most_led_event) {
            const bool house = organization_class(text, context_.lexicon) != OrganizationClass::none;
            (house && organization_.empty() ? organization_ : event_) = text;
          }
          break;
        default: break;
      }
    }
    if (organization_.empty()) unknown_name(segments);
  }

  /// Behind the title, a name that no vocabulary knows is what it was given at: "“On ferns”, FernCon, Ghent".
  void unknown_name(const std::vector<TalkSegment>& segments) {
    for (const TalkSegment& segment : segments) {
      const Range range = segment.range;
      if (segment.part != TalkPart::other || (title_.empty() && !setting_.title_given) || range.begin < title_.end ||
          s_.depth[range.begin] > 0 || range.size() > most_led_event ||
          s_.label(range.begin, "announcement-labels", "footer") > 0 || s_.label(range.begin, "talk-leads") > 0)
        continue;
      bool name = s_.capital(range.begin);
      for (std::size_t i = range.begin; i < range.end; ++i) name = name && (s_.capital(i) || s_.word(i).size() <= 3);
      if (!name || s_.is_number(range.begin)) continue;
      const std::string text = s_.str(range);
      const bool house = organization_class(text, context_.lexicon) != OrganizationClass::none;
      if (!house && !event_.empty()) continue;
      (house ? organization_ : event_) = text;
      return;
    }
  }

  /// "School of Moss, Avon University": a unit and the house behind it are one host.
  void add_house(const std::vector<TalkSegment>& segments, std::size_t& k) {
    const std::size_t first = k;
    while (k + 1 < segments.size() && segments[k].range.end == segments[k + 1].range.begin &&
           (segments[k + 1].part == TalkPart::organization ||
            (segments[k + 1].part == TalkPart::unit && !segments[k + 1].led)) &&
           s_.depth[segments[k].range.begin] == s_.depth[segments[k + 1].range.begin])
      ++k;
    if (organization_.empty()) organization_ = s_.str({segments[first].range.begin, segments[k].range.end});
  }

  /// "Invited session", "(paired invited session)", "session on “Ferns”" name no meeting.
  bool is_session(Range range) const {
    if (s_.depth[range.begin] > 0 && !s_.capital(range.begin)) return true;
    std::size_t i = range.begin;
    while (i < range.end &&
           (s_.label(i, "talk-leads") > 0 || s_.label(i, "meeting-words") > 0 || s_.label(i, "talk-kinds") > 0))
      ++i;
    const bool topic = i + 1 < range.end && s_.preposition(i) == "on" && s_.quoted[i + 1];
    return (i == range.end || topic) && s_.label(range.begin, "talk-leads") > 0;
  }

  /// The item's own word, then the event's, then the heading's: what stands nearest tells most.
  std::string own_kind() const {
    std::string own;
    if (const std::size_t n = s_.label(0, "talk-kinds"); n > 0 && !(title_.begin == 0 && !title_.empty()))
      own = s_.notation(0, "talk-kinds");
    else if (from_ > 0 && !(kind_.empty() && s_.label(from_ - 1, "talk-kinds") == 0))
      own = s_.label(from_ - 1, "talk-kinds") > 0 ? s_.notation(from_ - 1, "talk-kinds") : kind_;
    if (own.empty()) own = kind_;
    if (own.empty() && !title_.empty() && s_.notation(title_.begin, "talk-kinds") == "panel") own = "panel";
    if (!own.empty()) return own;
    std::string rest;
    for (std::size_t i = 0; i < s_.size(); ++i)
      if (!(i >= title_.begin && i < title_.end)) rest += std::string(s_.word(i)) + " ";
    own = talk_kind(rest, context_.lexicon);
    if ((own.empty() || own == "talk") && !setting_.kind.empty()) own = setting_.kind;
    return own.empty() ? "talk" : own;
  }

  void set_date(facts::Fact& talk) const {
    if (!s_.dates.empty()) {
      const DateMention& first = s_.dates.front();
      const DateMention& last = s_.dates.back();
      const DateMention& date = last.start.size() >= first.start.size() ? last : first;
      std::string told = shared_date(date);
      // "(2024) … (January 13-14)": the year in front and the days behind.
      if (told.starts_with("--") && first.start.size() == 4) told = first.start + told.substr(1);
      // "8 March" below "2024"
      if (told.starts_with("--") && setting_.date.size() == 4) told = setting_.date + told.substr(1);
      // "(2024). … Bath. October."
      if (told.size() == 4 && !s_.is_date(s_.size() - 1) && s_.depth.back() == 0)
        if (const auto month = context_.lexicon.find("months", s_.word(s_.size() - 1));
            !month.empty() && s_.capital(s_.size() - 1) && sentence_break(s_, s_.size() - 1))
          told += "-" + month.front()->notation;
      talk.set("date", told).set("time", date.time);
    }
    if (talk.text("date").empty()) talk.set("date", setting_.date);
  }

  std::optional<facts::Fact> finish() {
    facts::Fact talk("talk");
    talk.set("speaker", context_.owner);
    set_date(talk);
    std::string name = open_ ? std::string() : whole_quotation(s_, title_);
    if (!title_.empty() && !open_ && s_.span_of(title_).end < s_.text.size() && s_.text[s_.span_of(title_).end] == '?')
      name += '?';
    if (!setting_.title_given && !can_be_title(name, context_)) name.clear();
    if (event_.empty()) event_ = setting_.event;
    if (organization_.empty()) organization_ = setting_.organization;
    if (name.empty()) name = event_;
    if (name.empty()) name = organization_;
    if (name.empty()) return std::nullopt;
    talk.set("title", name).set("event", event_).set("organization", organization_).set("place", place_);
    talk.set("kind", own_kind());
    return talk;
  }

  const Sentence s_;
  const Context& context_;
  const TalkSetting& setting_;
  Range title_;
  std::string kind_, event_, organization_, place_;
  std::size_t from_ = 0;
  bool open_ = false;      ///< the title is not known yet
  std::size_t label_ = 0;  ///< where the title's label begins; 0: it has none on its line
};

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

bool lists_titles_first(const std::vector<Span>& entries, const Context& context) {
  std::size_t led = 0, plain = 0;
  for (const Span entry : entries) {
    const Sentence s(context.document.text, entry, context.lexicon);
    std::vector<Range> kept;
    if (s.size() < 2 || s.size() > longest_entry || !marked_title(s, 0, context, kept).empty()) continue;
    ++plain;
    bool titled = false, where = false;
    for (const TalkSegment& segment : cut_talk(s, 0, {}, kept, {})) {
      if (segment.part == TalkPart::date || segment.part == TalkPart::kind) continue;
      if (!titled) {
        bool running = false;
        for (std::size_t i = segment.range.begin; i < segment.range.end; ++i)
          running = running || (!s.capital(i) && s.word(i).size() >= least_long_word);
        const std::size_t least = running ? least_plain_title : least_dressed_title;
        if (segment.part != TalkPart::other || segment.led || segment.range.size() < least) break;
        titled = true;
      }
      where = where || segment.part == TalkPart::event || segment.part == TalkPart::organization ||
              segment.part == TalkPart::unit || segment.part == TalkPart::place;
    }
    led += titled && where ? 1 : 0;
  }
  return led >= least_led && led * 2 >= plain;
}

std::optional<facts::Fact> read_talk_line(Span entry, const Context& context, const TalkSetting& setting,
                                          std::uint32_t* title_end) {
  TalkReader reader(without_links(entry, context), context, setting);
  std::optional<facts::Fact> talk = reader.read();
  if (title_end) *title_end = reader.title_end();
  return talk;
}

}  // namespace vitagraph::extraction
