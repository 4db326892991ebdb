// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace vitagraph::lexicon {

/// Values of many types, one of each, found without a lock once they are made. A type is told by an address that stands
/// for it.
class KeptValues {
 public:
  /// nullptr if nobody has made it yet.
  const void* find(const void* type) const {
    for (std::size_t at = first_place(type);; at = (at + 1) % most) {
      const void* known = places_[at].type.load(std::memory_order_acquire);
      if (known == type) return places_[at].value;
      if (known == nullptr) return nullptr;
    }
  }
  const void* find_or_make(const void* type, const std::function<std::shared_ptr<const void>()>& make) {
    const std::lock_guard lock(making_);
    if (const void* known = find(type)) return known;
    // How many types there are is known when the program is written.
    assert(owned_.size() + 1 < most);
    const void* value = owned_.emplace_back(make()).get();
    std::size_t at = first_place(type);
    while (places_[at].type.load(std::memory_order_relaxed) != nullptr) at = (at + 1) % most;
    places_[at].value = value;
    places_[at].type.store(type, std::memory_order_release);
    return value;
  }

 private:
  static constexpr std::size_t most = 256;
  struct Place {
    std::atomic<const void*> type = nullptr;
    const void* value = nullptr;
  };
  static std::size_t first_place(const void* type) {
    return (reinterpret_cast<std::uintptr_t>(type) * 0x9E3779B97F4A7C15ULL >> 32) % most;
  }

  std::array<Place, most> places_;
  std::mutex making_;
  std::vector<std::shared_ptr<const void>> owned_;
};

}  // namespace vitagraph::lexicon
