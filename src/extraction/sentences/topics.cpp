// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

bool adjective(const Sentence& s, std::size_t i) {
  const std::string& key = s.key(i);
  for (const std::string& ending : s.lexicon->labels("adjective-endings"))
    if (key.size() > ending.size() + 2 && key.ends_with(ending)) return true;
  return false;
}

/// Whether "and" at i joins two topics, rather than two modifiers or two heads of one.
/// `listed`: topics stand before this one, whose last "and" may be.
bool joins_topics(const Sentence& s, Range topic, std::size_t i, std::size_t end, bool listed) {
  const Range left{topic.begin, i};
  std::size_t stop = i + 1;
  while (stop < end && (stop == i + 1 || !s.breaks(stop)) && !s.is(stop, "clause-words", "and") && s.depth[stop] == 0)
    ++stop;
  const Range right{i + 1, std::min(stop, end)};
  if (right.empty()) return true;
  const auto preposition = [&](Range range) -> std::size_t {
    for (std::size_t k = range.begin; k < range.end; ++k)
      if (s.is(k, "clause-words", "preposition") && !s.capital(k)) return k;
    return range.end;
  };
  const std::size_t left_preposition = preposition(left), right_preposition = preposition(right);
  // "mosses and the design of walls": what has an article of its own is a topic of its own.
  if (left_preposition == left.end && s.is(right.begin, "clause-words", "determiner")) return true;
  // "design and training of models": one complement.
  const bool short_left = left_preposition == left.end && left.size() <= 2;
  if (short_left && right_preposition < right.end && right_preposition - right.begin <= 2 &&
      s.preposition(right_preposition) == "of")
    return false;
  // The word or words before "and", behind the last preposition.
  std::size_t last = left.begin;
  for (std::size_t k = left.begin; k < left.end; ++k)
    if (s.is(k, "clause-words", "preposition") && !s.capital(k)) last = k + 1;
  const std::size_t conjunct = left.end - last;
  // "tools and pipelines for mosses": one complement behind a bare word.
  if (right_preposition < right.end && right_preposition == right.begin + 1 && left_preposition == left.end)
    return false;
  // "issues related to shade and damp walls", "roles of ferns and mosses": what a preposition leads to is one topic
  // with its head. "theory of ferns and garden walls" may be two.
  const std::size_t shared = last > left.begin && s.preposition(last - 1) == "of" ? 1 : 3;
  if (last > left.begin && right_preposition == right.end && right.size() <= shared) return false;
  // "formal semantics and verification": a bare word shares the modifier.
  if (!listed && left.size() >= 2 && right.size() == 1 && last == left.begin) return false;
  // "theory of engineering and imaging sciences": a bare word behind a preposition shares the head.
  if (last > left.begin && conjunct == 1 && right_preposition == right.end && right.size() <= 2) return false;
  const bool head = s.label(right.end - 1, "topic-words", "head") > 0;
  // "fundamental and algorithmic problems": an adjective has no meaning alone.
  if (right.size() >= 2 && adjective(s, left.end - 1) && !s.label(left.end - 1, "topic-words", "head") &&
      adjective(s, right.begin))
    return false;
  // "diversity and its drivers": what follows leans on what stands before.
  if (s.label(right.begin, "pronouns") > 0 || s.is(right.begin, "topic-words", "leaning")) return false;
  // "signal and image processing"
  if (conjunct == 1 && right.size() == 2 && head && !s.label(left.end - 1, "topic-words", "head") &&
      last == left.begin && right_preposition == right.end)
    return false;
  return true;
}

/// "three buildings", "12 countries"; "two-photon microscopy" is a topic.
bool counts(const Sentence& s, Range topic) {
  const std::size_t words = s.is_number(topic.begin) ? 1 : s.label(topic.begin, "topic-words", "number");
  return words > 0 && words < topic.size() && s.gap(topic.begin + words) == " ";
}

/// "with old maps how rivers move": where what is studied begins behind the means; the end if it is not said.
std::size_t behind_means(const Sentence& s, Range range) {
  std::size_t i = range.begin;
  if (s.label(i, "topic-words", "means") == 0) return i;
  while (i < range.end && !s.is(i, "topic-words", "question")) ++i;
  return i;
}

/// "on display in Bath", "about to begin": what becomes of works.
bool tells_state(const Sentence& s, Range range) {
  if (s.preposition(range.begin) == "to" && s.label(range.begin - 1, "clause-words", "preposition") > 0) return true;
  const std::size_t next = range.begin + s.label(range.begin, "topic-words", "state");
  if (next == range.begin) return false;
  return next >= range.end || s.breaks(next) || s.is_date(next) || s.label(next, "clause-words", "preposition") > 0;
}

/// A house's name ("the Fern Museum"), capitals throughout.
bool is_house(const Sentence& s, Range topic) {
  if (topic.begin == 0 || !s.is(topic.begin - 1, "clause-words", "determiner")) return false;
  for (std::size_t i = topic.begin; i < topic.end; ++i)
    if (!s.capital(i) && s.label(i, "clause-words") == 0) return false;
  return names_organization(s, topic);
}

}  // namespace

