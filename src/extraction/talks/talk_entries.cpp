// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_entries.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/talks/talk_split.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t least_years = 2;    ///< lines that a year leads make a list by years
constexpr std::size_t least_quoted = 2;   ///< titles below events
constexpr std::size_t least_hosts = 4;    ///< of a list of hosts
constexpr std::size_t short_word = 3;     ///< letters of words that stay small in names
constexpr std::size_t longest_lead = 40;  ///< bytes in which a year leads a line

/// One line of the list.
struct TalkLine {
  Span span;
  std::size_t entry = 0;  ///< that it came from
  bool item = false;
  bool year_first = false;  ///< begins with a year, and a year only
  bool year_alone = false;
  bool date_last = false;
  bool dated = false;
  bool where = false;
  bool quoted = false;
  bool quote_behind = false;  ///< behind the date: the page's width joined two lines
  bool closes = false;        ///< ends with a quotation mark
  std::string year;
};

bool is_year(std::string_view date) { return date.size() == 4; }

std::uint32_t behind_marks(std::string_view text, std::uint32_t at) {
  for (bool moved = true; moved;) {
    const std::uint32_t before = at;
    while (at < text.size() && std::string_view(" \t:|").find(text[at]) != std::string_view::npos) ++at;
    for (const std::string_view bullet : {"•", "–", "—"})
      if (text.substr(at).starts_with(bullet)) at += static_cast<std::uint32_t>(bullet.size());
    moved = at != before;
  }
  return at;
}

/// Leaves what stands outside the first quotation.
void drop_quotation(std::string& text) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}}) {
    const std::size_t begin = text.find(open);
    if (begin == std::string::npos) continue;
    const std::size_t end = text.find(close, begin + open.size());
    text.erase(begin, end == std::string::npos ? end : end + close.size() - begin);
    return;
  }
}

bool is_open_quotation(std::string_view text) {
  const std::size_t open = text.rfind("“"), close = text.rfind("”");
  if (open != std::string_view::npos) return close == std::string_view::npos || close < open;
  return std::count(text.begin(), text.end(), '"') % 2 == 1;
}

/// Whether a line only goes on from the one before.
bool goes_on(std::string_view before, std::string_view line, std::size_t longest, const Context& context) {
  const char32_t first = code_point_at(line, 0).value;
  // A title in quotation marks begins, unless one above it is open.
  if ((first == U'“' || first == U'„' || first == U'«' || first == U'"') && !is_open_quotation(before)) return false;
  if (is_lower(first) || first == U'(' || first == U'&' || before.empty()) return true;
  const char last = before.back();
  if (last == '-' || last == ':') return true;
  if (is_place_name(line, context.lexicon)) return true;
  if (last == ',' && !before.ends_with("),")) return true;
  if (last == '.' || last == ')' || last == '?' || last == ';') return false;
  const lexicon::Words words = lexicon::split_words(before);
  if (!words.empty() && context.lexicon.find("connectives", words.back().key).size() > 0) return true;
  // The page's width broke it: the next word would not have fitted.
  return before.size() + 1 + line.substr(0, line.find(' ')).size() > longest;
}

class TalkLines {
 public:
  TalkLines(std::vector<Entry> entries, const Context& context) : entries_(std::move(entries)), context_(context) {
    for (std::size_t e = 0; e < entries_.size(); ++e) {
      const Entry& entry = entries_[e];
      const std::size_t first = lines_.size();
      for (const Span line : entry.lines) add(line, e, false);
      for (const Span item : entry.items) add(item, e, true);
      if (lines_.size() > first && !entry.marker.empty()) lines_[first].item = true;
    }
  }

  std::vector<TalkEntry> run() {
    if (by_years() && !lists_hosts()) return years();
    if (titles_below()) return heads();
    if (titles_dated()) return titles();
    std::vector<TalkEntry> out;
    for (Entry& entry : entries_)
      for (Entry& part : split_talk_lines(std::move(entry), context_)) keep(std::move(part), out);
    return out;
  }

 private:
  std::string_view slice(Span span) const { return context_.document.slice(span); }

  void add(Span span, std::size_t entry, bool item) {
    TalkLine line;
    line.span = span;
    line.entry = entry;
    line.item = item;
    const std::string_view text = slice(span);
    const Dated dated = take_dates(text, context_.lexicon, 0);
    line.dated = !dated.dates.empty();
    line.quoted = text.find("“") != std::string_view::npos || text.find('"') != std::string_view::npos ||
                  text.find("«") != std::string_view::npos || text.find("„") != std::string_view::npos;
    for (const std::string_view mark : {"”", "\"", "»", "“"})
      line.closes = line.closes || (text.ends_with(mark) && text.size() > mark.size());
    if (line.dated) {
      const DateMention& date = dated.dates.front();
      line.quote_behind = text.find("“", date.span.end) != std::string_view::npos ||
                          text.find('"', date.span.end) != std::string_view::npos;
      line.year_first = date.span.begin == 0 && date.span.end <= longest_lead && is_year(date.start) &&
                        (!date.range || is_year(date.end)) && date.years.size() < 2;
      line.date_last = dated.dates.back().span.end + 2 >= text.size() && !line.year_first;
      line.year_alone = line.year_first && behind_marks(text, date.span.end) == text.size();
      // An academic year gives no date: the talk may lie in either of its halves.
      if (line.year_first && !date.range) line.year = date.start;
    }
    line.where = is_where(dated.rest, context_);
    lines_.push_back(std::move(line));
  }

