// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/affiliation.hpp"

#include <algorithm>

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::size_t most_abbreviated_words = 14;  ///< of a name and its short form

enum class Strength { none, weak, strong };

/// A capitalised phrase between commas and prepositions.
struct Segment {
  Range range;
  Strength strength = Strength::none;
  bool place = false;
  bool after_comma = false;
  bool after_in = false;  ///< led by "in", which leads to places and fields as well
};

bool acronym(const Sentence& s, std::size_t i) {
  const std::string_view word = s.word(i);
  std::size_t capitals = 0;
  for (const char c : word) capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
  return capitals >= 2 && capitals * 2 >= word.size();
}

Strength strength_of(const Sentence& s, Range range) {
  Strength result = Strength::none;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!s.capital(i) || s.depth[i] > s.depth[range.begin]) continue;
    const std::size_t strong =
        std::max({s.label(i, "organizations", "university"), s.label(i, "organizations", "known"),
                  s.label(i, "organizations", "company"), s.label(i, "short-universities")});
    // "College of Engineering", "School of Medicine" are parts; "Imperial College" is none.
    const bool part = s.label(i, "units") > 0 || (s.is(i, "organization-parts", "college") && i == range.begin &&
                                                  i + 1 < range.end && s.is(i + 1, "clause-words", "name-inside"));
    if (strong > 0 && i + strong <= range.end && !(part && strong < 2)) return Strength::strong;
    if (part || s.label(i, "organizations") > 0) result = Strength::weak;
  }
  return result;
}

bool name_inside(const Sentence& s, std::size_t i) { return s.is(i, "clause-words", "name-inside"); }

/// Whether an "and" at i joins two organisations rather than two words of one name.
bool joins_organizations(const Sentence& s, Range before, std::size_t i, std::size_t end) {
  std::size_t after = i + 1;
  if (after >= end) return true;
  if (s.is(after, "clause-words", "determiner") || s.is(after, "clause-words", "preposition") || !s.capital(after))
    return true;
  std::size_t stop = after;
  while (stop < end && !s.breaks(stop == after ? after + 1 : stop) && (s.capital(stop) || name_inside(s, stop)) &&
         !s.is(stop, "clause-words", "and")) {
    if (stop > after && s.is(stop, "clause-words", "preposition") && !name_inside(s, stop)) break;
    ++stop;
    if (stop < end && s.breaks(stop)) break;
  }
  const Range next{after, stop};
  const bool cue_first = before.size() > 1 &&
                         s.label(before.begin, "units") + s.label(before.begin, "organizations") > 0 &&
                         name_inside(s, before.begin + 1);
  const Strength left = strength_of(s, before), right = strength_of(s, next);
  if (s.is_date(after)) return true;
  if (right == Strength::strong && left == Strength::strong) return true;
  if (cue_first) return right == Strength::strong;
  const std::size_t last = before.end - 1;
  const bool complete = s.depth[last] > 0 || s.label(last, "units") > 0 || s.label(last, "organizations") > 0 ||
                        (before.size() == 1 && acronym(s, last));
  if (complete && (right != Strength::none || (next.size() == 1 && acronym(s, after)))) return true;
  // Two bare names: "Huawei and SenseTime".
  return before.size() == 1 && next.size() <= 2 && right == Strength::none && left != Strength::weak;
}

/// Whether the letters are the first ones of the words, small words and one other left out ("Co-" of "Computing" too).
bool abbreviates(const Sentence& s, std::string_view letters, Range words) {
  std::size_t at = 0, left_out = 0;
  for (std::size_t i = words.begin; i < words.end; ++i) {
    const std::string& key = s.key(i);
    std::size_t taken = 0;
    while (at < letters.size() && taken < key.size() && key[taken] == (letters[at] | 0x20)) {
      ++taken, ++at;
      // "MI" of "Moss Institute" are two words' letters.
      if (i + 1 < words.end && at < letters.size() && s.key(i + 1).front() == (letters[at] | 0x20)) break;
    }
    if (taken == 0 && (i == words.begin || (s.capital(i) && ++left_out > 1))) return false;
  }
  return at == letters.size();
}

/// "Avon Institute for Data and AI in Society (AIDAS)": where the short form in parentheses shows how far the name
/// reaches; `begin` if none does.
std::size_t abbreviated_end(const Sentence& s, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 2; i < std::min(end, begin + most_abbreviated_words); ++i) {
    if (s.depth[i] <= s.depth[begin]) continue;
    const bool alone = i + 1 == end || s.depth[i + 1] <= s.depth[begin];
    return alone && acronym(s, i) && s.capital(begin) && abbreviates(s, s.word(i), {begin, i}) ? i + 1 : begin;
  }
  return begin;
}

