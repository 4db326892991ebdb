// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/sentences/roles.hpp"

namespace vitagraph::extraction::sentences {

bool is_part_of_house(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  return !words.empty() && lexicon.longest("units", words, 0).has_value();
}

bool Narrator::join(const Sentence& s, const Clause& clause) {
  const Affiliation where = read_affiliation(s, clause.argument);
  if (where.empty()) return false;
  const DateMention* date = s.date_in(clause.argument);
  if (date == nullptr) date = s.date_in(clause.front);
  // "joined A as an assistant professor": the role stands behind "as".
  for (std::size_t i = where.range.end; i < clause.argument.end; ++i) {
    if (!s.is(i, "clause-words", "preposition") || s.preposition(i) != "as") continue;
    RoleItem item;
    if (!role_at(s, i + 1, clause.argument.end, item)) break;
    item.rest = {item.role.end, clause.argument.end};
    const std::size_t extended = role_extension(s, item);
    Draft& draft = add("position", s, {clause.predicate.begin, extended}, "sentences.role");
    draft.fact.set("organization", where.organization)
        .set("role", s.str({item.role.begin, extended}))
        .set("unit", where.unit)
        .set("place", where.place);
    set_dates(draft.fact, date, true);
    return true;
  }
  if (clause.subordinate && date == nullptr) return true;
  Draft& draft = add("position", s, clause.argument, "sentences.join");
  draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
  if (date != nullptr) draft.fact.set("start", date->start);
  return true;
}

/// The organisation of the last post of this sentence, or of the one before where this one adds to it ("is also").
std::string Narrator::house_before(const Sentence& s) const {
  bool adds = false;
  for (std::size_t i = 0; i < std::min<std::size_t>(s.size(), 8); ++i) adds = adds || s.is(i, "shared-words", "also");
  const std::size_t first = told_since(adds && sentence_ > 0 ? sentence_ - 1 : sentence_);
  // "at Avon University with appointments in the Shade Institute": what stands for itself is rather the house.
  std::string house;
  for (std::size_t k = drafts_.size(); k-- > first;) {
    const Draft& draft = drafts_[k];
    const std::string name(draft.fact.text("organization"));
    if (draft.fact.type != "position" || is_part_of_house(name, *s.lexicon)) continue;
    if (organization_class(name, *s.lexicon) >= OrganizationClass::known) return name;
    if (house.empty()) house = name;
  }
  return house;
}

bool Narrator::work(const Sentence& s, const Clause& clause) {
  const DateMention* front = s.date_in(clause.front);
  const auto where = read_affiliations(s, clause.argument,
                                       clause.is("affiliated") ? CommaMeans::next_of_list : CommaMeans::part_of_one);
  // "worked at Mossdoor": the verb says that it is a place of work, whatever it is called.
  const std::string last = s.preposition(clause.predicate.end - 1);
  const bool said = clause.is("affiliated") || ((last == "at" || last == "for") && clause.predicate.size() > 1);
  for (const Affiliation& place : where) {
    const bool person = s.label(place.range.begin, "names", "title") > 0;
    if (!has_organization(s, place.range) && (!said || person || is_place(s, place.range))) continue;
    // "… at Avon University, with appointments in the Department of Botany": a part of the house just named.
    const std::string house =
        clause.is("affiliated") && place.unit.empty() && is_part_of_house(place.organization, *s.lexicon)
            ? house_before(s)
            : std::string();
    Draft& draft = add("position", s, place.range, "sentences.affiliation");
    draft.fact.set("organization", house.empty() ? place.organization : house)
        .set("unit", house.empty() ? place.unit : place.organization)
        .set("place", place.place);
    set_dates(draft.fact, place.date != nullptr ? place.date : front, false);
  }
  return !where.empty();
}

/// "directs the Moss Lab at Avon University": a post where what is led is a group or a house.
bool Narrator::lead(const Sentence& s, const Clause& clause) {
  Range range = clause.argument;
  while (!range.empty() && s.is(range.begin, "clause-words", "determiner")) ++range.begin;
  if (range.empty() || !s.capital(range.begin) || s.is_date(range.begin)) return false;
  const Affiliation where = read_affiliation(s, range);
  if (where.empty()) return false;
  std::size_t units = 0;
  for (std::size_t i = where.range.begin; i < where.range.end; ++i)
    units += s.capital(i) && (s.label(i, "units") > 0 || s.label(i, "organizations") > 0) ? 1 : 0;
  if (units == 0) return false;
  std::string role;
  for (std::size_t i = clause.predicate.begin; i < clause.predicate.end && role.empty(); ++i)
    role = s.notation(i, "leading-roles");
  if (role.empty()) return false;
  Draft& draft = add("position", s, {clause.predicate.begin, where.range.end}, "sentences.lead");
  draft.fact.set("organization", where.organization)
      .set("role", role)
      .set("unit", where.unit)
      .set("place", where.place);
  const DateMention* date = s.date_in(range);
  if (date == nullptr) date = s.date_in(clause.front);
  set_dates(draft.fact, date, false);
  return true;
}

bool Narrator::intern(const Sentence& s, const Clause& clause) {
  const DateMention* front = s.date_in(clause.front);
  // "interned twice at"
  Range range = clause.argument;
  for (std::size_t i = range.begin; i < range.end && i < range.begin + 3; ++i)
    if (s.is(i, "clause-words", "preposition")) {
      range.begin = i;
      break;
    }
  std::vector<Affiliation> where = read_affiliations(s, range, CommaMeans::next_of_list);
  // "at A and B in 2012 and 2016, respectively"
  std::vector<std::string> years;
  if (where.size() > 1 && where.back().date != nullptr && where.back().date->years.size() == where.size())
    years = where.back().date->years;
  for (std::size_t i = 0; i < where.size(); ++i) {
    Draft& draft = add("position", s, where[i].range, "sentences.internship");
    draft.fact.set("organization", where[i].organization).set("unit", where[i].unit).set("place", where[i].place);
    draft.fact.set("role", s.lexicon->labels("internship-role").empty() ? std::string()
                                                                        : s.lexicon->labels("internship-role").front());
    if (!years.empty())
      draft.fact.set("start", years[i]).set("end", years[i]);
    else
      set_dates(draft.fact, where[i].date != nullptr ? where[i].date : front, false);
  }
  return !where.empty();
}

}  // namespace vitagraph::extraction::sentences
