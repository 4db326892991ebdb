// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

/// A role in a list of what somebody is, with what follows it up to the next.
struct RoleItem {
  Range role;
  Range rest;
  bool service = false;                 ///< the head word is one of reviewing, editing, chairing …
  bool post = false;                    ///< the head word is a post's
  const DateMention* before = nullptr;  ///< "from 2018 to 2021, a professor"
};

/// How many words from i on are a role's head that ends exactly at `end`; 0 if none do.
bool role_ends_at(const Sentence& s, Range range, RoleItem& item) {
  for (std::size_t p = range.begin; p < range.end; ++p) {
    const bool post = s.label(p, "roles") == range.end - p, service = s.label(p, "service-roles") == range.end - p;
    if (!post && !service) continue;
    item.post = item.post || post;
    item.service = item.service || service;
    return true;
  }
  return false;
}

/// The role that begins at the word, after determiners; empty if none does.
bool role_at(const Sentence& s, std::size_t begin, std::size_t end, RoleItem& item) {
  std::size_t a = begin;
  while (a < end && s.depth[a] == s.depth[begin] && !s.is_date(a) &&
         (s.label(a, "clause-words", "determiner") > 0 || s.label(a, "clause-words", "adverb") > 0) &&
         !(a > begin && s.breaks(a)))
    a += std::max<std::size_t>(1, s.label(a, "clause-words"));
  if (a >= end || s.is_date(a)) return false;
  std::size_t stop = a;
  while (stop < end && stop - a < 9) {
    if (stop > a && s.breaks(stop)) break;
    if (s.is_date(stop) || s.is(stop, "clause-words", "preposition") || s.is(stop, "clause-words", "and") ||
        (stop > a && s.label(stop, "pronouns") > 0)) {
      // "member of the technical staff" is one label; "Council and Board member" share their head.
      bool longer = false;
      for (std::size_t p = a; p < stop; ++p) {
        const std::size_t n = std::max(s.label(p, "roles"), s.label(p, "service-roles"));
        if (p + n > stop && p + n <= end) {
          stop = p + n;
          longer = true;
          break;
        }
      }
      if (longer) break;
      RoleItem probe;
      if (s.is(stop, "clause-words", "and") && stop > a && !role_ends_at(s, {a, stop}, probe) && stop - a <= 3) {
        ++stop;
        continue;
      }
      break;
    }
    if (s.depth[stop] > s.depth[a] && stop > a) break;
    ++stop;
  }
  while (stop > a) {
    if (role_ends_at(s, {a, stop}, item)) {
      // "Editor of" is a label as well.
      while (stop > a + 1 && s.is(stop - 1, "clause-words", "preposition") && !s.capital(stop - 1)) --stop;
      item.role = {a, stop};
      return true;
    }
    if (!(stop - 1 > a && s.is(stop - 1, "clause-words", "and"))) break;
    --stop;
  }
  return false;
}

std::vector<RoleItem> find_roles(const Sentence& s, Range range) {
  std::vector<RoleItem> items;
  std::size_t i = range.begin;
  while (i < range.end) {
    const bool start = i == range.begin || s.breaks(i) || (s.depth[i] == 0 && s.is(i - 1, "clause-words", "and")) ||
                       (s.is_date(i - 1) && !s.is_date(i));
    RoleItem item;
    std::size_t at = i;
    if (start) {
      // "and, from 2016 to 2019, an Associate Editor"
      std::size_t j = i;
      while (j < range.end && (s.is(j, "clause-words", "preposition") || s.is(j, "clause-words", "and")) &&
             !s.is_date(j))
        ++j;
      if (j < range.end && s.is_date(j)) {
        std::size_t k = j;
        while (k < range.end && s.is_date(k)) ++k;
        RoleItem probe;
        if (k < range.end && role_at(s, k, range.end, probe)) {
          item.before = &s.dates[static_cast<std::size_t>(s.date_of[j])];
          at = k;
        }
      }
    }
    if (start && (s.depth[at] == 0 || at == range.begin) && role_at(s, at, range.end, item)) {
      if (!items.empty()) items.back().rest.end = i;
      item.rest = {item.role.end, range.end};
      items.push_back(item);
      i = item.role.end;
    } else {
      ++i;
    }
  }
  for (RoleItem& item : items)
    while (!item.rest.empty() && s.is(item.rest.end - 1, "clause-words", "and")) --item.rest.end;
  return items;
}

