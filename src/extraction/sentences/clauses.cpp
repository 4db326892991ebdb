// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/clauses.hpp"

#include <algorithm>

#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction::sentences {
namespace {

struct Predicate {
  std::vector<std::string> frames;
  std::string role;
  Range words;
};

/// Predicates outside parentheses, longest first from left to right; adverbs may stand inside ("has previously served
/// as").
std::vector<Predicate> find_predicates(const Sentence& s) {
  lexicon::Words without_adverbs;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t adverb = s.is_date(i) ? 0 : s.label(i, "clause-words", "adverb");
    if (adverb > 0) {
      i += adverb;
      continue;
    }
    at.push_back(i++);
  }
  if (at.size() < s.size())
    for (const std::size_t i : at) without_adverbs.push_back(s.words[i]);
  const lexicon::Words& kept = at.size() < s.size() ? without_adverbs : s.words;
  std::vector<Predicate> result;
  for (std::size_t k = 0; k < kept.size();) {
    const std::size_t i = at[k];
    if (s.depth[i] > 0 || s.quoted[i] || s.is_date(i)) {
      ++k;
      continue;
    }
    const auto found = s.lexicon->longest("predicates", kept, k);
    const auto acting = s.lexicon->longest("acting", kept, k);
    const std::size_t words = std::max(found ? found->words : 0u, acting ? acting->words : 0u);
    if (words == 0) {
      ++k;
      continue;
    }
    Predicate predicate;
    predicate.words = {i, at[k + words - 1] + 1};
    if (acting && acting->words == words) {
      predicate.frames = {"act"};
      predicate.role = s.lexicon->concept_at(acting->concept_id).notation;
    } else {
      for (const auto* known : s.lexicon->concepts_of("predicates", kept, k, words))
        predicate.frames.push_back(known->notation);
    }
    // "works, among other things, on": the commas are the adverb's.
    const auto aside = [&](std::size_t j) {
      const auto is_kept = [&](std::size_t word) { return std::binary_search(at.begin(), at.end(), word); };
      return !is_kept(j) || !is_kept(j - 1);
    };
    // A capital in the middle of a sentence is a name's ("Research Works"), and a comma inside ends the phrase.
    bool broken = false;
    for (std::size_t j = predicate.words.begin + 1; j < predicate.words.end; ++j)
      broken = broken || (s.breaks(j) && !aside(j));
    const bool name = words == 1 && i > 0 && s.capital(i) && s.label(i, "pronouns", "first") == 0;
    if (!broken && !name) {
      result.push_back(std::move(predicate));
      k += words;
    } else {
      ++k;
    }
  }
  return result;
}

bool pronoun(const Sentence& s, std::size_t i) { return s.label(i, "pronouns") > 0; }

}  // namespace

bool Clause::is(std::string_view frame) const { return std::find(frames.begin(), frames.end(), frame) != frames.end(); }

Owner::Owner(const Context& context) {
  for (const auto& word : lexicon::split_words(context.owner))
    if (word.key.size() > 1 || is_cjk(code_point_at(word.key, 0).value)) keys_.push_back(word.key);
}

