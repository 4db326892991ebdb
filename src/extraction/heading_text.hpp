// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

constexpr std::size_t most_heading_words = 9;  ///< more are a sentence

/// What a heading announces: notations of the scheme `headings`, the most telling first; empty if it tells nothing.
/// A heading that is not listed as a whole is read by its words (scheme `heading-words`).
std::vector<std::string> heading_kinds(std::string_view heading, const lexicon::Lexicon& lexicon);

/// "E DUCATION" as small capitals leave it -> "EDUCATION"; a trailing colon and leading numbers go.
std::string plain_heading(std::string_view text);

/// Whether a text of more than three letters has none in lower case.
bool is_all_capitals(std::string_view text);

/// "Educa on", as a PDF has it whose font does not say what its ligatures stand for -> "Education": blanks become the
/// ligature that makes a word of headings of what stands around them. Other text stays as it is.
std::string with_ligatures(std::string text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