/// "of Computer Science", "for Optimization of Adaptive Systems", "in machine learning": what makes the role longer.
std::size_t role_extension(const Sentence& s, const RoleItem& item) {
  std::size_t i = item.rest.begin;
  const std::size_t end = item.rest.end;
  if (i >= end || s.breaks(i) || s.is_date(i) || s.depth[i] > 0) return i;
  const std::string key = s.preposition(i);
  if (key != "of" && key != "for" && key != "with" && key != "in") return i;
  std::size_t j = i + 1;
  bool determiner = false;
  while (j < end && s.is(j, "clause-words", "determiner")) determiner = true, ++j;
  if (j >= end) return i;
  if (key == "in" && s.capital(j)) return i;
  std::size_t stop = j;
  while (stop < end && !s.is_date(stop) && s.depth[stop] == 0) {
    if (stop > j && s.breaks(stop)) break;
    if (s.is(stop, "clause-words", "preposition") &&
        (s.preposition(stop) == "at" || s.preposition(stop) == "from" || s.preposition(stop) == "since" ||
         s.preposition(stop) == "within" || s.preposition(stop) == "under" || s.preposition(stop) == "by" ||
         s.preposition(stop) == "during"))
      break;
    if (s.preposition(stop) == "in" &&
        (key != "with" || (stop + 1 < end && (s.capital(stop + 1) || s.is(stop + 1, "clause-words", "determiner")))))
      break;
    if (s.preposition(stop) == "with" && stop > j) break;
    // "for the Moss Academy and a mentor of several"
    if (s.is(stop, "clause-words", "and") && stop + 1 < end && s.is(stop + 1, "clause-words", "determiner")) break;
    if (stop > j && s.label(stop, "pronouns") > 0) break;
    ++stop;
  }
  if (names_organization(s, {j, stop}) || s.is_date(j)) return i;
  // "Professor of the Practice" is a role, "head of the robotics group" a role in a unit.
  if (determiner && key == "of" && !s.capital(j)) return stop;
  if (key == "of" && stop - j == 1 && s.word(j).size() <= 5 &&
      !is_lower(code_point_at(s.word(j), s.word(j).size() - 1).value))
    return i;  // "Fellow of IEEE"
  return stop;
}

/// "Lecturer (tenured) at": a few words in brackets behind the role are part of it.
void extend_over_bracket(const Sentence& s, RoleItem& item) {
  const std::size_t begin = item.rest.begin;
  if (begin >= item.rest.end || begin == 0 || s.depth[begin] <= s.depth[item.role.begin]) return;
  std::size_t end = begin;
  while (end < item.rest.end && s.depth[end] > s.depth[item.role.begin]) {
    if (s.is_date(end)) return;
    ++end;
  }
  if (end == item.rest.end || end - begin > 3 || has_organization(s, {begin, end}) || is_place(s, {begin, end})) return;
  item.role.end = item.rest.begin = end;
}

/// "of the Moss Keepers' Guild": what a role is of or for, where the article and two capitals say that it is a name.
Range definite_name(const Sentence& s, const RoleItem& item, std::size_t end) {
  std::size_t begin = item.rest.begin;
  if (begin >= end || s.breaks(begin)) return {};
  const std::string key = s.preposition(begin);
  if ((key != "of" && key != "for") || begin + 1 >= end || !s.is(begin + 1, "clause-words", "determiner")) return {};
  begin += 2;
  std::size_t capitals = 0, stop = begin;
  while (stop < end && (s.capital(stop) || s.is(stop, "clause-words", "name-inside") || s.depth[stop] > 0)) {
    capitals += s.capital(stop) && s.depth[stop] == 0 ? 1 : 0;
    ++stop;
  }
  return capitals >= 2 && stop == end && s.capital(begin) ? Range{begin, stop} : Range{};
}

