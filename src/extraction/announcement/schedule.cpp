// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/schedule.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/slot_reader.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

using document::BlockKind;

constexpr std::size_t least_slots = 2;
constexpr std::size_t least_numbered = 3;    ///< entries that "25/1" leads
constexpr std::size_t longest_lead = 60;     ///< bytes in which a slot's date begins it
constexpr std::size_t most_lines = 12;       ///< of a slot
constexpr std::size_t longest_short = 40;    ///< words; more are an abstract or a biography
constexpr std::size_t least_biography = 8;   ///< words
constexpr std::size_t most_units = 20000;    ///< lines of a page that are looked at
constexpr std::size_t longest_weekday = 14;  ///< bytes in front of a date

/// A line, or a row with its cells.
struct Unit {
  Span span;
  std::vector<Span> cells;
  bool heading = false;
  bool begins = false;  ///< a date or a time stands in front
  Span rest;            ///< what stands behind it
  std::optional<DateMention> date;
  std::string time;
};

Span trimmed(std::string_view text, Span span) {
  const std::string_view inner = trim(text.substr(span.begin, span.size()));
  const auto begin = inner.empty() ? span.begin : static_cast<std::uint32_t>(inner.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

/// Whether nothing but a weekday and marks stand in front of the date.
bool leads(std::string_view front, const lexicon::Lexicon& lexicon) {
  if (front.size() > longest_weekday) return false;
  const lexicon::Words words = lexicon::split_words(front);
  return std::all_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
    return !lexicon.find("date-parts", word.key).empty() || word.span.size() < 3;
  });
}

/// Takes date and time off the front of the unit's text.
void take_when(Unit& unit, const Context& context) {
  const std::string_view all = context.document.text;
  unit.rest = unit.span;
  for (int taken = 0; taken < 3; ++taken) {
    const std::string_view text = context.document.slice(unit.rest).substr(0, longest_lead);
    std::uint32_t end = 0;
    std::vector<DateMention> dates = find_dates(text, context.lexicon);
    // "February 3: Ada Moss"
    if (const std::size_t colon = text.find(": "); dates.empty() && colon != text.npos)
      dates = find_dates(text.substr(0, colon), context.lexicon);
    const std::vector<TimeMention> times = find_times(text, context.lexicon);
    if (!unit.date && !dates.empty() && has_day(dates.front()) &&
        leads(text.substr(0, dates.front().span.begin), context.lexicon)) {
      unit.date = dates.front();
      if (!dates.front().time.empty() && unit.time.empty()) unit.time = dates.front().time;
      end = dates.front().span.end;
    } else if (!times.empty() && leads(text.substr(0, times.front().span.begin), context.lexicon)) {
      if (unit.time.empty()) unit.time = times.front().time;
      end = times.front().span.end;
      // "9:15 - 10:00"
      if (times.size() > 1 && times[1].span.begin < end + 6) end = times[1].span.end;
    }
    if (end == 0) break;
    unit.begins = true;
    unit.rest.begin += end;
    while (!unit.rest.empty() && std::string_view(" \t,.:;()|\\*").find(all[unit.rest.begin]) != std::string_view::npos)
      ++unit.rest.begin;
  }
}

/// "25/1", "8/2" in front of the entries of a list that such days lead: which number is the day, the list tells.
void take_numbered_days(std::vector<Unit>& units, const Context& context) {
  static const RE2 numbers(R"(^\W{0,3}(\d{1,2})[/.](\d{1,2})\.?\W)");
  constexpr int months = 12, days = 31;
  std::size_t found = 0, day_first = 0, month_first = 0;
  const auto read = [&](const Unit& unit, int& first, int& second, re2::StringPiece& text) {
    const std::string_view line = context.document.slice(unit.span);
    text = re2::StringPiece(line.data(), line.size());
    return !unit.begins && unit.cells.empty() && RE2::Consume(&text, numbers, &first, &second) && first > 0 &&
           second > 0 && first <= days && second <= days && (first <= months || second <= months);
  };
  int first = 0, second = 0;
  re2::StringPiece rest;
  for (const Unit& unit : units) {
    if (!read(unit, first, second, rest)) continue;
    ++found;
    day_first += first > months ? 1 : 0;
    month_first += second > months ? 1 : 0;
  }
  if (found < least_numbered || (day_first > 0) == (month_first > 0)) return;
  for (Unit& unit : units) {
    if (!read(unit, first, second, rest)) continue;
    const int day = day_first > 0 ? first : second, month = day_first > 0 ? second : first;
    if (month > months) continue;
    char date[16];
    std::snprintf(date, sizeof date, "--%02d-%02d", month, day);
    DateMention told;
    told.start = told.end = date;
    unit.date = told;
    unit.begins = true;
    unit.rest.begin = unit.span.end - static_cast<std::uint32_t>(rest.size());
  }
}

