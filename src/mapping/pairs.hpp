// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace vitagraph::mapping {

/// Pairs of numbers, sorted in bounded memory: what exceeds a limit is put aside as sorted runs in unnamed temporary
/// files, which are merged while reading.
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

  /// 16 MiB.
  static constexpr std::size_t most_held = 1 << 20;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Run {
    std::unique_ptr<std::FILE, Close> file;
    std::vector<Pair> read;  ///< a part of it
    std::size_t at = 0;

    bool fill();
  };
  void put_aside();

  std::vector<Pair> held_;
  std::size_t at_ = 0;
  std::vector<Run> runs_;
  std::vector<std::pair<Pair, std::size_t>> heads_;  ///< a heap: the next of each run
};

}  // namespace vitagraph::mapping
