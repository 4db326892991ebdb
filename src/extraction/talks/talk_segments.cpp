// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_segments.hpp"

#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr std::size_t least_title = 3;        ///< words of a title that nothing marks
constexpr std::size_t most_member_words = 3;  ///< of a part of a list within a name
constexpr std::size_t most_town_words = 3;
constexpr std::size_t most_lead_words = 6;     ///< in lower case between "at" and a name
constexpr std::size_t most_small_letters = 3;  ///< of words that stay small in names
constexpr std::size_t most_acronym_words = 2;
constexpr std::size_t most_unit_words = 6;  ///< behind a comma within a unit's name

bool conjunction(const Sentence& s, std::size_t i) {
  return !s.capital(i) && (s.is(i, "clause-words", "and") || s.is(i, "clause-words", "conjunction"));
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

class Cutter {
 public:
  Cutter(const Sentence& s, std::size_t from, Range title, const std::vector<Range>& kept, const TalkSetting& setting)
      : s_(s), title_(title), kept_(kept), setting_(setting), begin_(from) {}

  std::vector<TalkSegment> run() {
    for (std::size_t i = begin_; i < s_.size(); ++i)
      if (!step(i)) break;
    if (begin_ < s_.size() && !(s_.preposition(begin_) == "with" && is_preposition(begin_))) push(s_.size());
    return std::move(segments_);
  }

 private:
  bool is_preposition(std::size_t i) const { return s_.is(i, "clause-words", "preposition"); }

  void push(std::size_t end) {
    Range range{begin_, end};
    const bool begins = begin_ == 0 || sentence_break(s_, begin_);
    begin_ = end;
    while (!range.empty() && s_.is_date(range.end - 1)) --range.end;
    while (!range.empty() && s_.is_date(range.begin)) ++range.begin;
    while (!range.empty() && !s_.capital(range.end - 1) && is_preposition(range.end - 1)) --range.end;
    if (range.empty()) return;
    TalkSegment segment;
    segment.begins = begins;
    segment.range = without_lead(s_, range, segment.led);
    segment.part = classify_part(s_, segment.range);
    segments_.push_back(segment);
  }

  /// "(FSW)", "(MoSS 6)": where a bracket that only shortens the name before it ends; `i` if it is none.
  std::size_t behind_acronym(std::size_t i) const {
    if (s_.depth[i] == 0 || s_.depth[i - 1] >= s_.depth[i]) return i;
    std::size_t end = i;
    while (end < s_.size() && s_.depth[end] >= s_.depth[i]) ++end;
    if (end > i + most_acronym_words || s_.label(i, "places") > 0 || s_.label(i, "talk-kinds") > 0 || s_.is_date(i))
      return i;
    const std::string_view word = s_.word(i);
    return std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1 ? end : i;
  }

  /// A colon parts an event or a kind from what was given there.
  bool colon(std::size_t i) const {
    if (s_.gap(i).find(':') == std::string_view::npos || s_.depth[i] > 0 || s_.quoted[i]) return false;
    if (setting_.events_alone) return false;
    if (!title_.empty() || s_.is_date(begin_)) return true;
    const TalkPart before = classify_part(s_, {begin_, i});
    if (before == TalkPart::organization) return sentences::names_organization(s_, {begin_, i});
    return before != TalkPart::other && before != TalkPart::place && before != TalkPart::unit;
  }

  /// Whether a line begins at the word that only says where, behind one that does not.
  bool where_line(std::size_t i) const {
    if (s_.gap(i).find('\n') == std::string_view::npos || s_.depth[i] > 0 || s_.quoted[i]) return false;
    std::size_t end = i + 1, first = i + 1;
    while (first < s_.size() && !s_.breaks(first) && !s_.is_date(first) &&
           s_.gap(first).find('\n') == std::string_view::npos)
      ++first;
    // A town on a line of its own, below a house.
    if (s_.capital(i) && sentences::is_place(s_, {i, first})) return true;
    while (end < s_.size() && s_.gap(end).find('\n') == std::string_view::npos) ++end;
    for (std::size_t k = i; k < end; ++k)
      if (!s_.capital(k) && s_.word(k).size() > most_small_letters) return false;
    const TalkPart line = classify_part(s_, {i, end});
    return (line == TalkPart::event || line == TalkPart::organization || line == TalkPart::unit) &&
           classify_part(s_, {begin_, i}) == TalkPart::other;
  }

  /// Whether a name stands behind the preposition: "Moss at the edge" goes on.
  bool leads_name(std::size_t i) const {
    std::size_t next = i + 1;
    bool meeting = i > 0 && s_.label(i - 1, "talk-leads") > 0;
    while (next < s_.size() && next < i + most_lead_words && !s_.capital(next) && !s_.quoted[next] &&
           !s_.breaks(next)) {
      const bool small = s_.is(next, "clause-words", "determiner") || s_.word(next).size() <= most_small_letters;
      meeting = meeting || s_.label(next, "meeting-words") > 0;
      if (!small && !meeting && next > i + 2) return false;
      ++next;
    }
    if (next >= s_.size()) return meeting;
    return (s_.capital(next) || s_.quoted[next]) && (meeting || next <= i + 2);
  }

  /// "Who pays for moss? Fern Forum, Bath": a question in front of where it was asked.
  bool question(std::size_t i) const {
    const std::string_view gap = s_.gap(i);
    if (gap.find("? ") == gap.npos && gap.find("! ") == gap.npos) return false;
    if (s_.depth[i] > 0 || s_.quoted[i] || !s_.capital(i)) return false;
    std::size_t end = i + 1;
    while (end < s_.size() && !s_.breaks(end) && !sentence_break(s_, end) && !s_.is_date(end)) ++end;
    const TalkPart part = classify_part(s_, {i, end});
    return part == TalkPart::event || part == TalkPart::organization || part == TalkPart::unit ||
           part == TalkPart::kind;
  }

  /// "University of Avon at Bath"
  bool is_campus(std::size_t i) const {
    return i + 1 < s_.size() && s_.label(i + 1, "places") > 0 &&
           classify_part(s_, {begin_, i}) == TalkPart::organization &&
           !sentences::has_strong_organization(s_, {i + 1, std::min(s_.size(), i + 4)});
  }

  /// Looks at the word at `i`; false if the rest tells nothing.
  bool step(std::size_t& i) {
    if (!title_.empty() && i == title_.begin) {
      push(i);
      segments_.push_back({title_, TalkPart::title, false, true});
      begin_ = title_.end;
      // "Mosses at night (workshop)"
      if (begin_ + 1 < s_.size() && s_.depth[begin_] > 0 && s_.depth[begin_ + 1] == 0 &&
          s_.label(begin_, "meeting-words") == 1)
        i = begin_++;
    }
    if (i >= title_.begin && i < title_.end && !title_.empty()) return true;
    // "(with B. Lee)" names nobody who spoke.
    if (s_.depth[i] > 0 && (i == 0 || s_.depth[i - 1] == 0) && s_.preposition(i) == "with") {
      push(i);
      while (i + 1 < s_.size() && s_.depth[i + 1] > 0) ++i;
      begin_ = i + 1;
      return true;
    }
    if (i <= begin_) return true;
    if (const std::size_t end = behind_acronym(i); end > i) {
      i = end - 1;
      return true;
    }
    const bool kept =
        std::any_of(kept_.begin(), kept_.end(), [&](Range range) { return i > range.begin && i < range.end; });
    if (kept && !is_preposition(i)) return true;
    // "Fern Meeting 2018 Bath"
    if (s_.is_date(i - 1) && !s_.is_date(i) && s_.label(i, "places") > 0) {
      push(i);
      return true;
    }
    if (s_.breaks(i) || sentence_break(s_, i) || where_line(i) || question(i) ||
        (s_.depth[i] != s_.depth[i - 1] && s_.depth[i] > 0) || colon(i)) {
      push(i);
      return true;
    }
    if (s_.capital(i) || s_.quoted[i] || !is_preposition(i)) return true;
    const std::string meaning = s_.preposition(i);
    // "… at A in Bath, UK": the place begins behind the preposition; "Voting in Bath" is a title.
    if (meaning == "in" && i + 1 < s_.size() && s_.label(i + 1, "places") > 0) {
      if (!title_.empty() || classify_part(s_, {begin_, i}) != TalkPart::other) push(i);
    } else if (meaning == "at" && (title_.empty() || i > title_.end) && s_.depth[i] == 0 && !is_campus(i) &&
               leads_name(i) &&
               (setting_.organization.empty() ||
                sentences::has_strong_organization(s_, {i + 1, std::min(s_.size(), i + 6)}))) {
      push(i);
    } else if (!title_.empty() && i > title_.end && meaning == "with") {
      push(i);
      return false;
    }
    return true;
  }

  const Sentence& s_;
  const Range title_;
  const std::vector<Range>& kept_;
  const TalkSetting& setting_;
  std::size_t begin_;
  std::vector<TalkSegment> segments_;
};

bool touch(const Sentence& s, const TalkSegment& a, const TalkSegment& b) {
  return a.range.end == b.range.begin && !sentence_break(s, b.range.begin) && s.depth[a.range.end - 1] == 0 &&
         s.depth[b.range.begin] == 0;
}

void absorb(const Sentence& s, std::vector<TalkSegment>& segments, std::size_t first, std::size_t last) {
  segments[first].range.end = segments[last].range.end;
  segments[first].part = classify_part(s, segments[first].range);
  segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                 segments.begin() + static_cast<std::ptrdiff_t>(last) + 1);
}

