// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

struct DegreeItem {
  Range degree;
  std::string level;  ///< notation in the scheme `degrees`
  Range rest;
  const DateMention* before = nullptr;
  bool plural = false;
};

/// Whether a degree is named at the word: not inside another name ("Microsoft PhD Fellowship").
std::size_t degree_at(const Sentence& s, std::size_t i, std::size_t end) {
  std::size_t n = s.label(i, "degrees");
  while (n > 1 && s.is(i + n - 1, "clause-words", "preposition") && !s.capital(i + n - 1)) --n;  // "Doctorate in"
  if (n == 0 || i + n > end || s.is_date(i)) return 0;
  const std::string level = s.notation(i, "degrees");
  const bool word = level == "bachelors" || level == "masters" || level == "doctorate" || level == "certificate" ||
                    level == "attestation" || level == "habilitation" || level == "medical" || level == "law";
  if (!word) return 0;
  if (!s.capital(i) && s.word(i).size() < 6) return 0;
  // In front: a determiner, a list's sign, a date; else it is part of a name.
  if (i > 0 && !s.breaks(i) && s.depth[i] == s.depth[i - 1] && !s.is_date(i - 1)) {
    const bool small = s.label(i - 1, "clause-words") > 0 || s.label(i - 1, "pronouns") > 0 ||
                       s.label(i - 1, "degrees") > 0 || s.gap(i).find('/') != std::string_view::npos ||
                       s.is(i - 1, "predicates", "receive") || !s.capital(i - 1);
    if (!small) return 0;
    // "at MIT", "from MS" are names.
    if (s.is(i - 1, "clause-words", "preposition") && s.label(i - 1, "clause-words", "determiner") == 0 &&
        s.preposition(i - 1) != "with" && s.preposition(i - 1) != "to" && s.preposition(i - 1) != "of")
      return 0;
  }
  const std::size_t after = i + n;
  if (after < end && !s.breaks(after) && s.depth[after] == s.depth[i] && !s.is_date(after)) {
    const bool small = s.label(after, "clause-words") > 0 || s.label(after, "degrees") > 0 ||
                       s.label(after, "pronouns") > 0 || s.label(after, "labels", "thesis") > 0 ||
                       s.gap(after).find('/') != std::string_view::npos || !s.capital(after);
    if (!small || s.label(after, "honours") > 0) return 0;
    if (s.label(after, "labels", "thesis") > 0) return 0;
  }
  return n;
}

/// The degree as written: with "of Arts", without the word for a degree itself.
Range degree_range(const Sentence& s, std::size_t i, std::size_t n, std::size_t end) {
  Range range{i, i + n};
  const auto is_degree_word = [&](std::size_t k) { return s.label(k, "degree-words") == 1; };
  while (range.size() > 1 && is_degree_word(range.end - 1)) --range.end;
  std::size_t j = i + n;
  if (j + 1 < end && s.preposition(j) == "of" && s.capital(j + 1) && !s.is_date(j + 1) &&
      !has_organization(s, {j + 1, std::min(end, j + 3)}) &&
      s.word(range.end - 1).find('.') == std::string_view::npos && s.word(range.end - 1).size() > 5) {
    ++j;
    while (j < end && (s.capital(j) || (s.is(j, "clause-words", "and") && j + 1 < end && s.capital(j + 1))) &&
           !s.breaks(j) && !s.is_date(j))
      ++j;
    range.end = j;
  }
  // "diploma (MSc)"
  if (range.end < end && s.depth[range.end] > s.depth[i] && s.label(range.end, "degrees") == 1 &&
      (range.end + 1 >= end || s.depth[range.end + 1] <= s.depth[i]))
    ++range.end;
  return range;
}

bool name_word(const Sentence& s, std::size_t i) {
  if (s.is(i, "names", "particle") && !s.capital(i)) return true;
  if (!s.capital(i) || s.is_date(i)) return false;
  const char32_t first = code_point_at(s.word(i), 0).value;
  return !is_digit(first) && s.label(i, "organizations") == 0 && s.label(i, "units") == 0;
}

}  // namespace

