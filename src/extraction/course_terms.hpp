// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// Takes the terms out of a line on a course, each as written ("Fall 2009, 2010" gives two; "F2009", "2018-present",
/// "Winter 2020/21", ", F19, S20" at the end); tabs stand in their place.
std::vector<std::string> take_terms(std::string& text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
