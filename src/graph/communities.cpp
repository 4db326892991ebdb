// SPDX-License-Identifier: Apache-2.0
#include "graph/communities.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

using Partition = std::vector<std::uint32_t>;

/// The graph of one level: vertices stand for sets of the vertices below. The first level is the graph itself and has
/// whole weights; nothing is copied for it.
template <typename Weight>
struct Level {
  const Csr& csr;
  const std::vector<Weight>& weights;   ///< beside csr.targets
  const std::vector<double>& strength;  ///< all weight at a vertex, what is inside it included

  std::uint32_t size() const { return csr.rows(); }
};

/// What a level above the first consists of.
struct Aggregated {
  Csr csr;
  std::vector<double> weights;
  std::vector<double> strength;

  Level<double> level() const { return {csr, weights, strength}; }
};

std::vector<double> strengths(const WeightedGraph& graph) {
  std::vector<double> out(graph.vertices(), 0);
  for (std::uint32_t v = 0; v < graph.vertices(); ++v)
    for (const std::uint32_t weight : graph.row_weights(v)) out[v] += weight;
  return out;
}

/// Numbers the sets by their least vertices and gives how many there are.
std::uint32_t renumber(Partition& of) {
  std::vector<std::uint32_t> number(of.size(), unreached);
  std::uint32_t count = 0;
  for (std::uint32_t& set : of) {
    if (number[set] == unreached) number[set] = count++;
    set = number[set];
  }
  return count;
}

/// The connected parts of the sets. Moving a vertex that held a set together may leave it in two; taking those apart
/// never lowers the modularity.
Partition connected_parts(const Csr& csr, const Partition& of) {
  Csr inside;
  inside.offsets.reserve(csr.offsets.size());
  for (std::uint32_t v = 0; v < csr.rows(); ++v) {
    // An edge from its higher end is enough.
    for (const std::uint32_t u : csr.row(v))
      if (u < v && of[u] == of[v]) inside.targets.push_back(u);
    inside.offsets.push_back(static_cast<std::uint32_t>(inside.targets.size()));
  }
  return connected_components(inside).of;
}

/// Weights from one vertex to the sets around it; cleared by touching only what was filled.
class Neighbourhood {
 public:
  explicit Neighbourhood(std::uint32_t size) : weight_(size, 0), known_(size, false) {}

  void add(std::uint32_t set, double weight) {
    if (!known_[set]) {
      known_[set] = true;
      sets_.push_back(set);
    }
    weight_[set] += weight;
  }
  double weight(std::uint32_t set) const { return weight_[set]; }
  const std::vector<std::uint32_t>& sets() const { return sets_; }
  void clear() {
    for (const std::uint32_t set : sets_) {
      weight_[set] = 0;
      known_[set] = false;
    }
    sets_.clear();
  }

 private:
  std::vector<double> weight_;
  std::vector<bool> known_;
  std::vector<std::uint32_t> sets_;
};

class Leiden {
 public:
  Leiden(const WeightedGraph& graph, const LeidenOptions& options)
      : graph_(graph), options_(options), random_(options.seed), strength_(strengths(graph)) {
    total_ = std::accumulate(strength_.begin(), strength_.end(), 0.0);
  }

  Partition run() {
    Partition best(graph_.vertices());
    std::iota(best.begin(), best.end(), 0);
    if (total_ == 0) return best;
    double quality = modularity(graph_, best, options_.resolution);
    for (std::uint32_t round = 0; round < options_.most_rounds; ++round) {
      Partition next = connected_parts(graph_.csr, one_round(best));
      const double better = modularity(graph_, next, options_.resolution);
      if (better <= quality + least_progress) break;
      best = std::move(next);
      quality = better;
    }
    return best;
  }

 private:
  /// From a partition of the vertices: move, refine, aggregate, until the sets of a level are its vertices.
  Partition one_round(const Partition& start) {
    Partition of = start;                // of the level's vertices
    Partition place(graph_.vertices());  // vertex → the level's vertex that holds it
    std::iota(place.begin(), place.end(), 0);
    Aggregated above;
    bool more = one_level(Level<std::uint32_t>{graph_.csr, graph_.weights, strength_}, of, place, above);
    while (more) {
      const Aggregated here = std::move(above);
      above = {};
      more = one_level(here.level(), of, place, above);
    }
    Partition out(graph_.vertices());
    for (std::uint32_t v = 0; v < graph_.vertices(); ++v) out[v] = of[place[v]];
    return out;
  }

  /// Makes the level above and `of` a partition of it; false when there is none.
  template <typename Weight>
  bool one_level(const Level<Weight>& level, Partition& of, Partition& place, Aggregated& above) {
    move_vertices(level, of);
    const std::uint32_t sets = renumber(of);
    if (sets == level.size()) return false;
    Partition refined = refine(level, of);
    const std::uint32_t parts = renumber(refined);
    Partition next(parts);
    for (std::uint32_t v = 0; v < level.size(); ++v) next[refined[v]] = of[v];
    for (std::uint32_t& at : place) at = refined[at];
    of = std::move(next);
    // Where nothing merged under the refinement: the sets as they are.
    if (parts == level.size()) return false;
    above = aggregate(level, refined, parts);
    return true;
  }

