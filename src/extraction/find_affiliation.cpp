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

}  // namespace

Affiliation find_affiliation(const std::vector<Segment>& segments, const lexicon::Lexicon& lexicon) {
  static const RE2 team(R"(^(.*?)\s*\(([^()]*)\)$)");
  Affiliation out;
  out.used.assign(segments.size(), false);
  std::size_t best = segments.size();
  const auto rank = [&](const Segment& s) {
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
  };
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].named() || segments[i].degree) continue;
    // Of two institutes the later one is the house of the earlier.
    if (best == segments.size() || rank(segments[i]) > rank(segments[best]) ||
        (rank(segments[i]) == rank(segments[best]) && segments[i].organization == OrganizationClass::institute &&
         !segments[i].line_start))
      best = i;
  }
  if (best == segments.size()) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].role || segments[i].degree || !(segments[i].place || segments[i].unit)) continue;
      std::string& field = segments[i].place ? out.place : out.unit;
      field += (field.empty() ? "" : ", ") + segments[i].text;
      out.used[i] = true;
    }
    return out;
  }
  // "School of Botany, UAV": beside a part the acronym is the whole.
  if (segments[best].organization == OrganizationClass::institute && segments[best].unit)
    for (const std::size_t near : {best + 1, best - 1})
      if (near < segments.size() && segments[near].unknown() && !segments[near].quoted &&
          !segments[std::max(near, best)].line_start && is_acronym_house(segments[near].text)) {
        best = near;
        break;
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
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (out.used[i] || segments[i].degree) continue;
    const Segment& segment = segments[i];
    if (segment.place) {
      // A town that no list knows stands before its country: "Valcendre, France".
      const bool wide = !lexicon.find("places", segment.text).empty() &&
                        lexicon.find("places", segment.text).front()->notation != "city";
      if (wide && i > 0 && i - 1 > best && !segment.line_start && segments[i - 1].unknown() && !out.used[i - 1] &&
          !segments[i - 1].quoted && std::count(segments[i - 1].text.begin(), segments[i - 1].text.end(), ' ') < 3 &&
          !is_lower(code_point_at(segments[i - 1].text, 0).value) && out.place.empty()) {
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
