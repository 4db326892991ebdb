// SPDX-License-Identifier: Apache-2.0
#include "lexicon/label_tree.hpp"

#include <algorithm>
#include <cstring>

#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {
namespace {

std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  a *= b | 1;
  return a ^ (a >> 32);
}

template <typename Number>
std::uint64_t load(const char* from) {
  Number out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

/// Up to eight bytes; parts of them twice, which is quicker than a call for just so many.
std::uint64_t load_last(const char* from, std::size_t bytes) {
  if (bytes == 8) return load<std::uint64_t>(from);
  if (bytes >= 4) return load<std::uint32_t>(from) | load<std::uint32_t>(from + bytes - 4) << 32;
  if (bytes == 0) return 0;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(from[i])}; };
  return byte(0) | byte(bytes / 2) << 8 | byte(bytes - 1) << 16;
}

}  // namespace

std::size_t word_hash(std::string_view key) {
  // The bit that tells capitals from small letters, which digits have too.
  constexpr std::uint64_t small = 0x2020202020202020ULL;
  std::uint64_t hash = 0x9AE16A3B2F90404FULL ^ key.size();
  const char* at = key.data();
  std::size_t left = key.size();
  for (; left > 8; at += 8, left -= 8)
    hash = folded_product(hash ^ (load<std::uint64_t>(at) | small), 0xC3A5C85C97CB3127ULL);
  return folded_product(hash ^ (load_last(at, left) | small), 0xB492B66FBE98F273ULL);
}

void LabelTree::enter(Node node) {
  const std::size_t hash = nodes_[node].hash;
  std::size_t at = hash >> shift_;
  while (slots_[at].node != root) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {static_cast<std::uint32_t>(hash), node};
}

void LabelTree::grow() {
  --shift_;
  const std::size_t size = 2 * slots_.size();
  slots_.assign(size, Slot{});
  for (Node node = 1; node < nodes_.size(); ++node) enter(node);
}

LabelTree::Node LabelTree::add(Node from, std::string_view key, std::size_t hash) {
  if (const Node known = next(from, key, hash); known != none) return known;
  if (2 * (nodes_.size() + 1) > slots_.size()) grow();
  const auto node = static_cast<Node>(nodes_.size());
  nodes_.push_back({mixed(from, hash), from, static_cast<std::uint32_t>(keys_.size()),
                    static_cast<std::uint32_t>(key.size()), 0, 0});
  keys_ += key;
  enter(node);
  return node;
}

LabelTree::Node LabelTree::next_known(Node from, std::string_view key, std::size_t hash) const {
  const std::size_t wanted = mixed(from, hash);
  for (std::size_t at = wanted >> shift_; slots_[at].node != root; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].tag != static_cast<std::uint32_t>(wanted)) continue;
    const Entry& entry = nodes_[slots_[at].node];
    if (entry.hash == wanted && entry.from == from && same_letters(key_of(entry), key)) return slots_[at].node;
  }
  return none;
}

void LabelTree::finish(const std::vector<Concept>& concepts) {
  std::stable_sort(ends_.begin(), ends_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [node, id] : ends_) {
    Entry& entry = nodes_[node];
    if (entry.concept_count == 0) entry.first_concept = static_cast<std::uint32_t>(concepts_.size());
    const auto first = concepts_.begin() + entry.first_concept;
    if (std::find(first, concepts_.end(), &concepts[id]) != concepts_.end()) continue;
    concepts_.push_back(&concepts[id]);
    ++entry.concept_count;
  }
  ends_ = {};
  std::size_t beginnings = 0;
  for (const Entry& entry : nodes_) beginnings += entry.from == root;
  std::size_t bits = 64;
  while (bits < 16 * beginnings) bits *= 2;
  beginnings_.assign(bits / 64, 0);
  for (const Entry& entry : nodes_)
    if (entry.from == root) beginnings_[bit_of(entry.hash) / 64] |= std::uint64_t{1} << bit_of(entry.hash) % 64;
}

}  // namespace vitagraph::lexicon
