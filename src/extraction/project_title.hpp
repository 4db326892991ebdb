// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// The title in an entry on a project, from `text`: its first line without dates, houses and people. What the page
/// marks at its beginning ("**Moss Atlas**: maps of mosses") is the title; labels ("Course project:"), the owner's part
/// in it
/// ("Member of the project …", ", researcher") and what describes it are left out. Empty if there is none.
std::string project_title(std::string text, const Entry& entry, const Section& section, const Context& context);

/// What stands behind the title, where that is a place and nothing else ("Moss Survey. Avon, UK. Field walking.").
std::string place_behind_title(const std::string& text, const lexicon::Lexicon& lexicon);

/// Whether the entry says that others, and not `owner` with them, did the project, or that the owner advised on it.
bool is_done_by_others(const std::string& text, const std::string& owner, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
