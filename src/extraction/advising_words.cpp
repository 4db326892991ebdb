// SPDX-License-Identifier: Apache-2.0
#include "extraction/advising_words.hpp"

#include "extraction/entry_text.hpp"

namespace vitagraph::extraction {

std::string relation_of_kind(std::string_view kind) {
  static constexpr std::pair<std::string_view, std::string_view> relations[] = {
      {"phd-students", "phd"},
      {"masters-students", "masters"},
      {"bachelors-students", "bachelors"},
      {"postdocs", "postdoc"},
      {"interns", "intern"},
      {"mentees", "mentor"},
      {"visitors", "host"},
      {"thesis-committees", "committee"},
  };
  for (const auto& [name, relation] : relations)
    if (kind == name) return std::string(relation);
  return {};
}

AdvisingWords advising_words(std::string_view text, const lexicon::Lexicon& lexicon) {
  AdvisingWords out;
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < words.size(); ++at)
    for (const char* scheme : {"advisee-words", "headings"}) {
      const auto match = lexicon.longest(scheme, words, at);
      if (!match) continue;
      for (const lexicon::Concept* found : lexicon.concepts_of(scheme, words, at, match->words)) {
        const std::string relation = relation_of_kind(found->notation);
        out.advisor = out.advisor || found->notation == "advisor";
        if (relation == "committee")
          out.committee = true;
        else if (out.degree.empty())
          out.degree = relation;
      }
    }
  return out;
}

std::string advising_relation(const AdvisingWords& words, const std::string& section) {
  const std::string degree = !words.degree.empty() ? words.degree : section != "committee" ? section : std::string();
  if (words.advisor) {
    if (!degree.empty()) return degree;
    return words.committee || section == "committee" ? "phd" : section;
  }
  if (words.committee) return "committee";
  return section.empty() ? degree : section;
}

bool only_advising_words(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  bool told = false;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t next = 0;
    for (const char* scheme : {"advisee-words", "service-roles", "bodies", "headings"})
      if (const auto match = lexicon.longest(scheme, words, at)) {
        next = std::max<std::size_t>(next, match->words);
        told = true;
      }
    for (const char* scheme : {"heading-words", "connectives", "degrees"})
      if (const auto match = lexicon.longest(scheme, words, at)) next = std::max<std::size_t>(next, match->words);
    if (next == 0) return false;
    at += next;
  }
  return told;
}

std::size_t placement_begin(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (lexicon.longest("placement-words", words, at)) return words[at].span.begin;
  return text.size();
}

}  // namespace vitagraph::extraction