std::vector<Range> read_persons(const Sentence& s, Range range) {
  std::vector<Range> result;
  std::size_t i = range.begin;
  while (i < range.end) {
    while (i < range.end && (s.is(i, "clause-words", "and") || s.is(i, "clause-words", "determiner") ||
                             s.is(i, "clause-words", "adverb")))
      ++i;
    while (i < range.end && s.label(i, "names", "title") > 0 && !(i + 1 < range.end && s.breaks(i + 1)))
      i += s.label(i, "names", "title");
    std::size_t stop = i;
    while (stop < range.end && stop - i < 5 && name_word(s, stop) && s.depth[stop] == s.depth[i] &&
           !(stop > i && (s.breaks(stop) || s.gap_has(stop, "(/:")))) {
      const bool possessive = s.possessive(stop);
      ++stop;
      if (possessive) break;
    }
    while (stop > i && s.is(stop - 1, "names", "particle") && !s.capital(stop - 1)) --stop;
    while (stop > i + 1 && s.label(stop - 1, "names", "postnominal") == 1) --stop;
    if (stop - i < 2 || (s.possessive(stop - 1))) {
      // A single name in a list of persons is no name.
      break;
    }
    result.push_back({i, stop});
    // Their places and roles in parentheses.
    std::size_t next = stop;
    while (next < range.end && s.depth[next] > s.depth[i]) ++next;
    if (next >= range.end) break;
    const bool list = s.breaks(next) || s.is(next, "clause-words", "and");
    if (!list) break;
    i = next;
    if (s.breaks(next) && !s.is(next, "clause-words", "and") && !name_word(s, next) &&
        s.label(next, "names", "title") == 0)
      break;
  }
  return result;
}