std::vector<Unit> units_of(const Context& context) {
  std::vector<Unit> units;
  const document::Document& document = context.document;
  for (const document::Block& block : document.blocks) {
    if (units.size() > most_units) break;
    if (block.kind == BlockKind::reference) continue;
    if (block.kind == BlockKind::row) {
      Unit unit;
      unit.span = trimmed(document.text, block.span);
      for (std::uint32_t i = 0; i < block.cell_count; ++i)
        unit.cells.push_back(trimmed(document.text, document.cells[block.first_cell + i].span));
      if (!unit.span.empty()) units.push_back(std::move(unit));
      continue;
    }
    for (std::uint32_t i = 0; i < std::max<std::uint32_t>(block.line_count, 1) && units.size() <= most_units; ++i) {
      Span line = block.span;
      if (block.line_count > 0) {
        const Span whole = document.lines[block.first_line + i].span;
        line = {std::max(whole.begin, block.span.begin), std::min(whole.end, block.span.end)};
      }
      Unit unit;
      unit.span = trimmed(document.text, line);
      unit.heading = block.kind == BlockKind::heading;
      if (!unit.span.empty()) units.push_back(std::move(unit));
    }
  }
  for (Unit& unit : units) take_when(unit, context);
  take_numbered_days(units, context);
  return units;
}

/// The lines that a unit holds: its cells, or itself behind its date.
std::vector<Span> lines_of(const Unit& unit, const Context& context) {
  std::vector<Span> out;
  const auto add = [&](Span span) {
    const std::string_view text = context.document.slice(span);
    std::uint32_t begin = span.begin;
    for (std::size_t at = 0; at <= text.size(); ++at)
      if (at == text.size() || text[at] == '\n') {
        const Span line = trimmed(context.document.text, {begin, span.begin + static_cast<std::uint32_t>(at)});
        if (!line.empty()) out.push_back(line);
        begin = span.begin + static_cast<std::uint32_t>(at) + 1;
      }
  };
  if (unit.cells.empty()) {
    add(unit.rest);
    return out;
  }
  for (const Span cell : unit.cells)
    if (cell.end > unit.rest.begin) add({std::max(cell.begin, unit.rest.begin), cell.end});
  return out;
}

/// Reads units [begin, end) as one slot.
Slot read_slot(const std::vector<Unit>& units, std::size_t begin, std::size_t end, const Context& context) {
  SlotReader reader(context);
  reader.slot.span = {units[begin].span.begin, units[end - 1].span.end};
  reader.slot.date = units[begin].date;
  reader.slot.time = units[begin].time;
  std::size_t read = 0;
  for (std::size_t u = begin; u < end && read < most_lines; ++u)
    for (const Span line : lines_of(units[u], context)) {
      const std::size_t words = lexicon::split_words(context.document.slice(line)).size();
      if (words >= least_biography && reader.complete()) reader.slot.biography.push_back(line);
      if (words <= longest_short) reader.read(line);
      ++read;
    }
  reader.finish();
  return std::move(reader.slot);
}

/// Slots that begin with dates or times.
std::vector<Slot> dated_slots(const std::vector<Unit>& units, const Context& context) {
  std::vector<Slot> slots;
  std::optional<DateMention> day;  // of times below a date
  std::string year;                // "## 2013" above them
  for (std::size_t u = 0; u < units.size();) {
    if (!units[u].begins) {
      if (units[u].heading)
        if (const auto dates = find_dates(context.document.slice(units[u].span), context.lexicon);
            dates.size() == 1 && !dates.front().range && dates.front().start.size() >= 4 &&
            !dates.front().start.starts_with("--"))
          year = dates.front().start.substr(0, 4);
      ++u;
      continue;
    }
    std::size_t end = u + 1;
    while (end < units.size() && !units[end].begins && !(units[end].heading && !units[u].heading) &&
           !(units[end].heading && units[u].heading && end > u + 1) && end - u < most_lines)
      ++end;
    Slot slot = read_slot(units, u, end, context);
    if (units[u].date) day = units[u].date;
    if (!slot.date && day) slot.date = day;
    if (slot.date && slot.date->start.starts_with("--") && !year.empty()) {
      slot.date->start = year + slot.date->start.substr(1);
      slot.date->end = slot.date->start;
    }
    if (!slot.speaker.name.empty() && !slot.title.empty()) slots.push_back(std::move(slot));
    u = end;
  }
  return slots;
}

