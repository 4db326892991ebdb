// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/network_graph.hpp"

#include <fmt/format.h>

#include <charconv>

namespace vitagraph::graph {
namespace {
constexpr std::uint64_t sample_seed = 1;
}

AnalysisOption relation_option() {
  return {"--relation",
          "RELATION",
          "what links two persons: joint publications, or any kind of advising",
          "coauthor",
          {"coauthor", "advising"},
          false};
}

AnalysisOption samples_option(const std::string& fallback) {
  return {"--samples",
          "N",
          "sources that lengths of ways are measured from: a number, all, or auto (all while that is quick)",
          fallback,
          {},
          false};
}

WeightedGraph network_of(const RelationGraph& graph, const AnalysisArguments& arguments,
                         std::vector<std::string>& notes) {
  if (arguments.text("relation") != "advising") return coauthor_graph(graph, coauthor_options(arguments, graph, notes));
  const Window window = window_of(arguments);
  std::vector<Pair> pairs;
  for (const Advising& one : graph.advising) {
    if (may_be_in(window, graph, one)) pairs.emplace_back(one.advisee, one.advisor);
  }
  if (std::optional<std::string> note = undated_advising(graph, window)) notes.push_back(std::move(*note));
  WeightedGraph out;
  out.csr = make_undirected_csr(graph.person_count(), pairs);
  out.weights.assign(out.csr.targets.size(), 1);
  return out;
}

std::vector<std::uint32_t> sources_of(const AnalysisArguments& arguments, std::uint32_t vertices, std::uint32_t exact,
                                      std::uint32_t otherwise, std::vector<std::string>& notes) {
  const std::string text = arguments.text("samples");
  std::uint32_t count = vertices;
  if (text == "auto") {
    if (vertices > exact) count = otherwise;
  } else if (text != "all") {
    count = static_cast<std::uint32_t>(arguments.number("samples", 1, 0x7FFFFFFF));
  }
  if (count < vertices)
    notes.push_back(fmt::format("estimated from {} of {} persons (--samples all is exact)", count, vertices));
  return sample(vertices, count, sample_seed);
}

}  // namespace vitagraph::graph
