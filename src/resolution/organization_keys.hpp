// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolution/vocabulary.hpp"

namespace vitagraph::resolution {

/// How a university's name is built: "University of X" and "X University" are two, "Université X" may be either.
enum class UniversityForm { other, of, after, bare };

/// A written name of an organisation, taken apart for comparison.
struct OrganizationKey {
  std::string identity;  ///< words in normal form without articles and prepositions, or the IRI of a known organisation
  std::string words;     ///< the same words, known or not
  bool known = false;    ///< the scheme `organization-aliases` has it
  bool general = false;  ///< "Graduate School": the words name no one
  UniversityForm form = UniversityForm::other;
  std::string acronym;        ///< "nyu": what stands in parentheses, or the whole name where that is all there is
  std::string acronym_shown;  ///< as written
  bool only_acronym = false;
  std::string initials;  ///< of the words that count, for acronyms
  /// Identities of shorter names that mean the same where nothing else fits: "ohio state" of "Ohio State University",
  /// without a place behind it, without a subtitle.
  std::vector<std::string> shorts;
  std::string stem;      ///< the first of `shorts` for a university: what is left without that word
  std::string bag;       ///< beginnings of the words in order of the alphabet: the same across related languages
  bool foreign = false;  ///< some word was not English
  std::string shown;     ///< as written, without its acronym in parentheses
  std::string label;     ///< preferred label of a known one
};

/// Compares by the words of the scheme `organization-words` and by the known organisations of `organization-aliases`,
/// which are found by their words too: "The University of Manchester".
class OrganizationKeys {
 public:
  explicit OrganizationKeys(const Vocabulary& vocabulary);
  OrganizationKey operator()(std::string_view written) const;
  /// Whether a short name ("Northwestern") may stand for a university wherever it is written: it is no place's name, or
  /// one that the lexicon knows for the university's.
  bool may_stand_alone(std::string_view short_name) const;

 private:
  const lexicon::Concept* known(std::string_view text, const OrganizationKey& key) const;
  void add_shorts(std::string_view text, OrganizationKey& key) const;

  const Vocabulary& vocabulary_;
  std::unordered_map<std::string, const lexicon::Concept*> by_words_;  ///< null: two organisations are called so
  std::unordered_map<std::string, const lexicon::Concept*> by_stem_;   ///< likewise
};

/// "ELLIS, European Lab for Learning and Intelligent Systems": whether the letters stand in order among the initials.
bool fits_initials(std::string_view acronym, std::string_view initials);
/// Takes a last "(ACR)" off the text and returns it folded; empty if there is none. A remark in parentheses that is no
/// acronym stays.
std::string take_acronym(std::string& text, std::string* written = nullptr);
/// "nyu" for "NYU", "umich" for "UMich": a word with capitals inside; empty for an ordinary word.
std::string as_acronym(std::string_view word);

}  // namespace vitagraph::resolution