/// The end of the name that begins at `begin`.
std::size_t name_end(const Sentence& s, std::size_t begin, std::size_t end) {
  const int level = s.depth[begin];
  if (const std::size_t whole = abbreviated_end(s, begin, end); whole > begin) return whole;
  std::size_t i = begin;
  while (i < end) {
    if (i > begin) {
      if (s.breaks(i) && s.depth[i] <= level) {
        // "Institute for Data, Systems, and Society": the name goes on while nothing in the list is a name of its own.
        const bool list_name =
            s.label(begin, "units") + s.label(begin, "organizations") > 0 && begin + 1 < i && name_inside(s, begin + 1);
        const bool one_word = i + 1 < end && s.breaks(i + 1) && s.capital(i) && !acronym(s, i);
        if (!list_name || s.is_date(i) || (!one_word && strength_of(s, {i, std::min(end, i + 3)}) != Strength::none))
          break;
        std::size_t j = i;
        bool more = false;
        for (; j < end && j < i + 8 && (s.capital(j) || s.is(j, "clause-words", "and")); ++j)
          if (s.is(j, "clause-words", "and"))
            more = j + 1 < end && s.capital(j + 1) && strength_of(s, {j + 1, std::min(end, j + 2)}) == Strength::none;
        if (!more || is_place(s, {i, std::min(end, i + 1)})) break;
      }
      if (s.gap(i).find_first_of(":|\n\"") != std::string_view::npos && s.gap(i).find("\n") == std::string_view::npos)
        break;
      if (s.gap(i).find("//") != std::string_view::npos || s.gap(i).find("→") != std::string_view::npos) break;
    }
    if (s.is_date(i)) break;
    if (s.depth[i] > level) {
      // An acronym or a part in parentheses belongs to the name; a date does not.
      std::size_t j = i;
      bool date = false;
      for (; j < end && s.depth[j] > level; ++j) date = date || s.is_date(j);
      const bool outside = is_place(s, {i, j}) || !s.capital(i) ||
                           (j - i == 1 && !acronym(s, i) && s.label(i, "organizations") == 0) || j - i > 4;
      if (date || outside) break;
      i = j;
      continue;
    }
    if (s.is(i, "clause-words", "and") && !(i > begin && s.word(i) == "&")) {
      if (i == begin || joins_organizations(s, {begin, i}, i, end)) break;
      ++i;
      continue;
    }
    if (s.capital(i)) {
      ++i;
      continue;
    }
    if (i == begin) break;
    if (const std::size_t campus = s.label(begin, "campuses", "campus");
        campus > 0 && begin + campus > i && i + 1 < end && s.capital(i + 1)) {
      ++i;  // "University of Massachusetts at Amherst"
      continue;
    }
    if (s.label(i, "units") > 0) {  // "EECS department"
      ++i;
      continue;
    }
    // "Université catholique de Louvain"
    if (!name_inside(s, i) && i + 2 < end && name_inside(s, i + 1) && s.capital(i + 2) && !s.breaks(i) &&
        !s.breaks(i + 1) && s.label(begin, "organizations") > 0 && i == begin + 1 &&
        !s.is(i + 1, "clause-words", "preposition")) {
      ++i;
      continue;
    }
    // A small word inside a name must lead to a capital: "Institute for the Networked Society".
    if (name_inside(s, i)) {
      std::size_t j = i + 1;
      while (j < end && name_inside(s, j) && j < i + 3) ++j;
      if (j >= end || !s.capital(j) || s.is_date(j) || s.breaks(i)) break;
      const bool in = s.is(i, "clause-words", "preposition") && (s.preposition(i) == "in" || s.preposition(i) == "at" ||
                                                                 s.preposition(i) == "to" || s.preposition(i) == "on");
      if (in) {
        // "Institute of Technology in the Humanities" goes on; "Institute in Berlin", "Department in the School of …"
        // do not.
        const bool cue_first = s.label(begin, "units") + s.label(begin, "organizations") > 0;
        if (s.preposition(i) != "in" || is_place(s, {j, j + 1}) ||
            strength_of(s, {j, std::min(end, j + 4)}) != Strength::none || !s.is(i + 1, "clause-words", "determiner")) {
          const bool campus = s.preposition(i) == "at" && s.label(begin, "campuses", "campus") > 0 && j == i + 1;
          if (!campus) break;
        }
        (void)cue_first;
      }
      // "… department of the University of X": the whole begins.
      if (s.preposition(i) == "of" && j > i + 1 && s.label(j, "organizations", "university") == 1 &&
          !s.is(j, "units", "department") && j + 1 < end && !s.is(j, "organization-parts", "college"))
        break;
      i = j;
      continue;
    }
    break;
  }
  return i;
}

