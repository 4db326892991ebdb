// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"

#include <algorithm>
#include <cassert>
#include <functional>

namespace vitagraph::extraction {

namespace {

/// A heading of its own below "Research and Projects".
bool names_project(const Section& section) {
  return section.inherits && std::find(section.also.begin(), section.also.end(), "projects") != section.also.end();
}

/// A label among the entries of a section on service ("Dissertation committees:"), behind which those may go on.
bool interrupts_service(const Section& section, const Context& context) {
  if (!section.is("advising")) return false;
  const std::vector<Section>& all = *context.sections;
  constexpr std::less<> below;
  const bool listed = !below(&section, all.data()) && below(&section, all.data() + all.size());
  assert(listed);  // the extractor hands over elements of context.sections
  if (!listed || &section == all.data()) return false;
  const Section& before = *(&section - 1);
  return before.is("service") && before.span.end == before.heading_span.end;
}

void recognize_people(const Section& section, const Context& context, Findings& findings) {
  recognize_advising(section, context, findings);
  if (interrupts_service(section, context)) recognize_service_behind(section, context, findings);
}

}  // namespace

const std::vector<Recognizer>& recognizers() {
  static const std::vector<Recognizer> table = {
      {"bibtex", holds_bibtex, recognize_publications},
      {"interests", [](const Section& s, const Context&) { return s.is("interests"); }, recognize_interests},
      {"career", [](const Section& s, const Context&) { return s.is("education") || s.is("positions"); },
       recognize_career},
      {"career",
       [](const Section& s, const Context& context) {
         return s.is("research-experience") && !names_project(s) &&
                (s.announces("positions") || lists_posts(s, context));
       },
       recognize_career},
      {"awards", [](const Section& s, const Context&) { return s.is("awards") || s.is("certifications"); },
       recognize_awards},
      {"teaching", [](const Section& s, const Context&) { return s.is("teaching"); }, recognize_teaching},
      {"service", [](const Section& s, const Context&) { return s.is("service"); }, recognize_service},
      {"advising", [](const Section& s, const Context&) { return s.is("advising"); }, recognize_people},
      {"grants", [](const Section& s, const Context&) { return s.is("grants"); }, recognize_grants},
      {"projects", [](const Section& s, const Context&) { return s.is("projects"); }, recognize_projects},
      {"talks", [](const Section& s, const Context&) { return s.is("talks"); }, recognize_talks},
      {"news", [](const Section& s, const Context&) { return s.is("news"); }, recognize_news},
      {"publications", [](const Section& s, const Context&) { return s.is("publications"); }, recognize_publications},
      {"biography",
       [](const Section& s, const Context&) {
         return s.is("biography") || s.kind.empty() || s.level == 0 || s.is("front") || s.is("research");
       },
       recognize_biography},
  };
  return table;
}

}  // namespace vitagraph::extraction
