// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/dates.hpp"

namespace vitagraph::extraction {

/// How sure a name is an organisation's, by its cue word; in rising order.
enum class OrganizationClass { none, institute, company, known, university };

/// A part of an entry's line between commas, tabs, bars or line breaks, and what it can be.
struct Segment {
  Span span;           ///< in Document::text
  std::string text;    ///< cleaned
  std::string campus;  ///< the place that went into a university's name
  OrganizationClass organization = OrganizationClass::none;
  bool unit = false;        ///< holds a unit's cue word (department, school, group)
  bool place = false;       ///< is a place as a whole
  bool role = false;        ///< begins or ends with a role
  bool degree = false;      ///< begins with a degree
  bool quoted = false;      ///< was in quotation marks
  bool line_start = false;  ///< the first of its line

  bool named() const { return organization != OrganizationClass::none; }
  bool unknown() const { return !named() && !unit && !place && !role && !degree; }
};

/// The class of a name by its cue words and by the well-known names.
OrganizationClass organization_class(std::string_view name, const lexicon::Lexicon& lexicon);
bool is_unit_name(std::string_view name, const lexicon::Lexicon& lexicon);
bool is_place_name(std::string_view name, const lexicon::Lexicon& lexicon);
/// How many of the words belong to names of places.
std::size_t place_words(const lexicon::Words& words, const lexicon::Lexicon& lexicon);
/// Two to six capitals of ASCII and nothing else, as houses are shortened: "UAV".
bool is_house_code(std::string_view word);

/// A text with its dates found and taken out.
struct Dated {
  std::vector<DateMention> dates;
  std::string rest;  ///< as long as the text: dates and the brackets around them are tabs
};
Dated take_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset);

/// Cuts a text (dates already taken out) into segments: at commas, semicolons, tabs, bars and line breaks that are not
/// inside brackets or quotation marks; campuses stay with their university.
std::vector<Segment> cut_segments(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset);

/// Where organisation, unit and place stand among segments that are none of role, degree or field.
struct Affiliation {
  std::string organization, unit, place;
  std::vector<bool> used;  ///< parallel to the segments
};
Affiliation find_affiliation(const std::vector<Segment>& segments, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
