// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "extraction/grant_parts.hpp"

namespace vitagraph::extraction {

/// How much a part looks like the name of who paid, by its words and its form alone: above `sure_funder` it can hardly
/// be anything else, below `no_funder` it is something else.
int funder_score(const GrantPart& part, const lexicon::Lexicon& lexicon);
constexpr int sure_funder = 24;
constexpr int no_funder = 0;

/// A funder's name parted from what it gives: "Fern Council Starting Grant", "FFC VIDI", "FFC CAREER: Mosses".
struct Giver {
  std::string funder;
  std::string scheme;  ///< the grant as written, where it has a name of its own
  std::string title;   ///< what stands behind a colon
};
Giver split_giver(const std::string& text, const lexicon::Lexicon& lexicon);

/// Who gave what a sentence calls "a new FFC grant", "the Fern Council Starting Grant"; empty if no giver is named.
std::string funder_in(const std::string& text, const lexicon::Lexicon& lexicon);

/// A giver's name without award numbers, empty brackets and the sort of grant behind a dash.
std::string clean_funder(std::string_view written, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
