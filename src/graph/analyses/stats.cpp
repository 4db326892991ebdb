// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/network_graph.hpp"
#include "graph/lineage.hpp"

namespace vitagraph::graph {
namespace {

/// Up to so many persons every distance is measured; a second's work.
constexpr std::uint32_t exact_paths = 20'000;
constexpr std::uint32_t sampled_paths = 1'024;

class Measures {
 public:
  explicit Measures(Table& table) : table_(table) {
    table.columns = {{"measure", ColumnType::text}, {"value", ColumnType::real}};
  }
  void add(const char* name, double value) { table_.add({std::string(name), value}); }
  void count(const char* name, std::uint64_t value) {
    table_.add({std::string(name), static_cast<std::int64_t>(value)});
  }

 private:
  Table& table_;
};

void contents(const RelationGraph& graph, Measures& out) {
  out.count("statements", graph.statements);
  out.count("persons", graph.person_count());
  out.count("profiled_persons",
            static_cast<std::uint64_t>(std::count(graph.profiled.begin(), graph.profiled.end(), true)));
  out.count("publications", graph.publication_count());
  out.count("authorships", graph.authors.targets.size());
  out.count("venues", graph.venue_count());
  std::uint64_t by_kind[9] = {};
  for (const Record& record : graph.records) ++by_kind[static_cast<std::size_t>(record.kind)];
  for (std::size_t kind = 0; kind < std::size(by_kind); ++kind)
    if (static_cast<RecordKind>(kind) != RecordKind::advising)
      out.count((std::string(record_kind_name(static_cast<RecordKind>(kind))) + "_records").c_str(), by_kind[kind]);
  std::uint64_t advised = 0;
  for (std::size_t i = 0; i < graph.advising.size(); ++i)
    advised += i == 0 || graph.advising[i].advisee != graph.advising[i - 1].advisee ||
                       graph.advising[i].advisor != graph.advising[i - 1].advisor
                   ? 1
                   : 0;
  out.count("advised_pairs", advised);
  out.count("advising_circles", cycles(make_lineage(graph.person_count(), graph.advising, doctoral_only)).size());
}

void structure(const WeightedGraph& network, Measures& out) {
  const Csr& csr = network.csr;
  const double n = csr.rows();
  const auto m = static_cast<double>(network.edges());
  std::uint32_t isolated = 0;
  std::uint32_t largest_degree = 0;
  for (std::uint32_t v = 0; v < csr.rows(); ++v) {
    isolated += csr.degree(v) == 0 ? 1 : 0;
    largest_degree = std::max(largest_degree, csr.degree(v));
  }
  out.count("links", network.edges());
  out.count("isolated_persons", isolated);
  out.add("density", n < 2 ? 0 : 2 * m / (n * (n - 1)));
  out.add("mean_degree", n == 0 ? 0 : 2 * m / n);
  out.count("largest_degree", largest_degree);
  const Components components = connected_components(csr);
  out.count("components", components.sizes.size());
  out.add("largest_component_share", components.sizes.empty() ? 0 : components.sizes[components.largest()] / n);
  const std::vector<std::uint32_t> core = core_numbers(csr);
  out.count("largest_core", core.empty() ? 0 : *std::max_element(core.begin(), core.end()));
  out.add("mean_local_clustering", mean(local_clustering(csr)));
  out.add("transitivity", transitivity(csr));
  out.add("degree_assortativity", degree_assortativity(csr));
  const CutStructure cuts = cut_structure(csr);
  out.count("articulation_points",
            static_cast<std::uint64_t>(std::count(cuts.articulation.begin(), cuts.articulation.end(), true)));
  out.count("bridges", cuts.bridges.size());
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  Measures out(table);
  contents(graph, out);
  const WeightedGraph network = network_of(graph, arguments, table.notes);
  structure(network, out);
  const std::vector<std::uint32_t> sources =
      sources_of(arguments, network.vertices(), exact_paths, sampled_paths, table.notes);
  const PathLengths lengths = path_lengths(network.csr, sources);
  out.add("mean_distance", lengths.pairs == 0 ? 0 : lengths.sum / static_cast<double>(lengths.pairs));
  out.count(sources.size() == network.vertices() ? "diameter" : "diameter_at_least", lengths.longest);
  return table;
}

}  // namespace

Analysis stats_analysis() {
  return {"stats",
          "figures about the graph and its network of persons",
          "Counts of what the graph holds; then of the network: density, degrees, components, cores, clustering (the "
          "mean over persons, those with "
          "fewer than two links counting 0, and transitivity: closed triples over all), assortativity by degree, "
          "articulation points and bridges, the "
          "mean distance between linked persons and the diameter.",
          "stats",
          {},
          std::vector<AnalysisOption>{relation_option(), samples_option("auto"), team_option()} + time_options(),
          run};
}

}  // namespace vitagraph::graph
