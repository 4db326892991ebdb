// SPDX-License-Identifier: Apache-2.0
#include "graph/csr.hpp"

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::graph {

Csr make_csr_in_order(std::uint32_t rows, std::span<const Pair> pairs) {
  if (pairs.size() >= 0xFFFFFFFF) throw Error("the graph has more than {} relations of one kind", 0xFFFFFFFE);
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
  std::uint32_t kept = 0;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < rows; ++i) {
    const std::uint32_t end = csr.offsets[i + 1];
    const auto first = csr.targets.begin() + begin;
    const auto last = csr.targets.begin() + end;
    std::sort(first, last);
    const auto unique = std::unique(first, last);
    // Rows only move down, so the copy never overtakes what is still to be read.
    for (auto it = first; it != unique; ++it) csr.targets[kept++] = *it;
    csr.offsets[i + 1] = kept;
    begin = end;
  }
  csr.targets.resize(kept);
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
