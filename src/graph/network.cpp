// SPDX-License-Identifier: Apache-2.0
#include "graph/network.hpp"

#include <algorithm>
#include <bit>
#include <boost/graph/core_numbers.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <cmath>

#include "graph/boost_view.hpp"

namespace vitagraph::graph {

std::uint32_t Components::largest() const {
  return static_cast<std::uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
}

Components connected_components(const Csr& csr) {
  const std::uint32_t n = csr.rows();
  std::vector<std::uint32_t> rank(n, 0);
  std::vector<std::uint32_t> parent(n, 0);
  // Four times as fast as a depth-first search over the rows.
  auto ranks = vertex_map(rank);
  auto parents = vertex_map(parent);
  boost::disjoint_sets<decltype(ranks), decltype(parents)> sets(ranks, parents);
  for (std::uint32_t v = 0; v < n; ++v) sets.make_set(v);
  for (std::uint32_t v = 0; v < n; ++v)
    for (const std::uint32_t u : csr.row(v))
      if (u < v) sets.union_set(u, v);
  Components out;
  out.of.assign(n, unreached);
  std::vector<std::uint32_t> number(n, unreached);
  for (std::uint32_t v = 0; v < n; ++v) {
    std::uint32_t& mine = number[sets.find_set(v)];
    if (mine == unreached) {
      mine = static_cast<std::uint32_t>(out.sizes.size());
      out.sizes.push_back(0);
    }
    out.of[v] = mine;
    ++out.sizes[mine];
  }
  return out;
}

std::vector<std::uint32_t> core_numbers(const Csr& csr) {
  std::vector<std::uint32_t> core(csr.rows(), 0);
  CsrView view{&csr};
  boost::core_numbers(view, vertex_map(core));
  return core;
}

std::vector<std::uint64_t> triangles(const Csr& csr) {
  const std::uint32_t n = csr.rows();
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return csr.degree(a) != csr.degree(b) ? csr.degree(a) < csr.degree(b) : a < b;
  };
  Csr up;
  up.offsets.reserve(std::size_t{n} + 1);
  up.targets.reserve(csr.targets.size() / 2);
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t u : csr.row(v))
      if (before(v, u)) up.targets.push_back(u);
    up.offsets.push_back(static_cast<std::uint32_t>(up.targets.size()));
  }
  std::vector<std::uint64_t> count(n, 0);
  std::vector<std::uint32_t> mark(n, unreached);
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t u : up.row(v)) mark[u] = v;
    for (const std::uint32_t u : up.row(v))
      for (const std::uint32_t w : up.row(u))
        if (mark[w] == v) {
          ++count[v];
          ++count[u];
          ++count[w];
        }
  }
  return count;
}

