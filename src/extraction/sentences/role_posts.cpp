// SPDX-License-Identifier: Apache-2.0
// What a sentence says that somebody is: each role of its list becomes a study, an honour, a service or a post, and
// posts share the houses that stand beside other posts.
#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/sentences/roles.hpp"

namespace vitagraph::extraction::sentences {

namespace {

/// Whom a post was held with: "a postdoc at Avon University with Ann Lee", "under Prof. Lee and Bo Fern".
std::vector<Range> hosts_of(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i + 1 < range.end; ++i) {
    if (s.depth[i] > 0 || (s.preposition(i) != "with" && s.preposition(i) != "under")) continue;
    std::vector<Range> names = read_persons(s, {i + 1, range.end});
    if (names.empty() || names.front().begin > i + 3 || names.front().size() < 2) continue;
    if (has_organization(s, {names.front().begin, names.back().end})) continue;
    // "an intern with Ann Lee at Avon University": the house stands behind.
    const std::size_t behind = names.back().end;
    const bool house_behind = behind < range.end && s.is(behind, "clause-words", "preposition") &&
                              has_organization(s, {behind, std::min(behind + 6, range.end)});
    if (house_behind || !has_organization(s, {range.begin, i})) return {};
    return names;
  }
  return {};
}

/// Where the words that lead to the names begin.
std::size_t before_names(const Sentence& s, std::size_t at) {
  const std::size_t first = at;
  while (at > 0 && at + 4 > first && !s.is(at, "clause-words", "preposition")) --at;
  return at;
}

}  // namespace

bool Narrator::hold(const Sentence& s, const Clause& clause) { return read_roles(s, clause, clause.argument, false); }
bool Narrator::appoint(const Sentence& s, const Clause& clause) { return read_roles(s, clause, clause.argument, true); }

bool Narrator::read_roles(const Sentence& s, const Clause& clause, Range range, bool begins_then) {
  const std::string house_above = house_before(s);
  std::vector<RoleItem> items = find_roles(s, range);
  // The first role stands at the beginning, or nearly: "is affiliated …, a Professor" was another predicate.
  if (items.empty() || items.front().role.begin > range.begin + 6) return false;
  const DateMention* front = s.date_in(clause.front);
  std::vector<RolePost> posts;
  for (std::size_t k = 0; k < items.size(); ++k) {
    RoleItem& item = items[k];
    const DateMention* date = item.before != nullptr ? item.before : k == 0 || item.rest.empty() ? front : nullptr;
    if (item.before == nullptr && k > 0 && front != nullptr && front->range) date = front;
    extend_over_bracket(s, item);
    if (is_student(s, item)) {
      read_student(s, item);
      continue;
    }
    if (const DateMention* own = s.date_in(item.rest)) date = own;
    if (read_fellowship(s, item)) continue;
    if (!is_service(s, item)) {
      posts.push_back(add_role(s, item, date, begins_then));
      continue;
    }
    // "founding organizers and Program Chair for …": what follows the next role is shared.
    const auto served = std::find_if(items.begin() + static_cast<std::ptrdiff_t>(k), items.end(),
                                     [](const RoleItem& other) { return other.rest.size() > 0; });
    if (served != items.end()) service(s, s.str(item.role), served->rest, date);
  }
  if (!house_above.empty()) set_house_above(s, posts, house_above);
  set_house_in_front(s, clause, posts);
  share_houses(posts, front != nullptr);
  drop_homeless(posts);
  return true;
}

