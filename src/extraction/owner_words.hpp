// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "extraction/context.hpp"

// What the ways to find a document's owner share: which words make a name, and where it ends.
namespace vitagraph::extraction {

constexpr std::size_t longest_owner = 80;  ///< in bytes

/// Whether one of the concepts has the notation.
bool is_of(lexicon::Concepts found, std::string_view notation);

/// The label of `introductions` of that notation that begins at the word: how many words it has; 0 if none does.
std::size_t introduction(const lexicon::Lexicon& lexicon, const lexicon::Words& words, std::size_t at,
                         std::string_view notation);

/// The text as a person's name in natural order, without titles and degrees; empty if it is none: a heading, a place, a
/// post, words of page furniture.
std::string accepted_name(std::string candidate, const lexicon::Lexicon& lexicon);

/// The end of the run of words that could be a name's, from `at` on.
std::size_t name_run(std::string_view text, const lexicon::Words& words, std::size_t at,
                     const lexicon::Lexicon& lexicon);

/// "Bo Fern PhD FRSocBot": the name without its letters; behind known ones more of them may stand.
std::string without_letters(const std::string& text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
