// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// The awards that one line lists: "Moss Prize, 2014; Finalist, Fern Prize 2012", "Outstanding Reviewer: FernConf 2018,
/// MossConf 2019"; the line itself where it names one.
std::vector<std::string> part_awards(const std::string& text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
