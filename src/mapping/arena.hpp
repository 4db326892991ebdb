// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace vitagraph::mapping {

/// Text that lives as long as a row is being handled; reset() keeps the memory.
class Arena {
 public:
  char* take(std::size_t size) {
    while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
      ++block_;
      used_ = 0;
    }
    if (block_ == blocks_.size()) {
      const std::size_t room = size > block_size ? size : block_size;
      blocks_.push_back({std::make_unique<char[]>(room), room});
      used_ = 0;
    }
    char* out = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return out;
  }
  /// Gives back the end of the latest take().
  void give_back(std::size_t size) { used_ -= size; }
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* out = take(text.size());
    std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }
  void reset() {
    block_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t block_size = 16384;
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;
};

}  // namespace vitagraph::mapping
