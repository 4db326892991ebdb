// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/career_lines.hpp"

namespace vitagraph::extraction {

/// Those whom a line of an entry labels as the owner's advisors, mentors and hosts in the post or study `within`, which
/// gives organisation and dates; `degree` is the one studied for.
void find_advisors(const CareerLine& line, const facts::Fact& within, const std::string& degree, const Entry& entry,
                   const Section& section, const Context& context, Findings& findings);

}  // namespace vitagraph::extraction
