// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::values {

/// Words that belong to names in many languages; filled from the lexicon by the caller. All compared case-folded and
/// without dots.
struct NameWords {
  std::vector<std::string> particles;  ///< "van", "de la", "von": part of the family name when lower case
  std::vector<std::string> suffixes;   ///< "Jr", "III"
  std::vector<std::string> titles;     ///< "Prof", "Dr": dropped in front
  std::vector<std::string> families;   ///< family names of two or three letters, sorted: tell "Qing QU" from "Smith JD"
};

/// A person's name taken apart. `family` holds particles ("van der Berg"); `given` all the rest in order, initials with
/// or without dots as written.
struct PersonName {
  std::vector<std::string> given;
  std::string family;
  std::string suffix;

  /// Understands "Given Middle Family", "Family, G. M.", "Family GM" (Vancouver: a last word of at most three capitals
  /// after a word that is not one), "Given FAMILY" (the same dress, where the capitals are a known short family name
  /// and the first word is none), "FAMILY Given" (one word in capitals among others that are not), single names. Does
  /// not fail: what it can't take apart is the family name.
  static PersonName parse(std::string_view text, const NameWords& words);

  /// "Given Family Suffix".
  std::string str() const;
  /// First letters of the given names, folded: "jd" for "Jason D.".
  std::string initials() const;
};

/// Whether a given name as written is initials only: "J.", "J.-P.", "JD".
bool is_initials(std::string_view given);

}  // namespace vitagraph::values
