// SPDX-License-Identifier: Apache-2.0
#include "graph/centrality.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

/// Parts that are summed apart: as many threads can help, whatever their number the result is the same.
constexpr std::size_t parts = 8;

/// One source's contribution at a time; keeps its arrays.
class Brandes {
 public:
  explicit Brandes(const Csr& csr)
      : csr_(csr), distance_(csr.rows(), unreached), ways_(csr.rows()), dependency_(csr.rows()) {
    order_.reserve(csr.rows());
  }

  void add(std::uint32_t source, std::vector<double>& score) {
    search(source);
    // Backwards from the farthest; predecessors are found by distance again instead of being stored.
    for (std::size_t i = order_.size(); i-- > 1;) {
      const std::uint32_t w = order_[i];
      const double share = (1 + dependency_[w]) / ways_[w];
      const std::uint32_t nearer = distance_[w] - 1;
      for (const std::uint32_t v : csr_.row(w))
        if (distance_[v] == nearer) dependency_[v] += ways_[v] * share;
      score[w] += dependency_[w];
    }
    for (const std::uint32_t v : order_) distance_[v] = unreached;
  }

 private:
  void search(std::uint32_t source) {
    order_.assign(1, source);
    distance_[source] = 0;
    ways_[source] = 1;
    dependency_[source] = 0;
    for (std::size_t at = 0; at < order_.size(); ++at) {
      const std::uint32_t v = order_[at];
      const std::uint32_t next = distance_[v] + 1;
      const double ways = ways_[v];
      for (const std::uint32_t w : csr_.row(v)) {
        if (distance_[w] == unreached) {
          distance_[w] = next;
          ways_[w] = 0;
          dependency_[w] = 0;
          order_.push_back(w);
        }
        if (distance_[w] == next) ways_[w] += ways;
      }
    }
  }

  const Csr& csr_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> ways_;
  std::vector<double> dependency_;
  std::vector<std::uint32_t> order_;
};

/// Breadth-first order of the whole graph: neighbours come to lie near each other in memory, which makes the searches
/// a third faster.
struct Relabelled {
  Csr csr;
  std::vector<std::uint32_t> place;  ///< old vertex → new
};

Relabelled relabelled(const Csr& csr) {
  const std::uint32_t n = csr.rows();
  Relabelled out;
  out.place.assign(n, unreached);
  std::vector<std::uint32_t> order;
  order.reserve(n);
  for (std::uint32_t root = 0; root < n; ++root) {
    if (out.place[root] != unreached) continue;
    out.place[root] = static_cast<std::uint32_t>(order.size());
    order.push_back(root);
    for (std::size_t at = order.size() - 1; at < order.size(); ++at)
      for (const std::uint32_t u : csr.row(order[at]))
        if (out.place[u] == unreached) {
          out.place[u] = static_cast<std::uint32_t>(order.size());
          order.push_back(u);
        }
  }
  out.csr.targets.reserve(csr.targets.size());
  for (const std::uint32_t v : order) {
    for (const std::uint32_t u : csr.row(v)) out.csr.targets.push_back(out.place[u]);
    std::sort(out.csr.targets.begin() + out.csr.offsets.back(), out.csr.targets.end());
    out.csr.offsets.push_back(static_cast<std::uint32_t>(out.csr.targets.size()));
  }
  return out;
}

}  // namespace

