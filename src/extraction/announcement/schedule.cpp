// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/schedule.hpp"

#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/slot_reader.hpp"
#include "extraction/announcement/units.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

using document::BlockKind;

constexpr std::size_t least_slots = 2;
constexpr std::size_t longest_hour = 80;    ///< bytes of a remark on when
constexpr std::size_t most_lines = 12;      ///< of a slot
constexpr std::size_t longest_short = 40;   ///< words; more are an abstract or a biography
constexpr std::size_t least_biography = 8;  ///< words

/// Slots that begin with dates or times.
std::vector<Slot> dated_slots(const std::vector<Unit>& units, const Context& context) {
  std::vector<Slot> slots;
  std::optional<DateMention> day;  // of times below a date
  std::string year;                // "## 2013" above them
  std::string hall;                // that a day's line names
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
    // "Tuesday 11 March (Moss Hall)" over the hours of that day
    if (units[u].date && units[u].time.empty()) {
      std::string place(clean_value(context.document.slice(units[u].rest)));
      if (place.ends_with(")") && place.find('(') == std::string::npos) place.pop_back();
      const bool room = slot.speaker.name.empty() && context.lexicon.mentions("place-words", place) &&
                        lexicon::split_words(place).size() <= most_lines;
      hall = room ? place : std::string();
    }
    if (slot.place.empty()) slot.place = hall;
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
      // The first line; an abstract may stand below it, or another hour than usual.
      const std::string_view text = document.slice(title);
      if (const std::size_t below = text.find('\n'); below != text.npos && text.size() - below < longest_hour)
        if (const auto times = find_times(text.substr(below), context.lexicon); times.size() == 1)
          reader.slot.time = times.front().time;
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
