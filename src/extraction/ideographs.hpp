// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "lexicon/lexicon.hpp"

// Chinese and Japanese write words without blanks: what a part of a line is, its last signs tell.
namespace vitagraph::extraction {

/// Whether most of the text is written in ideographs or kana.
bool is_ideographic(std::string_view text);

/// The longest label of the scheme that the text ends with (what stands in brackets behind it aside), in bytes with
/// those brackets; 0 if none.
std::size_t ideographic_ending(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon);

/// The concepts of that label; empty if there is none.
lexicon::Concepts ideographic_concepts(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon);

/// Where new parts begin in "青川大学经济学院 教授": behind a university's name, at blanks, before the post at its end.
std::vector<std::size_t> ideographic_cuts(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
