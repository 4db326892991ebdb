// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction::lists {

/// The facts of a section by their places, to ask which stand in an entry. Looks at facts that stay where they are:
/// others may be added to the findings meanwhile.
class FactPlaces {
 public:
  /// Of facts [first, last).
  FactPlaces(const Findings& findings, std::size_t first, std::size_t last);
  /// Whether any fact has a part of the span.
  bool any(Span span) const;
  /// What the span was read as: the one fact of posts, studies, service, prizes, talks or courses within it, whatever
  /// else it names, or the one person advised; null if there are several that differ in more than their dates.
  const facts::Fact* only(Span span) const;

 private:
  std::size_t before(std::uint32_t end) const;
  const facts::Fact& fact(std::size_t rank) const { return findings_.facts()[order_[rank]]; }

  const Findings& findings_;
  std::vector<std::size_t> order_;
  std::vector<std::uint32_t> ends_;  ///< parallel: the furthest end up to here
};

}  // namespace vitagraph::extraction::lists
