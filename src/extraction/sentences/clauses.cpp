// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/clauses.hpp"

#include <algorithm>

#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/predicates.hpp"

namespace vitagraph::extraction::sentences {
namespace {

bool pronoun(const Sentence& s, std::size_t i) { return s.label(i, "pronouns") > 0; }

/// "my collaborator Jane Hart", "my advisor's work": somebody else's name or thing behind the pronoun.
bool names_another(const Sentence& s, Range range, Thing thing, const Owner& owner) {
  for (std::size_t i = range.begin + 1; i < range.end; ++i) {
    if (owner.names(s, i)) continue;
    if (s.possessive(i) && !s.is(i, "pronouns", "own")) return true;
    if (s.label(i, "names", "title") > 0) return true;
    const bool full = i + 1 < range.end && s.capital(i) && s.capital(i + 1) && !owner.names(s, i + 1);
    if (full && thing == Thing::none) return true;
  }
  return false;
}

/// "why hedges that we plant are lost to frost": a verb of a question that somebody asks.
bool inside_question(const Sentence& s, const std::vector<Clause>& clauses, std::size_t at) {
  if (clauses.empty() || !(clauses.back().is("interest") || clauses.back().is("interested"))) return false;
  for (std::size_t i = at; i-- > clauses.back().predicate.end;) {
    if (s.breaks(i + 1)) return false;
    if (s.is(i, "topic-words", "question")) return true;
  }
  return false;
}

/// "with methods for exploring moss", "teaching/exploring": a verb that goes on with what stands before it.
bool inside_phrase(const Sentence& s, std::size_t p, std::size_t previous_end) {
  if (p == 0 || p == previous_end) return false;
  if (s.gap_has(p, "/")) return true;
  return !s.breaks(p) && s.is(p - 1, "clause-words", "preposition") && s.preposition(p - 1) != "to";
}

/// What a predicate of topics says is settled by whose work it is about: a person has interests by some verbs, their
/// work by many, and only interests "are" topics.
void settle_topics(Clause& clause, Thing thing) {
  const auto erase = [&](std::string_view frame) { std::erase(clause.frames, frame); };
  const bool things = clause.subject == Subject::owners_thing;
  const bool topics = things && ((clause.is("topic") && thing != Thing::none) ||
                                 (clause.is("topic-in") && (thing == Thing::work || thing == Thing::interests)) ||
                                 ((clause.is("topic-be") || clause.is("topic-list")) && thing == Thing::interests));
  for (const std::string_view frame : {"topic", "topic-in", "topic-be", "topic-list"}) erase(frame);
  const bool studied = things && thing != Thing::none && clause.is("interested");
  if (things) erase("interested");
  if ((topics || studied) && !clause.is("interest")) clause.frames.push_back("interest");
}

/// "a book on frost, where I explore": what a text tells is no interest of its own.
bool told_in_text(const Sentence& s, const std::vector<Clause>& clauses, std::size_t left) {
  const std::size_t link = left > 0 && s.is(left - 1, "topic-words", "end") ? left - 1 : left;
  if (!s.is(link, "topic-words", "end")) return false;
  // "In 2020 I published Fern Law, where I explore": the text is known by what was done with it.
  return s.mentions({0, link}, "topic-words", "text") || (!clauses.empty() && clauses.back().is("aside"));
}

/// "The main themes of my work": where what is the owner's by its complement begins.
std::size_t begin_of_thing(const Sentence& s, std::size_t left, std::size_t floor) {
  if (left <= floor || s.preposition(left - 1) != "of") return left;
  std::size_t begin = left - 1;
  while (begin > floor && !s.breaks(begin) && !s.is_date(begin - 1) && !pronoun(s, begin - 1) &&
         !s.is(begin - 1, "clause-words", "and"))
    --begin;
  return begin;
}

/// The words in front of a predicate as far as its subject.
struct Lead {
  std::size_t left = 0;
  Subject subject = Subject::same_as_before;
  bool found = false;     ///< whether a pronoun or the owner's name is the subject
  bool other = false;     ///< whether other words stand next to the predicate
  bool relative = false;  ///< whether "which" is the subject
};

Subject subject_of(const Sentence& s, std::size_t i, const Owner& owner, Subject current) {
  if (s.is(i, "pronouns", "first")) return Subject::owner;
  if (s.is(i, "pronouns", "third")) return owner.present() ? Subject::owner : Subject::somebody_else;
  if (s.is(i, "pronouns", "own"))
    return owner.present() || s.is(i, "pronouns", "my") ? Subject::owners_thing : Subject::somebody_else;
  if (s.is(i, "pronouns", "whose"))
    return current == Subject::somebody_else || !owner.present() ? Subject::somebody_else : Subject::owners_thing;
  return s.is(i, "pronouns", "other") ? Subject::somebody_else : Subject::same_as_before;
}

/// To the left: adverbs, the subject, a conjunction.
Lead read_lead(const Sentence& s, std::size_t p, std::size_t floor, const Owner& owner, Subject current) {
  Lead lead;
  lead.left = p;
  while (lead.left > floor && !s.breaks(lead.left) && p - lead.left < 40) {
    const std::size_t i = lead.left - 1;
    if (s.is_date(i) || (s.depth[i] == 0 && s.is(i, "clause-words", "and"))) break;
    if (s.depth[i] > 0 || s.label(i, "clause-words", "adverb") > 0 || s.label(i, "auxiliaries") > 0) {
      --lead.left;
      continue;
    }
    if (owner.names(s, i)) {
      if (!lead.found) lead.subject = s.possessive(i) ? Subject::owners_thing : Subject::owner;
      lead.found = true;
    } else if (pronoun(s, i)) {
      if (!lead.found) {
        lead.subject = subject_of(s, i, owner, current);
        lead.relative = s.is(i, "pronouns", "which");
      }
      lead.found = true;
    } else if (!lead.found) {
      lead.other = true;
    } else if (!s.is(i, "names", "title")) {
      break;
    }
    --lead.left;
  }
  return lead;
}

/// Whether a predicate without a subject of its own leans on the clause before.
bool leans(const Clause& clause) {
  for (const std::string_view frame :
       {"advised", "mentored", "hosted", "affiliated", "fund", "interest", "interested", "receive", "act", "speak"})
    if (clause.is(frame)) return true;
  return false;
}

/// What precedes belongs to the clause before, save a date that leads in: ", and from 2018 to 2021, he was".
void end_before(const Sentence& s, Clause& before, Clause& clause, std::size_t left) {
  const auto joined = [&](std::size_t stop) {
    while (stop > before.predicate.end && s.is(stop - 1, "clause-words", "and")) --stop;
    return stop;
  };
  std::size_t stop = joined(left);
  std::size_t lead = stop;
  clause.front = {};
  if (s.breaks(left) && stop > 0 && s.is_date(stop - 1)) {
    while (lead > before.predicate.end && s.is_date(lead - 1)) --lead;
    while (lead > before.predicate.end && s.is(lead - 1, "clause-words", "preposition")) --lead;
    if (lead > 0 && (s.breaks(lead) || s.is(lead - 1, "clause-words", "and"))) {
      clause.front = {lead, stop};
      stop = joined(lead);
    }
  }
  before.argument.end = std::min(before.argument.end, stop);
}

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
  Thing last_thing = Thing::none;
  for (const Predicate& predicate : predicates) {
    const std::size_t p = predicate.words.begin;
    if (inside_question(s, clauses, p) || (predicate.verb && inside_phrase(s, p, previous_end))) continue;
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
    const std::size_t floor = previous_end;
    const Lead lead = read_lead(s, p, floor, owner, current);
    std::size_t left = lead.left;
    bool found_subject = lead.found;
    const bool other = lead.other, relative = lead.relative;
    Subject subject = lead.subject;
    bool of_another = false;
    if (subject == Subject::owners_thing) {
      const std::size_t begin = begin_of_thing(s, left, floor);
      // "The results of my work include": what stands in front is no interest.
      of_another = begin < left && !is_all_things(s, {begin, left - 1});
      left = begin;
    }
    clause.front = {floor, left};
    const Range noun{left, p};
    Thing thing = Thing::none;
    if (subject == Subject::owners_thing) {
      thing = of_another ? Thing::none : thing_in(s, noun);
      if (names_another(s, noun, thing, owner)) subject = Subject::somebody_else;
    } else if (!found_subject && left == 0 && owner.present() && is_bare_thing(s, noun)) {
      subject = Subject::owners_thing;
      found_subject = true;
      thing = thing_in(s, noun);
    } else if (relative && (clause.is("interested") || clause.is("topic"))) {
      subject = Subject::somebody_else;  // "a project that explores moss"
    }
    // A participle or a noun ("advised by", "recipient of") leans on what stands before it; a verb after a noun has a
    // subject of its own. "I and my students are", "research that I …": a noun next to the verb is its subject.
    if (found_subject && other && subject == Subject::owner && !s.is(left, "pronouns", "own"))
      subject = Subject::somebody_else;
    if (!found_subject && other) {
      bool capitals = false;
      for (std::size_t i = left; i < p; ++i)
        capitals = capitals || (s.capital(i) && i > 0 && !s.is(i, "names", "title"));
      subject = Subject::somebody_else;
      if (leans(clause) && !clauses.empty()) {
        subject = Subject::same_as_before;
        left = p;
      } else if (capitals && left == 0 && p <= 6 && !has_organization(s, {left, p}) && clause.is("hold")) {
        owner.set_present(false);
      }
    }
    // "Seit 2015 ist er Professor": the subject stands behind the verb.
    if (const std::size_t next = predicate.words.end;
        !found_subject && clause.is("hold") && next < s.size() && !s.breaks(next) &&
        (s.is(next, "pronouns", "third") || s.is(next, "pronouns", "first")) && !s.capital(next)) {
      subject = owner.present() || s.is(next, "pronouns", "first") ? Subject::owner : Subject::somebody_else;
      found_subject = true;
      ++clause.argument.begin;
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
    // "Her work explores moss and addresses its decline."
    const bool goes_on = !found_subject && !other && subject == Subject::owner && last_thing != Thing::none &&
                         (clause.is("topic") || clause.is("topic-in"));
    // "Topics that I work on include moss."
    const bool said = !found_subject && subject == Subject::owner && !clauses.empty() && previous_end == p &&
                      clauses.back().is("interested") && clause.is("topic-list");
    if (goes_on || said) {
      clause.subject = Subject::owners_thing;
      thing = said ? Thing::interests : last_thing;
    }
    if (clause.subject == Subject::owner && told_in_text(s, clauses, left)) std::erase(clause.frames, "interested");
    settle_topics(clause, thing);
    // "in moss science, exploring shade": only what has a subject says more than the topics before it.
    if (predicate.verb && clause.is("interested") && !found_subject && !clauses.empty() && p > previous_end &&
        (clauses.back().is("interest") || clauses.back().is("interested")))
      continue;
    if (clause.frames.empty() && !(found_subject && subject == Subject::owner))
      continue;  // a noun that looks like a verb ("mossy design")
    last_thing = clause.subject == Subject::owners_thing ? thing : Thing::none;
    current = subject == Subject::owners_thing ? (owner.present() ? Subject::owner : Subject::somebody_else) : subject;
    if (!clauses.empty()) end_before(s, clauses.back(), clause, left);
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