  /// What joining a set is worth, up to terms that are equal for all sets (Traag et al. 2019, eq. 1).
  double gain(double to_set, double strength, double set_strength) const {
    return to_set - options_.resolution * strength * set_strength / total_;
  }

  std::vector<std::uint32_t> shuffled(std::uint32_t n) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    for (std::uint32_t i = n; i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
    return order;
  }

  /// Fast local moving: only vertices whose surroundings changed are looked at again.
  template <typename Weight>
  void move_vertices(const Level<Weight>& level, Partition& of) {
    const std::uint32_t n = level.size();
    std::vector<double> set_strength(n, 0);
    std::vector<std::uint32_t> set_size(n, 0);
    for (std::uint32_t v = 0; v < n; ++v) {
      set_strength[of[v]] += level.strength[v];
      ++set_size[of[v]];
    }
    std::vector<std::uint32_t> unused;
    for (std::uint32_t set = n; set-- > 0;)
      if (set_size[set] == 0) unused.push_back(set);
    std::vector<std::uint32_t> queue = shuffled(n);
    std::vector<bool> waiting(n, true);
    Neighbourhood around(n);
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const std::uint32_t v = queue[at];
      waiting[v] = false;
      const std::uint32_t old = of[v];
      for (std::uint32_t e = level.csr.offsets[v]; e < level.csr.offsets[v + 1]; ++e)
        around.add(of[level.csr.targets[e]], level.weights[e]);
      set_strength[old] -= level.strength[v];
      if (--set_size[old] == 0) unused.push_back(old);
      std::uint32_t best = old;
      double best_gain = gain(around.weight(old), level.strength[v], set_strength[old]);
      for (const std::uint32_t set : around.sets()) {
        const double here = gain(around.weight(set), level.strength[v], set_strength[set]);
        if (here > best_gain + epsilon) {
          best = set;
          best_gain = here;
        }
      }
      if (best_gain < -epsilon) best = unused.back();  // alone is better than anywhere
      around.clear();
      // A set that was emptied above stays on the list until it is used; skip those that are full again.
      set_strength[best] += level.strength[v];
      ++set_size[best];
      while (!unused.empty() && set_size[unused.back()] != 0) unused.pop_back();
      of[v] = best;
      if (best == old) continue;
      for (const std::uint32_t u : level.csr.row(v))
        if (of[u] != best && !waiting[u]) {
          waiting[u] = true;
          queue.push_back(u);
        }
      // What lies before `at` is done with: keeps the queue as long as the graph has vertices.
      if (at > n && at * 2 > queue.size()) {
        queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(at + 1));
        at = static_cast<std::size_t>(-1);
      }
    }
  }

  /// Splits each set into well-connected parts: single vertices merge with a part of their own set, chosen at random
  /// among those that make it no worse, better ones more likely (Traag et al. 2019, algorithm A.2, MergeNodesSubset).
  template <typename Weight>
  Partition refine(const Level<Weight>& level, const Partition& of) {
    const std::uint32_t n = level.size();
    Partition part(n);
    std::iota(part.begin(), part.end(), 0);
    std::vector<double> set_strength(n, 0);
    for (std::uint32_t v = 0; v < n; ++v) set_strength[of[v]] += level.strength[v];
    std::vector<double> part_strength = level.strength;
    std::vector<double> part_cut(n, 0);  // weight from a part to the rest of its set
    for (std::uint32_t v = 0; v < n; ++v)
      part_cut[v] = weight_to(level, v, [&](std::uint32_t u) { return of[u] == of[v]; });
    const auto well_connected = [&](double cut, double strength, double all) {
      return cut >= options_.resolution * strength * (all - strength) / total_ - epsilon;
    };
    std::vector<bool> alone(n, true);
    Neighbourhood around(n);
    for (const std::uint32_t v : shuffled(n)) {
      const double all = set_strength[of[v]];
      if (!alone[v] || !well_connected(part_cut[v], level.strength[v], all)) continue;
      for (std::uint32_t e = level.csr.offsets[v]; e < level.csr.offsets[v + 1]; ++e)
        if (of[level.csr.targets[e]] == of[v]) around.add(part[level.csr.targets[e]], level.weights[e]);
      const std::uint32_t chosen = choose_part(
          level.strength[v], v, around,
          [&](std::uint32_t candidate) { return well_connected(part_cut[candidate], part_strength[candidate], all); },
          part_strength);
      if (chosen != v) {
        const double between = around.weight(chosen);
        part_cut[chosen] += part_cut[v] - 2 * between;
        part_strength[chosen] += level.strength[v];
        part_strength[v] = 0;
        part[v] = chosen;
        alone[chosen] = false;
        alone[v] = false;
      }
      around.clear();
    }
    return part;
  }

  template <typename Candidate>
  std::uint32_t choose_part(double strength, std::uint32_t own, const Neighbourhood& around, const Candidate& candidate,
                            const std::vector<double>& part_strength) {
    candidates_.clear();
    double sum = 1;  // to stay alone gains nothing: exp(0)
    double best = 0;
    for (const std::uint32_t part : around.sets()) {
      if (part == own || !candidate(part)) continue;
      const double value = gain(around.weight(part), strength, part_strength[part]);
      if (value < 0) continue;
      candidates_.emplace_back(part, value);
      best = std::max(best, value);
    }
    if (candidates_.empty()) return own;
    // Divided by the largest, or the exponentials overflow.
    sum = std::exp((0 - best) / options_.randomness);
    for (auto& [part, value] : candidates_) sum += value = std::exp((value - best) / options_.randomness);
    double at = random_.unit() * sum - std::exp((0 - best) / options_.randomness);
    if (at < 0) return own;
    for (const auto& [part, value] : candidates_) {
      at -= value;
      if (at < 0) return part;
    }
    return candidates_.back().first;
  }

  template <typename Weight, typename Counted>
  static double weight_to(const Level<Weight>& level, std::uint32_t v, const Counted& counted) {
    double sum = 0;
    for (std::uint32_t e = level.csr.offsets[v]; e < level.csr.offsets[v + 1]; ++e)
      if (counted(level.csr.targets[e])) sum += level.weights[e];
    return sum;
  }

  template <typename Weight>
  static Aggregated aggregate(const Level<Weight>& level, const Partition& part, std::uint32_t parts) {
    std::vector<Pair> members;
    members.reserve(level.size());
    for (std::uint32_t v = 0; v < level.size(); ++v) members.emplace_back(part[v], v);
    const Csr by_part = make_csr(parts, members);
    Aggregated out;
    out.strength.assign(parts, 0);
    out.csr.offsets.reserve(std::size_t{parts} + 1);
    Neighbourhood around(parts);
    std::vector<std::uint32_t> row;
    for (std::uint32_t p = 0; p < parts; ++p) {
      for (const std::uint32_t v : by_part.row(p)) {
        out.strength[p] += level.strength[v];
        for (std::uint32_t e = level.csr.offsets[v]; e < level.csr.offsets[v + 1]; ++e) {
          const std::uint32_t other = part[level.csr.targets[e]];
          if (other != p) around.add(other, level.weights[e]);
        }
      }
      row = around.sets();
      std::sort(row.begin(), row.end());
      for (const std::uint32_t other : row) {
        out.csr.targets.push_back(other);
        out.weights.push_back(around.weight(other));
      }
      out.csr.offsets.push_back(static_cast<std::uint32_t>(out.csr.targets.size()));
      around.clear();
    }
    return out;
  }

  static constexpr double epsilon = 1e-10;
  static constexpr double least_progress = 1e-7;  // of modularity in a round

  const WeightedGraph& graph_;
  const LeidenOptions& options_;
  Random random_;
  std::vector<double> strength_;
  double total_ = 0;
  std::vector<std::pair<std::uint32_t, double>> candidates_;
};

