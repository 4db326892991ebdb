// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// What stands between the separators, those in brackets left alone; spans are in the text.
std::vector<Span> pieces_between(std::string_view text, char separator);

/// The pieces of a list of venues, cut also behind a bracket that dates or shortens one ("A (2021), B (2022) and C
/// (ABC)"). Where most have a date in brackets, one without goes on in the next: names have commas.
std::vector<Span> dated_pieces(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether two parts of a list have dates of their own.
bool have_own_dates(std::string_view text, const std::vector<Span>& parts, const lexicon::Lexicon& lexicon);

/// Whether a list below a committee's role names people: "Member of the Ph.D. committees of A. Moss (2019), B. Fern
/// [referee] (2020)". Candidates are no venues.
bool lists_people(std::string_view text, const std::string& role, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
