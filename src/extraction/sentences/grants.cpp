// SPDX-License-Identifier: Apache-2.0
// Several grants in one sentence: "grants such as an FFC Starting Grant, two Moss Trust projects and others from KBF
// and the Avon Fund", "FFC Junior and Senior Grants", "funding from the FFC, the Fern Foundation and KBF".
#include <algorithm>

#include "extraction/grant_funder.hpp"
#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::size_t least_listed = 2;
constexpr std::size_t least_acronym = 2;  ///< letters
constexpr std::size_t most_name_words = 10;

std::size_t grant_word(const Sentence& s, std::size_t i) { return s.label(i, "honours", "grant"); }

bool is_acronym(std::string_view word) {
  std::size_t upper = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    upper += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return upper >= least_acronym;
}

bool names_house(const Sentence& s, Range range) {
  return is_acronym(s.word(range.begin)) || has_organization(s, range);
}

/// "German" names no funder; acronyms, several words and what the vocabulary knows do.
bool can_be_funder(const std::string& name, const lexicon::Lexicon& lexicon) {
  if (name.empty() || !lexicon.find("places", name).empty()) return false;
  GrantPart part;
  part.text = name;
  return name.find(' ') != std::string::npos || is_acronym(name) || funder_score(part, lexicon) >= sure_funder;
}

/// The names of a list that begins at `from`, each as far as capitals and the small words inside of names go. "and"
/// parts them where what is behind it is a house of its own.
std::vector<Range> listed_names(const Sentence& s, std::size_t from, std::size_t end) {
  std::vector<Range> out;
  std::size_t i = from;
  while (i < end && !s.is_date(i)) {
    if (s.is(i, "clause-words", "determiner") || s.is(i, "clause-words", "and") || s.is(i, "clause-words", "adverb")) {
      ++i;
      continue;
    }
    if (!s.capital(i)) break;
    Range name{i, i + 1};
    while (name.end < end && name.size() < most_name_words && !s.breaks(name.end) && s.depth[name.end] == s.depth[i] &&
           !s.is_date(name.end)) {
      std::size_t next = name.end;
      const bool conjunction = s.is(next, "clause-words", "and");
      while (next < end && !s.capital(next) &&
             (s.is(next, "clause-words", "name-inside") || s.is(next, "clause-words", "and") ||
              s.is(next, "clause-words", "determiner")))
        ++next;
      if (next >= end || !s.capital(next) || s.is_date(next)) break;
      if (conjunction &&
          (next > name.end + 1 || names_house(s, {next, std::min(end, next + 4)}) || is_acronym(s.word(name.end - 1))))
        break;
      name.end = next + 1;
    }
    out.push_back(name);
    // "Fern Foundation (FF)"
    i = name.end;
    while (i < end && s.depth[i] > s.depth[name.begin]) ++i;
  }
  return out;
}

/// A grant that a sentence names.
struct Named {
  Range range;
  std::string funder, name;
};

/// "FFC Junior and Senior Grants": one behind the other, of one giver. Empty if "and" joins nothing there.
std::vector<Named> elliptic(const Sentence& s, Range run, std::size_t word) {
  for (std::size_t k = run.begin + 1; k + 1 < run.end; ++k) {
    if (!s.is(k, "clause-words", "and")) continue;
    const std::string kind = " " + std::string(s.word(word));
    const std::string one = s.str({run.begin, k}) + kind;
    const std::string funder =
        is_acronym(s.word(run.begin)) ? std::string(s.word(run.begin)) : funder_in(one, *s.lexicon);
    if (funder.empty() || is_acronym(s.word(k + 1))) return {};
    const std::string other = funder + " " + s.str({k + 1, run.end}) + kind;
    return {{{run.begin, k}, funder, one}, {{k + 1, word + 1}, funder, other}};
  }
  return {};
}

/// Whether nothing stands in front of the first word of grants that has them as its object: "a rejection of two
/// grants", "a prize for managing grants", "no grants".
bool begins_with_grants(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end && grant_word(s, i) == 0; ++i) {
    if (s.label(i, "topic-words", "turn") > 0) return true;
    if (s.is(i, "clause-words", "negation") || (!s.capital(i) && !s.preposition(i).empty())) return false;
  }
  return true;
}