/// By size, the largest first, then by least vertex.
Communities in_order(Partition of) {
  const std::uint32_t count = renumber(of);
  std::vector<std::uint32_t> sizes(count, 0);
  for (const std::uint32_t set : of) ++sizes[set];
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> number(count);
  Communities out;
  for (std::uint32_t i = 0; i < count; ++i) {
    number[order[i]] = i;
    out.sizes.push_back(sizes[order[i]]);
  }
  out.of.reserve(of.size());
  for (const std::uint32_t set : of) out.of.push_back(number[set]);
  return out;
}

}  // namespace

Communities leiden(const WeightedGraph& graph, const LeidenOptions& options) {
  Communities out = in_order(Leiden(graph, options).run());
  out.modularity = modularity(graph, out.of, options.resolution);
  return out;
}

double modularity(const WeightedGraph& graph, const std::vector<std::uint32_t>& of, double resolution) {
  std::vector<double> strength(graph.vertices(), 0);
  double inside = 0;
  double total = 0;
  for (std::uint32_t v = 0; v < graph.vertices(); ++v)
    for (std::uint32_t at = graph.csr.offsets[v]; at < graph.csr.offsets[v + 1]; ++at) {
      const double weight = graph.weights[at];
      strength[of[v]] += weight;
      total += weight;
      if (of[graph.csr.targets[at]] == of[v]) inside += weight;
    }
  if (total == 0) return 0;
  double expected = 0;
  for (const double all : strength) expected += all / total * (all / total);
  return inside / total - resolution * expected;
}

bool all_connected(const Csr& csr, const std::vector<std::uint32_t>& of) {
  const Partition parts = connected_parts(csr, of);
  std::vector<std::uint32_t> part_of(csr.rows(), unreached);
  for (std::uint32_t v = 0; v < csr.rows(); ++v) {
    std::uint32_t& part = part_of[of[v]];
    if (part != unreached && part != parts[v]) return false;
    part = parts[v];
  }
  return true;
}

}  // namespace vitagraph::graph
