// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "graph/csr.hpp"

namespace vitagraph::graph {

struct LeidenOptions {
  double resolution = 1;     ///< gamma of the modularity: larger values give smaller communities
  double randomness = 0.01;  ///< theta of the refinement, as the authors use it
  std::uint64_t seed = 1;
  std::uint32_t most_rounds = 20;  ///< passes over all levels; it stops before, when nothing is gained
};

struct Communities {
  std::vector<std::uint32_t> of;  ///< by vertex; numbered by size, the largest 0, then by least vertex
  std::vector<std::uint32_t> sizes;
  double modularity = 0;
};

/// Communities of an undirected weighted graph by the Leiden algorithm (Traag, Waltman, van Eck 2019, Scientific
/// Reports 9:5233) for modularity with resolution: fast local moving, refinement, aggregation, repeated until stable.
/// Every community is connected. The same result for the same graph and seed, everywhere.
Communities leiden(const WeightedGraph& graph, const LeidenOptions& options);

/// Newman's modularity of a partition, with resolution; 0 without edges.
double modularity(const WeightedGraph& graph, const std::vector<std::uint32_t>& of, double resolution);

/// Whether each community's members are linked within it.
bool all_connected(const Csr& csr, const std::vector<std::uint32_t>& of);

}  // namespace vitagraph::graph
