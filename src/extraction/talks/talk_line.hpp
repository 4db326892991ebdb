// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// The kind of talk that a text's words tell (scheme `talk-kinds`): a particular one before the general "talk"; empty
/// if none.
std::string talk_kind(std::string_view text, const lexicon::Lexicon& lexicon);

/// Reads one talk from an entry of a list or an item of news: title, event, organization, place, date, kind. `kind`:
/// what the heading says, used where the entry does not tell. Nothing if no title, event or host can be made out.
std::optional<facts::Fact> read_talk_line(Span entry, const Context& context, std::string_view kind);

}  // namespace vitagraph::extraction
