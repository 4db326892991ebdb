// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::sentences {

/// Words that open a statement, and the frames that may read what follows.
struct Predicate {
  std::vector<std::string> frames;
  std::string role;  ///< of `act`: the role that the verb makes
  Range words;
  bool verb = false;  ///< known by its verb, not as written
};

/// Predicates outside parentheses, longest first from left to right; adverbs may stand inside ("has previously served
/// as"). A predicate is listed as it is written (scheme `predicates`), or a verb in any of its forms (`verb-forms`)
/// with the words that go with it (`verb-frames`).
std::vector<Predicate> find_predicates(const Sentence& s);

/// What of somebody's work on topics is spoken of: "research", "main interests", "lab".
enum class Thing { none, work, interests, group };
Thing thing_in(const Sentence& s, Range range);
/// Whether all words are such things or modify them: "Most", "The main themes".
bool is_all_things(const Sentence& s, Range range);
/// Whether the words are work or interests and their modifiers alone: "Current research".
bool is_bare_thing(const Sentence& s, Range range);

}  // namespace vitagraph::extraction::sentences
