// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/defence.hpp"

#include "extraction/announcement/page_text.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr double kConfidence = 0.75;
constexpr std::size_t most_head_lines = 8;

bool names_defence(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (const auto match = lexicon.longest("speaking", words, i))
      for (const auto* known : lexicon.concepts_of("speaking", words, i, match->words))
        if (known->notation == "defence") return true;
  return false;
}

/// "PhD, Civil Engineering": the degree that the text begins with or holds, and its field behind a comma or "in".
void read_degree(std::string_view text, const Context& context, facts::Fact& study) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto match = context.lexicon.longest("degrees", words, i);
    if (!match) continue;
    std::uint32_t end = words[i + match->words - 1].span.end;
    if (end < text.size() && text[end] == '.') ++end;  // "Ph.D."
    study.set("degree", std::string(text.substr(words[i].span.begin, end - words[i].span.begin)));
    std::string_view field = trim(text.substr(end));
    if (i == 0 && field.starts_with(",")) study.set("field", clean_value(field.substr(1)));
    const std::size_t blank = std::min(field.find(' '), field.size());
    if (i == 0 && has_notation(context.lexicon.find("prepositions", field.substr(0, blank)), "in"))
      study.set("field", clean_value(field.substr(blank)));
    return;
  }
}

std::vector<std::string> names_in(const std::vector<Span>& values, const Context& context) {
  std::vector<std::string> names;
  for (const Span value : values)
    for (const Speaker& one : read_speakers(context.document.slice(value), value.begin, context.lexicon, true)) {
      names.push_back(one.name);
      if (values.size() > 1) break;  // one a line, with what they are
    }
  return names;
}

}  // namespace

void write_defence(const Context& context, const AnnouncedTalk& talk, const facts::Fact& told, const std::string& name,
                   Findings& findings) {
  std::string announced, unit;
  std::size_t lines = 0;
  for (const HeadLine& line : talk.head) {
    if (++lines > most_head_lines) break;
    const std::string text = collapse_blanks(context.document.slice(line.span));
    if (announced.empty() && names_defence(text, context.lexicon)) announced = text;
    if (unit.empty() && word_count(text) <= kHeadWords && is_unit_name(text, context.lexicon) &&
        find_dates(text, context.lexicon).empty())
      unit = text;
  }
  if (announced.empty() && (talk.advisor.empty() || talk.committee.empty())) return;
  facts::Fact study("education");
  study.set("person", name);
  if (!talk.degree.empty())
    read_degree(context.document.slice(talk.degree.front()), context, study);
  else
    read_degree(announced, context, study);
  const std::string house(told.text("organization"));
  // "Department of Botany, Avon University" on one line.
  const std::size_t comma = unit.find(", ");
  std::string organization = house;
  if (comma != std::string::npos && (house.empty() || house == unit)) {
    organization = unit.substr(comma + 2);
    unit.erase(comma);
  }
  study.set("organization", organization);
  if (unit != organization) study.set("unit", unit);
  study.set("end", std::string(told.text("date"))).set("thesis", std::string(told.text("title")));
  const std::vector<std::string> advisors = names_in(talk.advisor, context);
  for (const std::string& advisor : advisors) study.add("advisors", advisor);
  if (study.has("degree") || study.has("organization"))
    findings.add(study, talk.span, "announcement.defence", kConfidence);
  const auto advise = [&](const std::string& who, std::string_view relation) {
    facts::Fact fact("advising");
    fact.set("advisor", who).set("advisee", name).set("relation", std::string(relation));
    fact.set("organization", organization).set("end", std::string(told.text("date")));
    findings.add(std::move(fact), talk.span, "announcement.defence", kConfidence);
  };
  std::string_view relation = "phd";
  for (const auto* degree : context.lexicon.find("degrees", study.text("degree")))
    if (degree->notation.find("master") != std::string::npos) relation = "masters";
  for (const std::string& advisor : advisors) advise(advisor, relation);
  for (const std::string& member : names_in(talk.committee, context)) {
    bool leads = false;
    for (const std::string& advisor : advisors) leads = leads || advisor == member;
    if (!leads) advise(member, "committee");
  }
}

}  // namespace vitagraph::extraction::announcement
