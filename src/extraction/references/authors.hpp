// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "extraction/references/tokens.hpp"

namespace vitagraph::extraction::references {

/// A place where a list of authors may end.
struct NamesEnd {
  std::size_t next = 0;  ///< the token after the last name, its markers and its dot
  std::size_t last = 0;  ///< where the last name begins
  double score = 0;      ///< how much the names look like names, summed
  std::size_t names = 0;
  bool owner = false;              ///< the owner is among them
  bool after_conjunction = false;  ///< "and" stands before the last name
  bool et_al = false;
  double following = 0;   ///< the score of a name that follows here and would be cut off; 0 if none does
  bool initials = false;  ///< the last name's initials stand behind its family name ("Moss A." or "Moss, A.")
};

/// Whether it is known already which names the list holds (Token::known): a word of theirs is a name rather than a
/// title's word.
enum class People : std::uint8_t { unknown, known };

/// Reads names from the token on, separated by commas, semicolons and conjunctions, and says at every one where the
/// list may end. At most 400 names.
std::vector<NamesEnd> scan_names(const Parsed& parsed, std::size_t from, People people = People::unknown);
/// The score of the first place that scan_names would find; nothing if it finds none.
std::optional<double> first_name(const Parsed& parsed, std::size_t from, People people);

}  // namespace vitagraph::extraction::references
