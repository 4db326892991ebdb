// SPDX-License-Identifier: Apache-2.0
#include "graph/strings.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {
constexpr std::size_t chunk_size = std::size_t{1} << 16;
}

std::size_t Strings::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  // The kept hash spares looking at texts, which lie anywhere in memory.
  while (slots_[at].number != none && (slots_[at].hash != hash || texts_[slots_[at].number] != text))
    at = (at + 1) & mask;
  return at;
}

std::uint32_t Strings::hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text) >> 8U);
}

std::uint32_t Strings::find(std::string_view text) const {
  return slots_.empty() ? none : slots_[slot_of(text, hash_of(text))].number;
}

std::uint32_t Strings::number(std::string_view text) {
  if ((texts_.size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number == none) {
    if (texts_.size() == none) throw Error("the graph names more than {} things", none - 1);
    slot = {size(), hash};
    texts_.push_back(store(text));
  }
  return slot.number;
}

std::string_view Strings::store(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > chunk_left_) {
    const std::size_t length = std::max(chunk_size, text.size());
    chunks_.push_back(std::make_unique<char[]>(length));
    chunk_at_ = chunks_.back().get();
    chunk_left_ = length;
  }
  std::memcpy(chunk_at_, text.data(), text.size());
  const std::string_view kept(chunk_at_, text.size());
  chunk_at_ += text.size();
  chunk_left_ -= text.size();
  return kept;
}

void Strings::grow() {
  std::vector<Slot> old(std::max<std::size_t>(16, slots_.size() * 2));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == none) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != none) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace vitagraph::graph
