// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/base.hpp"

namespace vitagraph::store::sparql {

/// What one query may take, shared by everything that works on it. Whoever takes more ends by an Error that says so.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;
  /// Cells of all intermediate results together: 800 MB. A query that needs more has forgotten to join something.
  static constexpr std::size_t most_cells = 200'000'000;

  explicit Budget(std::chrono::seconds time) : time_(time), end_(Clock::now() + time) {}
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  /// To be called once for each small piece of work.
  void step() {
    if ((++steps_ & 0x3FF) == 0 && Clock::now() > end_)
      throw Error("the query was given up after {} s; make it ask for less, or give it more with --timeout",
                  time_.count());
  }
  void take(std::size_t cells) {
    if (cells > most_cells - taken_)
      throw Error("the query makes too many intermediate rows; join its patterns by a common variable");
    taken_ += cells;
  }
  void give_back(std::size_t cells) { taken_ -= cells; }
  /// Throws if that many cells could not be taken.
  void allow(std::size_t cells) {
    take(cells);
    give_back(cells);
  }

 private:
  std::chrono::seconds time_;
  Clock::time_point end_;
  std::uint64_t steps_ = 0;
  std::size_t taken_ = 0;
};

}  // namespace vitagraph::store::sparql
