// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "extraction/references/segmentation.hpp"

namespace vitagraph::extraction::references {

/// Counts of what lies before each token, so that a span's features cost nothing.
struct Sums {
  std::vector<std::uint16_t> words, capitals, functions, contents, stops, breaks, commas, years, cues, venues, edges,
      masked, quotes;

  explicit Sums(const Parsed& parsed);

  static std::uint16_t in(const std::vector<std::uint16_t>& sums, std::size_t first, std::size_t last) {
    return static_cast<std::uint16_t>(sums[last] - sums[first]);
  }
};

}  // namespace vitagraph::extraction::references
