// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// A date, a range or a list of years as written in a text, in the forms of FACTS' rule 4.
struct DateMention {
  Span span;           ///< in the text that was searched, plus its offset
  std::string start;   ///< ISO cut to what is stated; a single date stands in start and end
  std::string end;     ///< may be "present"; empty for "since 2020" without an end? no: that is "present"
  bool range = false;  ///< two ends, or an open one
  bool open = false;   ///< "since 2022", "2022 -", "… present"
  std::string term;    ///< the season or term as written ("Fall 2024"), where there is one
  std::vector<std::string> years;  ///< of a list of years one by one ("2017 & 2018", "2015, 2018"): all of them
  std::string time;    ///< "HH:MM" where a time of day follows
};

/// All dates of the text, left to right. Months, seasons and words for "present" come from the lexicon (schemes
/// `months`, `terms`, `present`). Numbers that cannot be dates (pages, volumes, rooms) are left alone: a bare number
/// counts as a year from 1900 to 2099 only, and not inside "pp. 1999-2010" or "12(2010)45".
std::vector<DateMention> find_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset = 0);

/// The text without the dates found in it and the punctuation that held them.
std::string without_dates(std::string_view text, const std::vector<DateMention>& dates, std::uint32_t offset = 0);

}  // namespace vitagraph::extraction
