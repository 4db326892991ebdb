// SPDX-License-Identifier: Apache-2.0
#include "extraction/segment_parts.hpp"

#include <algorithm>

#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_code = 3;       ///< bytes of "(UK)", which may be a name's own short form
constexpr std::size_t most_patron_words = 4;  ///< of "Ines Moss" in "Ines Moss School of Botany"

bool is_unit_word(const lexicon::Words& words, std::size_t at, std::string_view notation,
                  const lexicon::Lexicon& lexicon) {
  const auto match = lexicon.longest("units", words, at);
  if (!match) return false;
  for (std::size_t n = match->words; n > 0; --n)
    if (has_notation(lexicon.concepts_of("units", words, at, n), notation)) return true;
  return false;
}

/// Behind which words a name may end: "… University", "… University of Avon", "UAV", a well-known name.
bool ends_house(const std::string& name, const lexicon::Words& words, std::size_t end,
                const lexicon::Lexicon& lexicon) {
  const std::string head = name.substr(0, words[end - 1].span.end);
  return organization_class(head, lexicon) >= OrganizationClass::known || (end == 1 && is_house_code(head));
}

}  // namespace

std::optional<std::pair<std::string, std::string>> part_of_house(const std::string& name,
                                                                 const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 1; at < words.size(); ++at) {
    const bool school = is_unit_word(words, at, "school", lexicon);
    const bool cut = is_unit_word(words, at, "cut", lexicon);
    if (!school && !cut) continue;
    if (is_lower(code_point_at(name, words[at].span.begin).value)) continue;
    // What stands between belongs to the part: its patron, or what kind of school it is.
    std::size_t end = at;
    for (std::size_t patron = 0; school && patron <= most_patron_words && patron + 1 < at; ++patron) {
      const std::size_t next = at - patron;
      const auto whole = lexicon.longest("organizations", words, next - 1);
      const bool house_word = whole && whole->words == 1 && next > 1 &&
                              has_notation(lexicon.find("organizations", words[next - 1].key), "university");
      if (house_word) end = next;
      if (house_word || is_lower(code_point_at(name, words[next - 1].span.begin).value)) break;
    }
    const std::string_view gap =
        std::string_view(name).substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end);
    if (gap != " " || is_lower(code_point_at(name, words[end - 1].span.begin).value)) return std::nullopt;
    if (school && end == at && at + 1 == words.size()) return std::nullopt;  // "Avon School"
    if (!ends_house(name, words, end, lexicon)) continue;
    // "Avon Medical School" is a name; "UAV School of Botany" is two.
    if (school && !cut && end == 1 && !is_house_code(name.substr(0, words[0].span.end))) continue;
    return std::pair(clean_value(name.substr(0, words[end].span.begin)), name.substr(words[end].span.begin));
  }
  return std::nullopt;
}

std::optional<Segment> title_before_house(Segment& segment, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(segment.text);
  const auto role = lexicon.longest("roles", words, 0);
  if (!role || role->words >= words.size()) return std::nullopt;
  const std::size_t at = role->words;
  const std::string_view gap =
      std::string_view(segment.text).substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
  const std::string rest = segment.text.substr(words[at].span.begin);
  if (gap != " " || !is_upper(code_point_at(rest, 0).value) || words.size() - at < 2) return std::nullopt;
  // "Dean Search Committee" looks for one.
  if (organization_class(rest, lexicon) == OrganizationClass::none ||
      !lexicon.find("bodies", words.back().key).empty() || lexicon.longest("roles", words, at) ||
      lexicon.longest("units", words, at))
    return std::nullopt;
  Segment head = segment;
  head.text = clean_value(segment.text.substr(0, words[at].span.begin));
  head.organization = OrganizationClass::none;
  head.unit = head.place = false;
  segment.text = rest;
  segment.role = segment.line_start = false;
  segment.organization = organization_class(rest, lexicon);
  segment.unit = is_unit_name(rest, lexicon);
  return head;
}

bool is_house_of_roles(const Segment& segment, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(segment.text);
  const auto unit = lexicon.longest("units", words, 0), role = lexicon.longest("roles", words, 0);
  if (!role) return false;
  if (segment.unit && unit && unit->words > role->words) return true;
  return role->words == 1 && words.size() > 1 && !lexicon.find("bodies", words[1].key).empty() &&
         is_upper(code_point_at(segment.text, words[1].span.begin).value);
}

std::vector<Segment> take_place_bracket(Segment& segment, const lexicon::Lexicon& lexicon) {
  if (segment.text.empty() || segment.text.back() != ')') return {};
  const std::size_t open = segment.text.rfind(" (");
  if (open == std::string::npos || open == 0) return {};
  const std::string inner = segment.text.substr(open + 2, segment.text.size() - open - 3);
  if (inner.size() <= longest_code || inner.find(')') != std::string::npos) return {};
  std::vector<Segment> places = cut_segments(inner, lexicon, segment.span.begin);
  const bool known =
      !places.empty() && std::any_of(places.begin(), places.end(), [](const Segment& s) { return s.place; });
  if (!known || (places.size() == 1 && !is_place_name(inner, lexicon)) || places.size() > 3) return {};
  // "(Eastwood, NY)": a town that no list knows, and its state.
  if (!places.back().place && !places.front().place) return {};
  for (Segment& place : places) {
    if (place.text.empty() || is_lower(code_point_at(place.text, 0).value) ||
        (!place.place && (place.named() || place.unit || place.role)))
      return {};
    place.place = true;
    place.degree = place.role = place.unit = place.line_start = false;
    place.organization = OrganizationClass::none;
    place.span = segment.span;
  }
  segment.text = clean_value(segment.text.substr(0, open));
  segment.organization = organization_class(segment.text, lexicon);
  segment.unit = is_unit_name(segment.text, lexicon);
  segment.place = is_place_name(segment.text, lexicon);
  return places;
}

}  // namespace vitagraph::extraction
