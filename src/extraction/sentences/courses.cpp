// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::size_t most_course_words = 12;
constexpr std::size_t most_courses = 80;  ///< of one sentence
constexpr std::size_t widest_lead = 9;  ///< words from the verb to the noun: "teach or take part in several courses on"
constexpr std::size_t most_role_words = 4;  ///< between a role and what is taught: "of the course"

/// How many words a noun for what is taught covers; in capitals it is a part of a course's name.
std::size_t noun_at(const Sentence& s, std::size_t i) {
  return i < s.size() && !s.capital(i) && !s.is_date(i) ? s.label(i, "course-words", "noun") : 0;
}

bool only_level(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end;) {
    const std::size_t n = std::max({s.label(i, "course-levels"), s.label(i, "clause-words", "determiner"),
                                    s.label(i, "clause-words", "adverb"), s.label(i, "clause-words", "and")});
    if (n == 0) return false;
    i += n;
  }
  return true;
}

/// Where the name begins behind "graduate courses on", "a class called"; the range's beginning if nothing leads.
std::size_t behind_lead(const Sentence& s, Range range) {
  for (std::size_t i = range.end; i-- > range.begin;) {
    const std::size_t n = s.depth[i] == 0 && !s.quoted[i] ? noun_at(s, i) : 0;
    const std::size_t next = i + n;
    if (n == 0 || next >= range.end) continue;
    if (s.quoted[next] || s.gap_has(next, ":")) return next;
    if (const std::size_t lead = s.label(next, "course-words", "lead"); lead > 0 && next + lead < range.end)
      return next + lead;
    if (s.capital(next) && !s.breaks(next)) return next;
    // "courses for engineers in areas such as: moss"
    for (std::size_t k = next + 1; k < std::min(range.end, next + widest_lead) && !s.capital(k - 1); ++k)
      if (s.gap_has(k, ":")) return k;
  }
  return range.begin;
}

/// Whether the words behind a preposition are a house, a programme or a level rather than a subject.
bool leads_to_house(const Sentence& s, std::size_t i, std::size_t end) {
  std::size_t stop = i;
  while (stop < end && stop < i + 9 && !(stop > i && s.breaks(stop))) ++stop;
  const std::size_t determiner = s.label(i, "clause-words", "determiner");
  const std::size_t first = i + determiner;
  return names_organization(s, {i, stop}) || s.label(first, "degrees") > 0 || s.label(first, "units") > 0 ||
         s.label(first, "course-levels") > 0 || is_place(s, {first, std::min(first + 1, stop)});
}

/// Where a list of courses ends and the sentence tells of place, time or students.
std::size_t list_end(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (s.depth[i] > 0 || s.quoted[i]) continue;
    std::size_t stop = range.end;
    if (const std::size_t n = s.label(i, "clause-words", "and"); n > 1) {  // "as well as"
      i += n - 1;
      continue;
    }
    const bool small = s.is(i, "clause-words", "preposition") && !s.capital(i);
    if (s.is_date(i) && !s.is_number(i)) stop = i;
    if (s.is_date(i) && i > range.begin && (s.breaks(i) || s.gap_has(i, ":–—"))) stop = i;
    if (s.label(i, "course-words", "stop") > 0 && !s.capital(i)) stop = i;
    if (i > range.begin && !s.capital(i) && s.label(i, "topic-words", "end") > 0 && s.preposition(i) != "to") stop = i;
    // "taught in Avon", "taught with Bo Fern"
    if (small && i == range.begin) return i;
    if (small && i + 1 < range.end) {
      const std::string to = s.preposition(i);
      const bool name = i > range.begin && s.capital(i - 1) && s.capital(i + 1) && !s.breaks(i);
      const bool house = leads_to_house(s, i + 1, range.end);
      if (to == "at" || to == "within" || to == "since" || to == "while" || to == "as")
        stop = i;
      else if (s.is_date(i + 1) || s.label(i + 1, "course-words", "stop") > 0)
        stop = i;
      else if (to == "in" || to == "for" || to == "to")
        stop = house || (to == "for" && (s.is_number(i + 1) || s.label(i + 1, "clause-words", "determiner") > 0))
                   ? i
                   : stop;
      else if (to != "of" && to != "on" && !name && !s.capital(i + 1))
        stop = i;
    }
    if (stop == range.end) continue;
    while (stop > range.begin &&
           (s.is(stop - 1, "clause-words", "preposition") || s.is(stop - 1, "clause-words", "and") ||
            s.is(stop - 1, "clause-words", "determiner")))
      --stop;
    return stop;
  }
  return range.end;
}

