// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// A line's text and the next one's as one: a word that the page's width hyphenated is joined.
std::string join_wrapped(std::string_view before, std::string_view line);

/// The text with its line breaks taken out (`join_wrapped`).
std::string collapse_wrapped(std::string_view text);

/// Without "Acted as", "I have served as a" in front of a role.
std::string without_acting_lead(const std::string& text, const lexicon::Lexicon& lexicon);

/// Without those with whom something was done: "Organizer, together with A. Moss and B. Fern, of the school" is
/// "Organizer of the school".
std::string without_company(const std::string& text, const lexicon::Lexicon& lexicon);

/// How long the label in front of a list is that only says what is listed ("the following journals:"), its colon
/// included; 0 if the text does not begin with one.
std::size_t list_label(std::string_view text, const lexicon::Lexicon& lexicon);

/// Takes a bracket off a venue's end that says where it is ("(Avon, England)") or, where that is an organisation of
/// several words, whose it is, which goes to `organization` ("Moss Letters (Fern Society of Avon)").
void open_venue_bracket(std::string& venue, std::string& organization, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
