// SPDX-License-Identifier: Apache-2.0
// Programmes, books of abstracts, pages of invited speakers: the lines with a name in them part the page, and what
// stands around the first of them tells on which side the titles and the hours are.
#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/announcement/slot_reader.hpp"
#include "extraction/announcement/units.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr std::size_t least_talks = 2;
constexpr std::size_t longest_name_line = 24;  ///< words of a name with its affiliation
constexpr std::size_t most_title_words = 32;
constexpr std::size_t longest_prose = 40;  ///< words; more are an abstract
constexpr std::size_t most_when_words = 14;
constexpr std::size_t most_head_lines = 14;  ///< that may say what the page is
constexpr std::size_t most_below = 4;        ///< lines below a name in which its title begins

enum class LineKind { other, name, whole, title, affiliation, when, label, prose };

struct Line {
  LineKind kind = LineKind::other;
  Speaker speaker;     ///< of a name
  std::string title;   ///< of a line that is a talk by itself
  std::string label;   ///< notation
  bool sure = false;   ///< a name with its affiliation
  Span text;           ///< without what dates it, and without its label
  std::string told;    ///< kind of talk in front of a name
  std::string behind;  ///< what a comma parts from a name, where no vocabulary knows it
};

class ProgrammeReader {
 public:
  explicit ProgrammeReader(const Context& context) : context_(context), units_(units_of(context)) {}

  std::vector<Slot> run() {
    const auto rows = std::count_if(units_.begin(), units_.end(), [](const Unit& unit) { return !unit.cells.empty(); });
    if (static_cast<std::size_t>(rows) * 2 > units_.size()) return {};  // tables are read by rows
    for (const Unit& unit : units_) lines_.push_back(unit.cells.size() > 1 ? Line() : line_of(unit));
    settle_names();
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (lines_[i].kind == LineKind::name || lines_[i].kind == LineKind::whole) anchors_.push_back(i);
    if (anchors_.size() < least_talks || !is_programme()) return {};
    find_sides();
    return slots();
  }

 private:
  std::string_view slice(Span span) const { return context_.document.slice(span); }

  Line line_of(const Unit& unit) const {
    Line line;
    line.text = unit.begins ? unit.rest : unit.span;
    std::string_view text = slice(line.text);
    if (const Label label = label_of(context_, unit.span); !label.notation.empty() && !unit.begins) {
      line.label = label.notation;
      line.text = label.value;
      line.kind = LineKind::label;
      if (label.notation == "title" && !label.value.empty()) line.kind = LineKind::title;
      if (label.notation == "date" || label.notation == "time") line.kind = LineKind::when;
      return line;
    }
    const std::size_t words = word_count(text);
    if (unit.begins && (words == 0 || is_zone(text))) {
      line.kind = LineKind::when;
      return line;
    }
    if (words > longest_prose || is_sentence(text, words)) {
      line.kind = LineKind::prose;
      return line;
    }
    if (words <= most_when_words && tells_when(text)) {
      line.kind = LineKind::when;
      return line;
    }
    if (words == 0) return line;
    read_name(text, line);
    if (line.kind != LineKind::other) return line;
    // "Monday 3 May, 9:00, Moss Hall"
    if (unit.begins && words <= most_below * 2 && context_.lexicon.mentions("place-words", text)) {
      line.kind = LineKind::when;
      return line;
    }
    if (words <= longest_name_line && is_affiliation(text, context_.lexicon)) line.kind = LineKind::affiliation;
    // "(Bath)"
    if (words <= most_below && text.front() == '(' && text.back() == ')') line.kind = LineKind::affiliation;
    if (line.kind == LineKind::other && words <= most_title_words && !is_open(text)) line.kind = LineKind::title;
    return line;
  }

