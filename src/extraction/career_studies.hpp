// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/career_lines.hpp"

namespace vitagraph::extraction {

/// The studies that an entry's lines state: one for each degree, at one place; `house` is that of an entry above, for
/// degrees that name none.
void read_studies(const Entry& entry, const std::vector<CareerLine>& lines, const Affiliation& house,
                  const Section& section, const Context& context, Findings& findings);

}  // namespace vitagraph::extraction