/// The courses of a list: at semicolons, else at commas and the last "and".
std::vector<Range> split_courses(const Sentence& s, Range range) {
  std::vector<Range> out;
  for (std::size_t i = range.begin; i < range.end && out.size() < most_courses;) {
    if (!s.quoted[i]) {
      ++i;
      continue;
    }
    Range title{i, i + 1};
    while (title.end < range.end && s.quoted[title.end] &&
           s.gap(title.end).find_first_of("\"“”„") == std::string_view::npos)
      ++title.end;
    out.push_back(title);
    i = title.end;
  }
  if (!out.empty()) return out;
  bool semicolons = false;
  for (std::size_t i = range.begin + 1; i < range.end; ++i)
    semicolons = semicolons || (s.depth[i] == 0 && s.gap_has(i, ";"));
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin + 1; i <= range.end; ++i) {
    const bool cut = i == range.end || (semicolons ? s.depth[i] == 0 && s.gap_has(i, ";") : s.breaks(i));
    if (!cut) continue;
    Range part{begin, i};
    begin = i;
    if (const std::size_t n = s.label(part.begin, "clause-words", "and"); n > 0 && !s.capital(part.begin))
      part.begin += n;
    else if (i == range.end && !semicolons) {
      for (const Range one : split_topics(s, part)) out.push_back(one);
      continue;
    }
    if (!part.empty()) out.push_back(part);
  }
  if (out.size() > most_courses) out.resize(most_courses);
  return out;
}

/// One course without what stands around its name; empty if there is none.
Range course_in(const Sentence& s, Range part) {
  if (s.quoted[part.begin]) return part;
  part.begin = behind_lead(s, part);
  if (s.label(part.begin, "course-words", "stop") > 0) return {};
  while (!part.empty() && !s.capital(part.begin) &&
         (s.label(part.begin, "clause-words", "determiner") > 0 || s.label(part.begin, "clause-words", "adverb") > 0))
    ++part.begin;
  part = s.without_dates(part);
  if (!part.empty() && noun_at(s, part.end - 1) == 1) --part.end;
  if (part.empty() || part.size() > most_course_words || only_level(s, part)) return {};
  if (s.label(part.begin, "pronouns") > 0 || s.label(part.begin, "topic-words", "empty") == part.size()) return {};
  if (!s.capital(part.begin) && s.is(part.begin, "clause-words", "preposition")) return {};
  if (s.is_number(part.begin) || s.mentions(part, "organizations", "university") ||
      s.label(part.begin, "short-universities") == part.size())
    return {};
  return part;
}

/// "C++", "C#": signs that are no words.
std::string with_signs(const Sentence& s, Range course) {
  std::string out = s.str(course);
  for (std::uint32_t at = s.span_of(course).end; at < s.span.end && (s.text[at] == '+' || s.text[at] == '#'); ++at)
    out += s.text[at];
  return out;
}

/// All houses behind "at" and "in" in the rest of the sentence.
std::vector<Affiliation> houses_in(const Sentence& s, Range rest) {
  std::vector<Affiliation> out;
  for (std::size_t i = rest.begin; i + 1 < rest.end;) {
    const std::string to = s.preposition(i);
    const bool leads = (to == "at" || to == "within" || to == "in") && s.depth[i] == 0;
    std::size_t first = i + 1;
    // "at several schools, including A and B"
    if (leads && !s.capital(first))
      for (std::size_t k = first; k < std::min(rest.end, first + 5); ++k)
        if (const std::size_t n = s.label(k, "topic-words", "turn"); n > 0 && k + n < rest.end) first = k + n;
    bool found = false;
    if (leads && leads_to_house(s, first, rest.end))
      for (Affiliation& house : read_affiliations(s, {first, rest.end}, CommaMeans::next_of_list)) {
        if (!names_organization(s, house.range)) break;
        i = std::max(i, house.range.end);
        out.push_back(std::move(house));
        found = true;
      }
    if (!found) ++i;
  }
  return out;
}

}  // namespace

