// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// Whether a text as a whole says what somebody is or on which body: "Associate Editor", "remote referee", "local
/// organizing committee". A body by its proper name ("Avon Research Council") says it not.
bool is_role_phrase(std::string_view text, const lexicon::Lexicon& lexicon);

/// The role phrases behind the first piece of a text, dates already out: between commas, dashes and colons, in
/// brackets. `joined`: behind a dash or a colon.
struct RoleBehind {
  Span span;  ///< in the text
  bool joined = false;
  bool bracket = false;
};
std::vector<RoleBehind> roles_behind(std::string_view text, const lexicon::Lexicon& lexicon);

/// The text with commas for the dashes, colons and brackets that part a role phrase from what it is of: "Fern Letters:
/// Associate Editor", "FernConf – Track Chair", "Moss Letters (guest editor, special issue)". As long as before.
std::string with_roles_parted(std::string text, const lexicon::Lexicon& lexicon);

/// The statements that semicolons part, and commas where each has its date or all are bodies: "Parking Committee
/// (2016–2019), Library Committee (2020–)".
std::vector<Span> statements_between(std::string_view text, const lexicon::Lexicon& lexicon);

/// Where a body's own name begins whose noun is the word `noun`: "Avon Botany Department Graduate Program Committee" ->
/// "Graduate", behind the last word that says of what kind its house is. 0 where that word leads ("University Research
/// Council"): all is the body's name. `noun` where nothing tells.
std::size_t body_begin(const lexicon::Words& words, std::size_t noun, const lexicon::Lexicon& lexicon);

/// Whether the name is a society's or the like, in which one is a member, rather than a body's, a meeting's or a
/// journal's.
bool is_society(const std::string& name, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
