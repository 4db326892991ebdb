// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numeric>

#include "graph/analyses/network_graph.hpp"
#include "graph/centrality.hpp"

namespace vitagraph::graph {
namespace {

/// Searches from every person stay below some seconds up to here.
constexpr std::uint32_t exact_searches = 20'000;
constexpr std::uint32_t sampled_searches = 500;

template <typename Number>
std::vector<double> reals(const std::vector<Number>& values) {
  return {values.begin(), values.end()};
}

std::vector<double> degrees(const Csr& csr) {
  std::vector<double> out(csr.rows());
  for (std::uint32_t v = 0; v < csr.rows(); ++v) out[v] = csr.degree(v);
  return out;
}

std::vector<double> strengths(const WeightedGraph& network) {
  std::vector<double> out(network.vertices(), 0);
  for (std::uint32_t v = 0; v < network.vertices(); ++v)
    for (const std::uint32_t weight : network.row_weights(v)) out[v] += weight;
  return out;
}

/// Persons that were not asked about hold no value.
std::vector<double> closeness_of(const WeightedGraph& network, const AnalysisArguments& arguments,
                                 std::vector<std::string>& notes) {
  const std::vector<std::uint32_t> of =
      sources_of(arguments, network.vertices(), exact_searches, sampled_searches, notes);
  const std::vector<double> values = closeness(network.csr, of);
  std::vector<double> out(network.vertices(), std::nan(""));
  for (std::size_t i = 0; i < of.size(); ++i) out[of[i]] = values[i];
  return out;
}

std::vector<double> bridges(const Csr& csr) {
  std::vector<double> out(csr.rows(), 0);
  for (const auto& [a, b] : cut_structure(csr).bridges) {
    ++out[a];
    ++out[b];
  }
  return out;
}

std::vector<double> values_of(const std::string& by, const RelationGraph& graph, const WeightedGraph& network,
                              const AnalysisArguments& arguments, std::vector<std::string>& notes) {
  if (by == "publications") return degrees(graph.written);
  if (by == "strength") return strengths(network);
  if (by == "pagerank")
    return page_rank(network.csr, arguments.flag("weighted") ? network.weights : std::vector<std::uint32_t>(), {});
  if (by == "betweenness")
    return betweenness(network.csr, sources_of(arguments, network.vertices(), exact_searches, sampled_searches, notes));
  if (by == "closeness") return closeness_of(network, arguments, notes);
  if (by == "core") return reals(core_numbers(network.csr));
  if (by == "clustering") return local_clustering(network.csr);
  if (by == "articulation") return reals(cut_structure(network.csr).articulation);
  if (by == "bridges") return bridges(network.csr);
  return degrees(network.csr);
}

bool is_count(const std::string& by) {
  return by == "degree" || by == "publications" || by == "strength" || by == "core" || by == "articulation" ||
         by == "bridges";
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  const std::string by = arguments.text("by");
  if (arguments.flag("weighted") && by != "pagerank") throw Error("--weighted goes with --by pagerank only");
  const WeightedGraph network = network_of(graph, arguments, table.notes);
  const std::vector<double> values = values_of(by, graph, network, arguments, table.notes);
  std::vector<PersonId> order;
  for (PersonId person = 0; person < graph.person_count(); ++person)
    if (!std::isnan(values[person])) order.push_back(person);
  std::stable_sort(order.begin(), order.end(), [&](PersonId a, PersonId b) { return values[a] > values[b]; });
  const ColumnType type = is_count(by) ? ColumnType::integer : ColumnType::real;
  table.columns = {{"rank", ColumnType::integer}, {"name", ColumnType::name}, {by, type}, {"iri", ColumnType::iri}};
  std::int64_t rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    // Equals share a rank.
    if (i == 0 || values[order[i]] != values[order[i - 1]]) rank = static_cast<std::int64_t>(i) + 1;
    const double value = values[order[i]];
    table.add({rank, name_cell(graph, order[i]),
               type == ColumnType::integer ? Cell(static_cast<std::int64_t>(value)) : Cell(value),
               iri_cell(graph, graph.persons[order[i]])});
  }
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis rank_analysis() {
  return {"rank",
          "persons by their place in the network",
          "degree: linked persons; strength: links counted with their joint publications; pagerank: damping 0.85, "
          "adding up to 1; betweenness: share of "
          "the shortest ways between others that lead through the person; closeness as Wasserman and Faust correct it "
          "for separate components; core: "
          "the largest k-core; clustering: how many of the person's pairs of neighbours are linked; articulation: 1 "
          "for those whose loss breaks a "
          "component; bridges: links whose loss breaks one. Definitions as in NetworkX.",
          "rank --by betweenness --top 10",
          {},
          std::vector<AnalysisOption>{{"--by",
                                       "MEASURE",
                                       "what to rank by",
                                       "degree",
                                       {"degree", "strength", "publications", "pagerank", "betweenness", "closeness",
                                        "core", "clustering", "articulation", "bridges"},
                                       false},
                                      {"--weighted", "", "pagerank: count joint publications", "", {}, false},
                                      samples_option("auto"),
                                      relation_option(),
                                      team_option(),
                                      top_option("20")} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