/// x = 1 + damping · A/degrees · x up to a factor: whoever has no edges gives to all alike, which the factor contains.
/// With x = sqrt(degree) · z the matrix is symmetric and positive definite, so that conjugate gradients (Hestenes and
/// Stiefel 1952) need a quarter of the rounds of the power method.
std::vector<double> page_rank(const Csr& csr, const std::vector<std::uint32_t>& weights,
                              const PageRankOptions& options) {
  const std::uint32_t n = csr.rows();
  if (n == 0) return {};
  std::vector<double> scale(n, 0);  // 1 / sqrt(degree), 0 for who has no edges
  std::vector<double> residual(n);
  double total = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    double degree = weights.empty() ? csr.degree(v) : 0;
    for (std::uint32_t at = csr.offsets[v]; at < csr.offsets[v + 1] && !weights.empty(); ++at) degree += weights[at];
    scale[v] = degree == 0 ? 0 : 1 / std::sqrt(degree);
    total += degree;
  }
  std::vector<double> z(n, 0);
  std::vector<double> product(n);
  std::vector<double> sent(n);  // direction · scale: what each gives to each neighbour
  double square = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    residual[v] = scale[v];
    sent[v] = scale[v] * scale[v];
    square += scale[v] * scale[v];
  }
  // By Cauchy and Schwarz the error of all ranks together is at most sqrt(total · square) / n.
  const double enough = options.tolerance * options.tolerance * n * n / std::max(total, 1.0);
  for (std::uint32_t round = 0; round < options.most_rounds && square > enough; ++round) {
    double along = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      if (scale[v] == 0) continue;
      const std::uint32_t end = csr.offsets[v + 1];
      double sum = 0;
      if (weights.empty())
        for (std::uint32_t at = csr.offsets[v]; at < end; ++at) sum += sent[csr.targets[at]];
      else
        for (std::uint32_t at = csr.offsets[v]; at < end; ++at) sum += sent[csr.targets[at]] * weights[at];
      const double direction = sent[v] / scale[v];
      product[v] = direction - options.damping * scale[v] * sum;
      along += direction * product[v];
    }
    const double step = square / along;
    double next = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      if (scale[v] == 0) continue;
      z[v] += step * sent[v] / scale[v];
      residual[v] -= step * product[v];
      next += residual[v] * residual[v];
    }
    const double turn = next / square;
    square = next;
    for (std::uint32_t v = 0; v < n; ++v) sent[v] = residual[v] * scale[v] + turn * sent[v];
  }
  double sum = 0;
  for (std::uint32_t v = 0; v < n; ++v) sum += z[v] = scale[v] == 0 ? 1 : z[v] / scale[v];
  for (double& rank : z) rank /= sum;
  return z;
}

std::vector<double> betweenness(const Csr& csr, const std::vector<std::uint32_t>& sources) {
  const std::uint32_t n = csr.rows();
  const Relabelled near = relabelled(csr);
  std::vector<std::vector<double>> scores(parts);
  tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
    if (part >= sources.size()) return;
    scores[part].assign(n, 0);
    Brandes brandes(near.csr);
    for (std::size_t i = part; i < sources.size(); i += parts) brandes.add(near.place[sources[i]], scores[part]);
  });
  std::vector<double> out(n, 0);
  if (n < 3 || sources.empty()) return out;
  const double scale = static_cast<double>(n) / static_cast<double>(sources.size()) / (n - 1.0) / (n - 2.0);
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::vector<double>& score : scores)
      if (!score.empty()) out[v] += score[near.place[v]];
    out[v] *= scale;
  }
  return out;
}

std::vector<double> closeness(const Csr& csr, const std::vector<std::uint32_t>& of) {
  const std::uint32_t n = csr.rows();
  const Relabelled near = relabelled(csr);
  std::vector<double> out(of.size(), 0);
  tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
    std::vector<std::uint32_t> distance(n, unreached);
    std::vector<std::uint32_t> queue;
    for (std::size_t i = part; i < of.size(); i += parts) {
      queue.assign(1, near.place[of[i]]);
      distance[queue[0]] = 0;
      double sum = 0;
      for (std::size_t at = 0; at < queue.size(); ++at)
        for (const std::uint32_t u : near.csr.row(queue[at]))
          if (distance[u] == unreached) {
            distance[u] = distance[queue[at]] + 1;
            sum += distance[u];
            queue.push_back(u);
          }
      const double others = static_cast<double>(queue.size()) - 1;
      if (others > 0) out[i] = others / sum * (others / (n - 1.0));
      for (const std::uint32_t v : queue) distance[v] = unreached;
    }
  });
  return out;
}

}  // namespace vitagraph::graph
