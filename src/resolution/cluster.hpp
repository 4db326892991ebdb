// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/pending/disjoint_sets.hpp>
#include <unordered_map>
#include <vector>

#include "resolution/mentions.hpp"

namespace vitagraph::resolution {

/// A reason to hold two nodes for one entity. Scores are sums of weights.hpp.
struct Link {
  Id a = 0, b = 0;
  double score = 0;
  const char* reason = "";
};

/// Sets of nodes that are one entity. Links are taken from the strongest to the weakest (equal ones in order of node,
/// which is an order of content), so the result does not depend on the order in which they were found; a link that
/// would bring two nodes together that must stay apart is refused. Nodes kept apart are never in one set: the veto
/// reaches over all that was merged with either.
class Clusters {
 public:
  explicit Clusters(std::size_t nodes);

  Id find(Id node) { return sets_.find_set(node); }
  bool same(Id a, Id b) { return find(a) == find(b); }
  /// The two must stay apart; has no effect on nodes that are together already.
  void keep_apart(Id a, Id b);
  /// Any two of the nodes must stay apart (the authors of one paper); costs no more than the nodes, not their pairs.
  void keep_all_apart(const std::vector<Id>& nodes);
  bool kept_apart(Id a, Id b);
  /// Unites unless a veto forbids it; true if they are together afterwards.
  bool unite(Id a, Id b);

  /// Sorts the links and takes them one by one. `may(root, root)` is asked before two sets are united, `done(root,
  /// gone)` told after: the caller's own consistency, such as names that clash. Refused links are returned.
  template <typename May, typename Done>
  std::vector<Link> apply(std::vector<Link> links, May may, Done done);
  /// The links that united sets, in the order they were taken.
  const std::vector<Link>& taken() const { return taken_; }

 private:
  std::vector<Id> ranks_, parents_;
  boost::disjoint_sets<Id*, Id*> sets_;
  std::vector<Link> taken_;
  std::unordered_map<Id, std::vector<Id>> apart_;   ///< root -> nodes that must not join
  std::unordered_map<Id, std::vector<Id>> groups_;  ///< root -> keep_all_apart calls it was in, ascending
  Id group_count_ = 0;
};

void sort_links(std::vector<Link>& links);

template <typename May, typename Done>
std::vector<Link> Clusters::apply(std::vector<Link> links, May may, Done done) {
  sort_links(links);
  std::vector<Link> refused;
  for (const Link& link : links) {
    const Id a = find(link.a), b = find(link.b);
    if (a == b) continue;
    if (kept_apart(a, b) || !may(a, b)) {
      refused.push_back(link);
      continue;
    }
    unite(a, b);
    taken_.push_back(link);
    const Id root = find(a);
    done(root, root == a ? b : a);
  }
  return refused;
}

}  // namespace vitagraph::resolution