/// "Climate", "People", "and Environment Seminar": commas within one name.
void join_lists(const Sentence& s, std::vector<TalkSegment>& segments) {
  for (std::size_t k = 2; k < segments.size(); ++k) {
    if (segments[k].led || segments[k].part == TalkPart::title || !conjunction(s, segments[k].range.begin)) continue;
    std::size_t first = k;
    while (first > 0 && k - first < 2 && touch(s, segments[first - 1], segments[first]) &&
           segments[first - 1].part != TalkPart::title && segments[first - 1].part != TalkPart::kind)
      --first;
    if (k - first < 2) continue;
    while (first > 0 && touch(s, segments[first - 1], segments[first]) && segments[first].part == TalkPart::other &&
           segments[first - 1].part == TalkPart::other && segments[first].range.size() <= most_member_words)
      --first;
    absorb(s, segments, first, k);
    k = first + 1;
  }
}

/// "Department of Ferns", "Mosses and Lichens": a unit whose name goes on behind a comma; "Workshop on Ferns, Moss and
/// Light" likewise.
void join_units(const Sentence& s, std::vector<TalkSegment>& segments) {
  for (std::size_t k = 0; k + 1 < segments.size(); ++k) {
    const TalkSegment& next = segments[k + 1];
    if ((segments[k].part != TalkPart::unit && segments[k].part != TalkPart::event) || next.part != TalkPart::other ||
        next.led || next.range.size() > most_unit_words || !touch(s, segments[k], next))
      continue;
    bool names = s.capital(next.range.begin) && s.capital(next.range.end - 1), joined = false;
    for (std::size_t i = next.range.begin; i < next.range.end; ++i) {
      const bool joins = s.is(i, "clause-words", "and") || s.gap(i).find('&') != std::string_view::npos;
      joined = joined || joins;
      names = names && (s.capital(i) || joins);
    }
    if (names && joined) absorb(s, segments, k, k + 1);
  }
}

