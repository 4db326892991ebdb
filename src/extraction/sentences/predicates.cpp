// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/predicates.hpp"

#include <algorithm>

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::size_t most_governed_words = 7;  ///< behind a verb that tell what it means

/// The words of the sentence that are no adverbs, and where they stand in it.
class Kept {
 public:
  explicit Kept(const Sentence& s) : sentence_(s) {
    for (std::size_t i = 0; i < s.size();) {
      const std::size_t adverb = s.is_date(i) ? 0 : s.label(i, "clause-words", "adverb");
      if (adverb == 0) at.push_back(i);
      i += std::max<std::size_t>(adverb, 1);
    }
    if (at.size() == s.size()) return;
    some_.reserve(at.size());
    for (const std::size_t i : at) some_.push_back(s.words[i]);
  }
  const lexicon::Words& words() const { return at.size() == sentence_.size() ? sentence_.words : some_; }

  std::vector<std::size_t> at;

 private:
  const Sentence& sentence_;
  lexicon::Words some_;
};

/// The frames of a verb in any form with what it governs; how many words it is, 0 if none.
std::size_t verb_at(const lexicon::Lexicon& lexicon, const lexicon::Words& words, std::size_t k,
                    std::vector<std::string>& frames) {
  const auto form = lexicon.longest("verb-forms", words, k);
  if (!form) return 0;
  lexicon::Words normal = lexicon::split_words(lexicon.concept_at(form->concept_id).notation);
  const std::size_t verb = normal.size();
  for (std::size_t j = k + form->words; j < words.size() && normal.size() < verb + most_governed_words; ++j) {
    // "his work", "their work": one form for all.
    const auto pronouns = lexicon.concepts_of("pronouns", words, j, 1);
    const auto own =
        std::find_if(pronouns.begin(), pronouns.end(), [](const auto* known) { return known->notation == "own"; });
    if (own == pronouns.end()) {
      normal.push_back(words[j]);
    } else {
      const lexicon::Words shown = lexicon::split_words((*own)->label);
      if (shown.size() != 1) return 0;
      normal.push_back(shown.front());
    }
  }
  const auto frame = lexicon.longest("verb-frames", normal, 0);
  if (!frame || frame->words < verb) return 0;
  for (const auto* known : lexicon.concepts_of("verb-frames", normal, 0, frame->words))
    frames.push_back(known->notation);
  return form->words + frame->words - verb;
}

/// What begins at the kept word k: the longest, and of two as long the frames of both.
std::size_t predicate_at(const lexicon::Lexicon& lexicon, const lexicon::Words& words, std::size_t k,
                         Predicate& predicate) {
  const auto listed = lexicon.longest("predicates", words, k);
  const auto acting = lexicon.longest("acting", words, k);
  std::vector<std::string> frames;
  const std::size_t verb = verb_at(lexicon, words, k, frames);
  const std::size_t longest = std::max<std::size_t>(listed ? listed->words : 0u, acting ? acting->words : 0u);
  const std::size_t found = std::max(longest, verb);
  if (found == 0) return 0;
  if (acting && acting->words == found) {
    predicate.frames = {"act"};
    predicate.role = lexicon.concept_at(acting->concept_id).notation;
    return found;
  }
  if (listed && listed->words == found)
    for (const auto* known : lexicon.concepts_of("predicates", words, k, found))
      predicate.frames.push_back(known->notation);
  predicate.verb = predicate.frames.empty();
  if (verb == found)
    for (std::string& frame : frames)
      if (std::find(predicate.frames.begin(), predicate.frames.end(), frame) == predicate.frames.end())
        predicate.frames.push_back(std::move(frame));
  return found;
}

}  // namespace

std::vector<Predicate> find_predicates(const Sentence& s) {
  const Kept kept(s);
  std::vector<Predicate> result;
  for (std::size_t k = 0; k < kept.words().size();) {
    const std::size_t i = kept.at[k];
    Predicate predicate;
    const std::size_t words =
        s.depth[i] > 0 || s.quoted[i] || s.is_date(i) ? 0 : predicate_at(*s.lexicon, kept.words(), k, predicate);
    if (words == 0) {
      ++k;
      continue;
    }
    predicate.words = {i, kept.at[k + words - 1] + 1};
    // "works, among other things, on": the commas are the adverb's.
    const auto aside = [&](std::size_t j) {
      const auto is_kept = [&](std::size_t word) { return std::binary_search(kept.at.begin(), kept.at.end(), word); };
      return !is_kept(j) || !is_kept(j - 1);
    };
    // A capital in the middle of a sentence is a name's ("Research Works"), and a comma inside ends the phrase.
    bool broken = false;
    for (std::size_t j = predicate.words.begin + 1; j < predicate.words.end; ++j)
      broken = broken || (s.breaks(j) && !aside(j));
    // "È" and "É" are verbs, "e" is none, and keys have no accents.
    broken = broken || (words == 1 && s.word(i).size() == 1 && s.label(i, "pronouns") == 0);
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

Thing thing_in(const Sentence& s, Range range) {
  Thing thing = Thing::none;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    std::size_t words = 0;
    const std::string kind = s.notation(i, "interest-things", &words);
    if (kind.empty() || i + words > range.end) continue;
    // "the themes of my work" are interests, "my work group" is a group.
    if (kind == "interests") return Thing::interests;
    if (kind == "group") thing = Thing::group;
    if (kind == "work" && thing == Thing::none) thing = Thing::work;
  }
  return thing;
}

bool is_all_things(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end;) {
    const std::size_t words = s.label(i, "interest-things");
    if (words == 0 || i + words > range.end) return false;
    i += words;
  }
  return true;
}

bool is_bare_thing(const Sentence& s, Range range) {
  const Thing thing = thing_in(s, range);
  return (thing == Thing::work || thing == Thing::interests) && is_all_things(s, range) &&
         !s.mentions(range, "interest-things", "group");
}

}  // namespace vitagraph::extraction::sentences
