// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_advisors.hpp"

#include "extraction/names.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double likely = 0.84;

std::size_t index_of(const lexicon::Words& words, const lexicon::Lexicon::Match& match) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].span.begin == match.span.begin) return i;
  return 0;
}

std::string relation(const std::string& label, const facts::Fact& within, const std::string& degree,
                     const Section& section, const lexicon::Lexicon& lexicon) {
  if (label == "mentor" || label == "host" || label == "committee") return label;
  if (within.type == "education") {
    const lexicon::Words words = lexicon::split_words(degree);
    const auto match = lexicon.longest("degrees", words, 0);
    if (!match) return "mentor";
    const std::string& level = lexicon.concept_at(match->concept_id).notation;
    if (level == "doctorate" || level == "habilitation" || level == "medical") return "phd";
    if (level == "masters") return "masters";
    if (level == "bachelors") return "bachelors";
    return "mentor";
  }
  const std::string role(within.text("role"));
  const lexicon::Words words = lexicon::split_words(role);
  for (const lexicon::Lexicon::Match& match : lexicon.all("roles", words)) {
    const lexicon::Concepts families =
        lexicon.concepts_of("roles", words, static_cast<std::size_t>(index_of(words, match)), match.words);
    if (has_notation(families, "intern")) return "intern";
    if (has_notation(families, "postdoc")) return "postdoc";
    if (has_notation(families, "student")) return "phd";
  }
  return section.is("internships") ? "intern" : section.is("visits") ? "host" : "mentor";
}

}  // namespace

void find_advisors(const CareerLine& line, const facts::Fact& within, const std::string& degree, const Entry& entry,
                   const Section& section, const Context& context, Findings& findings) {
  for (const Labelled& person : line.people) {
    if (person.label == "co-advisor" || person.label == "principal" ||
        ((person.label == "committee" || person.label == "director") && within.type != "education"))
      continue;
    for (const std::string& name : names_in(context.document.slice(person.value), context.lexicon)) {
      facts::Fact fact("advising");
      fact.set("advisor", name)
          .set("advisee", context.owner)
          .set("relation", relation(person.label, within, degree, section, context.lexicon));
      fact.set("organization", std::string(within.text("organization")))
          .set("start", std::string(within.text("start")))
          .set("end", std::string(within.text("end")));
      findings.add(std::move(fact), entry.span.contains(person.span) ? person.span : entry.span, "career.advisor",
                   likely);
    }
  }
}

}  // namespace vitagraph::extraction