/// In a list of nothing but events what stands in front of one is a part of its name: "Fern Studies. 3rd Conference".
void join_events(const Sentence& s, std::vector<TalkSegment>& segments) {
  for (std::size_t k = 0; k + 1 < segments.size(); ++k)
    if (segments[k].part == TalkPart::other && !segments[k].led && segments[k + 1].part == TalkPart::event &&
        segments[k].range.end == segments[k + 1].range.begin && s.depth[segments[k + 1].range.begin] == 0)
      absorb(s, segments, k, k + 1);
}

void join_places(const Sentence& s, std::vector<TalkSegment>& segments) {
  // A town before its state or country; "Kestrel Institute", "Ghent": a house before its town; "FernCon", "Ghent" where
  // nothing else says at what.
  bool where = false, titled = false;
  for (std::size_t k = 0; k < segments.size(); ++k) {
    const TalkPart part = segments[k].part;
    where = where || part == TalkPart::event || part == TalkPart::organization || part == TalkPart::unit;
  }
  for (std::size_t k = 0; k + 1 < segments.size(); ++k) {
    titled = titled || segments[k].part == TalkPart::title ||
             (k > 0 && segments[k - 1].part == TalkPart::other && segments[k - 1].range.size() >= least_title);
    if (k == 0 || segments[k].part != TalkPart::other || segments[k + 1].part != TalkPart::place ||
        segments[k].range.size() > most_town_words || !s.capital(segments[k].range.begin))
      continue;
    const Range next = segments[k + 1].range;
    if (organization_class(s.str(segments[k].range), *s.lexicon) != OrganizationClass::none)
      segments[k].part = TalkPart::organization;
    else if (!where && titled &&
             (s.label(next.begin, "places", "city") > 0 ||
              s.label(segments[k].range.begin, "venues") == segments[k].range.size()))
      segments[k].part = TalkPart::event;
    else
      segments[k].part = TalkPart::place;
  }
  // "Annual meeting in Long Beach", "CA": the town behind "in" belongs to the state.
  for (std::size_t k = 0; k + 1 < segments.size(); ++k) {
    if (segments[k].part == TalkPart::title || segments[k + 1].part != TalkPart::place) continue;
    const Range range = segments[k].range;
    for (std::size_t i = range.end; i-- > range.begin + 1 && i + 4 > range.end;)
      if (!s.capital(i) && s.is(i, "clause-words", "preposition") && s.preposition(i) == "in" && s.capital(i + 1) &&
          s.capital(range.end - 1)) {
        segments[k].range.end = i;
        segments[k + 1].range.begin = i + 1;
        break;
      }
  }
}

}  // namespace

