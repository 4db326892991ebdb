// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/context.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// The organisation that a section's heading or one above it names, and whether it is the section's own, known heading
/// that does ("Service at Avon", "AVU Students").
struct HeadingHouse {
  std::string name;  ///< empty if none
  bool own = false;
};
HeadingHouse house_of_heading(const Section& section, const Context& context);

}  // namespace vitagraph::extraction
