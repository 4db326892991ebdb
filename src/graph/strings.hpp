// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace vitagraph::graph {

/// Texts ↔ dense numbers in the order of first sight; each text is stored once. 32 bytes or so and the text itself an
/// entry, where a map of strings needs twice that.
class Strings {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// The text's number, given now if it is new. Throws Error beyond 2^32 - 2 texts.
  std::uint32_t number(std::string_view text);
  /// The number of a text seen before, or `none`.
  std::uint32_t find(std::string_view text) const;
  std::string_view text(std::uint32_t number) const { return texts_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Slot {
    std::uint32_t number = none, hash = 0;
  };
  static std::uint32_t hash_of(std::string_view text);
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  std::string_view store(std::string_view text);
  void grow();

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_left_ = 0;
  char* chunk_at_ = nullptr;
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most three quarters full
};

}  // namespace vitagraph::graph
