// SPDX-License-Identifier: Apache-2.0
#pragma once
// Centralities of an undirected graph, with the conventions of NetworkX, which people check against. The same bits for
// any number of threads: sums are made in a fixed number of parts and added in order.
#include <cstdint>
#include <vector>

#include "graph/csr.hpp"

namespace vitagraph::graph {

struct PageRankOptions {
  double damping = 0.85;     ///< Brin and Page 1998
  double tolerance = 1e-12;  ///< stop when all changes together are less
  std::uint32_t most_rounds = 1000;
};
/// Adds up to 1; whoever has no edges gives to all. `weights` beside csr.targets, or empty: all edges alike.
/// (boost::page_rank adds 1-d instead of (1-d)/n and loses what has no edges: no distribution.)
std::vector<double> page_rank(const Csr& csr, const std::vector<std::uint32_t>& weights,
                              const PageRankOptions& options);

/// Share of shortest ways between others that lead through a vertex (Brandes 2001), divided by the number of pairs of
/// others. With fewer sources than vertices an estimate from them, scaled up.
std::vector<double> betweenness(const Csr& csr, const std::vector<std::uint32_t>& sources);

/// (r-1)/sum of distances to the r reached, times (r-1)/(n-1) (Wasserman and Faust 1994); 0 for who reaches nobody.
/// For the given vertices, in their order.
std::vector<double> closeness(const Csr& csr, const std::vector<std::uint32_t>& of);

}  // namespace vitagraph::graph
