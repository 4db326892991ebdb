// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// An entry of a list of talks, with what the list's layout says of it.
struct TalkEntry {
  Entry entry;
  std::string year;    ///< of a line or margin that several entries share; empty: the entry has its own date or none
  bool whole = false;  ///< is one talk, whatever commas it has
  bool event = false;  ///< and names only where it was given, as the lines around it do
};

/// A section's entries cut anew where the layout of a list of talks tells more than the shape of the entries: lines
/// below a year are a talk each; lines below a title with its date say where it was given; items below a line of
/// dates or below an item are talks of their own where they have dates.
std::vector<TalkEntry> find_talk_entries(const Section& section, const Context& context);

/// Whether a line can be where a talk was given, and is no title: an event's, a unit's or a host's name.
bool is_where(std::string_view line, const Context& context);

}  // namespace vitagraph::extraction
