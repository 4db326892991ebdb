// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "extraction/announcement/schedule.hpp"

namespace vitagraph::extraction::announcement {

/// A line, or a row with its cells.
struct Unit {
  Span span;
  std::vector<Span> cells;
  bool heading = false;
  int level = 0;        ///< of the heading
  bool begins = false;  ///< a date or a time stands in front
  Span rest;            ///< what stands behind it
  std::optional<DateMention> date;
  std::string time;
};

/// A span without the blanks around its text.
Span trimmed(std::string_view text, Span span);

/// The page's lines and rows in their order, with the dates and times that lead them.
std::vector<Unit> units_of(const Context& context);

/// The lines that a unit holds: its cells, or itself behind its date.
std::vector<Span> lines_of(const Unit& unit, const Context& context);

/// Reads units [begin, end) as one slot.
Slot read_slot(const std::vector<Unit>& units, std::size_t begin, std::size_t end, const Context& context);

}  // namespace vitagraph::extraction::announcement
