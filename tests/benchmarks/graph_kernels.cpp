// SPDX-License-Identifier: Apache-2.0
// Seconds of each graph computation on the coauthor graph of an RDF file, reading apart; graph_benchmark.py sets them
// beside other programs.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "graph/centrality.hpp"
#include "graph/communities.hpp"
#include "graph/graph.hpp"
#include "graph/network.hpp"

using namespace vitagraph::graph;

namespace {

template <typename Task>
void timed(const char* name, const Task& task) {
  const auto start = std::chrono::steady_clock::now();
  const double answer = task();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%s\t%.6f\t%.12g\n", name, seconds.count(), answer);
  std::fflush(stdout);
}

double largest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "graph_kernels GRAPH\n");
    return 2;
  }
  constexpr std::uint32_t sources = 100;
  vitagraph::DiagnosticList diagnostics;
  RelationGraph graph;
  WeightedGraph network;
  timed("read", [&] {
    graph = read_relations({argv[1]}, diagnostics);
    return static_cast<double>(graph.person_count());
  });
  timed("projection", [&] {
    network = coauthor_graph(graph, {});
    return static_cast<double>(network.edges());
  });
  std::fill(network.weights.begin(), network.weights.end(), 1);
  timed("components", [&] { return static_cast<double>(connected_components(network.csr).sizes.size()); });
  timed("core", [&] {
    const std::vector<std::uint32_t> core = core_numbers(network.csr);
    return static_cast<double>(*std::max_element(core.begin(), core.end()));
  });
  timed("clustering", [&] { return mean(local_clustering(network.csr)); });
  timed("pagerank", [&] { return largest(page_rank(network.csr, {}, {})); });
  timed("betweenness", [&] { return largest(betweenness(network.csr, sample(network.vertices(), sources, 1))); });
  timed("closeness", [&] { return largest(closeness(network.csr, sample(network.vertices(), sources, 1))); });
  timed("leiden", [&] {
    LeidenOptions options;
    options.most_rounds = 2;  // as igraph by default
    return leiden(network, options).modularity;
  });
}
