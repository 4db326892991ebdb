// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction::references {

/// Whether the heading leaves open what the section holds.
bool is_open(const Section& section);

/// Finds works whose titles are set as headings, with authors and venue in the blocks below ("cards"): such a section
/// then begins with its heading's block and is of the kind "publications", unless it is of a kind below that already.
std::vector<Section> adopt_titled_works(std::vector<Section> sections, const Context& context);

/// Finds lists of references that no heading announces: a page called "Publications" that has years for headings, or
/// only the list. A section whose heading tells nothing is cut around a run of blocks that read as references, and the
/// run becomes a section of the kind "publications". Linear in the text of such sections; most are passed over after a
/// look for years.
std::vector<Section> adopt_reference_lists(std::vector<Section> sections, const Context& context);

}  // namespace vitagraph::extraction::references
