// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <utility>
#include <vector>

#include "store/dataset.hpp"
#include "store/sparql/ast.hpp"

namespace vitagraph::store::sparql {

/// §9.3, §18.4: the pairs of nodes that a path joins in one graph. Sequences and alternatives count every way
/// (a bag), `?`, `*` and `+` each pair once. No step recurses over the graph.
class PathFinder {
 public:
  PathFinder(Dataset& data, TermId graph) : data_(data), graph_(graph) {}

  /// The ends reached from a node (which need not be in the graph).
  std::vector<TermId> forward(const Path& path, TermId from, bool inverse = false);
  /// All pairs, for a path with both ends open.
  std::vector<std::pair<TermId, TermId>> pairs(const Path& path);

 private:
  std::vector<TermId> step(TermId predicate, TermId from, bool inverse) const;
  std::vector<TermId> closure(const Path& path, TermId from, bool inverse, bool with_start);
  std::vector<TermId> negated(const Path& path, TermId from, bool inverse) const;

  Dataset& data_;
  TermId graph_;
};

}  // namespace vitagraph::store::sparql