/// Students: the degree they study for.
void Narrator::read_student(const Sentence& s, const RoleItem& item) {
  for (std::size_t p = item.role.begin; p < item.role.end; ++p) {
    const auto level = s.notation(p, "degrees");
    if (level.empty()) continue;
    Draft& draft = add("education", s, {item.role.begin, item.rest.end}, "sentences.student");
    draft.fact.set("degree", s.str({p, p + 1}));
    std::size_t from = item.rest.begin;
    if (from < item.rest.end && s.preposition(from) == "in" &&
        !has_organization(s, {from + 1, std::min(from + 4, item.rest.end)})) {
      std::size_t stop = from + 1;
      while (stop < item.rest.end && !s.breaks(stop) && !s.is_date(stop) &&
             !(s.is(stop, "clause-words", "preposition") && s.preposition(stop) != "of"))
        ++stop;
      draft.fact.set("field", s.str({from + 1, stop}));
      from = stop;
    }
    const Affiliation where = read_affiliation(s, {from, item.rest.end});
    if (where.empty()) {
      drafts_.pop_back();
    } else {
      draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
      const DateMention* own = s.date_in(item.rest);
      if (own != nullptr && own->range)
        set_dates(draft.fact, own, false);
      else if (own != nullptr)
        draft.fact.set("start", own->start);
    }
    return;
  }
}

/// Fellow of a society: an honour. Fellow at a place: a post. Whether it was the former.
bool Narrator::read_fellowship(const Sentence& s, const RoleItem& item) {
  const std::size_t of = item.rest.begin;
  if (of >= item.rest.end || s.preposition(of) != "of" || s.breaks(of)) return false;
  if (s.label(item.role.end - 1, "honours", "fellowship") == 0) return false;
  const Range societies{of + 1, item.rest.end};
  const Affiliation where = read_affiliation(s, societies, CommaMeans::next_of_list);
  if (!where.unit.empty() || s.mentions(where.range, "organizations", "university")) return false;
  fellow(s, s.str(item.role), societies, s.date_in(item.rest));
  return true;
}

/// A post at each of the role's places; one that waits for another's place if it has none.
Narrator::RolePost Narrator::add_role(const Sentence& s, const RoleItem& item, const DateMention* date,
                                      bool begins_then) {
  const std::string role = s.str(item.role);
  const std::size_t after_extension = role_extension(s, item);
  RolePost post;
  post.in = item.rest.begin < item.rest.end && s.preposition(item.rest.begin) == "in";
  const std::string full = after_extension > item.rest.begin ? s.str({item.role.begin, after_extension}) : role;
  const CommaMeans comma = is_member(s, item) ? CommaMeans::next_of_list : CommaMeans::part_of_one;
  const std::vector<Range> hosts = hosts_of(s, {after_extension, item.rest.end});
  const std::size_t end_of_house = hosts.empty() ? item.rest.end : before_names(s, hosts.front().begin);
  const std::vector<Affiliation> where = read_affiliations(s, {after_extension, end_of_house}, comma);
  for (const Affiliation& place : where) {
    Draft& draft = add("position", s, {item.role.begin, std::max(place.range.end, item.role.end)}, "sentences.role");
    draft.fact.set("organization", place.organization)
        .set("role", full)
        .set("unit", place.unit)
        .set("place", place.place);
    const DateMention* when = place.date != nullptr ? place.date : date;
    set_dates(draft.fact, when, begins_then);
    post.drafts.push_back(drafts_.size() - 1);
    if (where.size() == 1) add_hosts(s, item, hosts, place.organization, when);
    post.weak = place.unit.empty() && !has_strong_organization(s, place.range);
  }
  if (const Range name = where.empty() ? definite_name(s, item, after_extension) : Range{}; !name.empty()) {
    Draft& draft = add("position", s, {item.role.begin, name.end}, "sentences.role");
    draft.fact.set("role", role).set("organization", s.str(name));
    set_dates(draft.fact, date, begins_then);
    post.drafts.push_back(drafts_.size() - 1);
  } else if (where.empty()) {
    // "Professor and Associate Dean in the College of …": the place of the next role.
    Draft& draft = add("position", s, item.role, "sentences.role");
    draft.fact.set("role", full);
    set_dates(draft.fact, date, begins_then);
    post.drafts.push_back(drafts_.size() - 1);
  }
  return post;
}