/// "College Park" behind "University of Maryland": whether what stands behind the comma is a campus.
bool campus_follows(const Sentence& s, Range name, std::size_t next, std::size_t end) {
  if (next >= end || !s.capital(next)) return false;
  const std::size_t covered = s.label(name.begin, "campuses", "campus");
  return covered > 0 && covered >= name.size() && !s.is_date(next);
}

}  // namespace

bool has_strong_organization(const Sentence& s, Range range) { return strength_of(s, range) == Strength::strong; }
bool has_organization(const Sentence& s, Range range) { return strength_of(s, range) != Strength::none; }

bool names_organization(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (s.capital(i) && (s.label(i, "organizations", "university") > 0 || s.label(i, "organizations", "known") > 0 ||
                         s.label(i, "organizations", "institute") > 0 || s.label(i, "units") > 0 ||
                         s.label(i, "short-universities") > 0))
      return true;
  return false;
}

bool alike(std::string_view a, std::string_view b) {
  const auto left = lexicon::split_words(a), right = lexicon::split_words(b);
  const auto& small = left.size() <= right.size() ? left : right;
  const auto& large = left.size() <= right.size() ? right : left;
  if (small.empty()) return false;
  std::size_t shared = 0;
  for (const auto& word : small)
    shared += std::any_of(large.begin(), large.end(), [&](const auto& other) { return other.key == word.key; }) ? 1 : 0;
  return shared == small.size();
}

bool is_place(const Sentence& s, Range range) {
  if (range.empty()) return false;
  std::size_t i = range.begin;
  while (i < range.end) {
    const std::size_t n = s.label(i, "places");
    if (n == 0 || i + n > range.end) return false;
    i += n;
  }
  return true;
}

