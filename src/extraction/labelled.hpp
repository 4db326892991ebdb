// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// A value behind a word that says what it is: "Advisor: A. Moss", "GPA: 3.9", "Thesis: On Moss".
struct Labelled {
  std::string label;  ///< notation in the scheme it was found in
  std::string word;   ///< the label as written
  Span span;          ///< of label and value
  Span value;
};

/// The labels of one of the schemes `advising` and `labels` in a line, each with its value: what stands up to the next
/// label or the end of the sentence.
std::vector<Labelled> find_labelled(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon,
                                    std::uint32_t offset);

/// People named behind a small word and nothing else: "Fellow with Bo Fern", "Research Assistant for Professor A.
/// Moss". With `titled`, only where a title shows that a person follows.
std::vector<Labelled> find_companions(std::string_view text, bool titled, const lexicon::Lexicon& lexicon,
                                      std::uint32_t offset);

/// Whether a label's value that has reached the end of its line goes on in the next one: something is open, or the
/// page's width broke the line.
bool goes_on(std::string_view value, std::string_view line, std::string_view next, const lexicon::Lexicon& lexicon);

/// Names of people in a value, without what follows them ("Prof. A. Moss, Avon University" gives A. Moss).
std::vector<std::string> names_in(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
