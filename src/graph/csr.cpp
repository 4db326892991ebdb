// SPDX-License-Identifier: Apache-2.0
#include "graph/csr.hpp"

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {

constexpr std::size_t most_pairs = 0xFFFFFFFE;

/// Each row ascending, without duplicates.
void sort_rows(Csr& csr) {
  std::uint32_t kept = 0;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < csr.rows(); ++i) {
    const std::uint32_t end = csr.offsets[i + 1];
    const auto first = csr.targets.begin() + begin;
    const auto last = csr.targets.begin() + end;
    // Pairs often come sorted, from a file that was written in order.
    if (!std::is_sorted(first, last)) std::sort(first, last);
    const auto unique = std::unique(first, last);
    // Rows only move down, so the copy never overtakes what is still to be read.
    const auto place = csr.targets.begin() + kept;
    if (place != first) std::copy(first, unique, place);
    kept += static_cast<std::uint32_t>(unique - first);
    csr.offsets[i + 1] = kept;
    begin = end;
  }
  csr.targets.resize(kept);
}

}  // namespace

Csr make_csr_in_order(std::uint32_t rows, std::span<const Pair> pairs) {
  if (pairs.size() > most_pairs) throw Error("the graph has more than {} relations of one kind", most_pairs);
  Csr csr;
  csr.offsets.assign(std::size_t{rows} + 1, 0);
  for (const Pair& pair : pairs) ++csr.offsets[pair.first + 1];
  for (std::uint32_t i = 0; i < rows; ++i) csr.offsets[i + 1] += csr.offsets[i];
  csr.targets.resize(pairs.size());
  std::vector<std::uint32_t> next(csr.offsets.begin(), csr.offsets.end() - 1);
  for (const Pair& pair : pairs) csr.targets[next[pair.first]++] = pair.second;
  return csr;
}

Csr make_csr(std::uint32_t rows, std::span<const Pair> pairs) {
  Csr csr = make_csr_in_order(rows, pairs);
  sort_rows(csr);
  return csr;
}

Csr make_undirected_csr(std::uint32_t vertices, std::span<const Pair> edges) {
  if (edges.size() > most_pairs / 2) throw Error("the graph has more than {} edges", most_pairs / 2);
  Csr csr;
  csr.offsets.assign(std::size_t{vertices} + 1, 0);
  for (const auto& [a, b] : edges) {
    if (a == b) continue;
    ++csr.offsets[a + 1];
    ++csr.offsets[b + 1];
  }
  for (std::uint32_t i = 0; i < vertices; ++i) csr.offsets[i + 1] += csr.offsets[i];
  csr.targets.resize(csr.offsets.back());
  // The offsets serve as places to write at and have moved on by a row when all is written.
  for (const auto& [a, b] : edges) {
    if (a == b) continue;
    csr.targets[csr.offsets[a]++] = b;
    csr.targets[csr.offsets[b]++] = a;
  }
  for (std::uint32_t i = vertices; i > 0; --i) csr.offsets[i] = csr.offsets[i - 1];
  csr.offsets[0] = 0;
  sort_rows(csr);
  return csr;
}

Csr transposed(const Csr& csr, std::uint32_t columns) {
  Csr out;
  out.offsets.assign(std::size_t{columns} + 1, 0);
  for (const std::uint32_t target : csr.targets) ++out.offsets[target + 1];
  for (std::uint32_t i = 0; i < columns; ++i) out.offsets[i + 1] += out.offsets[i];
  out.targets.resize(csr.targets.size());
  std::vector<std::uint32_t> next(out.offsets.begin(), out.offsets.end() - 1);
  for (std::uint32_t i = 0; i < csr.rows(); ++i)
    for (const std::uint32_t target : csr.row(i)) out.targets[next[target]++] = i;
  return out;
}

}  // namespace vitagraph::graph
