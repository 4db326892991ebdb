// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// What the words beside a student's name say of the advising.
struct AdvisingWords {
  std::string degree;      ///< "phd", "masters", "bachelors", "postdoc", "intern", "mentor"; empty: not said
  bool advisor = false;    ///< "chair", "main advisor": the owner led
  bool committee = false;  ///< "committee member", "reader", "examiner"
  bool any() const { return advisor || committee || !degree.empty(); }
};
AdvisingWords advising_words(std::string_view text, const lexicon::Lexicon& lexicon);

/// The relation that a kind of section stands for ("phd-students" -> "phd"); empty if none.
std::string relation_of_kind(std::string_view kind);

/// The relation by the words and the section's own ("committee" for lists of committees): who leads a committee is the
/// advisor.
std::string advising_relation(const AdvisingWords& words, const std::string& section);

/// Whether a text is nothing but such words ("Chair", "Member of the Dissertation Committee").
bool only_advising_words(std::string_view text, const lexicon::Lexicon& lexicon);

/// Where the text begins to tell what became of the student ("now at Fern Labs", "first job: …"); its size if nowhere.
std::size_t placement_begin(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
