// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/segment_parts.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

/// "UAV", "UH Mānoa": capitals, perhaps with a place.
bool is_acronym_house(std::string_view name) {
  const std::string_view word = name.substr(0, name.find(' '));
  const std::string_view rest = trim(name.substr(word.size()));
  return is_house_code(word) &&
         (rest.empty() || (rest.find(' ') == std::string_view::npos && is_upper(code_point_at(rest, 0).value)));
}

/// How much a segment looks like the house of a post rather than a part of it, a place or a post.
int rank_of(const Segment& s, const lexicon::Lexicon& lexicon) {
  int value = static_cast<int>(s.organization) * 4;
  if (s.unit && s.organization < OrganizationClass::known) value -= 2;
  // "Escuela de Botánica": a part by its first words, though schools may be houses.
  if (s.organization == OrganizationClass::university)
    if (const auto first = lexicon.longest("units", lexicon::split_words(s.text), 0); first && first->words > 1)
      value -= 5;
  if (s.place) value -= 10;
  if (s.role && s.organization < OrganizationClass::university) value -= 4;
  if (s.degree) value -= 20;
  return value;
}

/// The segment that is the house; behind the last if none is.
std::size_t find_house(const std::vector<Segment>& segments, const lexicon::Lexicon& lexicon) {
  std::size_t best = segments.size();
  int highest = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].named() || segments[i].degree) continue;
    const int rank = rank_of(segments[i], lexicon);
    // Of two institutes the later one is the house of the earlier.
    if (best == segments.size() || rank > highest ||
        (rank == highest && segments[i].organization == OrganizationClass::institute && !segments[i].line_start)) {
      best = i;
      highest = rank;
    }
  }
  if (best == segments.size()) return best;
  // "School of Botany, UAV": beside a part the acronym is the whole.
  if (segments[best].organization == OrganizationClass::institute && segments[best].unit)
    for (const std::size_t near : {best + 1, best - 1})
      if (near < segments.size() && segments[near].unknown() && !segments[near].quoted &&
          !segments[std::max(near, best)].line_start && is_acronym_house(segments[near].text))
        return near;
  return best;
}

/// Places and parts of a house that is not named.
void take_parts_alone(const std::vector<Segment>& segments, Affiliation& out) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].role || segments[i].degree || !(segments[i].place || segments[i].unit)) continue;
    std::string& field = segments[i].place ? out.place : out.unit;
    field += (field.empty() ? "" : ", ") + segments[i].text;
    out.used[i] = true;
  }
}

/// Takes the part off a house's name: "Avon University (Fern Lab)", "Avon University/Botany".
void part_house(Affiliation& out, const lexicon::Lexicon& lexicon) {
  static const RE2 team(R"(^(.*?)\s*\(([^()]*)\)$)");
  std::string inner, outer;
  if (RE2::FullMatch(out.organization, team, &outer, &inner) && is_unit_name(inner, lexicon) &&
      lexicon::split_words(inner).size() > 1 && !outer.empty()) {
    out.organization = outer;
    out.unit = inner;
  }
  const std::size_t slash = out.organization.find('/');
  if (slash != std::string::npos && slash > 0 &&
      organization_class(out.organization.substr(slash + 1), lexicon) < OrganizationClass::university &&
      organization_class(out.organization.substr(0, slash), lexicon) >= OrganizationClass::known) {
    out.unit = out.organization.substr(slash + 1);
    out.organization.resize(slash);
  }
  if (auto parted = part_of_house(out.organization, lexicon)) {
    out.unit = std::move(parted->second);
    out.organization = std::move(parted->first);
  }
}

/// A town that no list knows stands before its country: "Valcendre, France". Whether the segment is such a town.
bool is_unlisted_town(const Segment& town, const Segment& country, const lexicon::Lexicon& lexicon) {
  const lexicon::Concepts known = lexicon.find("places", country.text);
  return !known.empty() && known.front()->notation != "city" && !country.line_start && town.unknown() && !town.quoted &&
         std::count(town.text.begin(), town.text.end(), ' ') < 3 && !is_lower(code_point_at(town.text, 0).value);
}

}  // namespace

Affiliation find_affiliation(const std::vector<Segment>& segments, const lexicon::Lexicon& lexicon) {
  Affiliation out;
  out.used.assign(segments.size(), false);
  const std::size_t best = find_house(segments, lexicon);
  if (best == segments.size()) {
    take_parts_alone(segments, out);
    return out;
  }
  out.organization = segments[best].text;
  out.used[best] = true;
  // Joint institutions of the same rank stay together as written.
  if (segments[best].organization == OrganizationClass::university && best + 1 < segments.size() &&
      segments[best + 1].organization == OrganizationClass::university && !segments[best + 1].line_start &&
      !segments[best + 1].place && !segments[best + 1].degree && !segments[best + 1].role && !segments[best + 1].unit &&
      !segments[best].unit) {
    out.organization += ", " + segments[best + 1].text;
    out.used[best + 1] = true;
  }
  part_house(out, lexicon);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (out.used[i] || segments[i].degree) continue;
    const Segment& segment = segments[i];
    if (segment.place) {
      if (i > best + 1 && !out.used[i - 1] && out.place.empty() &&
          is_unlisted_town(segments[i - 1], segment, lexicon)) {
        out.place = segments[i - 1].text;
        out.used[i - 1] = true;
      }
      if (out.place.empty() && i == best + 1 && !segments[best].campus.empty()) out.place = segments[best].campus;
      out.place += (out.place.empty() ? "" : ", ") + segment.text;
      out.used[i] = true;
    } else if ((segment.unit || segment.named()) && !segment.role) {
      out.unit += (out.unit.empty() ? "" : ", ") + segment.text;
      out.used[i] = true;
    }
  }
  return out;
}

}  // namespace vitagraph::extraction
