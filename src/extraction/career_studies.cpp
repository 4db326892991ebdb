// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_studies.hpp"

#include <algorithm>

#include "extraction/career_advisors.hpp"
#include "extraction/career_titles.hpp"
#include "extraction/names.hpp"
#include "extraction/organizations.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double sure = 0.89, likely = 0.84, unsure = 0.7;
constexpr std::size_t longest_field = 110;

std::string_view first_words(std::string_view text) {
  const std::size_t blank = text.find(' ');
  return blank == std::string_view::npos ? text : text.substr(0, blank);
}

bool is_minor(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto match = lexicon.longest("labels", words, 0);
  return match && has_notation(lexicon.concepts_of("labels", words, 0, match->words), "minor");
}

}  // namespace

void read_studies(const Entry& entry, const std::vector<CareerLine>& lines, const Affiliation& house,
                  const Section& section, const Context& context, Findings& findings) {
  const lexicon::Lexicon& lexicon = context.lexicon;
  std::vector<Segment> joined;
  std::vector<DateMention> dates;
  bool expected_only = true;
  std::string expected;
  for (const CareerLine& line : lines) {
    if (line.span.size() > longest_career_line) continue;
    const bool description = line.item && !line.has_degree() && !line.segments.empty() && !joined.empty();
    if (!description) joined.insert(joined.end(), line.segments.begin(), line.segments.end());
    for (const DateMention& date : line.dates) {
      if (date.expected)
        expected = date.start;
      else if (!description) {
        dates.push_back(date);
        expected_only = false;
      }
    }
  }
  std::vector<std::size_t> degrees;
  for (std::size_t i = 0; i < joined.size(); ++i)
    if (joined[i].degree && (i == 0 || joined[i].line_start || !joined[i].named())) degrees.push_back(i);
  // A degree's name inside a list of degrees begins a new study only on a line of its own.
  std::vector<Segment> rest;
  for (std::size_t i = 0; i < joined.size(); ++i)
    if (std::find(degrees.begin(), degrees.end(), i) == degrees.end()) rest.push_back(joined[i]);
  Affiliation where = find_affiliation(rest, lexicon);
  // "Avon University" as a heading over its degrees.
  if (where.organization.empty() && !entry.subheading.empty()) {
    Affiliation above = find_affiliation(cut_segments(entry.subheading, lexicon, 0), lexicon);
    if (organization_class(above.organization, lexicon) >= OrganizationClass::known) {
      above.used = where.used;
      if (above.unit.empty()) above.unit = where.unit;
      if (above.place.empty()) above.place = where.place;
      where = std::move(above);
    }
  }
  if (where.organization.empty() && !degrees.empty() && !house.organization.empty()) {
    where.organization = house.organization;
    if (where.unit.empty()) where.unit = house.unit;
    if (where.place.empty()) where.place = house.place;
  }
  std::vector<WrittenDegree> found;
  for (const std::size_t i : degrees) found.push_back(split_degree(joined[i].text, lexicon));
  if (found.empty()) found.push_back({});
  std::string loose;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (where.used.size() == rest.size() && where.used[i]) continue;
    if (!rest[i].unknown() && !rest[i].role) continue;
    if (rest[i].text.size() > longest_field || is_lower(code_point_at(rest[i].text, 0).value)) continue;
    if (has_notation(lexicon.find("labels", first_words(rest[i].text)), "minor") || is_minor(rest[i].text, lexicon))
      continue;
    if (!lexicon.find("career-labels", rest[i].text).empty()) continue;
    const std::string field = without_degree_honours(rest[i].text, lexicon);
    if (!field.empty()) loose += (loose.empty() ? "" : ", ") + field;
  }
  Period when = period_of(dates);
  const bool range = std::any_of(dates.begin(), dates.end(), [](const DateMention& d) { return d.range; });
  if (!range) when.start.clear();
  if (!expected.empty()) when.end = expected;
  (void)expected_only;
  std::string thesis, gpa;
  std::vector<std::string> advisors;
  for (const CareerLine& line : lines) {
    for (const Labelled& detail : line.details) {
      const std::string value = clean_value(context.document.slice(detail.value));
      if (detail.label == "thesis" && thesis.empty()) thesis = value;
      if (detail.label == "gpa" && gpa.empty()) gpa = value;
    }
    for (const Labelled& person : line.people)
      if (person.label == "advisor" || person.label == "director" || person.label == "with")
        for (std::string& name : names_in(context.document.slice(person.value), lexicon))
          advisors.push_back(std::move(name));
  }
  bool first = true;
  for (WrittenDegree& degree : found) {
    if (degree.degree.empty() && where.organization.empty()) continue;
    facts::Fact fact("education");
    fact.set("person", context.owner)
        .set("degree", degree.degree)
        .set("organization", where.organization)
        .set("unit", where.unit);
    fact.set("field", degree.field.empty() ? loose : degree.field).set("place", where.place);
    fact.set("start", when.start).set("end", when.end).set("thesis", thesis).set("gpa", gpa);
    fact.set("advisors", advisors);
    if (degree.degree.empty() &&
        (!when.stated() || organization_class(where.organization, lexicon) < OrganizationClass::company))
      continue;
    const facts::Fact study = fact;
    findings.add(std::move(fact), entry.span, "career.study",
                 degree.degree.empty()        ? unsure
                 : where.organization.empty() ? likely
                                              : sure);
    if (first)
      for (const CareerLine& line : lines) find_advisors(line, study, degree.degree, entry, section, context, findings);
    first = false;
  }
}

}  // namespace vitagraph::extraction
