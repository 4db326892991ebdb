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

void Clusters::keep_all_apart(const std::vector<Id>& nodes) {
  for (const Id node : nodes) {
    std::vector<Id>& groups = groups_[find(node)];
    if (groups.empty() || groups.back() != group_count_) groups.push_back(group_count_);
  }
  ++group_count_;
}

bool Clusters::kept_apart(Id a, Id b) {
  a = find(a);
  b = find(b);
  if (const auto mine = groups_.find(a), theirs = groups_.find(b); mine != groups_.end() && theirs != groups_.end())
    for (auto i = mine->second.begin(), j = theirs->second.begin();
         i != mine->second.end() && j != theirs->second.end();) {
      if (*i == *j) return true;
      *i < *j ? ++i : ++j;
    }
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
  if (const auto grouped = groups_.find(gone); grouped != groups_.end()) {
    const std::vector<Id> moved = std::move(grouped->second);
    groups_.erase(grouped);
    std::vector<Id>& kept = groups_[root];
    std::vector<Id> merged;
    std::set_union(kept.begin(), kept.end(), moved.begin(), moved.end(), std::back_inserter(merged));
    kept = std::move(merged);
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
