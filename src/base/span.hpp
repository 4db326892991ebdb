// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace vitagraph {

/// A half-open range of bytes [begin, end) in one text. Which text is said by whoever owns the span: 32 bits
/// bound a single text at 4 GiB, and eight bytes let every token carry one.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend bool operator==(Span, Span) = default;
  friend auto operator<=>(Span, Span) = default;
};

}  // namespace vitagraph
