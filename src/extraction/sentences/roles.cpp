// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/roles.hpp"

#include <algorithm>

namespace vitagraph::extraction::sentences {
namespace {

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

bool has_committee(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (const std::size_t n = std::max(s.label(i, "service-roles", "committee"), s.label(i, "service-roles", "editor"));
        n > 1 && i + n <= range.end)
      return true;
  return s.mentions(range, "committee-words");
}

/// What follows the role, as far as it tells what the role is in.
Range behind(const RoleItem& item) { return {item.role.end, std::min(item.rest.end, item.role.end + 9)}; }

}  // namespace

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

bool is_student(const Sentence& s, const RoleItem& item) {
  const bool visit =
      s.label(item.role.begin, "roles") == item.role.size() && s.notation(item.role.begin, "roles") != "student";
  return s.mentions(item.role, "roles", "student") && !visit;
}

bool is_member(const Sentence& s, const RoleItem& item) {
  return s.label(item.role.end - 1, "service-roles", "committee") > 0;
}

bool is_service(const Sentence& s, const RoleItem& item) {
  const bool committee = has_committee(s, behind(item)) || s.mentions(behind(item), "venue-nouns");
  const bool leads_unit = item.service && s.mentions(item.rest, "units", "department") && !committee;
  const bool founds =
      !s.lexicon->find("founders", s.str(item.role)).empty() || s.label(item.role.end - 1, "founders") > 0;
  // "Co-Director of the Moss Academy": who leads what is no committee or meeting has a post.
  const bool leads = item.post && !committee && s.mentions(item.role, "service-roles", "director") &&
                     (!definite_name(s, item, role_extension(s, item)).empty() || has_organization(s, behind(item)));
  return item.service && !founds && !leads && !(item.post && leads_unit) &&
         (!is_member(s, item) || committee || has_committee(s, {item.role.begin, item.role.end - 1})) &&
         !(s.mentions(item.role, "service-roles", "chair") && leads_unit);
}

}  // namespace vitagraph::extraction::sentences
