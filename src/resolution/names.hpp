// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "resolution/vocabulary.hpp"

namespace vitagraph::resolution {

/// A given name for comparison: folded, in Latin letters.
struct GivenWord {
  std::string text;
  bool initial = false;
  bool joined = false;  ///< hyphenated to the word before it: "Chao-yuan"
};

/// A person's name as written, taken apart for comparison.
struct NameForm {
  std::vector<std::string> family;  ///< folded words; particles are among them
  std::vector<GivenWord> given;
  std::string nickname;          ///< "jack" of "Hongyu (Jack) Wang"
  std::string suffix;            ///< "jr"
  std::string shown;             ///< "Given Family", as written otherwise
  std::size_t shown_family = 0;  ///< bytes of `shown` that are the family name and the suffix, at its end

  /// Family name without blanks, German and Nordic digraphs as plain vowels: "muller" for "Müller" and "Mueller".
  std::string family_key;
  /// The last word of the family name likewise: the same as family_key for most.
  std::string last_key;
  /// family_key without the particles it begins with: "neumann" for "von Neumann".
  std::string bare_key;
  /// family_key with the last full given name counted to it, for "Berta Ramos Sanz" beside "Ramos-Sanz, B."; else
  /// empty.
  std::string wide_key;
  /// All that is compared, as one text: equal keys are the same written name up to dots, case and accents.
  std::string key;

  bool has_full_given() const { return !given.empty() && !given.front().initial; }
};

NameForm parse_name(std::string_view text, const Vocabulary& vocabulary);

/// How two names relate, from the best to the worst.
enum class NameFit {
  equal,     ///< the same given names, or one more middle name
  variant,   ///< nickname, short form, transliteration, hyphenation, part of a double family name
  initial,   ///< an initial stands for a given name
  initials,  ///< both have initials only, and these agree
  partial,   ///< one leaves out part of a double family name, and initials fit
  misspelt,  ///< one letter apart in a long name
  swapped,   ///< given and family name exchanged
  clash,     ///< different people, as far as names tell
};
struct NameMatch {
  NameFit fit = NameFit::clash;
  bool middle_agrees = false;  ///< both have a middle name or initial, and these agree
  const char* reason = "different names";

  bool compatible() const { return fit < NameFit::partial; }
};

NameMatch compare_names(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary);

/// Whether one may be a slip of the pen for the other: one letter in the family name (two in a long one), in a full
/// given name, or another second initial. Far too weak by itself: for names in the same company only.
bool may_be_slip(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary);

/// German and Nordic digraphs as plain vowels, where they are not Chinese or Korean syllables.
std::string without_digraphs(std::string_view text);

/// Damerau-Levenshtein distance (adjacent letters exchanged count as one) up to `most`; most + 1 if it is greater.
int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace vitagraph::resolution
