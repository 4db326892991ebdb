// SPDX-License-Identifier: Apache-2.0
// Seconds of each graph computation on the coauthor graph of an RDF file, reading apart; graph_benchmark.py sets them
// beside other programs.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

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

/// A line of /proc/self/status in MB: VmRSS is now, VmHWM the most since forget_peak().
double memory(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.compare(0, std::strlen(name), name) == 0) return std::stod(line.substr(line.find(':') + 1)) / 1024;
  return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

double largest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

}  // namespace

int main(int argc, char** argv) {
  const bool reading_only = argc == 3 && std::string(argv[2]) == "read";
  if (argc != 2 && !reading_only) {
    std::fprintf(stderr, "graph_kernels GRAPH [read]\n");
    return 2;
  }
  constexpr std::uint32_t sources = 100;
  const double start = memory("VmRSS");
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
  std::printf("memory of reading\t0\t%.1f\n", memory("VmHWM") - start);
  if (reading_only) return 0;
  graph = {};
  malloc_trim(0);
  forget_peak();
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
  std::printf("memory of computing\t0\t%.1f\n", memory("VmHWM") - start);
}
