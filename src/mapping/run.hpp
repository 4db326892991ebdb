// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "mapping/execute.hpp"
#include "mapping/pairs.hpp"

namespace vitagraph::mapping {

/// Which statements were made before. Two equal ones have equal subjects, so only lines of subjects that came more than
/// once are compared, text with text, where they stand in the output; a hash only says where to look. What is kept in
/// memory does not grow with the rows: places are sorted outside it, and a subject with very many lines is compared in
/// parts.
class Repetitions {
 public:
  /// The block's groups; its text begins `at` bytes from the beginning of the output.
  void learn(const LineBlock& block, std::uint64_t at);
  struct Removed {
    std::uint64_t lines = 0, bytes = 0;
  };
  /// Takes the repeated lines out of the output; the first of each stays.
  Removed remove(OutputFile& out);

 private:
  /// Where a subject's lines stand; several rows' when they follow each other.
  struct Place {
    std::uint64_t offset, length;
    bool several;
  };
  void flush();
  void compare(OutputFile& out, const std::vector<Place>& places);
  void compare_part(OutputFile& out, const std::vector<Place>& places, std::uint64_t part, std::uint64_t parts);

  SortedPairs groups_;  ///< hash of the subject, packed place
  SortedPairs drops_;   ///< offset, length
  std::uint64_t last_subject_ = 0;
  Place last_{0, 0, false};
  Removed removed_;
};

}  // namespace vitagraph::mapping
