// SPDX-License-Identifier: Apache-2.0
#include "lexicon/label_tree.hpp"

#include <algorithm>

#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {
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