bool Narrator::degrees(const Sentence& s, const Clause& clause) {
  const Range range = clause.argument;
  std::vector<DegreeItem> items;
  std::size_t persons_at = range.end;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (s.depth[i] > s.depth[range.begin]) continue;
    const std::size_t n = degree_at(s, i, range.end);
    if (n == 0) continue;
    DegreeItem item;
    item.degree = degree_range(s, i, n, range.end);
    item.level = s.notation(i, "degrees");
    std::size_t word = i + n;
    item.plural = s.key(i + n - 1).ends_with("degrees");
    while (word < range.end && s.label(word, "degree-words") == 1) {
      item.plural = item.plural || s.key(word).ends_with("s");
      ++word;
    }
    item.rest = {std::max(word, item.degree.end), range.end};
    if (!items.empty()) {
      // What leads to this degree is not part of the item before: "and in 2010 my", ", and a".
      std::size_t lead = item.degree.begin;
      while (lead > items.back().rest.begin && !s.breaks(lead) &&
             (s.is(lead - 1, "clause-words", "determiner") || s.is(lead - 1, "clause-words", "adverb") ||
              s.label(lead - 1, "pronouns", "own") > 0))
        --lead;
      std::size_t date = lead;
      while (date > items.back().rest.begin && s.is_date(date - 1)) --date;
      if (date < lead) {
        std::size_t led = date;
        while (led > items.back().rest.begin && s.is(led - 1, "clause-words", "preposition")) --led;
        const bool own = s.is(led - 1, "clause-words", "and") || s.breaks(led);
        if (led > items.back().rest.begin && own && !s.breaks(lead)) {
          item.before = &s.dates[static_cast<std::size_t>(s.date_of[date])];
          lead = led;
        }
      }
      while (lead > items.back().rest.begin && s.is(lead - 1, "clause-words", "and")) --lead;
      items.back().rest.end = lead;
    }
    items.push_back(item);
    i = std::max(i, item.degree.end - 1);
  }
  (void)persons_at;
  // "degrees in Physics and Engineering from Avon University": fields without a degree.
  if (items.empty()) {
    for (std::size_t i = range.begin; i < std::min(range.end, range.begin + 4); ++i)
      if (s.label(i, "degree-words") == 1) {
        DegreeItem item;
        item.degree = {i, i};
        item.rest = {i + 1, range.end};
        item.plural = s.key(i).ends_with("s");
        items.push_back(item);
        break;
      }
    if (items.empty()) return false;
  }
  const DateMention* front = s.date_in(clause.front);
  std::vector<std::size_t> first_draft;
  for (DegreeItem& item : items) {
    std::vector<Range> fields;
    std::size_t i = item.rest.begin;
    Affiliation where;
    std::vector<Range> persons;
    std::string thesis;
    const DateMention* date = item.before;
    while (i < item.rest.end) {
      if (s.is_date(i)) {
        if (date == nullptr) date = &s.dates[static_cast<std::size_t>(s.date_of[i])];
        ++i;
        continue;
      }
      if (s.depth[i] > s.depth[item.degree.begin < item.degree.end ? item.degree.begin : item.rest.begin]) {
        ++i;
        continue;
      }
      const std::string key = s.preposition(i);
      const std::size_t advising = s.label(i, "predicates", "advised");
      if (advising > 0 || ((key == "with" || key == "under") && !read_persons(s, {i + 1, item.rest.end}).empty())) {
        const auto read = read_persons(s, {i + std::max<std::size_t>(1, advising), item.rest.end});
        persons.insert(persons.end(), read.begin(), read.end());
        i = read.empty() ? i + 1 : read.back().end;
        continue;
      }
      const bool in = key == "in" || key == "on" || key == "of";
      if (in && i + 1 < item.rest.end && !s.is_date(i + 1) && fields.empty() && (where.empty() || key == "in")) {
        std::size_t j = i + 1;
        while (j < item.rest.end && s.is(j, "clause-words", "determiner")) ++j;
        // A field runs to the next preposition, comma before an organisation, or date.
        std::size_t stop = j;
        while (stop < item.rest.end && !s.is_date(stop)) {
          if (s.depth[stop] > s.depth[i]) break;
          if (stop > j && s.is(stop, "clause-words", "preposition") && s.preposition(stop) != "of" &&
              s.preposition(stop) != "for")
            break;
          if (stop > j && s.breaks(stop)) {
            // "in Physics, Chemistry, and Biology from …" is a list of fields only when a preposition of place follows.
            break;
          }
          if (stop > j && s.label(stop, "predicates") > 0 && !s.capital(stop)) break;
          if (s.label(stop, "pronouns") > 0) break;
          ++stop;
        }
        while (stop > j && s.is(stop - 1, "clause-words", "and")) --stop;
        const bool organization = has_organization(s, {j, stop});
        if (!organization && stop > j && !is_place(s, {j, stop})) {
          fields.push_back({j, stop});
          i = stop;
          continue;
        }
      }
      const bool place_word = s.is(i, "clause-words", "preposition") || s.breaks(i);
      if (place_word && where.empty()) {
        Affiliation read = read_affiliation(s, {i, item.rest.end});
        if (!read.empty() && (has_organization(s, read.range) || key == "from" || key == "at")) {
          where = read;
          i = std::max(i + 1, read.range.end);
          continue;
        }
      } else if (!where.empty() && where.place.empty() && key == "in" && i + 1 < item.rest.end &&
                 s.label(i + 1, "places") > 0) {
        where.place = s.str({i + 1, i + 1 + s.label(i + 1, "places")});
      }
      if (s.breaks(i) && !where.empty() && s.label(i, "predicates") > 0) break;
      ++i;
    }
    if (fields.size() == 1 && item.plural && fields[0].size() > 2) {
      std::vector<Range> split = split_list(s, fields[0]);
      if (split.size() > 1) fields = split;
    }
    const std::size_t facts = std::max<std::size_t>(1, fields.size());
    for (std::size_t f = 0; f < facts; ++f) {
      Draft& draft = add("education", s, {item.degree.begin, std::max(item.degree.end, i)}, "sentences.degree");
      if (!item.degree.empty()) draft.fact.set("degree", s.str(item.degree));
      draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
      if (f < fields.size()) draft.fact.set("field", s.str(fields[f]));
      if (date == nullptr && (items.size() == 1 || &item == &items.front())) date = front;
      if (date != nullptr && date->range) {
        draft.fact.set("start", date->start).set("end", date->end);
      } else if (date != nullptr) {
        draft.fact.set("end", date->end);
      }
      first_draft.push_back(drafts_.size() - 1);
      for (const Range person : persons) {
        const std::string name = s.str(person);
        drafts_.back().fact.add("advisors", name);
      }
    }
  }
  // "his M.S. and Ph.D. in Computing from Avon", "…, both in Computing": what one item lacks the next one tells.
  for (std::size_t k = items.size(); k-- > 1;) {
    if (first_draft.size() != items.size()) break;
    facts::Fact& earlier = drafts_[first_draft[k - 1]].fact;
    const facts::Fact& later = drafts_[first_draft[k]].fact;
    const bool bare = !earlier.has("organization");
    if (bare)
      for (const char* field : {"organization", "unit", "place"})
        if (later.has(field)) earlier.set(field, std::string(later.text(field)));
    if (bare && !earlier.has("field") && later.has("field")) earlier.set("field", std::string(later.text("field")));
  }
  // ", both in Electrical Engineering": at the end, for all that lack a field.
  if (first_draft.size() == items.size() && items.size() > 1) {
    const DegreeItem& last = items.back();
    bool both = false;
    for (std::size_t i = last.rest.begin; i + 1 < last.rest.end; ++i)
      both = both || (s.is(i, "shared-words", "both") && s.is(i + 1, "clause-words", "preposition"));
    if (both)
      for (const std::size_t k : first_draft)
        if (!drafts_[k].fact.has("field") && drafts_[first_draft.back()].fact.has("field"))
          drafts_[k].fact.set("field", std::string(drafts_[first_draft.back()].fact.text("field")));
  }
  std::vector<std::size_t> dead;
  const std::size_t known = drafts_.size();
  for (const std::size_t k : first_draft) {
    Draft& draft = drafts_[k];
    if (!draft.fact.has("organization") && (!draft.fact.has("degree") || clause.subordinate)) draft.fact.type.clear();
  }
  const std::size_t first_told = told_since(sentence_);
  for (std::size_t k = first_told; k < known; ++k) {
    if (drafts_[k].fact.type != "education" || drafts_[k].sentence != sentence_ || drafts_[k].fact.has("advised"))
      continue;
    for (const std::string& name : drafts_[k].fact.list("advisors")) {
      const bool already =
          std::any_of(drafts_.begin() + static_cast<std::ptrdiff_t>(first_told), drafts_.end(), [&](const Draft& d) {
            return d.fact.type == "advising" && d.fact.text("advisor") == name && d.sentence == sentence_;
          });
      if (already) continue;
      facts::Fact advising("advising");
      const std::string level = s.lexicon->find("degrees", drafts_[k].fact.text("degree")).empty()
                                    ? std::string()
                                    : s.lexicon->find("degrees", drafts_[k].fact.text("degree")).front()->notation;
      advising.set("advisor", name).set("advisee", context_.owner);
      advising.set("relation", level == "doctorate" || level == "habilitation" ? "phd"
                               : level == "masters"                            ? "masters"
                               : level == "bachelors"                          ? "bachelors"
                                                                               : "mentor");
      for (const char* field : {"organization", "start", "end"})
        if (drafts_[k].fact.has(field)) advising.set(field, std::string(drafts_[k].fact.text(field)));
      drafts_.push_back({std::move(advising), drafts_[k].span, "sentences.advisor", sentence_});
    }
  }
  drafts_.erase(std::remove_if(drafts_.begin() + static_cast<std::ptrdiff_t>(first_told), drafts_.end(),
                               [](const Draft& draft) { return draft.fact.type.empty(); }),
                drafts_.end());
  return true;
}

