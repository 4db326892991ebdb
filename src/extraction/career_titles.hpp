// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <utility>
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

/// "Member of" -> "Member"
std::string without_joint(const std::string& role, const lexicon::Lexicon& lexicon);

/// "Research Intern at Machine Learning Group" -> role and the rest; the role as a whole where nothing follows it.
std::pair<std::string, std::string> split_role(const std::string& text, const lexicon::Lexicon& lexicon);

/// "Visiting Assistant Professor and Research Scientist" is two roles; "Chair and Professor of Physics" as well.
std::vector<std::string> split_joined(const std::string& role, const lexicon::Lexicon& lexicon);

/// "summa cum laude, Botany" without what only tells how well a degree was passed; empty if it tells nothing else.
std::string without_degree_honours(const std::string& text, const lexicon::Lexicon& lexicon);

struct WrittenDegree {
  std::string degree, field;
};

/// "Ph.D. in Economics", "B.Sc. Physics", "2-year degree (DEUG)" -> the degree as written and its field.
WrittenDegree split_degree(const std::string& text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
