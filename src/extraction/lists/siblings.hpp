// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "extraction/recognizers.hpp"

namespace vitagraph::extraction::lists {

/// A section and the facts that its recognizer made of it: [first, last) of Findings::facts.
struct ReadSection {
  const Section* section = nullptr;
  std::size_t first = 0, last = 0;
};

/// Reads the entries of lists that gave no fact as their siblings were read: those of the same section, then those of
/// the document's other sections of the kind. To be called behind all recognizers. Costs little where every line gave
/// a fact; linear in the sections' entries.
void read_siblings(const std::vector<ReadSection>& sections, const Context& context, Findings& findings);

}  // namespace vitagraph::extraction::lists
