// SPDX-License-Identifier: Apache-2.0
#include "resolution/cluster.hpp"

#include <algorithm>
#include <tuple>

namespace vitagraph::resolution {

Clusters::Clusters(std::size_t nodes) : ranks_(nodes), parents_(nodes), sets_(ranks_.data(), parents_.data()) {
  for (std::size_t i = 0; i < nodes; ++i) sets_.make_set(static_cast<Id>(i));
}

void Clusters::keep_apart(Id a, Id b) {
  a = find(a);
  b = find(b);
  if (a == b) return;
  apart_[a].push_back(b);
  apart_[b].push_back(a);
}

bool Clusters::kept_apart(Id a, Id b) {
  a = find(a);
  b = find(b);
  auto left = apart_.find(a), right = apart_.find(b);
  if (left == apart_.end() || right == apart_.end()) return false;
  // Vetoes stand on both sides: the shorter list will do.
  const bool use_left = left->second.size() <= right->second.size();
  const Id other = use_left ? b : a;
  for (const Id node : use_left ? left->second : right->second)
    if (find(node) == other) return true;
  return false;
}

bool Clusters::unite(Id a, Id b) {
  a = find(a);
  b = find(b);
  if (a == b) return true;
  if (kept_apart(a, b)) return false;
  sets_.link(a, b);
  const Id root = find(a), gone = root == a ? b : a;
  const auto lost = apart_.find(gone);
  if (lost != apart_.end()) {
    std::vector<Id> moved = std::move(lost->second);
    apart_.erase(lost);
    std::vector<Id>& kept = apart_[root];
    if (kept.size() < moved.size()) std::swap(kept, moved);
    kept.insert(kept.end(), moved.begin(), moved.end());
  }
  return true;
}

void sort_links(std::vector<Link>& links) {
  for (Link& link : links)
    if (link.b < link.a) std::swap(link.a, link.b);
  std::sort(links.begin(), links.end(),
            [](const Link& x, const Link& y) { return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b); });
}

}  // namespace vitagraph::resolution
