// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// The roles that a heading or a label over venues stands for: "Discussant and Chair Roles", "Program Committee
/// (Reviewer)", "Journals Reviewed for". Empty if it says anything else.
std::vector<std::string> roles_named_by(std::string_view heading, const lexicon::Lexicon& lexicon);

/// The role as a noun, without the words that only join it to its venues ("Reviewing for" -> "Reviewer").
std::string role_name(std::string_view role, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