std::vector<Range> split_topics(const Sentence& s, Range range) {
  std::vector<Range> parts;
  std::size_t begin = range.begin;
  const auto push = [&](std::size_t end) {
    if (begin < end) parts.push_back({begin, end});
  };
  std::size_t i = range.begin;
  while (i < range.end) {
    if (s.depth[i] > 0) {
      ++i;
      continue;
    }
    // "how mosses adapt to shade and why they fail": a question is a topic as a whole.
    if (s.is(i, "topic-words", "question") && (i == begin || begin + s.label(begin, "topic-words", "aim") == i)) {
      std::size_t stop = i + 1;
      while (stop < range.end && !s.breaks(stop) &&
             !(s.is(stop, "clause-words", "and") && stop + 1 < range.end && s.is(stop + 1, "topic-words", "question")))
        ++stop;
      push(stop);
      i = begin = stop;
      continue;
    }
    // "moss – a plant of the north": what explains it.
    if (i > begin && (s.gap_has(i, "–") || s.gap_has(i, "—")) && s.gap(i).size() > 3) {
      push(i);
      begin = i;
      while (i < range.end && !s.breaks(i)) ++i;
      begin = i;
      if (i == range.end) break;
    }
    const bool at_comma = i > begin && s.breaks(i);
    if (at_comma) {
      push(i);
      begin = i;
    }
    if (i > range.begin || i == begin) {
      const bool wanted = i > range.begin && s.label(i - 1, "topic-words", "open") > 0;  // "issues related to moss"
      // "in moss science, building new models": what is done with it, behind a topic that is none.
      const bool aside = at_comma && parts.size() == 1 && !s.label(range.begin, "topic-words", "aim") &&
                         s.key(i).ends_with("ing") && s.label(i, "topic-words", "aim") > 0 &&
                         s.label(i, "topic-words", "turn") == 0;
      if (aside) {
        begin = range.end;
        break;
      }
      if (const std::size_t end = s.label(i, "topic-words", "end");
          end > 0 && i > range.begin && !s.capital(i) && !wanted) {
        push(i);
        begin = range.end;
        break;
      }
      if (const std::size_t turn = s.label(i, "topic-words", "turn"); turn > 0) {
        push(i);
        i += turn;
        begin = i;
        continue;
      }
    }
    if (s.is(i, "clause-words", "and") || s.label(i, "clause-words", "and") > 1) {
      const std::size_t n = s.label(i, "clause-words", "and");
      if (i == begin || (s.word(i) != "&" && joins_topics(s, {begin, i}, i + n - 1, range.end, !parts.empty()))) {
        push(i);
        begin = i + n;
      }
      i += n;
      continue;
    }
    ++i;
  }
  push(range.end);
  // "social, cultural and economic aspects of moss": modifiers without their noun belong to the next part.
  for (std::size_t k = parts.size(); k-- > 1;) {
    const std::size_t word = parts[k - 1].end - 1;
    const bool bare = parts[k - 1].size() == 1 ||
                      (parts[k - 1].size() == 2 && s.is(parts[k - 1].begin, "clause-words", "determiner"));
    if (!bare || !adjective(s, word) || s.capital(word) || s.label(word, "topic-words", "head") > 0) continue;
    if (parts[k].size() < 2 || !adjective(s, parts[k].begin)) continue;
    parts[k - 1].end = parts[k].end;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(k));
  }
  std::vector<Range> result;
  for (Range part : parts) {
    // Verbs of aim and small words in front.
    bool changed = true, counted = false;
    while (changed && !part.empty()) {
      changed = false;
      counted = counted || counts(s, part);
      std::size_t n = s.label(part.begin, "topic-words", "aim");
      if (n == 0) n = s.label(part.begin, "clause-words", "determiner");
      if (n == 0) n = s.label(part.begin, "clause-words", "preposition");
      if (n == 0) n = s.label(part.begin, "clause-words", "adverb");
      // "first-order logic", "in-vivo imaging": a part of the word.
      if (n < part.size() && s.gap(part.begin + n) == "-") n = 0;
      if (n > 0 && n < part.size() &&
          !(n == 1 && s.capital(part.begin) && s.label(part.begin, "topic-words", "aim") > 0)) {
        part.begin += n;
        changed = true;
      } else if (n > 0 && n >= part.size()) {  // "developing" of "developing and applying"
        part.begin = part.end;
      }
    }
    if (part.empty() || counted || s.is_date(part.begin)) continue;
    // "how these issues intersect with": cut off in the middle of a clause.
    if (const std::size_t last = part.end - 1;
        !s.capital(last) && (s.is(last, "clause-words", "preposition") || s.is(last, "clause-words", "and") ||
                             s.is(last, "clause-words", "determiner")))
      continue;
    if (s.label(part.begin, "topic-words", "empty") == part.size()) continue;
    if (s.label(part.begin, "pronouns") > 0 || part.size() > 16) continue;
    result.push_back(part);
  }
  return result;
}

bool Narrator::interest(const Sentence& s, const Clause& clause) {
  Range range = clause.argument;
  // "Studies have shown": a noun that begins a sentence.
  if (range.empty() || (clause.predicate.begin == 0 && clause.predicate.size() == 1)) return false;
  range.begin = behind_means(s, range);
  if (range.empty() || tells_state(s, range)) return false;
  // "works in Paris", "in the Moss Lab": where, and not on what.
  if (clause.is("work-in") &&
      (has_strong_organization(s, range) || is_place(s, {range.begin, range.begin + 1}) || s.is_date(range.begin)))
    return false;
  // "I work on weekends", "is interested in hiring": only nouns make topics; a person or place does not.
  const auto topics = split_topics(s, range);
  // "worked on several moss projects, including …": what follows are their names.
  if (!topics.empty() && s.is(topics.front().end - 1, "topic-words", "projects")) return false;
  for (Range topic : topics) {
    // "moss growth [Botany 23]": where it was published.
    for (std::size_t i = topic.begin + 1; i < topic.end; ++i)
      if (s.gap_has(i, "[")) topic.end = i;
    if ((has_strong_organization(s, topic) && topic.size() <= 4 && s.capital(topic.begin)) || is_house(s, topic))
      continue;
    Draft& draft = add("interest", s, topic, "sentences.interest");
    draft.fact.set("topic", s.str(topic));
  }
  return true;
}

}  // namespace vitagraph::extraction::sentences
