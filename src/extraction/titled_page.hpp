// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// The notations above a kind of headings ("journal-articles" -> "publications"), nearest first.
std::vector<std::string> above_kind(const std::string& kind, const lexicon::Lexicon& lexicon);

/// On a page that says what it lists by its title ("Teaching – Ada Moss") or, where that is only a name, by the file's
/// name ("ada-moss-teaching.html"), what stands below years, houses, levels ("Undergraduate") and words for when
/// ("Past") is that, and so is a list below no heading at all.
void read_by_title(std::vector<Section>& sections, const document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
