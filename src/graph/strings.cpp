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

std::size_t Strings::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = std::hash<std::string_view>{}(text)&mask;
  while (slots_[at] != none && texts_[slots_[at]] != text) at = (at + 1) & mask;
  return at;
}

std::uint32_t Strings::find(std::string_view text) const { return slots_.empty() ? none : slots_[slot_of(text)]; }

std::uint32_t Strings::number(std::string_view text) {
  if (texts_.size() * 2 >= slots_.size()) grow();
  std::uint32_t& slot = slots_[slot_of(text)];
  if (slot == none) {
    if (texts_.size() == none) throw Error("the graph names more than {} things", none - 1);
    slot = size();
    texts_.push_back(store(text));
  }
  return slot;
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
  slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), none);
  for (std::uint32_t i = 0; i < texts_.size(); ++i) slots_[slot_of(texts_[i])] = i;
}

}  // namespace vitagraph::graph
