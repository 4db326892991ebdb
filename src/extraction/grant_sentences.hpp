// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// What an entry about a grant says in labels or sentences.
struct GrantParts {
  std::string funder, name;
};

/// "Fern Foundation. Mosses of Avon. PI: A. Moss.", "Mosses of Avon. Co-PI. Sponsor: Fern Foundation", "Title: …
/// Amount: …": an entry of at least two sentences or labels, its dates and sums already tabs. Nothing for entries in
/// another form (commas) and for those that name no giver.
std::optional<GrantParts> read_grant_sentences(std::string_view text, const lexicon::Lexicon& lexicon);

/// A giver's name without award numbers, empty brackets and the sort of grant behind a dash.
std::string clean_funder(std::string_view written, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
