// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::sentences {

/// Where somebody works or studies, as prose says it: "in EECS at the University of Avon", "at the Center for Data
/// Science, Avon University, in Bristol, UK".
struct Affiliation {
  std::string organization, unit, place;
  Range range;  ///< the words read
  const DateMention* date = nullptr;
  bool empty() const { return organization.empty(); }
};

/// How a comma before a determiner is meant: "DIKU, the Department of Computing" or "A, the B, and the C".
enum class CommaMeans { part_of_one, next_of_list };

/// Reads one affiliation from the beginning of the range; a leading preposition and determiner are skipped.
Affiliation read_affiliation(const Sentence& sentence, Range range, CommaMeans comma = CommaMeans::part_of_one);

/// Reads a list of them, and the dates behind each. What is no affiliation ends it.
std::vector<Affiliation> read_affiliations(const Sentence& sentence, Range range,
                                           CommaMeans comma = CommaMeans::part_of_one);

/// Whether the range holds a word that makes a name an organisation's, or a known name.
bool has_organization(const Sentence& sentence, Range range);
/// The same, words that only end companies' names ("Systems", "Technologies") aside.
bool names_organization(const Sentence& sentence, Range range);
/// A name that stands for itself: university, company, known acronym.
bool has_strong_organization(const Sentence& sentence, Range range);
/// Whether two names are one organisation's: "University of Avon at Bath" and "University of Avon Bath", a name and its
/// part.
bool alike(std::string_view a, std::string_view b);
bool is_place(const Sentence& sentence, Range range);

}  // namespace vitagraph::extraction::sentences