bool sentence_break(const Sentence& s, std::size_t i) {
  const std::string_view gap = s.gap(i);
  if (gap.find('\n') != gap.npos) return gap.find_first_of(".,;:|") != gap.npos;
  const bool stop = gap.find(". ") != gap.npos || gap.find(" | ") != gap.npos || gap.find(" – ") != gap.npos ||
                    gap.find(" — ") != gap.npos || gap.find(" - ") != gap.npos || gap.find(" · ") != gap.npos;
  if (!stop) return false;
  if (gap.find(". ") == gap.npos || i == 0) return true;
  // "Denver, CO. October"
  return s.word(i - 1).size() > 1 && (s.label(i - 1, "abbreviations") == 0 || s.label(i - 1, "places") > 0);
}

TalkPart classify_part(const Sentence& s, Range range) {
  if (range.empty()) return TalkPart::other;
  if (s.label(range.begin, "talk-kinds") == range.size()) return TalkPart::kind;
  if (s.is_date(range.begin) && s.is_date(range.end - 1)) return TalkPart::date;
  if (sentences::is_place(s, range)) return TalkPart::place;
  // "(keynote speech; virtual)"
  if (s.depth[range.begin] > 0 && !s.capital(range.begin) && s.label(range.begin, "talk-kinds") > 0)
    return TalkPart::kind;
  std::size_t capitals = 0;
  bool series = false, venue = false, meeting = false;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string kind = s.notation(i, "talk-kinds");
    capitals += s.capital(i) ? 1 : 0;
    series = series || (s.capital(i) && (kind == "seminar" || kind == "lecture"));
    meeting = meeting || s.is(i, "meeting-words", "meeting") || s.label(i, "meeting-words") > 1;
    venue = venue || (s.capital(i) && s.label(i, "venue-nouns") > 0);
  }
  const bool named = capitals * 2 >= range.size();
  const bool unit = named && is_unit_name(s.str(range), *s.lexicon);
  if (series || meeting || (venue && !unit)) return TalkPart::event;
  if (sentences::has_strong_organization(s, range) && named) return TalkPart::organization;
  return unit ? TalkPart::unit : TalkPart::other;
}

