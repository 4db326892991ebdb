// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "extraction/lists/part_sense.hpp"
#include "extraction/sections.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction::lists {

/// Where an entry's dates stand beside its other parts.
enum class DatePlace { none, front, between, behind };

/// What entries of one list share in their looks: how many parts, where their dates are, on how many lines.
struct ListShape {
  DatePlace dates = DatePlace::none;
  std::size_t parts = 0;
  auto operator<=>(const ListShape&) const = default;
};

/// A list's entry cut at commas, colons, dashes, tabs and line breaks, its dates taken out.
struct ListEntry {
  Span span;                       ///< its lines in Document::text, without items below them
  std::vector<Segment> parts;      ///< without dates
  std::vector<PartSense> senses;   ///< parallel to parts
  std::vector<DateMention> dates;  ///< in Document::text
  ListShape shape;
  std::string text;  ///< of `span`, wrapped lines joined; as long as the span
  bool item = false;
  int level = 0;
  std::string words_between(std::size_t first, std::size_t last) const;  ///< the text of parts [first, last]
};

/// Cuts an entry into its parts; none where it is too long for a line of a list, or its lines do not stand below one
/// another.
enum class Brackets { kept, cut };  ///< "A. Moss (2019; Avon University)" as one part, or as what they hold
std::optional<ListEntry> cut_entry(const Entry& entry, const Context& context, Brackets brackets = Brackets::kept);

}  // namespace vitagraph::extraction::lists
