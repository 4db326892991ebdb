// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "resolution/vocabulary.hpp"

namespace vitagraph::resolution {

/// How a university's name is built: "University of X" and "X University" are two, "Université X" may be either.
enum class UniversityForm { none, of, after, bare };

/// A written name of an organisation, taken apart for comparison.
struct OrganizationKey {
  std::string identity;  ///< words in normal form without articles and prepositions, or the IRI of a known organisation
  bool known = false;    ///< the scheme `organization-aliases` has it
  UniversityForm form = UniversityForm::none;
  std::string acronym;        ///< "nyu": what stands in parentheses, or the whole name where that is all there is
  std::string acronym_shown;  ///< as written
  bool only_acronym = false;
  std::string initials;  ///< of the words that count, for acronyms
  std::string stem;      ///< the identity without a general last word: "princeton" of "Princeton University"
  std::string bag;       ///< beginnings of the words in order of the alphabet: the same across related languages
  bool foreign = false;  ///< some word was not English
  std::string shown;     ///< as written, without its acronym in parentheses
  std::string label;     ///< preferred label of a known one
};

OrganizationKey organization_key(std::string_view written, const Vocabulary& vocabulary);

/// Takes a last "(ACR)" off the text and returns it folded; empty if there is none. A remark in parentheses that is no
/// acronym stays.
std::string take_acronym(std::string& text, std::string* written = nullptr);
/// "nyu" for "NYU", "umich" for "UMich": a word with capitals inside; empty for an ordinary word.
std::string as_acronym(std::string_view word);

}  // namespace vitagraph::resolution