  /// "ET", "a.m. CEST": what is left of an hour.
  bool is_zone(std::string_view text) const {
    constexpr std::size_t most_words = 3, longest_zone = 5;
    const lexicon::Words words = lexicon::split_words(text);
    return words.size() <= most_words && std::all_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
             const std::string_view written = text.substr(word.span.begin, word.span.size());
             return !context_.lexicon.find("date-parts", word.key).empty() ||
                    (written.size() <= longest_zone &&
                     std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
           });
  }

  /// "We look at moss, and at ferns as well, for they are wet.": a title so long has no full stop.
  static bool is_sentence(std::string_view text, std::size_t words) {
    constexpr std::size_t least_words = 12;
    return words >= least_words && text.ends_with(".") && !text.ends_with("..");
  }

  bool tells_when(std::string_view text) const {
    for (const DateMention& date : find_dates(text, context_.lexicon))
      if (has_day(date) && !date.range) return true;
    return !find_times(text, context_.lexicon).empty();
  }

  bool is_open(std::string_view text) const {
    for (const auto* known : context_.lexicon.find("speaking", clean_value(text)))
      if (known->notation == "open") return true;
    return false;
  }

  void read_name(std::string_view text, Line& line) const {
    SlotReader reader(context_);
    reader.read(line.text);
    if (!reader.has_speaker()) return;
    const bool affiliated = !reader.slot.speaker.affiliation.empty();
    if (reader.complete()) {
      // "Ada Moss, FernLab": a host that no vocabulary knows looks like a title.
      const std::string_view behind =
          text.substr(std::min<std::size_t>(text.size(), reader.slot.speaker.span.end - line.text.begin));
      const bool comma = behind.starts_with(",") || behind.starts_with(" (");
      if (!affiliated && comma && word_count(behind) <= most_below * 2) line.behind = clean_value(behind.substr(1));
      if (!affiliated && line.behind.empty()) return;
      line.title = reader.slot.title;
    }
    if (word_count(text) > longest_name_line && line.title.empty()) return;
    line.kind = line.title.empty() || !line.behind.empty() ? LineKind::name : LineKind::whole;
    line.sure = affiliated;
    line.speaker = reader.slot.speaker;
    line.told = reader.slot.kind;
  }

  bool tells_affiliation(std::size_t i) const {
    return i < lines_.size() && lines_[i].kind == LineKind::affiliation && !units_[i].begins;
  }

  /// Names without an affiliation count where headings of one level, or most names, are such.
  void settle_names() {
    std::size_t sure = 0;
    std::vector<std::pair<int, std::size_t>> levels;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.kind != LineKind::name) continue;
      line.sure = line.sure || tells_affiliation(i + 1);
      sure += line.sure ? 1 : 0;
      if (!units_[i].heading) continue;
      const int level = units_[i].level;
      const auto at = std::find_if(levels.begin(), levels.end(), [&](const auto& one) { return one.first == level; });
      if (at == levels.end())
        levels.emplace_back(level, 1);
      else
        ++at->second;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.kind != LineKind::name || line.sure) continue;
      const bool headings = std::any_of(levels.begin(), levels.end(), [&](const auto& one) {
        return units_[i].heading && one.first == units_[i].level && one.second >= least_talks;
      });
      const bool known = sure >= least_talks && !line.behind.empty();
      if (headings || known) {
        if (known) line.speaker.affiliation = line.behind;
        continue;
      }
      line.kind = line.behind.empty() ? LineKind::other : LineKind::title;
    }
  }

  /// Whether the page says above the first name that it is about talks. A plan ("Program", "Agenda") may be one of
  /// studies or of work: one that no date stands beside has dates and hours below it.
  bool is_programme() {
    const auto tells = [&](std::string_view text) {
      if (!talk_kind(text, context_.lexicon).empty() || context_.lexicon.mentions("meeting-words", text)) return true;
      for (const auto& match : context_.lexicon.all("programme-words", lexicon::split_words(text))) {
        if (context_.lexicon.concept_at(match.concept_id).notation != "plan" || tells_when(text)) return true;
        plan_ = true;
      }
      return false;
    };
    if (!is_told(tells)) return plan_;
    plan_ = false;
    return true;
  }

  template <typename Tells>
  bool is_told(const Tells& tells) const {
    for (const char* key : {"title", "og:title"})
      if (const auto meta = context_.document.metadata.find(key);
          meta != context_.document.metadata.end() && tells(meta->second))
        return true;
    const std::size_t first = anchors_.front();
    for (std::size_t i = first > most_head_lines ? first - most_head_lines : 0; i < first; ++i)
      if (word_count(slice(units_[i].span)) <= longest_name_line && tells(slice(units_[i].span))) return true;
    return false;
  }

  /// `housed`: the name beside it has its affiliation, so that a line which looks like one is none.
  bool is_title(std::size_t i, bool housed) const {
    if (i >= lines_.size()) return false;
    if (lines_[i].kind != LineKind::title && !(housed && lines_[i].kind == LineKind::affiliation)) return false;
    const std::string_view text = slice(lines_[i].text);
    const lexicon::Words words = lexicon::split_words(text);
    const auto kind = context_.lexicon.longest("talk-kinds", words, 0);
    return !(kind && kind->words == words.size()) && context_.lexicon.find("announcement-labels", text).empty();
  }

  /// The title below the name at `i`, before `end`; `end` if there is none.
  std::size_t title_below(std::size_t i, std::size_t end) const {
    const bool housed = !lines_[i].speaker.affiliation.empty();
    std::size_t at = i + 1;
    while (at < end && ((tells_affiliation(at) && !housed) || lines_[at].kind == LineKind::when)) ++at;
    return at < end && at <= i + most_below && is_title(at, housed) ? at : end;
  }

  bool is_housed(std::size_t i) const { return !lines_[i].speaker.affiliation.empty(); }

  std::size_t end_of(std::size_t a) const { return a + 1 < anchors_.size() ? anchors_[a + 1] : lines_.size(); }

  void find_sides() {
    std::size_t above = 0, below = 0, hours = 0;
    for (std::size_t a = 0; a < anchors_.size(); ++a) {
      const std::size_t i = anchors_[a];
      above += i > 0 && is_title(i - 1, is_housed(i)) ? 1 : 0;
      below += title_below(i, end_of(a)) < end_of(a) ? 1 : 0;
    }
    const std::size_t first = anchors_.front(), last = anchors_.back();
    const bool first_above =
        first > 0 && is_title(first - 1, is_housed(first)) && !(units_[first - 1].heading && !units_[first].heading);
    const bool last_below = title_below(last, lines_.size()) < lines_.size();
    above_ = above > below || (above == below && first_above && !last_below);
    // Above the first may stand the days of the whole; sessions of short talks share an hour.
    std::size_t names = 0;
    for (std::size_t a = 1; a < anchors_.size(); ++a) {
      if (lines_[anchors_[a]].kind != LineKind::name) continue;
      ++names;
      hours += when_above(start_of(a)) ? 1 : 0;
    }
    bool last_when = false;
    for (std::size_t i = last + 1; i < std::min(lines_.size(), last + most_below + 1); ++i)
      last_when = last_when || lines_[i].kind == LineKind::when;
    hours_above_ = hours * 3 >= names && hours > 0 && (when_above(start_of(0)) || !last_when);
  }

  bool when_above(std::size_t i) const { return i > 0 && (lines_[i - 1].kind == LineKind::when); }

  /// Where the slot begins: at the title above the name, or at the name.
  std::size_t start_of(std::size_t a) const {
    std::size_t i = anchors_[a];
    const std::size_t least = a > 0 ? anchors_[a - 1] + 1 : 0;
    if (above_ && i > least && lines_[i].kind == LineKind::name && is_title(i - 1, is_housed(i))) --i;
    return i;
  }

  /// Where the slot ends: at the next one, or at a heading that stands above its own.
  std::size_t stop_of(std::size_t a) const {
    const std::size_t next = a + 1 < anchors_.size() ? start_of(a + 1) : lines_.size();
    const std::size_t i = anchors_[a];
    const int level = units_[i].heading ? units_[i].level : 0;
    bool titled = above_;
    for (std::size_t u = i + 1; u < next; ++u) {
      if (units_[u].heading && ((level > 0 && units_[u].level <= level) || (level == 0 && titled))) return u;
      if (hours_above_ && lines_[u].kind == LineKind::when) return u;
      titled = titled || is_title(u, false);
    }
    return next;
  }

  void take_when(std::size_t u, Slot& slot) const {
    const Unit& unit = units_[u];
    const std::string_view text = slice(unit.span);
    std::optional<DateMention> date = unit.date;
    std::string time = unit.time;
    if (!date)
      for (const DateMention& one : find_dates(text, context_.lexicon))
        if (!date && has_day(one)) date = one;
    if (time.empty())
      if (const auto times = find_times(text, context_.lexicon); !times.empty()) time = times.front().time;
    if (date && !slot.date) slot.date = date;
    if (slot.time.empty()) slot.time = time;
    if (slot.place.empty()) {
      const std::string rest = clean_value(take_dates(text, context_.lexicon, 0).rest);
      for (std::size_t begin = 0; begin < rest.size();) {
        const std::size_t end = std::min(rest.find(", ", begin), rest.size());
        const std::string part = rest.substr(begin, end - begin);
        if (context_.lexicon.mentions("place-words", part) && find_times(part, context_.lexicon).empty())
          slot.place = clean_value(part);
        begin = end + 2;
      }
    }
  }

  std::vector<Slot> slots() const {
    std::vector<Slot> out;
    std::size_t told = 0, seen = 0;
    std::optional<DateMention> day;
    for (std::size_t a = 0; a < anchors_.size(); ++a) {
      const std::size_t begin = start_of(a), end = stop_of(a), i = anchors_[a];
      Slot slot;
      slot.span = {units_[begin].span.begin, units_[end - 1].span.end};
      slot.speaker = lines_[i].speaker;
      slot.kind = lines_[i].told;
      slot.title = lines_[i].kind == LineKind::whole ? lines_[i].title : std::string();
      if (slot.speaker.affiliation.empty() && tells_affiliation(i + 1))
        slot.speaker.affiliation = clean_value(slice(lines_[i + 1].text));
      const std::size_t title = above_ ? begin : title_below(i, end);
      if (slot.title.empty() && title != i && title < end)
        slot.title = clean_value(unquoted(collapse_blanks(slice(lines_[title].text))));
      // Days above hold until the next one; hours are the slot's own.
      for (std::size_t u = seen; u < begin; ++u)
        if (lines_[u].kind == LineKind::when || units_[u].heading)
          for (const DateMention& date : find_dates(slice(units_[u].span), context_.lexicon))
            if (has_day(date) && !date.range) day = date;
      if (units_[i].begins) take_when(i, slot);
      if (hours_above_)
        for (std::size_t u = begin; u-- > seen && lines_[u].kind == LineKind::when;) take_when(u, slot);
      bool evidence = slot.date || !slot.time.empty(), biography = false;
      for (std::size_t u = i + 1; u < end; ++u) {
        if (lines_[u].kind == LineKind::when) take_when(u, slot), evidence = true;
        if (!lines_[u].label.empty()) biography = lines_[u].label == "biography";
        const bool abstract = lines_[u].label == "abstract" || (lines_[u].kind == LineKind::prose && !plan_);
        evidence = evidence || abstract;
        if (biography && !lines_[u].text.empty()) slot.biography.push_back(lines_[u].text);
      }
      seen = i;
      if (!slot.date) slot.date = day;
      if (slot.title.empty() || is_open(slot.title)) continue;
      told += evidence ? 1 : 0;
      out.push_back(std::move(slot));
    }
    if (out.size() < least_talks || told * 2 < out.size() || out.size() * 2 < anchors_.size()) return {};
    return lists_others(out) ? out : std::vector<Slot>();
  }

  /// A list of one's own talks has more days than such slots, or the same names again and again.
  bool lists_others(const std::vector<Slot>& slots) const {
    std::size_t days = 0;
    for (const Unit& unit : units_) {
      const std::string_view text = slice(unit.span);
      if (word_count(text) > longest_prose) continue;
      const std::vector<DateMention> dates = find_dates(text, context_.lexicon);
      days += std::any_of(dates.begin(), dates.end(), [](const DateMention& date) { return has_day(date); }) ? 1 : 0;
    }
    std::vector<std::string> names;
    for (const Slot& slot : slots) names.push_back(lexicon::label_key(slot.speaker.name));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return days <= slots.size() * 2 && names.size() * 3 >= slots.size() * 2;
  }

  const Context& context_;
  const std::vector<Unit> units_;
  std::vector<Line> lines_;
  std::vector<std::size_t> anchors_;
  bool plan_ = false;         ///< only words for plans say that it is one
  bool above_ = false;        ///< titles stand above the names
  bool hours_above_ = false;  ///< dates and hours stand above the slots
};

}  // namespace

std::vector<Slot> read_programme(const Context& context) { return ProgrammeReader(context).run(); }

}  // namespace vitagraph::extraction::announcement