/// A name that begins like a part of a house: "Department of Botany".
bool is_part(const Sentence& s, std::string_view name) {
  const lexicon::Words words = lexicon::split_words(name);
  return !words.empty() && s.lexicon->longest("units", words, 0).has_value();
}

bool has_committee(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (const std::size_t n = std::max(s.label(i, "service-roles", "committee"), s.label(i, "service-roles", "editor"));
        n > 1 && i + n <= range.end)
      return true;
  return s.mentions(range, "committee-words");
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
  struct Post {
    std::size_t item;
    std::vector<std::size_t> drafts;
    bool weak = false;
    bool in = false;  ///< "in" leads to its place: a part of a house rather than a house
  };
  std::vector<Post> posts;
  for (std::size_t k = 0; k < items.size(); ++k) {
    RoleItem& item = items[k];
    const DateMention* date = item.before != nullptr ? item.before : k == 0 || items[k].rest.empty() ? front : nullptr;
    if (item.before == nullptr && k > 0 && front != nullptr && front->range) date = front;
    extend_over_bracket(s, item);
    const std::string role = s.str(item.role);
    // Students: the degree they study for; "visiting PhD student" is a visit.
    const bool visit =
        s.label(item.role.begin, "roles") == item.role.size() && s.notation(item.role.begin, "roles") != "student";
    if (s.mentions(item.role, "roles", "student") && !visit) {
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
        if (where.empty())
          drafts_.pop_back();
        else {
          draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
          const DateMention* own = s.date_in(item.rest);
          if (own != nullptr && own->range)
            set_dates(draft.fact, own, false);
          else if (own != nullptr)
            draft.fact.set("start", own->start);
        }
        break;
      }
      continue;
    }
    const std::size_t after_extension = role_extension(s, item);
    Range rest = {after_extension, item.rest.end};
    const DateMention* own_date = s.date_in(item.rest);
    if (own_date != nullptr) date = own_date;
    const bool of =
        item.rest.begin < item.rest.end && s.preposition(item.rest.begin) == "of" && !s.breaks(item.rest.begin);
    // Fellow of a society: an honour. Fellow at a place: a post.
    if (of && s.label(item.role.end - 1, "honours", "fellowship") > 0) {
      const Affiliation where = read_affiliation(s, {item.rest.begin + 1, item.rest.end}, CommaMeans::next_of_list);
      if (where.unit.empty() && !s.mentions(where.range, "organizations", "university")) {
        fellow(s, role, {item.rest.begin + 1, item.rest.end}, own_date);
        continue;
      }
    }
    const bool member = s.label(item.role.end - 1, "service-roles", "committee") > 0;
    const Range near{item.role.end, std::min(item.rest.end, item.role.end + 9)};
    const bool committee = has_committee(s, near) || s.mentions(near, "venue-nouns");
    const bool leads_unit = item.service && s.mentions(item.rest, "units", "department") && !committee;
    const bool founds = !s.lexicon->find("founders", role).empty() || s.label(item.role.end - 1, "founders") > 0;
    // "Co-Director of the Moss Academy": who leads what is no committee or meeting has a post.
    const bool leads = item.post && !committee && s.mentions(item.role, "service-roles", "director") &&
                       (!definite_name(s, item, after_extension).empty() || has_organization(s, near));
    const bool service_role = item.service && !founds && !leads && !(item.post && leads_unit) &&
                              (!member || committee || has_committee(s, {item.role.begin, item.role.end - 1})) &&
                              !(s.mentions(item.role, "service-roles", "chair") && leads_unit);
    if (service_role && item.rest.size() > 0) {
      service(s, role, item.rest, date);
      continue;
    }
    if (service_role && item.rest.empty()) {
      // "founding organizers and Program Chair for …": what follows the next role is shared.
      for (std::size_t n = k + 1; n < items.size(); ++n)
        if (!items[n].rest.empty()) {
          service(s, role, items[n].rest, date);
          break;
        }
      continue;
    }
    Post post{k, {}, false, item.rest.begin < item.rest.end && s.preposition(item.rest.begin) == "in"};
    std::string full = after_extension > item.rest.begin ? s.str({item.role.begin, after_extension}) : role;
    const CommaMeans comma = member ? CommaMeans::next_of_list : CommaMeans::part_of_one;
    std::vector<Affiliation> where = read_affiliations(s, rest, comma);
    for (const Affiliation& place : where) {
      Draft& draft = add("position", s, {item.role.begin, std::max(place.range.end, item.role.end)}, "sentences.role");
      draft.fact.set("organization", place.organization)
          .set("role", full)
          .set("unit", place.unit)
          .set("place", place.place);
      const DateMention* when = place.date != nullptr ? place.date : date;
      set_dates(draft.fact, when, begins_then);
      post.drafts.push_back(drafts_.size() - 1);
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
    posts.push_back(std::move(post));
  }
  // "She is also affiliate faculty in Moss Studies and the Institute for Ferns": parts of the house named before.
  if (!house_above.empty())
    for (const Post& post : posts)
      for (const std::size_t k : post.drafts) {
        facts::Fact& fact = drafts_[k].fact;
        if (!fact.has("organization") || fact.has("unit")) continue;
        const bool subject =
            post.in && organization_class(fact.text("organization"), *s.lexicon) == OrganizationClass::none;
        if (!subject && !is_part(s, fact.text("organization"))) continue;
        fact.set("unit", std::string(fact.text("organization")));
        fact.set("organization", house_above);
      }
  // "At Avon University, she is a professor in the Department of Botany."
  Range lead = clause.front;
  while (!lead.empty() && s.is(lead.begin, "clause-words", "preposition")) ++lead.begin;
  const Affiliation above = lead.empty() ? Affiliation{} : read_affiliation(s, lead);
  if (!above.empty() && has_organization(s, above.range))
    for (const Post& post : posts)
      for (const std::size_t k : post.drafts) {
        facts::Fact& fact = drafts_[k].fact;
        if (fact.has("organization") && !(post.weak || is_part(s, fact.text("organization")))) continue;
        if (fact.has("organization")) fact.set("unit", std::string(fact.text("organization")));
        fact.set("organization", above.organization);
      }
  // Roles without a place share that of the next one, else of the one before; a mere unit shares the organisation.
  for (std::size_t k = posts.size(); k-- > 0;) {
    facts::Fact& fact = drafts_[posts[k].drafts.front()].fact;
    if (!fact.has("organization")) {
      const std::size_t from = k + 1 < posts.size() ? k + 1 : k > 0 ? k - 1 : k;
      const facts::Fact& other = drafts_[posts[from].drafts.front()].fact;
      for (const char* field : {"organization", "unit", "place"})
        if (other.has(field)) fact.set(field, std::string(other.text(field)));
      if (!fact.has("start") && from > k && other.has("start") && front == nullptr) set_dates(fact, nullptr, false);
    } else if (posts[k].weak && k + 1 < posts.size() && posts[k].drafts.size() == 1) {
      const facts::Fact& other = drafts_[posts[k + 1].drafts.front()].fact;
      if (other.has("unit") && other.has("organization")) {
        fact.set("unit", std::string(fact.text("organization")));
        fact.set("organization", std::string(other.text("organization")));
      }
    }
  }
  for (const Post& post : posts)
    for (const std::size_t draft : post.drafts)
      if (!drafts_[draft].fact.has("organization")) drafts_[draft].fact.type.clear();
  drafts_.erase(std::remove_if(drafts_.begin() + static_cast<std::ptrdiff_t>(told_since(sentence_)), drafts_.end(),
                               [](const Draft& draft) { return draft.fact.type.empty(); }),
                drafts_.end());
  return true;
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
    if (draft.fact.type != "position" || is_part(s, name)) continue;
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
    const std::string house = clause.is("affiliated") && place.unit.empty() && is_part(s, place.organization)
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
