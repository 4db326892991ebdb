// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// An award's name without words in front that only say that it was given ("Winner of the Moss Prize", "Honoured to be
/// recognised as a Fern Fellow"), and without a leading article.
std::string behind_award_lead(const std::string& text, const lexicon::Lexicon& lexicon);

/// Blanks sums of money out of an award's line ("$1,000", "(€500)", "$18,000/yr").
std::string without_sums(std::string text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
