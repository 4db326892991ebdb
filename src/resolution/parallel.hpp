// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace vitagraph::resolution {

/// Calls `work(i)` for each i below `count`, on up to `jobs` threads. What `work` writes must belong to i alone, so
/// that the result does not depend on the number of threads. An exception of `work` is thrown again when all have
/// stopped.
template <typename Work>
void for_each_index(std::size_t count, unsigned jobs, const Work& work) {
  // Smaller shares than this cost more to hand out than to do.
  constexpr std::size_t share = 256;
  const std::size_t threads = std::min<std::size_t>(jobs, (count + share - 1) / share);
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto run = [&] {
    try {
      for (std::size_t begin = next.fetch_add(share); begin < count; begin = next.fetch_add(share))
        for (std::size_t i = begin; i < std::min(count, begin + share); ++i) work(i);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(guard);
      failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(run);
  run();
  for (std::thread& helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace vitagraph::resolution
