// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// The person whose document it is, in the fullest form that the document gives as its subject: from a label ("Name:
/// …"), the first headings and lines, an introduction ("I am …"), what the document says about itself (title, author),
/// and, where it names nobody, whom its works have in common or its file is named after. Empty if none is found.
std::string find_owner(const document::Document& document, const std::vector<Section>& sections,
                       const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
