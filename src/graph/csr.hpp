// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace vitagraph::graph {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// Rows of dense numbers in compressed form: row i is targets[offsets[i] … offsets[i+1]). 32 bits throughout: half the
/// memory traffic of 64, which is what the searches wait for.
struct Csr {
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint32_t> targets;

  std::uint32_t rows() const { return static_cast<std::uint32_t>(offsets.size() - 1); }
  std::uint32_t degree(std::uint32_t row) const { return offsets[row + 1] - offsets[row]; }
  std::span<const std::uint32_t> row(std::uint32_t i) const {
    return {targets.data() + offsets[i], targets.data() + offsets[i + 1]};
  }
};

/// Rows in ascending order of their targets, duplicates dropped. Counting sort by row: linear, no hashing. Throws Error
/// beyond 2^32 - 1 pairs.
Csr make_csr(std::uint32_t rows, std::span<const Pair> pairs);

/// Rows in the order the pairs come in, duplicates kept.
Csr make_csr_in_order(std::uint32_t rows, std::span<const Pair> pairs);

/// Both ends of each pair: edges of an undirected graph, each given once, in either direction or several times; loops
/// are dropped. Rows ascend.
Csr make_undirected_csr(std::uint32_t vertices, std::span<const Pair> edges);

/// The pairs turned round: row = target. `columns` bounds the targets.
Csr transposed(const Csr& csr, std::uint32_t columns);

/// An undirected weighted graph: every edge stands in both rows, rows ascend, `weights` runs beside `csr.targets`.
struct WeightedGraph {
  Csr csr;
  std::vector<std::uint32_t> weights;

  std::uint32_t vertices() const { return csr.rows(); }
  std::uint64_t edges() const { return csr.targets.size() / 2; }
  std::span<const std::uint32_t> row_weights(std::uint32_t i) const {
    return {weights.data() + csr.offsets[i], weights.data() + csr.offsets[i + 1]};
  }
};

}  // namespace vitagraph::graph
