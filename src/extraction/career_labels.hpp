// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// A form's label at the beginning of a line about a post or study ("Position: Lecturer", "Dates (from –
/// to)<TAB>2010").
struct CareerLabel {
  std::size_t size = 0;  ///< in bytes, with what sets it off; 0 if there is none
  bool other = false;    ///< what follows is nothing of the post or study ("Main activities: …")
};

CareerLabel career_label(std::string_view line, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
