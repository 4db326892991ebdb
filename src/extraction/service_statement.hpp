// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// What one statement of service says: "Chair, Fern Committee, Avon University".
struct ServiceStatement {
  std::string role, venue, organization;
};

/// The service role that a text begins with, a word or two in front of it included ("Guest Associate Editor").
struct LeadingRole {
  std::string text;          ///< as written
  std::size_t text_end = 0;  ///< in the text, right behind it
  std::size_t end = 0;       ///< the same, behind what joins it to the venue
  bool list = false;         ///< a colon follows: a list of venues
  bool joined = false;       ///< "for", "of", "at" follows
  bool person = true;        ///< what somebody is; a body's name ("Program Committee") is both
};
std::optional<LeadingRole> leading_service_role(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether the text is the name of a body on which people serve: its last word, or its first before "on" or "for".
bool is_body(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether the pieces behind a role are venues of it each ("Referee for A, B and C"), rather than one venue and its
/// house. `role`: the role's words.
bool is_venue_list(std::string_view text, std::string_view role, const lexicon::Lexicon& lexicon);

/// Reads a statement whose dates are already out (tabs in their place). The parts may come in any order: a role, a body
/// or event, its unit and house. Empty if there is no role and no body in it. More than one where a second role
/// follows ("Chair of A and delegate to B").
std::vector<ServiceStatement> read_service_statement(std::string_view text, const lexicon::Lexicon& lexicon);

/// Without "for the", "of", "at" in front.
std::string_view without_service_joint(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
