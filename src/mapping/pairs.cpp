// SPDX-License-Identifier: Apache-2.0
#include "mapping/pairs.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

#include "base/base.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t read_at_once = 4096;

}  // namespace

bool SortedPairs::Run::fill() {
  read.resize(read_at_once);
  read.resize(std::fread(read.data(), sizeof(Pair), read_at_once, file.get()));
  at = 0;
  if (read.empty() && std::ferror(file.get())) throw Error("a temporary file cannot be read: {}", std::strerror(errno));
  return !read.empty();
}

void SortedPairs::put_aside() {
  tbb::parallel_sort(held_.begin(), held_.end());
  Run run;
  run.file.reset(std::tmpfile());
  if (!run.file || std::fwrite(held_.data(), sizeof(Pair), held_.size(), run.file.get()) != held_.size() ||
      std::fflush(run.file.get()) != 0)
    throw Error("a temporary file cannot be written: {}", std::strerror(errno));
  std::rewind(run.file.get());
  runs_.push_back(std::move(run));
  held_.clear();
}

void SortedPairs::sort() {
  if (!runs_.empty() && !held_.empty()) put_aside();
  tbb::parallel_sort(held_.begin(), held_.end());
  at_ = 0;
  if (runs_.empty()) return;
  held_ = {};
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (runs_[i].fill()) heads_.emplace_back(runs_[i].read[0], i);
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
  if (++run.at < run.read.size() || run.fill()) {
    heads_.back().first = run.read[run.at];
    std::push_heap(heads_.begin(), heads_.end(), std::greater<>());
  } else {
    heads_.pop_back();
  }
  return true;
}

}  // namespace vitagraph::mapping
