// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/units.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/slot_reader.hpp"

namespace vitagraph::extraction::announcement {

Span trimmed(std::string_view text, Span span) {
  const std::string_view inner = trim(text.substr(span.begin, span.size()));
  const auto begin = inner.empty() ? span.begin : static_cast<std::uint32_t>(inner.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

namespace {

using document::BlockKind;

constexpr std::size_t least_numbered = 3;    ///< entries that "25/1" leads
constexpr std::size_t longest_lead = 60;     ///< bytes in which a slot's date begins it
constexpr std::size_t most_lines = 12;       ///< of a slot
constexpr std::size_t longest_short = 40;    ///< words; more are an abstract or a biography
constexpr std::size_t least_biography = 8;   ///< words
constexpr std::size_t most_units = 20000;    ///< lines of a page that are looked at
constexpr std::size_t longest_weekday = 14;  ///< bytes in front of a date

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
    DateMention told;
    told.start = told.end = fmt::format("--{:02}-{:02}", month, day);
    unit.date = told;
    unit.begins = true;
    unit.rest.begin = unit.span.end - static_cast<std::uint32_t>(rest.size());
  }
}

/// "Ada Moss (Avon) On moss. We look at moss …": the abstract goes on behind the title.
Span first_sentence(Span line, const Context& context) {
  constexpr std::size_t least_words = 4;
  const std::string_view text = context.document.slice(line);
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() < least_words) return line;
  for (std::size_t at = words[least_words - 1].span.end; at + 1 < text.size(); ++at)
    if ((text[at] == '.' || text[at] == '?') && text[at + 1] == ' ')
      return {line.begin, line.begin + static_cast<std::uint32_t>(at + 1)};
  return line;
}

}  // namespace

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
      unit.level = unit.heading ? block.level : 0;
      if (!unit.span.empty()) units.push_back(std::move(unit));
    }
  }
  for (Unit& unit : units) take_when(unit, context);
  take_numbered_days(units, context);
  return units;
}

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
      if (words <= longest_short)
        reader.read(line);
      else if (units[u].begins && !reader.has_speaker())
        reader.read(first_sentence(line, context));
      ++read;
    }
  reader.finish();
  return std::move(reader.slot);
}

}  // namespace vitagraph::extraction::announcement
