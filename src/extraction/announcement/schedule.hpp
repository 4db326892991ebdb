// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/announcement/announced_talk.hpp"
#include "extraction/dates.hpp"

namespace vitagraph::extraction::announcement {

/// A talk of a page that lists several: of a series, a programme, a list of invited speakers.
struct Slot {
  Span span;
  Speaker speaker;
  std::string title;
  std::optional<DateMention> date;
  std::string time, place;
  std::string kind;             ///< "Keynote: Ada Moss"
  std::vector<Span> biography;  ///< paragraphs below it
};

/// What the page says of all its talks.
struct SeriesSetting {
  std::string event, organization, place, time, kind;
  std::string date;  ///< of an event of one day
  std::string year;  ///< "Fall 2022" above dates without years
};

/// The rows of tables whose first row names the columns ("Date | Speaker | Title"). Empty if there is no such table.
std::vector<Slot> read_schedule_table(const Context& context);

/// Entries that begin with a date or a time of day and name a speaker and a title, in whatever layout; where nothing is
/// dated, lines that begin with a name and give a title behind affiliation, colon or dash. Fewer than two are none.
std::vector<Slot> read_schedule(const Context& context);

/// Talks of a programme or a book of abstracts: names with their affiliations, and titles above or below them, in lines
/// of their own. Empty where the page does not say that it is about talks.
std::vector<Slot> read_programme(const Context& context);

/// Paragraphs that each tell in a sentence of a day and a speaker: "Oct. 28, 6 p.m., Ada Moss, reader in ferns at Avon,
/// will talk about spores." Titles may be empty. Fewer than two are none.
std::vector<Slot> read_told_slots(const Context& context);

/// "Algebra Seminar, Avon University": the event, and its host behind a comma.
SeriesSetting read_series_name(std::string_view line, const Context& context);

/// What stands above the first slot.
SeriesSetting read_series(const Context& context, const std::vector<Slot>& slots);

}  // namespace vitagraph::extraction::announcement
