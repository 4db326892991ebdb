// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

#include <algorithm>

namespace vitagraph::lexicon {

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
  const auto first = table.first_words.find(words[at].key);
  if (first == table.first_words.end()) return std::nullopt;
  std::string key;
  std::optional<Match> best;
  const std::size_t last = std::min<std::size_t>(words.size(), at + first->second);
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
