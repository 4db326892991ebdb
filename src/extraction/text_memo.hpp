// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace vitagraph::extraction {

/// What was read from texts of late: a line is read by several recognizers, and each asks anew. Holds few texts, the
/// later in place of the earlier, so that its size does not depend on the documents'; what it holds changes no answer.
/// One is kept with the vocabularies (Lexicon::kept), whose words the answers rest on, and asked from several threads.
template <typename Value>
class TextMemo {
 public:
  /// make(text), or what it returned before.
  template <typename Make>
  Value get(std::string_view text, const Make& make) const {
    if (text.size() > longest) return make(text);
    const std::size_t hash = std::hash<std::string_view>()(text);
    {
      const std::lock_guard lock(state_->mutex);
      const Slot& slot = state_->slots[hash % most];
      if (slot.hash == hash && slot.value && slot.text == text) return *slot.value;
    }
    Value made = make(text);
    const std::lock_guard lock(state_->mutex);
    Slot& slot = state_->slots[hash % most];
    slot.hash = hash;
    slot.text = text;
    slot.value = made;
    return made;
  }

 private:
  static constexpr std::size_t most = 512;
  static constexpr std::size_t longest = 2048;  ///< bytes; paragraphs are seldom read twice
  struct Slot {
    std::size_t hash = 0;
    std::string text;
    std::optional<Value> value;
  };
  struct State {
    std::mutex mutex;
    std::array<Slot, most> slots;
  };
  std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace vitagraph::extraction
