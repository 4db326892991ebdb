// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/entry_text.hpp"

namespace vitagraph::extraction {

// What is taken out of a grant's text before it is cut into parts; tabs stand in its place.

/// Takes the sums out; the first is the entry's.
std::string take_sums(std::string& text, const lexicon::Lexicon& lexicon);

/// Takes award numbers out ("DMS-2152107"); whether there is one that is more than a sort of grant.
bool take_numbers(std::string& text, const lexicon::Lexicon& lexicon);

/// Takes the dates out, but for those that names of programmes end with ("Horizon 2020"). Sets
/// `yearly` where they are years one by one.
When take_when(std::string& text, bool& yearly, const lexicon::Lexicon& lexicon);

/// Takes out who applied where the entry begins with them as references do: "Abara, W. (PI), & Holm, K. (Co-PI).".
void take_applicants(std::string& text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
