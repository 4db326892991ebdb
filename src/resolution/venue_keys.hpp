// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolution/vocabulary.hpp"

namespace vitagraph::resolution {

/// A written name of a journal, conference, workshop, seminar or committee, taken apart for comparison.
struct VenueKey {
  std::string
      identity;  ///< words that count in normal form, without year, ordinal and "Proceedings of"; or a known one's IRI
  std::string words;   ///< the same words, known or not
  bool known = false;  ///< the scheme `venues` has it
  std::string acronym, acronym_shown;
  bool only_acronym = false;
  std::vector<std::string> initials;  ///< of the words that count, of all, and without "meeting": what it may be called
  /// Identities of shorter names that mean the same within a document: without its sponsor, its university, a place.
  std::vector<std::string> shorts;
  std::string prefix, rest;     ///< "aej" and "applied economic" of "AEJ: Applied Economics"
  std::string quoted;           ///< identity of a part in quotation marks
  bool event = false;           ///< a seminar, meeting or committee: the same name elsewhere is another one
  bool general = false;         ///< "Annual Meeting": the words name nothing
  bool society = false;         ///< a body: a talk there is one at its meeting
  bool assembly = false;        ///< a meeting or conference, whatever its subject
  bool part = false;            ///< a workshop or session: never its host
  std::string shown;            ///< without acronym in parentheses
  std::string label, notation;  ///< of a known one
};

/// Compares by the words of the scheme `venue-words` (normal forms; "-" does not count) and by the known venues of
/// `venue-aliases` and `venues`.
class VenueKeys {
 public:
  explicit VenueKeys(const Vocabulary& vocabulary);
  VenueKey operator()(std::string_view written) const;

 private:
  struct Words;
  Words read(std::string_view text) const;
  void take_front_acronym(VenueKey& key, std::string& text) const;
  void take_last_acronym(VenueKey& key, Words& words) const;
  void set_acronym(VenueKey& key, const Words& words, std::string_view text) const;
  std::string without_volumes(std::string text) const;
  void add_shorts(VenueKey& key, const Words& words, std::string_view text) const;
  const lexicon::Concept* known(const VenueKey& key) const;

  const Vocabulary& vocabulary_;
  std::unordered_map<std::string, const lexicon::Concept*> by_words_;  ///< null: two venues are called so
};

}  // namespace vitagraph::resolution
