// SPDX-License-Identifier: Apache-2.0
// Our side of graph_benchmark.py: loading, projecting and computing on graphs, each step measured apart.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>

#include "graph/centrality.hpp"
#include "graph/communities.hpp"
#include "graph/graph.hpp"
#include "graph/network.hpp"
#include "measure.hpp"

using namespace vitagraph::graph;

namespace {

constexpr std::uint32_t searches = 100;
constexpr std::uint32_t lines_asked = 1000;

/// Pairs of numbers, a line each, a block at a time: a mapped file would count as our memory.
std::vector<Pair> read_pairs(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  if (file < 0) std::exit(2);
  std::vector<Pair> pairs;
  std::vector<char> block(1 << 18);
  std::size_t kept = 0;
  for (ssize_t got = 0; (got = ::read(file, block.data() + kept, block.size() - kept)) > 0;) {
    const char* at = block.data();
    const char* const end = at + kept + got;
    for (const char* line = at; (line = static_cast<const char*>(std::memchr(at, '\n', end - at))); at = line + 1) {
      Pair pair;
      const char* middle = std::from_chars(at, line, pair.first).ptr;
      std::from_chars(middle + 1, line, pair.second);
      pairs.push_back(pair);
    }
    kept = end - at;
    std::memmove(block.data(), at, kept);
  }
  ::close(file);
  return pairs;
}

std::uint32_t read_count(const std::string& path) {
  std::uint32_t count = 0;
  std::ifstream(path) >> count;
  return count;
}

double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

void network(const std::string& folder) {
  benchmark::Measure measure;
  const std::uint32_t people = read_count(folder + "/count.txt");
  WeightedGraph graph;
  measure("load", [&] {
    graph.csr = make_undirected_csr(people, read_pairs(folder + "/edges.txt"));
    return static_cast<double>(graph.edges());
  });
  measure("components", [&] { return static_cast<double>(connected_components(graph.csr).sizes.size()); });
  measure("core", [&] {
    const std::vector<std::uint32_t> core = core_numbers(graph.csr);
    return static_cast<double>(*std::max_element(core.begin(), core.end()));
  });
  measure("clustering", [&] { return mean(local_clustering(graph.csr)); });
  measure("pagerank", [&] { return largest(page_rank(graph.csr, {}, {})); });
  measure("bfs", [&] {
    double sum = 0;
    for (std::uint32_t source = 0; source < searches; ++source)
      for (const std::uint32_t distance : distances_from(graph.csr, source))
        if (distance != unreached) sum += distance;
    return sum;
  });
  std::vector<std::uint32_t> sources(searches);
  std::iota(sources.begin(), sources.end(), 0);
  measure("distances", [&] { return path_lengths(graph.csr, sources).sum; });
  measure("betweenness", [&] { return largest(betweenness(graph.csr, sources)); });
  measure("closeness", [&] { return largest(closeness(graph.csr, sources)); });
  graph.weights.assign(graph.csr.targets.size(), 1);
  measure("leiden", [&] {
    LeidenOptions options;
    options.most_rounds = 2;  // as igraph by default
    return leiden(graph, options).modularity;
  });
}

void projection(const std::string& folder) {
  benchmark::Measure measure;
  RelationGraph graph;
  benchmark::Lists lists = benchmark::read_lists(folder + "/lists.txt");
  graph.persons.resize(read_count(folder + "/count.txt"));
  graph.publications.resize(lists.ends.size());
  graph.years.assign(lists.ends.size(), RelationGraph::no_year);
  graph.authors.offsets.insert(graph.authors.offsets.end(), lists.ends.begin(), lists.ends.end());
  graph.authors.targets = std::move(lists.values);
  measure.begin();
  measure("projection", [&] {
    graph.written = transposed(graph.authors, graph.person_count());
    const WeightedGraph network = coauthor_graph(graph, {});
    return std::accumulate(network.weights.begin(), network.weights.end(), 0.0) / 2;
  });
}

void advisors(const std::string& folder) {
  benchmark::Measure measure;
  const std::uint32_t people = read_count(folder + "/people.txt");
  const benchmark::Lists first = benchmark::read_lists(folder + "/advisors.txt", 2 * searches);
  Lineage lineage;
  measure("load", [&] {
    lineage.advisors = make_csr(people, read_pairs(folder + "/advisors.txt"));
    lineage.students = transposed(lineage.advisors, people);
    return static_cast<double>(lineage.advisors.targets.size());
  });
  measure("ancestors", [&] {
    Reach reach(lineage.advisors);
    double sum = 0;
    for (std::uint32_t i = 0; i < lines_asked; ++i)
      sum += static_cast<double>(reach.from(people / lines_asked * i).size());
    return sum;
  });
  measure("descendants", [&] {
    Reach reach(lineage.students);
    double sum = 0;
    for (std::uint32_t i = 0; i < searches; ++i) sum += static_cast<double>(reach.from(first.values[2 * i + 1]).size());
    return sum;
  });
  measure("topological order", [&] { return static_cast<double>(topological_order(lineage).size()); });
  measure("longest lines", [&] {
    const std::vector<std::uint32_t> length = longest_lines(lineage).generations;
    return static_cast<double>(*std::max_element(length.begin(), length.end()));
  });
  measure("common ancestors", [&] {
    CommonAncestors common(lineage);
    double sum = 0;
    for (std::uint32_t i = 0; i + 1 < lines_asked; ++i)
      sum += static_cast<double>(common.of(people / lines_asked * i, people / lines_asked * (i + 1)).lowest.size());
    return sum;
  });
}

/// All that `vitagraph ANALYSIS NAME -g GRAPH --format csv` does.
void answer(const std::string& path, const std::string& name, const char* person) {
  vitagraph::DiagnosticList diagnostics;
  const RelationGraph graph = read_relations({path}, diagnostics);
  const Analysis& analysis = *find_analysis(name);
  AnalysisArguments arguments = default_arguments(analysis);
  if (person) arguments.values["NAME"] = {person};
  std::fputs(to_csv(analysis.run(graph, arguments, diagnostics)).c_str(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string task = argc >= 3 ? argv[1] : "";
  if (task == "network")
    network(argv[2]);
  else if (task == "projection")
    projection(argv[2]);
  else if (task == "advisors")
    advisors(argv[2]);
  else if (find_analysis(task))
    answer(argv[2], task, argc > 3 ? argv[3] : nullptr);
  else {
    std::fprintf(stderr, "graph_kernels network|projection|advisors FOLDER, or ANALYSIS GRAPH [NAME]\n");
    return 2;
  }
}