/// Slots without dates in front: lines that name a speaker and give a title.
std::vector<Slot> named_slots(const std::vector<Unit>& units, const Context& context) {
  std::vector<Slot> slots;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const std::string_view text = context.document.slice(units[u].span);
    if (lexicon::split_words(text).size() > longest_short) {
      if (!slots.empty()) slots.back().biography.push_back(units[u].span);
      continue;
    }
    Slot slot = read_slot(units, u, u + 1, context);
    if (slot.speaker.name.empty() || slot.title.empty()) {
      if (!slots.empty() && !slots.back().date && units[u].date) {
        slots.back().date = units[u].date;
        if (slots.back().time.empty()) slots.back().time = units[u].time;
      }
      if (!slots.empty() && lexicon::split_words(text).size() >= least_biography)
        slots.back().biography.push_back(units[u].span);
      continue;
    }
    const std::vector<DateMention> dates = find_dates(text, context.lexicon, units[u].span.begin);
    if (!dates.empty() && has_day(dates.back())) slot.date = dates.back();
    slot.biography.clear();
    // A name and a colon alone may be anything; below a heading of talks a heading tells more.
    if (slot.speaker.affiliation.empty() && !units[u].heading) continue;
    slots.push_back(std::move(slot));
  }
  return slots;
}

/// Whether the slots are of different people: a list of one's own talks names one, or none.
bool differ(const std::vector<Slot>& slots) {
  std::vector<std::string> names;
  for (const Slot& slot : slots) names.push_back(lexicon::label_key(slot.speaker.name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names.size() * 3 >= slots.size() * 2;
}

/// What a column's label says; empty if it is none.
std::string column_of(std::string_view label, const Context& context) {
  for (const auto* known : context.lexicon.find("announcement-labels", label)) return known->notation;
  return {};
}

std::vector<std::string> columns_of(const document::Block& block, const Context& context) {
  std::vector<std::string> columns;
  std::size_t known = 0;
  bool speaker = false, title = false;
  for (std::uint32_t i = 0; i < block.cell_count; ++i) {
    const std::string_view label = trim(context.document.slice(context.document.cells[block.first_cell + i].span));
    columns.push_back(column_of(label, context));
    known += columns.back().empty() ? 0 : 1;
    speaker = speaker || columns.back() == "speaker";
    title = title || columns.back() == "title" || columns.back() == "event";
  }
  if (!speaker || !title || known * 3 < columns.size() * 2) columns.clear();
  return columns;
}

}  // namespace

std::vector<Slot> read_schedule_table(const Context& context) {
  std::vector<Slot> slots;
  std::vector<std::string> columns;
  const document::Document& document = context.document;
  for (const document::Block& block : document.blocks) {
    if (block.kind != BlockKind::row) {
      columns.clear();
      continue;
    }
    if (std::vector<std::string> named = columns_of(block, context); !named.empty()) {
      columns = std::move(named);
      continue;
    }
    if (columns.empty()) continue;
    SlotReader reader(context);
    reader.slot.span = block.span;
    Span speaker, title, affiliation;
    for (std::uint32_t i = 0; i < block.cell_count && i < columns.size(); ++i) {
      const Span cell = trimmed(document.text, document.cells[block.first_cell + i].span);
      const std::string_view text = document.slice(cell);
      if (columns[i] == "speaker") speaker = cell;
      if (columns[i] == "title" || (columns[i] == "event" && title.empty())) title = cell;
      if (columns[i] == "affiliation") affiliation = cell;
      if (columns[i] == "place" && !text.empty()) reader.slot.place = clean_value(text);
      if (columns[i] == "date" || columns[i] == "time") {
        for (const DateMention& date : find_dates(text, context.lexicon))
          if (!reader.slot.date && has_day(date)) reader.slot.date = date;
        if (const auto times = find_times(text, context.lexicon); !times.empty() && reader.slot.time.empty())
          reader.slot.time = times.front().time;
      }
    }
    if (!speaker.empty()) reader.read(speaker);
    if (!reader.has_speaker()) {
      // The column says that a name stands there, however it is spelt.
      auto read = read_speakers(document.slice(speaker), speaker.begin, context.lexicon, true);
      if (!read.empty()) reader.slot.speaker = read.front();
    }
    if (!reader.has_speaker()) continue;
    if (!affiliation.empty()) reader.slot.speaker.affiliation = clean_value(document.slice(affiliation));
    if (!title.empty()) {
      // The first line; an abstract may stand below it.
      const std::string_view text = document.slice(title);
      title.end = title.begin + static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()));
      reader.slot.title.clear();
      if (!title.empty()) reader.read(title);
      if (reader.slot.title.empty()) reader.slot.title = clean_value(document.slice(title));
    }
    reader.finish();
    if (reader.complete()) slots.push_back(std::move(reader.slot));
  }
  return slots;
}

std::vector<Slot> read_schedule(const Context& context) {
  const std::vector<Unit> units = units_of(context);
  std::vector<Slot> slots = dated_slots(units, context);
  if (slots.size() < least_slots || !differ(slots)) {
    slots = named_slots(units, context);
    // Without dates only lists that are little else are such.
    std::size_t others = 0;
    for (const Unit& unit : units)
      others += lexicon::split_words(context.document.slice(unit.span)).size() <= longest_short ? 1 : 0;
    if (slots.size() * 4 < others) slots.clear();
  }
  if (slots.size() < least_slots || !differ(slots)) slots.clear();
  return slots;
}

}  // namespace vitagraph::extraction::announcement
