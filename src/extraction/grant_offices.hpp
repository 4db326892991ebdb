// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/grant_parts.hpp"

namespace vitagraph::extraction {

// What of the parts beside a funder's name, the part `at` of an entry, belongs to the name.

/// "Ministry of Ferns, Office of Mosses": an agency and the part of it that gave, whichever of them is the surer. Where
/// nothing else can be the grant's title, that stands there.
void add_office(std::string& funder, const GrantText& told, std::size_t at, const lexicon::Lexicon& lexicon);

/// "Ministry of Ferns, Avon": the country goes with a name that any country's house has.
void add_country(std::string& funder, const GrantText& told, std::size_t at, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
