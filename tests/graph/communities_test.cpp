// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "ask.hpp"
#include "graph/communities.hpp"
#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

WeightedGraph weighted(std::uint32_t n, std::vector<std::pair<Pair, std::uint32_t>> edges) {
  std::vector<Pair> pairs;
  for (const auto& [pair, weight] : edges) {
    pairs.push_back(pair);
    pairs.emplace_back(pair.second, pair.first);
  }
  WeightedGraph out;
  out.csr = make_csr(n, pairs);
  out.weights.assign(out.csr.targets.size(), 0);
  for (std::uint32_t v = 0; v < n; ++v)
    for (std::uint32_t at = out.csr.offsets[v]; at < out.csr.offsets[v + 1]; ++at)
      for (const auto& [pair, weight] : edges)
        if (pair == Pair(v, out.csr.targets[at]) || pair == Pair(out.csr.targets[at], v)) out.weights[at] = weight;
  return out;
}

/// `groups` cliques of `size` in a ring, one link from each to the next.
WeightedGraph ring_of_cliques(std::uint32_t groups, std::uint32_t size) {
  std::vector<std::pair<Pair, std::uint32_t>> edges;
  for (std::uint32_t g = 0; g < groups; ++g) {
    for (std::uint32_t i = 0; i < size; ++i)
      for (std::uint32_t j = i + 1; j < size; ++j) edges.push_back({{g * size + i, g * size + j}, 1});
    edges.push_back({{g * size, (g + 1) % groups * size + 1}, 1});
  }
  return weighted(groups * size, edges);
}

/// Heavy-tailed and clustered: each vertex links to some earlier ones, mostly of its own block.
WeightedGraph planted(std::uint32_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<Pair> pairs;
  for (std::uint32_t v = 1; v < n; ++v)
    for (std::uint32_t k = 0; k < 4; ++k) {
      std::uint32_t u = random.below(v);
      if (random.unit() < 0.8) u = u / 20 * 20 + v % 20;
      if (u >= v) continue;
      pairs.emplace_back(u, v);
      pairs.emplace_back(v, u);
    }
  WeightedGraph out;
  out.csr = make_csr(n, pairs);
  out.weights.assign(out.csr.targets.size(), 1);
  return out;
}

TEST(Leiden, FindsTheCliquesOfARing) {
  const WeightedGraph ring = ring_of_cliques(8, 6);
  const Communities found = leiden(ring, {});
  ASSERT_EQ(found.sizes, std::vector<std::uint32_t>(8, 6));
  for (std::uint32_t v = 0; v < 48; ++v) EXPECT_EQ(found.of[v], found.of[v / 6 * 6]);
  // Inside 8 * 15 of 128 links; each community an eighth of all ends.
  EXPECT_NEAR(found.modularity, 120.0 / 128 - 1.0 / 8, 1e-12);
}

TEST(Leiden, FollowsTheWeights) {
  const WeightedGraph square = weighted(4, {{{0, 1}, 9}, {{1, 2}, 1}, {{2, 3}, 9}, {{0, 3}, 1}});
  const Communities found = leiden(square, {});
  EXPECT_EQ(found.of, (std::vector<std::uint32_t>{0, 0, 1, 1}));
  LeidenOptions coarse;
  coarse.resolution = 0;
  EXPECT_EQ(leiden(square, coarse).sizes.size(), 1u);
  LeidenOptions fine;
  fine.resolution = 100;
  EXPECT_EQ(leiden(square, fine).sizes.size(), 4u);
}

TEST(Leiden, KeepsCommunitiesConnectedAndIsRepeatable) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const WeightedGraph graph = planted(3000, seed);
    LeidenOptions options;
    options.seed = seed;
    const Communities found = leiden(graph, options);
    EXPECT_TRUE(all_connected(graph.csr, found.of));
    EXPECT_EQ(found.of, leiden(graph, options).of);
    EXPECT_NEAR(found.modularity, modularity(graph, found.of, 1), 1e-12);
    EXPECT_GT(found.modularity, 0.5);
  }
}

TEST(Leiden, TakesGraphsWithoutLinks) {
  EXPECT_EQ(leiden(weighted(0, {}), {}).sizes.size(), 0u);
  EXPECT_EQ(leiden(weighted(3, {}), {}).sizes.size(), 3u);
}

TEST(Leiden, AllConnectedSeesASplit) {
  const WeightedGraph line = weighted(3, {{{0, 1}, 1}, {{1, 2}, 1}});
  EXPECT_TRUE(all_connected(line.csr, {0, 0, 0}));
  EXPECT_FALSE(all_connected(line.csr, {0, 1, 0}));
}

TEST(CommunitiesAnalysis, NamesTheBestLinked) {
  const RelationGraph graph = graph_of(":p vg:author :a, :b, :c . :q vg:author :d, :e . :r vg:author :c, :d .");
  EXPECT_EQ(ask(graph, "communities"),
            "community,persons,links_inside,links_outside,best_linked\n1,3,3,1,a; b; c\n2,2,1,1,d; e\n");
}

}  // namespace
}  // namespace vitagraph::graph
