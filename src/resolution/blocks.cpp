// SPDX-License-Identifier: Apache-2.0
#include "resolution/blocks.hpp"

#include <algorithm>

#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

using Pairs = std::vector<std::pair<Id, Id>>;

/// Each member meets those that follow it, up to `reach` places on.
void meet(std::span<const Id> block, std::size_t reach, Pairs& pairs) {
  for (std::size_t i = 0; i < block.size(); ++i)
    for (std::size_t j = i + 1; j < std::min(block.size(), i + reach); ++j) pairs.emplace_back(block[i], block[j]);
}

struct Parts {
  std::vector<std::vector<Id>> parts;  ///< of two members or more, by key
  std::vector<Id> keyless;
};

Parts part(std::span<const Id> block, const KeysOf& keys_of) {
  std::vector<std::pair<std::uint64_t, Id>> keyed;
  std::vector<std::uint64_t> keys;
  Parts out;
  for (const Id member : block) {
    keys.clear();
    keys_of(member, keys);
    if (keys.empty()) out.keyless.push_back(member);
    for (const std::uint64_t key : keys) keyed.emplace_back(key, member);
  }
  std::sort(keyed.begin(), keyed.end());
  keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
  for (std::size_t begin = 0; begin < keyed.size();) {
    std::size_t end = begin;
    while (end < keyed.size() && keyed[end].first == keyed[begin].first) ++end;
    if (end - begin > 1) {
      std::vector<Id>& members = out.parts.emplace_back();
      for (std::size_t i = begin; i < end; ++i) members.push_back(keyed[i].second);
    }
    begin = end;
  }
  return out;
}

}  // namespace

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15ULL ^ (b + 0x7F4A7C159E3779B9ULL + (a << 6) + (a >> 2));
  x ^= x >> 31;
  return x * 0xBF58476D1CE4E5B9ULL;
}

std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

void pair_block(std::span<const Id> block, std::span<const KeysOf> levels, Pairs& pairs, std::vector<Crowd>& crowds) {
  if (block.size() <= weights::block_pairs) return meet(block, block.size(), pairs);
  meet(block, weights::block_walk, pairs);
  if (levels.empty()) {
    crowds.push_back({block.front(), block.size()});
    return;
  }
  const Parts parts = part(block, levels.front());
  bool parted = true;  // a key that all members have parts nothing
  for (const std::vector<Id>& members : parts.parts) {
    parted = parted && members.size() < block.size();
    if (members.size() < block.size()) pair_block(members, levels.subspan(1), pairs, crowds);
  }
  if (!parted || !parts.keyless.empty()) pair_block(block, levels.subspan(1), pairs, crowds);
  // What fits several parts is then seen to be ambiguous.
  for (std::size_t i = 0; i < std::min(parts.parts.size(), weights::block_pairs); ++i)
    for (const Id member : parts.keyless) {
      const Id other = parts.parts[i].front();
      pairs.emplace_back(std::min(member, other), std::max(member, other));
    }
}

}  // namespace vitagraph::resolution
