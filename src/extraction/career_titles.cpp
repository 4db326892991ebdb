// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_titles.hpp"

#include <algorithm>

#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_title_words = 10;

bool has_notation(const std::vector<const lexicon::Concept*>& concepts, std::string_view notation) {
  return std::any_of(concepts.begin(), concepts.end(),
                     [&](const lexicon::Concept* c) { return c->notation == notation; });
}

/// Whether a title's words up to its first preposition are a house's name or a place.
bool names_house(const std::string& title, const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  std::size_t end = title.size();
  for (std::size_t i = words.size(); i-- > 1;)
    if (has_notation(lexicon.find("connectives", words[i].key), "for")) end = words[i].span.begin;
  const std::vector<Segment> alone = cut_segments(title.substr(0, end), lexicon, 0);
  return alone.size() != 1 ||
         (!alone.front().role && (alone.front().named() || alone.front().unit || alone.front().place));
}

}  // namespace

std::size_t find_joint(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const auto joints = lexicon.find("connectives", words[at].key);
    if (!has_notation(joints, "at") || has_notation(joints, "for")) continue;
    if (!is_lower(code_point_at(text, words[at].span.begin).value)) continue;
    return words[at].span.begin;
  }
  return std::string::npos;
}

void part_title(std::vector<Segment>& segments, bool studies, const lexicon::Lexicon& lexicon) {
  if (segments.empty()) return;
  Segment& first = segments.front();
  const std::size_t joint = find_joint(first.text, lexicon);
  if (joint == std::string::npos || first.quoted || is_lower(code_point_at(first.text, 0).value)) return;
  const std::string title = clean_value(first.text.substr(0, joint));
  const lexicon::Words words = lexicon::split_words(title);
  if (words.empty() || words.size() > most_title_words || lexicon.mentions("pronouns", title)) return;
  const std::vector<Segment> alone = cut_segments(title, lexicon, first.span.begin);
  if (alone.size() != 1) return;
  Segment head = alone.front();
  const bool study = first.degree || (studies && !first.role);
  // "Fern Laboratory at Avon University" is a house in a house; "Archivist for the Moss Project" is none.
  if (!head.degree && !head.role && names_house(title, words, lexicon)) return;
  const std::string_view house = without_service_joint(std::string_view(first.text).substr(joint), lexicon);
  std::vector<Segment> behind = cut_segments(house, lexicon, first.span.begin);
  if (behind.empty()) return;
  const bool named = behind.front().named() || behind.front().unit;
  if (!named && study) return;
  if (!named && (is_lower(code_point_at(house, 0).value) || behind.size() > 1)) {
    first.role = true;  // the joint stays, and tells that a house follows
    return;
  }
  if (study && behind.size() == 1 && !behind.front().named()) {  // "at Avon School": a whole, not a part
    behind.front().organization = OrganizationClass::institute;
    behind.front().unit = false;
  }
  for (Segment& segment : behind) segment.line_start = false;
  head.line_start = first.line_start;
  head.organization = OrganizationClass::none;
  head.unit = false;
  (study ? head.degree : head.role) = true;
  first = std::move(head);
  segments.insert(segments.begin() + 1, behind.begin(), behind.end());
}

}  // namespace vitagraph::extraction