/// "no grants from", "did not receive funding from"; not "Grant No. 12 from".
bool refuses_grants(const Sentence& s, std::size_t end) {
  for (std::size_t i = 0; i + 1 < end; ++i)
    if (s.is(i, "clause-words", "negation") && (grant_word(s, i + 1) > 0 || (i + 2 < end && grant_word(s, i + 2) > 0)))
      return true;
  return false;
}

/// Where the capitalised words in front of a word of grants begin.
std::size_t run_before(const Sentence& s, std::size_t begin, std::size_t word) {
  std::size_t at = word;
  while (at > begin && !s.breaks(at) && s.depth[at - 1] == s.depth[word] && !s.is_date(at - 1) &&
         !s.is(at - 1, "clause-words", "determiner")) {
    const bool joins = s.is(at - 1, "clause-words", "and") && at < word && at - 1 > begin && s.capital(at - 2) &&
                       grant_word(s, at - 2) == 0;
    if (!joins && !s.capital(at - 1)) break;
    --at;
  }
  return at;
}

}  // namespace

std::size_t Narrator::grants(const Sentence& s, Range range) {
  if (!begins_with_grants(s, range)) return range.begin;
  std::vector<Named> found;
  bool bare = false, list = false;  // "several grants" stands in front; one phrase names two
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::size_t words = grant_word(s, i);
    if (words == 0) continue;
    const std::size_t begin = run_before(s, range.begin, i), before = found.size();
    if (begin < i) {
      std::vector<Named> two = elliptic(s, {begin, i}, i);
      list = list || !two.empty();
      if (two.empty()) {
        const std::string text = s.str({begin, i + words});
        if (const std::string funder = funder_in(text, *s.lexicon); can_be_funder(funder, *s.lexicon))
          two.push_back({{begin, i + words}, funder, i > begin + 1 || words > 1 ? text : std::string()});
      }
      for (Named& one : two) found.push_back(std::move(one));
    } else {
      bare = true;
    }
    // "grants from", "grants (e.g., from"
    std::size_t next = i + words;
    while (next + 1 < range.end && next < i + words + 2 && s.depth[next] > s.depth[i] && s.preposition(next).empty())
      ++next;
    if (next + 1 < range.end && (s.preposition(next) == "from" || s.preposition(next) == "by") &&
        found.size() == before)
      for (const Range name : listed_names(s, next + 1, range.end))
        if (const std::string funder = s.str(name); can_be_funder(funder, *s.lexicon)) {
          found.push_back({name, funder, {}});
          i = std::max(i, name.end - 1);
        }
  }
  if (!(list || (bare && !found.empty() && (found.size() >= least_listed)))) return range.begin;
  for (const Named& one : found) {
    Draft& draft = add("grant", s, one.range, "sentences.grant");
    draft.fact.set("funder", one.funder).set("name", one.name);
  }
  return found.back().range.end;
}

bool Narrator::fund(const Sentence& s, const Clause& clause) {
  if (refuses_grants(s, clause.argument.begin)) return false;
  std::vector<Named> funders;
  for (const Affiliation& funder : read_affiliations(s, clause.argument, CommaMeans::next_of_list)) {
    // In a list of funders what has a name is one.
    const bool named = !funders.empty() && funder.range.size() > 1 && s.capital(funder.range.end - 1);
    if (has_organization(s, funder.range) || named) funders.push_back({funder.range, funder.organization, {}});
  }
  if (funders.empty()) return false;
  std::vector<Named> listed;
  for (const Range name : listed_names(s, clause.argument.begin, clause.argument.end))
    if (const std::string funder = s.str(name); can_be_funder(funder, *s.lexicon)) listed.push_back({name, funder, {}});
  for (const Named& one : listed.size() > funders.size() ? listed : funders)
    add("grant", s, one.range, "sentences.funder").fact.set("funder", one.funder);
  return true;
}

}  // namespace vitagraph::extraction::sentences