  /// "2019: Avon, Bath Institute, Fern Meeting": the years' lines are lists of hosts, wherever the page breaks them.
  bool lists_hosts() const {
    std::size_t lists = 0, led = 0;
    for (const TalkLine& line : lines_) led += line.year_first ? 1 : 0;
    for (const Entry& entry : entries_) lists += read_talk_list(entry.span, context_, {}, false).size() >= least_hosts;
    // A year on its line, and below it "Avon; Bath Institute; Fern Meeting".
    std::size_t parted = 0, alone = 0;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!lines_[i].year_alone) continue;
      ++alone;
      parted += !lines_[i + 1].quoted && slice(lines_[i + 1].span).find("; ") != std::string_view::npos ? 1 : 0;
    }
    return lists * 2 > led || (alone >= least_years && parted * 3 >= alone * 2);
  }

  /// Years lead: alone on their lines, or in the margin with lines below them.
  bool by_years() const {
    std::size_t led = 0, others = 0, below = 0;
    for (const TalkLine& line : lines_) {
      if (line.year_first)
        ++led;
      else if (line.dated)
        ++others;
      else
        ++below;
    }
    return led >= least_years && below > 0 && !lines_.empty() && lines_.front().year_first && others * 2 <= led;
  }

  /// A line below a year, with those that only go on from it.
  struct Unit {
    Span span;
    std::string year;
    bool led = false, where = false, quoted = false, item = false;
    std::vector<Span> lines;
  };

  std::vector<Unit> units_below_years() const {
    std::vector<Unit> units;
    std::size_t longest = 0;
    for (const TalkLine& line : lines_) longest = std::max<std::size_t>(longest, line.span.size());
    std::string year;
    bool fresh = false;
    std::string_view before;
    for (const TalkLine& line : lines_) {
      if (line.year_first) year = line.year, fresh = true;
      if (line.year_alone) continue;
      const std::string_view text = slice(line.span);
      if (!fresh && !line.item && !units.empty() && goes_on(before, text, longest, context_)) {
        units.back().span.end = line.span.end;
        units.back().lines.push_back(line.span);
        units.back().quoted = units.back().quoted || line.quoted;
      } else {
        units.push_back({line.span, year, fresh, false, line.quoted, line.item, {line.span}});
      }
      fresh = false;
      before = text;
    }
    for (Unit& unit : units) {
      std::string text = take_dates(slice(unit.span), context_.lexicon, 0).rest;
      drop_quotation(text);
      unit.where = is_where(text, context_);
    }
    return units;
  }

  std::vector<TalkEntry> years() {
    const std::vector<Unit> units = units_below_years();
    std::size_t leading = 0, leading_where = 0, rest = 0, rest_where = 0, quotes = 0;
    for (const Unit& unit : units) {
      (unit.led ? leading : rest) += 1;
      (unit.led ? leading_where : rest_where) += unit.where ? 1 : 0;
      quotes += unit.quoted ? 1 : 0;
    }
    // Names of meetings and hosts on all lines, or titles on all.
    const bool events = leading_where * 3 >= leading * 2 && rest_where * 3 >= rest * 2;
    const bool each = events || rest_where * 6 <= rest;
    const bool quoted = quotes * 4 >= units.size();
    std::vector<TalkEntry> out;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Unit& unit = units[i];
      const bool begins =
          out.empty() || unit.led || unit.item ||
          (quoted ? unit.quoted || (unit.where && units[i - 1].where) : each || (!unit.where && units[i - 1].where));
      if (begins) {
        TalkEntry talk;
        talk.entry.span = unit.span;
        talk.entry.lines = unit.lines;
        talk.entry.marker = unit.item ? "•" : "";
        talk.year = unit.year;
        // A line that a year leads may be a list of hosts.
        const bool shared = (i > 0 && !unit.led) || (i + 1 < units.size() && !units[i + 1].led);
        talk.whole = shared && !quoted;
        talk.event = talk.whole && events;
        out.push_back(std::move(talk));
      } else {
        out.back().entry.span.end = unit.span.end;
        out.back().entry.lines.insert(out.back().entry.lines.end(), unit.lines.begin(), unit.lines.end());
      }
    }
    return out;
  }

  /// Titles with their dates at the right, and below them where they were given.
  bool titles_dated() const {
    if (lines_.size() < 2 || !lines_.front().date_last || lines_.back().dated) return false;
    std::size_t dated = 0, elsewhere = 0, below = 0, where = 0;
    for (const TalkLine& line : lines_) {
      if (line.item) continue;
      (line.dated ? dated : below) += 1;
      // The page's width may have joined a title's line with the next.
      elsewhere += line.dated && !line.date_last ? 1 : 0;
      where += !line.dated && line.where ? 1 : 0;
    }
    return elsewhere * 3 <= dated && where * 3 >= below * 2 && (below + elsewhere) * 5 >= dated * 4;
  }

  std::vector<TalkEntry> titles() {
    std::vector<TalkEntry> out;
    for (const TalkLine& line : lines_) {
      if (out.empty() || line.dated) {
        out.emplace_back();
        out.back().entry.span = line.span;
        out.back().whole = true;
      }
      out.back().entry.span.end = std::max(out.back().entry.span.end, line.span.end);
      out.back().entry.lines.push_back(line.span);
    }
    return out;
  }

  /// Events with their dates, and below them the quoted titles: "Fern Meeting, Bath, 3 May 2019" over "“Ferns at
  /// night”".
  bool titles_below() const {
    if (lines_.size() < 2 || (lines_.front().quoted && !lines_.front().quote_behind) || !lines_.back().closes ||
        lines_.back().dated)
      return false;
    std::size_t quoted = 0, dated = 0;
    for (const TalkLine& line : lines_) {
      if (line.quoted && line.dated && !line.quote_behind) return false;
      quoted += line.quoted ? 1 : 0;
      if (line.dated) ++dated;
      if (quoted > dated) return false;
    }
    return quoted >= least_quoted;
  }

  std::vector<TalkEntry> heads() {
    std::vector<TalkEntry> out;
    bool complete = true, inside = false;  // the talk has its date, or its title; a quotation is open
    for (const TalkLine& line : lines_) {
      const bool begins = !inside && !line.quoted && complete;
      if (out.empty() || begins) {
        out.emplace_back();
        out.back().entry.span = line.span;
        complete = false;
      }
      out.back().entry.span.end = std::max(out.back().entry.span.end, line.span.end);
      out.back().entry.lines.push_back(line.span);
      inside = (inside || line.quoted) && !line.closes;
      complete = !inside && (complete || line.dated || line.closes);
      if (line.quote_behind && line.quoted) inside = !line.closes;
    }
    return out;
  }

  /// Items below a line or an item are talks of their own where most of them have dates.
  void keep(Entry entry, std::vector<TalkEntry>& out) {
    std::size_t dated = 0;
    for (const Span item : entry.items) dated += find_dates(slice(item), context_.lexicon).empty() ? 0 : 1;
    const bool apart =
        !entry.items.empty() && dated * 3 >= entry.items.size() * 2 && !entry.lines.empty() &&
        !find_dates(slice({entry.lines.front().begin, entry.lines.back().end}), context_.lexicon).empty();
    const std::vector<Span> items = apart ? std::move(entry.items) : std::vector<Span>();
    if (apart) {
      entry.items.clear();
      entry.span = {entry.lines.front().begin, entry.lines.back().end};
    }
    const std::size_t first = entry.first_block, last = entry.last_block;
    out.emplace_back();
    out.back().entry = std::move(entry);
    for (const Span item : items) {
      TalkEntry talk;
      talk.entry.span = item;
      talk.entry.lines = {item};
      talk.entry.marker = "•";
      talk.entry.first_block = first;
      talk.entry.last_block = last;
      out.push_back(std::move(talk));
    }
  }

  std::vector<Entry> entries_;
  const Context& context_;
  std::vector<TalkLine> lines_;
};

}  // namespace

bool is_where(std::string_view line, const Context& context) {
  const lexicon::Words words = lexicon::split_words(line);
  std::size_t small = 0, long_words = 0;
  for (const lexicon::Word& word : words) {
    if (word.span.size() <= short_word) continue;
    ++long_words;
    small += is_lower(code_point_at(line, word.span.begin).value) ? 1 : 0;
  }
  if (small * 2 > long_words) return false;
  const std::string_view text = trim(line);
  return context.lexicon.mentions("meeting-words", text) || context.lexicon.mentions("venue-nouns", text) ||
         !talk_kind(text, context.lexicon).empty() || is_unit_name(text, context.lexicon) ||
         organization_class(text, context.lexicon) != OrganizationClass::none;
}

std::vector<TalkEntry> find_talk_entries(const Section& section, const Context& context) {
  return TalkLines(find_entries(section, context, EntryShape::list), context).run();
}

}  // namespace vitagraph::extraction
