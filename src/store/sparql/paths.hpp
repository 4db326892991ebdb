// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "store/dataset.hpp"
#include "store/sparql/ast.hpp"
#include "store/sparql/budget.hpp"

namespace vitagraph::store::sparql {

/// §9.3, §18.4: the pairs of nodes that a path joins in one graph. Sequences and alternatives count every way
/// (a bag), `?`, `*` and `+` each pair once. No step recurses over the graph.
class PathFinder {
 public:
  PathFinder(Dataset& data, TermId graph, Budget& budget) : data_(data), graph_(graph), budget_(budget) {}

  /// The ends reached from a node (which need not be in the graph).
  std::vector<TermId> forward(const Path& path, TermId from, bool inverse = false);
  /// Every node of the graph may begin a path: subjects and objects (§18.4, ALP over nodes(G)), sorted.
  std::vector<TermId> nodes() const;

 private:
  std::vector<TermId> step(TermId predicate, TermId from, bool inverse) const;
  std::vector<TermId> closure(const Path& path, TermId from, bool inverse, bool with_start);
  std::vector<TermId> negated(const Path& path, TermId from, bool inverse) const;

  Dataset& data_;
  TermId graph_;
  Budget& budget_;
};

}  // namespace vitagraph::store::sparql