/// With whom somebody was a postdoc or an intern.
void Narrator::add_hosts(const Sentence& s, const RoleItem& item, const std::vector<Range>& hosts,
                         const std::string& organization, const DateMention* date) {
  if (hosts.empty()) return;
  std::string relation;
  for (std::size_t i = item.role.begin; i < item.role.end && relation.empty(); ++i) {
    const std::string family = s.notation(i, "roles");
    if (family == "postdoc" || family == "intern") relation = family;
  }
  if (relation.empty()) return;
  for (const Range host : hosts) {
    facts::Fact fact("advising");
    fact.set("advisor", s.str(host))
        .set("advisee", context_.owner)
        .set("relation", relation)
        .set("organization", organization);
    set_dates(fact, date, false);
    drafts_.push_back({std::move(fact), s.span_of({item.role.begin, host.end}), "sentences.host", sentence_});
  }
}

/// "She is also affiliate faculty in Moss Studies and the Institute for Ferns": parts of the house named before.
void Narrator::set_house_above(const Sentence& s, const std::vector<RolePost>& posts, const std::string& house_above) {
  for (const RolePost& post : posts)
    for (const std::size_t k : post.drafts) {
      facts::Fact& fact = drafts_[k].fact;
      if (!fact.has("organization") || fact.has("unit")) continue;
      const bool subject =
          post.in && organization_class(fact.text("organization"), *s.lexicon) == OrganizationClass::none;
      if (!subject && !is_part_of_house(fact.text("organization"), *s.lexicon)) continue;
      fact.set("unit", std::string(fact.text("organization")));
      fact.set("organization", house_above);
    }
}

/// "At Avon University, she is a professor in the Department of Botany."
void Narrator::set_house_in_front(const Sentence& s, const Clause& clause, const std::vector<RolePost>& posts) {
  Range lead = clause.front;
  while (!lead.empty() && s.is(lead.begin, "clause-words", "preposition")) ++lead.begin;
  const Affiliation above = lead.empty() ? Affiliation{} : read_affiliation(s, lead);
  if (above.empty() || !has_organization(s, above.range)) return;
  for (const RolePost& post : posts)
    for (const std::size_t k : post.drafts) {
      facts::Fact& fact = drafts_[k].fact;
      if (fact.has("organization") && !(post.weak || is_part_of_house(fact.text("organization"), *s.lexicon))) continue;
      if (fact.has("organization")) fact.set("unit", std::string(fact.text("organization")));
      fact.set("organization", above.organization);
    }
}

/// Roles without a place share that of the next one, else of the one before; a mere unit shares the organisation.
void Narrator::share_houses(const std::vector<RolePost>& posts, bool dated_in_front) {
  for (std::size_t k = posts.size(); k-- > 0;) {
    facts::Fact& fact = drafts_[posts[k].drafts.front()].fact;
    if (!fact.has("organization")) {
      const std::size_t from = k + 1 < posts.size() ? k + 1 : k > 0 ? k - 1 : k;
      const facts::Fact& other = drafts_[posts[from].drafts.front()].fact;
      for (const char* field : {"organization", "unit", "place"})
        if (other.has(field)) fact.set(field, std::string(other.text(field)));
      if (!fact.has("start") && from > k && other.has("start") && !dated_in_front) set_dates(fact, nullptr, false);
    } else if (posts[k].weak && k + 1 < posts.size() && posts[k].drafts.size() == 1) {
      const facts::Fact& other = drafts_[posts[k + 1].drafts.front()].fact;
      if (other.has("unit") && other.has("organization")) {
        fact.set("unit", std::string(fact.text("organization")));
        fact.set("organization", std::string(other.text("organization")));
      }
    }
  }
}

/// Posts of this sentence that no house was found for are none.
void Narrator::drop_homeless(const std::vector<RolePost>& posts) {
  for (const RolePost& post : posts)
    for (const std::size_t draft : post.drafts)
      if (!drafts_[draft].fact.has("organization")) drafts_[draft].fact.type.clear();
  drafts_.erase(std::remove_if(drafts_.begin() + static_cast<std::ptrdiff_t>(told_since(sentence_)), drafts_.end(),
                               [](const Draft& draft) { return draft.fact.type.empty(); }),
                drafts_.end());
}

}  // namespace vitagraph::extraction::sentences
