// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction::references {

/// Finds lists of references that no heading announces: a page called "Publications" that has years for headings, or
/// only the list. A section whose heading tells nothing is cut around a run of blocks that read as references, and the
/// run becomes a section of the kind "publications". Linear in the text of such sections; most are passed over after a
/// look for years.
std::vector<Section> adopt_reference_lists(std::vector<Section> sections, const Context& context);

}  // namespace vitagraph::extraction::references
