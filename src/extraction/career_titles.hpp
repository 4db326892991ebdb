// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// Where "at" stands between what somebody is or studies and a house; npos if nowhere. Only words that mean nothing but
/// "at" count ("in" and "of" may be a title's own).
std::size_t find_joint(const std::string& text, const lexicon::Lexicon& lexicon);

/// "Moss Archivist at the Fern Trust", "Diploma of Shade at Avon School": in front of "at" a dated line of a CV has a
/// title, known to the lexicon or not. Parts the first segment there and marks the title as a role, or, among studies,
/// as a degree. A house within a house ("Fern Laboratory at Avon University") stays whole.
void part_title(std::vector<Segment>& segments, bool studies, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
