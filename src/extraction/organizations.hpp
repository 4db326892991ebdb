// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// An organisation as a text gives it, its unit and place apart where it names them.
struct OrganizationMention {
  std::string organization;
  std::string unit;
  std::string place;
  Span span;
};

/// Takes the text as one organisation with its unit and place: "Department of Physics, Avon University, Bristol, UK",
/// "Avon University/Physics", "Oden Institute, UT Austin". Cue words come from the schemes `organizations` (university,
/// institute, company, laboratory …), `units` (department, school, center, group …) and `places` (countries, states).
/// Empty organization: none recognised.
OrganizationMention split_organization(std::string_view text, const lexicon::Lexicon& lexicon,
                                       std::uint32_t offset = 0);

/// Organisations named in running text, left to right: capitalised phrases around a cue word, and names the lexicon
/// knows.
std::vector<OrganizationMention> find_organizations(std::string_view text, const lexicon::Lexicon& lexicon,
                                                    std::uint32_t offset = 0);

}  // namespace vitagraph::extraction