Affiliation read_affiliation(const Sentence& s, Range range, CommaMeans comma) {
  Affiliation result;
  std::vector<Segment> segments;
  std::size_t i = range.begin;
  bool comma_before = false;
  while (i < range.end) {
    bool in = false;
    std::size_t start = i;
    bool determiner = false, preposition = false;
    while (start < range.end &&
           (s.is(start, "clause-words", "preposition") || s.is(start, "clause-words", "determiner") ||
            s.is(start, "clause-words", "adverb")) &&
           !s.is_date(start)) {
      if (s.capital(start) && s.word(start) != "The" && (s.word(start).size() > 1)) break;
      if (start > i && s.breaks(start)) break;
      if (s.is(start, "clause-words", "preposition")) {
        preposition = true;
        in = s.preposition(start) == "in";
        const std::string key = s.preposition(start);
        if (!segments.empty() && (key == "since" || key == "under" || key == "by" || key == "on" || key == "as" ||
                                  key == "until" || key == "before" || key == "after"))
          preposition = false;
      } else {
        determiner = true;
      }
      ++start;
    }
    if (start >= range.end || s.is_date(start) || !s.capital(start)) break;
    if (s.depth[start] > s.depth[range.begin]) {
      // "(Singapore)" behind the name
      std::size_t j = start;
      while (j < range.end && s.depth[j] > s.depth[range.begin]) ++j;
      if (!segments.empty() && !s.is_date(start) && j - start <= 4 && result.place.empty() &&
          (is_place(s, {start, j}) || (s.capital(start) && j - start <= 2))) {
        result.place = s.str({start, j});
        if (result.place.starts_with("(")) result.place = result.place.substr(1);
        if (result.place.ends_with(")")) result.place.pop_back();
        i = j;
        result.range = {range.begin, i};
        if (i < range.end && s.breaks(i)) break;
        continue;
      }
      break;
    }
    const std::size_t stop = name_end(s, start, range.end);
    if (stop <= start) break;
    Segment segment{{start, stop}, strength_of(s, {start, stop}), is_place(s, {start, stop}), comma_before, in};
    const bool have_strong = std::any_of(segments.begin(), segments.end(),
                                         [](const Segment& known) { return known.strength == Strength::strong; });
    if (!segments.empty()) {
      const Range last = segments.back().range;
      if (comma_before && !preposition && campus_follows(s, last, start, range.end)) {
        segments.back().range.end = stop;
        i = stop;
        comma_before = i < range.end && s.breaks(i);
        result.range = {range.begin, i};
        continue;
      }
      // A second organisation is another item of a list; what is no place and no organisation ends the phrase.
      // "Cotton College, Gauhati University": a college of it.
      const bool college = comma_before && !preposition && segment.strength == Strength::strong &&
                           s.label(last.end - 1, "organizations", "university") == 1 &&
                           s.key(start) != s.key(last.begin) && s.label(last.end - 1, "organization-parts") > 0 &&
                           s.mentions(segment.range, "organization-wholes");
      if (have_strong && !segment.place && !college) {
        const bool town = segment.strength == Strength::none && stop - start <= 2 && comma_before && stop < range.end &&
                          s.breaks(stop) && s.label(stop, "places") > 0;
        const bool state = in && s.label(last.begin, "campuses", "campus") > 0;
        if (!town && !state) break;
        if (state && segment.strength == Strength::none && comma_before == false) {
          segments.back().range.end = stop;
          i = stop;
          comma_before = i < range.end && s.breaks(i);
          result.range = {range.begin, i};
          continue;
        }
        segment.place = true;
      }
      if (!have_strong && comma_before && determiner && !preposition && comma == CommaMeans::next_of_list) break;
      if (!have_strong && segment.strength == Strength::none && !segment.place && !in && comma_before) {
        const bool town = stop < range.end && s.breaks(stop) && s.label(stop, "places") > 0;
        if (town)
          segment.place = true;
        else
          break;
      }
      if (!have_strong && segment.strength == Strength::none && !segment.place && in &&
          segments.back().strength != Strength::none)
        segment.place = true;
    }
    segments.push_back(segment);
    i = stop;
    result.range = {range.begin, i};
    comma_before = i < range.end && s.breaks(i);
    if (i < range.end && s.is(i, "clause-words", "and")) break;
  }
  if (segments.empty()) return result;
  // The organisation: the last strong name, else the last that is no place. What stands before it is its unit.
  std::size_t organization = segments.size();
  for (std::size_t k = segments.size(); k-- > 0;)
    if (segments[k].strength == Strength::strong && !(segments[k].place && k > 0)) {
      organization = k;
      break;
    }
  if (organization == segments.size())
    for (std::size_t k = segments.size(); k-- > 0;)
      if (!segments[k].place || k == 0) {
        organization = k;
        break;
      }
  const Range name = segments[organization].range;
  result.organization = s.str(name);
  if (organization > 0) result.unit = s.str({segments.front().range.begin, segments[organization - 1].range.end});
  if (organization + 1 < segments.size())
    result.place = s.str({segments[organization + 1].range.begin, segments.back().range.end});
  // "NYU Center for Data Science", "UC Davis Stats": the short name of a university before its unit.
  if (const std::size_t n = s.label(name.begin, "short-universities");
      result.unit.empty() && n > 0 && n < name.size() && s.depth[name.begin + n] == s.depth[name.begin] &&
      !s.is(name.begin + n, "clause-words", "and") && !s.is(name.begin + n, "organizations", "university") &&
      !s.is(name.begin + n, "clause-words", "preposition") &&
      s.gap(name.begin + n).find_first_not_of(" \n\t/") == std::string_view::npos) {
    result.organization = s.str({name.begin, name.begin + n});
    result.unit = s.str({name.begin + n, name.end});
  }
  return result;
}

std::vector<Affiliation> read_affiliations(const Sentence& s, Range range, CommaMeans comma) {
  std::vector<Affiliation> result;
  std::size_t i = range.begin;
  while (i < range.end) {
    while (i < range.end && (s.is(i, "clause-words", "and") || s.is(i, "clause-words", "adverb"))) ++i;
    Affiliation read = read_affiliation(s, {i, range.end}, comma);
    if (read.empty()) break;
    i = std::max(i + 1, read.range.end);
    // Dates behind the name, in parentheses or led by a preposition.
    std::size_t j = i;
    while (j < range.end && j < i + 3 && !s.is_date(j) && s.is(j, "clause-words", "preposition") && !s.capital(j)) ++j;
    if (j < range.end && s.is_date(j) && !(s.breaks(j) && s.depth[j] == 0 && j > i)) {
      read.date = &s.dates[static_cast<std::size_t>(s.date_of[j])];
      while (j < range.end && s.is_date(j)) ++j;
      i = j;
      read.range.end = i;
    }
    result.push_back(std::move(read));
  }
  return result;
}

}  // namespace vitagraph::extraction::sentences