bool Narrator::graduate(const Sentence& s, const Clause& clause) {
  const DateMention* date = s.date_in(clause.argument);
  if (date == nullptr) date = s.date_in(clause.front);
  for (std::size_t i = clause.argument.begin; i < clause.argument.end; ++i)
    if (degree_at(s, i, clause.argument.end) > 0) {
      // "graduated from A with a B.Sc. in F": the degree, and A as its place.
      const std::size_t before = drafts_.size();
      const Affiliation where = read_affiliation(s, {clause.argument.begin, i});
      Clause whole = clause;
      whole.argument.begin = i;
      while (whole.argument.begin > clause.argument.begin &&
             s.is(whole.argument.begin - 1, "clause-words", "determiner"))
        --whole.argument.begin;
      if (!degrees(s, whole)) return false;
      for (std::size_t k = before; k < drafts_.size(); ++k) {
        facts::Fact& fact = drafts_[k].fact;
        if (fact.type != "education") continue;
        if (!where.empty() && !fact.has("organization"))
          fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
        if (!fact.has("end") && date != nullptr) fact.set("end", date->end);
      }
      return true;
    }
  // "educated at Avon University and the University of Bath"
  const std::vector<Affiliation> places = read_affiliations(s, clause.argument);
  for (const Affiliation& where : places) {
    if (&where != &places.front() && !has_strong_organization(s, where.range)) continue;
    Draft& draft = add("education", s, clause.argument, "sentences.graduate");
    draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
    const DateMention* when = where.date != nullptr ? where.date : date;
    if (when != nullptr && when->range) draft.fact.set("start", when->start);
    if (when != nullptr) draft.fact.set("end", when->end);
  }
  return !places.empty();
}

