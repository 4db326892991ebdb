// SPDX-License-Identifier: Apache-2.0
#include "mapping/pairs.hpp"

#include <tbb/parallel_sort.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

#include "base/base.hpp"

namespace vitagraph::mapping {
namespace {

/// All runs' parts together stay below what is held while adding, unless there are thousands of runs.
constexpr std::size_t fewest_read_at_once = 128;

}  // namespace

bool SortedPairs::fill(Run& run) {
  const std::size_t part = std::max(most_held / runs_.size(), fewest_read_at_once);
  run.read.resize(static_cast<std::size_t>(std::min<std::uint64_t>(part, run.to - run.from)));
  run.at = 0;
  auto* bytes = reinterpret_cast<char*>(run.read.data());
  std::size_t wanted = run.read.size() * sizeof(Pair);
  std::uint64_t offset = run.from * sizeof(Pair);
  while (wanted != 0) {
    const ssize_t got = ::pread(::fileno(file_.get()), bytes, wanted, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw Error("a temporary file cannot be read: {}", got == 0 ? "it ends early" : std::strerror(errno));
    bytes += got;
    wanted -= static_cast<std::size_t>(got);
    offset += static_cast<std::uint64_t>(got);
  }
  run.from += run.read.size();
  return !run.read.empty();
}

void SortedPairs::put_aside() {
  tbb::parallel_sort(held_.begin(), held_.end());
  if (!file_) file_.reset(std::tmpfile());
  if (!file_ || std::fwrite(held_.data(), sizeof(Pair), held_.size(), file_.get()) != held_.size())
    throw Error("a temporary file cannot be written: {}", std::strerror(errno));
  const std::uint64_t from = runs_.empty() ? 0 : runs_.back().to;
  runs_.push_back({from, from + held_.size(), {}, 0});
  held_.clear();
}

void SortedPairs::sort() {
  at_ = 0;
  if (runs_.empty()) {
    tbb::parallel_sort(held_.begin(), held_.end());
    return;
  }
  if (!held_.empty()) put_aside();
  if (std::fflush(file_.get()) != 0) throw Error("a temporary file cannot be written: {}", std::strerror(errno));
  held_ = {};
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (fill(runs_[i])) heads_.emplace_back(runs_[i].read[0], i);
  std::make_heap(heads_.begin(), heads_.end(), std::greater<>());
}

bool SortedPairs::next(Pair& out) {
  if (runs_.empty()) {
    if (at_ == held_.size()) return false;
    out = held_[at_++];
    return true;
  }
  if (heads_.empty()) return false;
  std::pop_heap(heads_.begin(), heads_.end(), std::greater<>());
  out = heads_.back().first;
  Run& run = runs_[heads_.back().second];
  if (++run.at < run.read.size() || fill(run)) {
    heads_.back().first = run.read[run.at];
    std::push_heap(heads_.begin(), heads_.end(), std::greater<>());
  } else {
    heads_.pop_back();
  }
  return true;
}

}  // namespace vitagraph::mapping
