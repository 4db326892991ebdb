// SPDX-License-Identifier: Apache-2.0
#pragma once
// Structure of an undirected graph given as rows (each edge in both). Nothing recurses; nothing depends on the number
// of threads.
#include <cstdint>
#include <vector>

#include "graph/csr.hpp"

namespace vitagraph::graph {

/// Component of each vertex, numbered by their least vertices.
struct Components {
  std::vector<std::uint32_t> of;     ///< by vertex
  std::vector<std::uint32_t> sizes;  ///< by component
  std::uint32_t largest() const;     ///< number of the largest (the first of equals); requires one
};
Components connected_components(const Csr& csr);

/// The largest k for which the vertex is in a k-core (Batagelj and Zaversnik 2003, by Boost.Graph).
std::vector<std::uint32_t> core_numbers(const Csr& csr);

/// Triangles through each vertex. Edges go from lower to higher degree, so that no hub is searched: O(m^1.5).
std::vector<std::uint64_t> triangles(const Csr& csr);
/// Share of a vertex's pairs of neighbours that are neighbours; 0 below two neighbours.
std::vector<double> local_clustering(const Csr& csr);
double mean(const std::vector<double>& values);
/// Closed triples over all triples; 0 without a triple.
double transitivity(const Csr& csr);
/// Pearson correlation of the degrees at the two ends of an edge; NaN when all degrees are equal.
double degree_assortativity(const Csr& csr);

/// Vertices and edges whose loss would break a component (Tarjan 1974).
struct CutStructure {
  std::vector<bool> articulation;  ///< by vertex
  std::vector<Pair> bridges;       ///< lower vertex first, ascending
};
CutStructure cut_structure(const Csr& csr);

/// Numbers of steps from a vertex; `unreached` where there is no way.
inline constexpr std::uint32_t unreached = 0xFFFFFFFF;
std::vector<std::uint32_t> distances_from(const Csr& csr, std::uint32_t source);

/// Sums over shortest ways from some sources, 64 at a time in the bits of a word.
struct PathLengths {
  std::uint64_t pairs = 0;  ///< (source, other) with a way between them
  double sum = 0;           ///< of their distances
  std::uint32_t longest = 0;
};
PathLengths path_lengths(const Csr& csr, const std::vector<std::uint32_t>& sources);

/// `count` different vertices out of n, ascending, the same ones for the same seed; all when count >= n.
std::vector<std::uint32_t> sample(std::uint32_t n, std::uint32_t count, std::uint64_t seed);

/// A small generator with the same numbers everywhere (SplitMix64, Steele et al. 2014): std's distributions differ
/// between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// Below `bound`, which must not be 0; by multiplication, a bias of 2^-32 at most.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U); }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace vitagraph::graph
