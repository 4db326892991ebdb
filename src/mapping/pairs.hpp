// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace vitagraph::mapping {

/// Pairs of numbers, sorted in bounded memory: what exceeds a limit is put aside as sorted runs in an unnamed temporary
/// file, which are merged while reading.
class SortedPairs {
 public:
  using Pair = std::pair<std::uint64_t, std::uint64_t>;

  void add(Pair pair) {
    if (held_.size() == most_held) put_aside();
    held_.push_back(pair);
  }
  /// Ends adding.
  void sort();
  /// The next in ascending order; false at the end. Requires sort().
  bool next(Pair& out);

  /// 4 MiB.
  static constexpr std::size_t most_held = 1 << 18;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  /// A sorted part of the file, and what of it is in memory.
  struct Run {
    std::uint64_t from, to;  ///< pairs of the file that are not read yet
    std::vector<Pair> read;
    std::size_t at = 0;
  };
  void put_aside();
  bool fill(Run& run);

  std::vector<Pair> held_;
  std::size_t at_ = 0;
  std::unique_ptr<std::FILE, Close> file_;  ///< one for all runs: there may be more of them than files may be open
  std::vector<Run> runs_;
  std::vector<std::pair<Pair, std::size_t>> heads_;  ///< a heap: the next of each run
};

}  // namespace vitagraph::mapping
