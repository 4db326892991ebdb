// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/references/segmentation.hpp"

namespace vitagraph::extraction::references {

/// Finds year, volume, number and pages among the tokens that are not used yet, and marks theirs as used:
/// "12(3), 45-67, 2010", "2010;12(3):45-67", "vol. 12, no. 3, pp. 45–67", "64.21 (2016): 5571-5584", "105, 025001
/// (2022)".
void read_numbers(const Parsed& parsed, const Segmentation& segmentation, const ListContext& context,
                  std::vector<bool>& used, Publication& out);

}  // namespace vitagraph::extraction::references
