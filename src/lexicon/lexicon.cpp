// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

#include <algorithm>

namespace vitagraph::lexicon {

bool has_notation(const std::vector<const Concept*>& concepts, std::string_view notation) {
  return std::any_of(concepts.begin(), concepts.end(), [&](const Concept* c) { return c->notation == notation; });
}

FirstWords::Slot& FirstWords::slot_of(std::size_t hash) {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].words != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void FirstWords::add(std::size_t hash, std::uint32_t words) {
  if (2 * (taken_ + 1) > slots_.size()) {
    std::vector<Slot> old(std::max<std::size_t>(16, 2 * slots_.size()));
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.words != 0) slot_of(slot.hash) = slot;
  }
  Slot& slot = slot_of(hash);
  taken_ += slot.words == 0;
  slot = {hash, std::max(slot.words, words)};
}

std::uint32_t FirstWords::most_words(std::size_t hash) const {
  if (slots_.empty()) return 0;
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].words != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  return slots_[at].words;
}

std::vector<const Concept*> Lexicon::find(std::string_view scheme, std::string_view text) const {
  std::vector<const Concept*> out;
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end()) return out;
  const auto entry = found->second.by_key.find(label_key(text));
  if (entry == found->second.by_key.end()) return out;
  for (const std::uint32_t id : entry->second) out.push_back(&concepts_[id]);
  return out;
}

std::optional<Lexicon::Match> Lexicon::longest(std::string_view scheme, const Words& words, std::size_t at) const {
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end() || at >= words.size()) return std::nullopt;
  const Scheme& table = found->second;
  const std::size_t most = table.first_words.most_words(words[at].hash);
  if (most == 0) return std::nullopt;
  std::string key;
  std::optional<Match> best;
  const std::size_t last = std::min<std::size_t>(words.size(), at + most);
  for (std::size_t i = at; i < last; ++i) {
    if (i > at) key += ' ';
    key += words[i].key;
    const auto entry = table.by_key.find(key);
    if (entry != table.by_key.end())
      best = Match{
          entry->second.front(), static_cast<std::uint32_t>(i - at + 1), {words[at].span.begin, words[i].span.end}};
  }
  return best;
}

std::vector<Lexicon::Match> Lexicon::all(std::string_view scheme, const Words& words) const {
  std::vector<Match> out;
  for (std::size_t at = 0; at < words.size();) {
    const auto match = longest(scheme, words, at);
    if (match) out.push_back(*match);
    at += match ? match->words : 1;
  }
  return out;
}

bool Lexicon::mentions(std::string_view scheme, std::string_view text) const {
  const Words words = split_words(text);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (longest(scheme, words, at)) return true;
  return false;
}

std::vector<const Concept*> Lexicon::concepts_of(std::string_view scheme, const Words& words, std::size_t at,
                                                 std::size_t count) const {
  std::vector<const Concept*> out;
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end() || at + count > words.size()) return out;
  std::string key;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i > at) key += ' ';
    key += words[i].key;
  }
  const auto entry = found->second.by_key.find(key);
  if (entry == found->second.by_key.end()) return out;
  for (const std::uint32_t id : entry->second) out.push_back(&concepts_[id]);
  return out;
}

std::vector<std::string> Lexicon::labels(std::string_view scheme) const {
  const auto found = schemes_.find(scheme);
  return found == schemes_.end() ? std::vector<std::string>{} : found->second.written;
}

}  // namespace vitagraph::lexicon
