// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// A date, a range or a list of years as written in a text, as facts have them: ISO 8601 cut to what is stated.
struct DateMention {
  Span span;           ///< in the text that was searched, plus its offset
  std::string start;   ///< ISO cut to what is stated; a single date stands in start and end
  std::string end;     ///< "present" where it is open; empty where only a beginning is stated ("starting May 2024")
  bool range = false;  ///< two ends, or an open one
  bool open = false;   ///< "since 2022", "2022 -", "… present"
  std::string term;    ///< the season or term as written ("Fall 2024"), where there is one
  std::vector<std::string> years;  ///< of a list of years one by one ("2017 & 2018", "2015, 2018"): all of them
  std::string time;                ///< "HH:MM" where a time of day follows
  bool expected = false;           ///< a date to come ("expected 2026")
};

/// All dates of the text, left to right. Months, seasons and words for "present" come from the lexicon (schemes
/// `months`, `terms`, `present`). Numbers that cannot be dates (pages, volumes, rooms) are left alone: a bare number
/// counts as a year from 1900 to 2099 only, and not inside "pp. 1999-2010" or "12(2010)45".
std::vector<DateMention> find_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset = 0);

/// What both ends share ("2024-10-21" and "2024-10-25" give "2024-10"): the date of an event of several days. Empty if
/// nothing.
std::string shared_date(const DateMention& date);

/// A time of day as written anywhere in a text ("10:00am", "4 p.m.", "16h30", "15:30-16:30"): when it begins.
struct TimeMention {
  Span span;
  std::string time;  ///< "HH:MM", 24 hours
};
std::vector<TimeMention> find_times(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset = 0);

/// The text without the dates found in it and the punctuation that held them.
std::string without_dates(std::string_view text, const std::vector<DateMention>& dates, std::uint32_t offset = 0);

}  // namespace vitagraph::extraction