bool Narrator::study(const Sentence& s, const Clause& clause) {
  if (degrees(s, clause)) return true;
  const Range range = clause.argument;
  std::size_t at = range.begin;
  while (at < range.end &&
         !(s.is(at, "clause-words", "preposition") && (s.preposition(at) == "at" || s.preposition(at) == "in")) &&
         !s.is_date(at))
    ++at;
  const Affiliation where = read_affiliation(s, {at, range.end});
  if (where.empty() || !has_organization(s, where.range)) return false;
  const DateMention* date = s.date_in(range);
  if (date == nullptr) date = s.date_in(clause.front);
  const Range field = s.trim({range.begin, at});
  std::vector<Range> fields = split_list(s, field);
  if (fields.empty()) fields.push_back({});
  for (const Range one : fields) {
    if (!one.empty() && !s.capital(one.begin) && one.size() > 5) return false;
    Draft& draft = add("education", s, {range.begin, where.range.end}, "sentences.study");
    draft.fact.set("organization", where.organization).set("unit", where.unit).set("place", where.place);
    if (!one.empty()) draft.fact.set("field", s.str(one));
    if (date != nullptr && date->range) draft.fact.set("start", date->start);
    if (date != nullptr) draft.fact.set("end", date->end);
  }
  return true;
}

bool Narrator::advised(const Sentence& s, const Clause& clause) { return persons(s, clause, "advised"); }
bool Narrator::mentored(const Sentence& s, const Clause& clause) { return persons(s, clause, "mentored"); }
bool Narrator::hosted(const Sentence& s, const Clause& clause) { return persons(s, clause, "hosted"); }

/// Persons and what they were to the owner: the study or post told last decides.
bool Narrator::persons(const Sentence& s, const Clause& clause, std::string_view how) {
  const auto names = read_persons(s, clause.argument);
  if (names.empty()) return false;
  // The last study or post, of this sentence or the one before.
  Draft* about = nullptr;
  for (std::size_t k = told_since(sentence_ == 0 ? 0 : sentence_ - 1); k < drafts_.size(); ++k)
    if (drafts_[k].fact.type == "education" || drafts_[k].fact.type == "position") about = &drafts_[k];
  if (how == "mentored" && (about == nullptr || about->sentence != sentence_)) return false;
  std::string relation = how == "hosted" ? "host" : "mentor";
  bool advisor = false;
  if (about != nullptr && about->fact.type == "education" && how != "hosted") {
    const auto levels = s.lexicon->find("degrees", about->fact.text("degree"));
    if (!levels.empty()) {
      const std::string& level = levels.front()->notation;
      relation = level == "doctorate"   ? "phd"
                 : level == "masters"   ? "masters"
                 : level == "bachelors" ? "bachelors"
                                        : "mentor";
      advisor = true;
    } else if (how == "advised") {
      relation = "phd";
      advisor = true;
    }
  } else if (about != nullptr && about->fact.type == "position" && how != "hosted") {
    const auto roles = s.lexicon->find("roles", about->fact.text("role"));
    const std::string family = roles.empty() ? std::string() : roles.front()->notation;
    relation = family == "postdoc" ? "postdoc" : family == "intern" ? "intern" : family == "student" ? "phd" : "mentor";
  } else if (about == nullptr && how == "advised") {
    relation = "phd";
  }
  std::vector<Draft> added;
  for (const Range name : names) {
    facts::Fact fact("advising");
    fact.set("advisor", s.str(name)).set("advisee", context_.owner).set("relation", relation);
    if (about != nullptr) {
      for (const char* field : {"organization", "start", "end"})
        if (about->fact.has(field)) fact.set(field, std::string(about->fact.text(field)));
      if (advisor && about->fact.type == "education") about->fact.add("advisors", s.str(name));
    }
    added.push_back({std::move(fact), s.span_of(name), "sentences.advisor", sentence_});
  }
  drafts_.insert(drafts_.end(), added.begin(), added.end());
  return true;
}

}  // namespace vitagraph::extraction::sentences
