// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

constexpr std::size_t short_tail = 90;  ///< bytes of a paragraph that can be what is left of the item above it

/// A line or block that may begin, continue or end an entry.
struct Piece {
  Span span;
  std::size_t block = 0;
  bool item = false;
  int level = 0;
  int indent = 0;  ///< of its line
  bool starts_block = false;
  bool dated = false;       ///< holds a date
  bool date_only = false;   ///< and nothing else
  bool date_first = false;  ///< begins with a date
  bool date_last = false;   ///< ends with one
  bool label = false;       ///< "Advisor: …"
  bool place_only = false;
  bool continues = false;      ///< begins in lower case or with a bracket: the line before goes on
  bool titled = false;         ///< begins with a role or a degree
  bool house = false;          ///< a name that stands for itself: university, company
  bool begins = false;         ///< a date of a column: begins an entry
  bool alone = false;          ///< an entry of its own
  bool complete = false;       ///< a post and its house
  bool term = false;           ///< of a list of terms: leads what is below it
  bool open_house = false;     ///< a house's name and a comma: its place is on the next line
  bool prose = false;          ///< a sentence that describes
  bool in_period = false;      ///< among lines whose shapes come again and again
  bool of_period = false;      ///< and the first of an entry by them
  bool below_heading = false;  ///< the first behind a heading that begins the entry
};

/// The pieces of a section, in their order.
std::vector<Piece> find_pieces(const Section& section, const Context& context);

}  // namespace vitagraph::extraction