std::vector<double> local_clustering(const Csr& csr) {
  const std::vector<std::uint64_t> count = triangles(csr);
  std::vector<double> out(csr.rows(), 0);
  for (std::uint32_t v = 0; v < csr.rows(); ++v) {
    const double degree = csr.degree(v);
    if (degree >= 2) out[v] = 2.0 * static_cast<double>(count[v]) / (degree * (degree - 1));
  }
  return out;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double transitivity(const Csr& csr) {
  double closed = 0;
  double all = 0;
  for (const std::uint64_t count : triangles(csr)) closed += static_cast<double>(count);
  for (std::uint32_t v = 0; v < csr.rows(); ++v) all += 0.5 * csr.degree(v) * (csr.degree(v) - 1.0);
  return all == 0 ? 0 : closed / all;
}

double degree_assortativity(const Csr& csr) {
  // Newman 2002 (Phys. Rev. Lett. 89, 208701), eq. 4, each edge taken in both directions.
  double product = 0;
  double sum = 0;
  double squares = 0;
  for (std::uint32_t v = 0; v < csr.rows(); ++v)
    for (const std::uint32_t u : csr.row(v)) {
      const double a = csr.degree(v);
      const double b = csr.degree(u);
      product += a * b;
      sum += a;
      squares += a * a;
    }
  const auto m = static_cast<double>(csr.targets.size());
  const double mean_degree = sum / m;
  return (product / m - mean_degree * mean_degree) / (squares / m - mean_degree * mean_degree);
}

CutStructure cut_structure(const Csr& csr) {
  const std::uint32_t n = csr.rows();
  CutStructure out;
  out.articulation.assign(n, false);
  std::vector<std::uint32_t> entered(n, 0);  // 1-based time; 0: not yet
  std::vector<std::uint32_t> low(n, 0);
  std::vector<std::uint32_t> parent(n, unreached);
  std::vector<std::uint32_t> next(csr.offsets.begin(), csr.offsets.end() - 1);
  std::vector<std::uint32_t> stack;
  std::uint32_t time = 0;
  for (std::uint32_t root = 0; root < n; ++root) {
    if (entered[root] != 0) continue;
    std::uint32_t root_children = 0;
    stack.push_back(root);
    entered[root] = low[root] = ++time;
    while (!stack.empty()) {
      const std::uint32_t v = stack.back();
      if (next[v] < csr.offsets[v + 1]) {
        const std::uint32_t u = csr.targets[next[v]++];
        if (entered[u] == 0) {
          parent[u] = v;
          entered[u] = low[u] = ++time;
          stack.push_back(u);
        } else if (u != parent[v]) {
          low[v] = std::min(low[v], entered[u]);
        }
        continue;
      }
      stack.pop_back();
      const std::uint32_t p = parent[v];
      if (p == unreached) continue;
      low[p] = std::min(low[p], low[v]);
      if (low[v] > entered[p]) out.bridges.emplace_back(std::min(p, v), std::max(p, v));
      if (p == root)
        ++root_children;
      else if (low[v] >= entered[p])
        out.articulation[p] = true;
    }
    out.articulation[root] = root_children > 1;
  }
  std::sort(out.bridges.begin(), out.bridges.end());
  return out;
}

std::vector<std::uint32_t> distances_from(const Csr& csr, std::uint32_t source) {
  std::vector<std::uint32_t> distance(csr.rows(), unreached);
  std::vector<std::uint32_t> queue{source};
  distance[source] = 0;
  for (std::size_t at = 0; at < queue.size(); ++at)
    for (const std::uint32_t u : csr.row(queue[at]))
      if (distance[u] == unreached) {
        distance[u] = distance[queue[at]] + 1;
        queue.push_back(u);
      }
  return distance;
}

PathLengths path_lengths(const Csr& csr, const std::vector<std::uint32_t>& sources) {
  constexpr std::size_t word = 64;
  const std::uint32_t n = csr.rows();
  PathLengths out;
  std::vector<std::uint64_t> seen(n);
  std::vector<std::uint64_t> here(n);
  std::vector<std::uint64_t> next(n);
  for (std::size_t begin = 0; begin < sources.size(); begin += word) {
    std::fill(seen.begin(), seen.end(), 0);
    std::fill(here.begin(), here.end(), 0);
    for (std::size_t i = begin; i < std::min(begin + word, sources.size()); ++i)
      seen[sources[i]] |= here[sources[i]] |= std::uint64_t{1} << (i - begin);
    for (std::uint32_t step = 1;; ++step) {
      std::fill(next.begin(), next.end(), 0);
      for (std::uint32_t v = 0; v < n; ++v) {
        if (here[v] == 0) continue;
        for (const std::uint32_t u : csr.row(v)) next[u] |= here[v];
      }
      std::uint64_t found = 0;
      for (std::uint32_t v = 0; v < n; ++v) {
        next[v] &= ~seen[v];
        seen[v] |= next[v];
        found += static_cast<std::uint64_t>(std::popcount(next[v]));
      }
      if (found == 0) break;
      out.pairs += found;
      out.sum += static_cast<double>(found) * step;
      out.longest = std::max(out.longest, step);
      std::swap(here, next);
    }
  }
  return out;
}

std::vector<std::uint32_t> sample(std::uint32_t n, std::uint32_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> all(n);
  for (std::uint32_t i = 0; i < n; ++i) all[i] = i;
  if (count >= n) return all;
  Random random(seed);
  for (std::uint32_t i = 0; i < count; ++i) std::swap(all[i], all[i + random.below(n - i)]);
  all.resize(count);
  std::sort(all.begin(), all.end());
  return all;
}

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

}  // namespace vitagraph::graph