/// Courses that the range lists, with the houses and terms behind them.
bool Narrator::read_courses(const Sentence& s, Range range, const TaughtAt& where) {
  if (range.empty()) return false;
  if (s.is(range.begin, "clause-words", "and")) {
    const std::size_t lead = behind_lead(s, {range.begin, std::min(range.end, range.begin + widest_lead)});
    if (lead == range.begin) return false;
    range.begin = lead;
  }
  // Where the list itself opens with its noun, what leads from that to the names is no end of it.
  const std::size_t first = behind_lead(s, {range.begin, std::min(range.end, range.begin + widest_lead)});
  const std::size_t end = list_end(s, {first, range.end});
  std::vector<Range> courses;
  for (const Range part : split_courses(s, {first, end}))
    if (const Range course = course_in(s, part); !course.empty()) courses.push_back(course);
  if (courses.empty()) return false;
  std::vector<Affiliation> houses = houses_in(s, {end, range.end});
  if (houses.empty()) {
    houses.emplace_back();
    houses.back().organization = where.organization;
    houses.back().unit = where.unit;
  }
  std::vector<std::string> terms;
  for (std::size_t i = end; i < range.end; ++i) {
    if (!s.is_date(i) || (i > end && s.date_of[i] == s.date_of[i - 1])) continue;
    const DateMention& date = s.dates[static_cast<std::size_t>(s.date_of[i])];
    terms.push_back(date.term.empty() || date.range ? collapse_blanks(s.slice(date.span)) : date.term);
  }
  for (const Affiliation& house : houses)
    for (const Range course : courses) {
      Draft& draft = add("teaching", s, course, "sentences.course");
      draft.fact.set("course", with_signs(s, course))
          .set("role", where.role)
          .set("organization", house.organization)
          .set("unit", house.unit);
      draft.fact.set("terms", terms);
    }
  return true;
}

bool Narrator::teach(const Sentence& s, const Clause& clause) {
  TaughtAt where;
  // "… a professor at Avon University, where she teaches": where the sentence has just said.
  std::size_t i = clause.predicate.begin;
  while (i > 0 && !s.is(i - 1, "course-words", "there") &&
         (s.label(i - 1, "pronouns") > 0 || s.label(i - 1, "clause-words", "adverb") > 0))
    --i;
  if (i > 0 && s.is(i - 1, "course-words", "there"))
    for (std::size_t k = drafts_.size(); k-- > told_since(sentence_);)
      if (drafts_[k].fact.type == "position") {
        where.organization = drafts_[k].fact.text("organization");
        where.unit = drafts_[k].fact.text("unit");
        break;
      }
  return read_courses(s, clause.argument, where);
}

bool Narrator::tell_taught(const Sentence& s, const TaughtAt& where) {
  ++sentence_;
  std::size_t i = 0;
  while (i < s.size() && s.label(i, "clause-words", "adverb") > 0) ++i;
  if (const std::size_t n = s.label(i, "course-words", "teaching"); n > 0) {
    // A line without a subject needs a sign that courses follow, and not words on teaching.
    const Range rest{i + n, s.size()};
    if (rest.empty() || s.label(rest.begin, "course-words", "stop") > 0) return false;
    bool sign = s.quoted[rest.begin];
    for (std::size_t k = rest.begin; k < std::min(rest.end, rest.begin + most_course_words); ++k)
      sign = sign || noun_at(s, k) > 0;
    return sign && read_courses(s, rest, where);
  }
  const std::size_t role = s.label(i, "roles");
  if (role == 0) return false;
  for (std::size_t k = i + role; k < std::min(s.size(), i + role + most_role_words); ++k) {
    if (noun_at(s, k) > 0) {
      TaughtAt own = where;
      own.role = s.str({i, i + role});
      return read_courses(s, {k, s.size()}, own);
    }
    if (s.breaks(k) ||
        (s.label(k, "clause-words", "preposition") == 0 && s.label(k, "clause-words", "determiner") == 0))
      return false;
  }
  return false;
}

bool Narrator::tell_courses(const Sentence& s) {
  ++sentence_;
  bool found = false;
  for (const Clause& clause : read_clauses(s, owner_))
    if (clause.is("teach") && clause.subject == Subject::owner) found = teach(s, clause) || found;
  return found;
}

}  // namespace vitagraph::extraction::sentences