std::vector<TalkSegment> cut_talk(const Sentence& s, std::size_t from, Range title, const std::vector<Range>& kept,
                                  const TalkSetting& setting) {
  std::vector<TalkSegment> segments = Cutter(s, from, title, kept, setting).run();
  join_lists(s, segments);
  join_units(s, segments);
  if (setting.events_alone) join_events(s, segments);
  join_places(s, segments);
  return segments;
}

TalkSegment* choose_title(const Sentence& s, std::vector<TalkSegment>& segments, const TalkSetting& setting,
                          bool labelled) {
  std::size_t longest = segments.size();
  std::size_t event = s.size();  // where the first event ends
  for (std::size_t k = 0; k < segments.size(); ++k) {
    if (segments[k].part == TalkPart::event && event == s.size()) event = segments[k].range.end;
    // "Fern Meeting. 3 May 2019. Moss Park, Bath": behind an event's date stands its host.
    bool dated = false;
    for (std::size_t i = event; i < segments[k].range.begin; ++i) dated = dated || s.is_date(i);
    if (dated && segments[k].part == TalkPart::other && s.capital(segments[k].range.begin)) {
      segments[k].part = TalkPart::organization;
      continue;
    }
    if (segments[k].part == TalkPart::other && !segments[k].led && segments[k].range.size() >= least_title &&
        (longest == segments.size() || segments[k].range.size() > segments[longest].range.size()))
      longest = k;
  }
  // Where titles lead the list's entries, the first is it however short.
  if (setting.titles_lead)
    for (std::size_t k = 0; k < segments.size(); ++k) {
      if (segments[k].part == TalkPart::kind || segments[k].part == TalkPart::date) continue;
      if (segments[k].part == TalkPart::other && !segments[k].led && segments[k].range.begin < event) longest = k;
      break;
    }
  if (longest < segments.size()) {
    // What commas cut in front, and behind as far as the sentence goes.
    std::size_t first = longest, last = longest;
    while (first > 0 && touch(s, segments[first - 1], segments[first]) && !segments[first].led &&
           !segments[first - 1].led && segments[first - 1].part == TalkPart::other)
      --first;
    std::size_t stop = last + 1;
    while (stop < segments.size() && touch(s, segments[stop - 1], segments[stop]) && !segments[stop].led &&
           segments[stop].part == TalkPart::other)
      ++stop;
    const bool whole = stop < segments.size() && segments[stop].begins;
    while (last + 1 < stop && (whole || !s.capital(segments[last + 1].range.begin))) ++last;
    segments[first].range.end = segments[last].range.end;
    segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                   segments.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    return &segments[first];
  }
  // Where a line above has said at what and where, what is left is the title, whatever it is made of.
  if (!(setting.event.empty() && setting.organization.empty()))
    for (TalkSegment& segment : segments)
      if (segment.part == TalkPart::organization || segment.part == TalkPart::event || segment.part == TalkPart::unit)
        return &segment;
  if (labelled && !segments.empty() && segments.front().part != TalkPart::place) return &segments.front();
  // A short sentence in front of where it was given.
  if (segments.size() > 1 && segments.front().part == TalkPart::other && !segments.front().led &&
      segments.front().begins && segments[1].begins &&
      (segments[1].part == TalkPart::event || segments[1].part == TalkPart::organization))
    return &segments.front();
  return nullptr;
}

}  // namespace vitagraph::extraction