bool Owner::names(const Sentence& s, std::size_t i) const {
  if (!s.capital(i)) return false;
  std::string key = s.key(i);
  if (s.possessive(i) && key.ends_with("s") && std::find(keys_.begin(), keys_.end(), key) == keys_.end())
    key.pop_back();
  return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

std::vector<Clause> read_clauses(const Sentence& s, Owner& owner) {
  std::vector<Clause> clauses;
  const std::vector<Predicate> predicates = find_predicates(s);
  std::size_t previous_end = 0;
  bool subordinate = false;
  Subject current = Subject::same_as_before;
  std::size_t before_begin = s.size();
  for (const Predicate& predicate : predicates) {
    const std::size_t p = predicate.words.begin;
    if (std::find(predicate.frames.begin(), predicate.frames.end(), "before") != predicate.frames.end()) {
      // Inside a sentence these are prepositions of time, not the head of a clause.
      if (p == 0 || s.breaks(p)) {
        subordinate = true;
        before_begin = p;
        previous_end = predicate.words.end;
        if (!clauses.empty()) clauses.back().argument.end = std::min(clauses.back().argument.end, p);
      }
      continue;
    }
    // "with a focus on developing models": the verb is part of the topic.
    if (predicate.frames == std::vector<std::string>{"aside"} && !clauses.empty() && predicate.words.size() == 1 &&
        s.key(p).ends_with("ing") && p == previous_end &&
        (clauses.back().is("interest") || clauses.back().is("interested")))
      continue;
    Clause clause;
    clause.frames = predicate.frames;
    clause.role = predicate.role;
    clause.predicate = predicate.words;
    clause.argument = {predicate.words.end, s.size()};
    // To the left: adverbs, the subject, a conjunction.
    std::size_t left = p;
    bool found_subject = false, other = false;
    const std::size_t floor = previous_end;
    Subject subject = Subject::same_as_before;
    while (left > floor && !s.breaks(left) && p - left < 40) {
      const std::size_t i = left - 1;
      if (s.is_date(i) || (s.depth[i] == 0 && s.is(i, "clause-words", "and"))) break;
      if (s.depth[i] > 0 || s.label(i, "clause-words", "adverb") > 0) {
        --left;
        continue;
      }
      if (owner.names(s, i)) {
        if (!found_subject) subject = s.possessive(i) ? Subject::owners_thing : Subject::owner;
        found_subject = true;
      } else if (pronoun(s, i)) {
        if (!found_subject) {
          if (s.is(i, "pronouns", "first"))
            subject = Subject::owner;
          else if (s.is(i, "pronouns", "third"))
            subject = owner.present() ? Subject::owner : Subject::somebody_else;
          else if (s.is(i, "pronouns", "own"))
            subject = owner.present() || s.is(i, "pronouns", "my") ? Subject::owners_thing : Subject::somebody_else;
          else if (s.is(i, "pronouns", "other"))
            subject = Subject::somebody_else;
        }
        found_subject = true;
      } else if (!found_subject) {
        other = true;
      } else if (!s.is(i, "names", "title")) {
        break;
      }
      --left;
    }
    clause.front = {floor, left};
    // A participle or a noun ("advised by", "recipient of") leans on what stands before it; a verb after a noun has a
    // subject of its own. "I and my students are", "research that I …": a noun next to the verb is its subject.
    if (found_subject && other && subject == Subject::owner && !s.is(left, "pronouns", "own"))
      subject = Subject::somebody_else;
    if (!found_subject && other) {
      bool capitals = false;
      for (std::size_t i = left; i < p; ++i)
        capitals = capitals || (s.capital(i) && i > 0 && !s.is(i, "names", "title"));
      subject = Subject::somebody_else;
      const bool leans = clause.is("advised") || clause.is("mentored") || clause.is("hosted") ||
                         clause.is("affiliated") || clause.is("fund") || clause.is("interest") ||
                         clause.is("interested") ||
                         ((clause.is("receive") || clause.is("act") || clause.is("speak")) && clauses.empty() == false);
      if (leans && !clauses.empty()) {
        subject = Subject::same_as_before;
        left = p;
      } else if (capitals && left == 0 && p <= 6 && !has_organization(s, {left, p}) && clause.is("hold")) {
        owner.set_present(false);
      }
    }
    // "I'm" is subject and verb in one word.
    for (std::size_t i = predicate.words.begin; i < predicate.words.end && !found_subject; ++i)
      if (s.is(i, "pronouns", "first")) {
        subject = Subject::owner;
        left = p;
        owner.set_present(true);
        break;
      }
    if (subject == Subject::owner && !s.is(left, "pronouns", "third")) owner.set_present(true);
    if (subject == Subject::same_as_before)
      subject =
          current == Subject::same_as_before ? (owner.present() ? Subject::owner : Subject::somebody_else) : current;
    clause.subject = subject;
    current = subject == Subject::owners_thing ? (owner.present() ? Subject::owner : Subject::somebody_else) : subject;
    // What precedes belongs to the clause before, save a date that leads in: ", and from 2018 to 2021, he was".
    if (!clauses.empty()) {
      std::size_t stop = left;
      while (stop > clauses.back().predicate.end && s.is(stop - 1, "clause-words", "and")) --stop;
      std::size_t lead = stop;
      if (s.breaks(left) && stop > 0 && s.is_date(stop - 1)) {
        while (lead > clauses.back().predicate.end && s.is_date(lead - 1)) --lead;
        while (lead > clauses.back().predicate.end && s.is(lead - 1, "clause-words", "preposition")) --lead;
        const bool begins = lead > 0 && (s.breaks(lead) || s.is(lead - 1, "clause-words", "and"));
        if (begins) {
          clause.front = {lead, stop};
          stop = lead;
          while (stop > clauses.back().predicate.end && s.is(stop - 1, "clause-words", "and")) --stop;
        } else {
          clause.front = {};
        }
      } else {
        clause.front = {};
      }
      clauses.back().argument.end = std::min(clauses.back().argument.end, stop);
    }
    if (subordinate) {
      // "Prior to joining A in 2021, he was …": the comma ends what is subordinate.
      bool comma_since = false;
      for (std::size_t i = before_begin + 1; i <= p && i < s.size(); ++i) comma_since = comma_since || s.breaks(i);
      clause.subordinate = !comma_since;
      if (comma_since) subordinate = false;
    }
    previous_end = predicate.words.end;
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

}  // namespace vitagraph::extraction::sentences
