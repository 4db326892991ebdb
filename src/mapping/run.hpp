// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "mapping/execute.hpp"

namespace vitagraph::mapping {

/// Which statements were made before. Two equal ones have equal subjects; so only subjects that several rows (or rules
/// that share a predicate) speak about can repeat a statement, and only their lines need a set. A first run learns
/// which subjects those are, at eight bytes a row; the usual mapping has none, and its output stands.
class Repetitions {
 public:
  void learn(const LineBlock& block);
  /// Ends learning; whether any subject came twice.
  bool found();
  /// The block's lines without those that came before; `count` becomes what is left.
  void filter(LineBlock& block);

 private:
  std::vector<std::uint64_t> subjects_;  ///< while learning: one a group; then: the repeated ones, sorted
  std::vector<std::pair<std::uint64_t, std::uint64_t>> table_;  ///< open addressing over 128 bits of each line
  std::size_t used_ = 0;

  bool insert(std::string_view line);
  void grow();
};

}  // namespace vitagraph::mapping
