// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// Parts sections whose headings name several matters ("Grants, Positions, Special Lectures and Honors"): each run of
/// blocks whose entries are of one of them becomes a section on that. What tells nothing goes with what stands above
/// it. Pairs that one recognizer reads together ("Grants and Awards", "Education and Employment") stay whole.
std::vector<Section> part_mixed_sections(std::vector<Section> sections, const Context& context);

}  // namespace vitagraph::extraction
