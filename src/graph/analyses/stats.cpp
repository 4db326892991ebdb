// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <numeric>

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

/// How many persons have how many links; `share` of them have that many or more.
Table degree_distribution(const Csr& csr, Table table) {
  table.columns = {{"degree", ColumnType::integer}, {"persons", ColumnType::integer}, {"share", ColumnType::real}};
  std::vector<std::int64_t> persons;
  for (std::uint32_t v = 0; v < csr.rows(); ++v) {
    if (csr.degree(v) >= persons.size()) persons.resize(csr.degree(v) + 1);
    ++persons[csr.degree(v)];
  }
  std::int64_t rest = csr.rows();
  for (std::size_t degree = 0; degree < persons.size(); ++degree) {
    if (persons[degree] != 0)
      table.add({static_cast<std::int64_t>(degree), persons[degree], static_cast<double>(rest) / csr.rows()});
    rest -= persons[degree];
  }
  return table;
}

/// Numbers of authors by year, of publications whose authors are stated; the undated last.
Table team_sizes(const RelationGraph& graph, const Window& window) {
  Table table;
  table.columns = {{"year", ColumnType::integer},         {"publications", ColumnType::integer},
                   {"mean_team", ColumnType::real},       {"median_team", ColumnType::real},
                   {"largest_team", ColumnType::integer}, {"single_authors", ColumnType::integer}};
  std::map<std::int32_t, std::vector<std::uint32_t>> teams;
  for (PublicationId publication = 0; publication < graph.publication_count(); ++publication)
    if (graph.authors.degree(publication) != 0 && in_window(graph, publication, window))
      teams[graph.years[publication]].push_back(graph.authors.degree(publication));
  const auto add = [&](std::int32_t year, std::vector<std::uint32_t>& sizes) {
    std::sort(sizes.begin(), sizes.end());
    const std::size_t count = sizes.size();
    const double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    table.add({year_cell(year), static_cast<std::int64_t>(count), sum / static_cast<double>(count),
               (sizes[(count - 1) / 2] + sizes[count / 2]) / 2.0, std::int64_t{sizes.back()},
               static_cast<std::int64_t>(std::count(sizes.begin(), sizes.end(), 1U))});
  };
  for (auto& [year, sizes] : teams)
    if (year != RelationGraph::no_year) add(year, sizes);
  if (const auto undated = teams.find(RelationGraph::no_year); undated != teams.end())
    add(undated->first, undated->second);
  say_if_empty(table, "no publication with authors");
  return table;
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  if (arguments.flag("teams") && arguments.flag("degrees"))
    throw Error("--degrees and --teams are two questions; ask one");
  if (arguments.flag("teams")) return team_sizes(graph, window_of(arguments));
  Table table;
  if (arguments.flag("degrees")) {
    const WeightedGraph network = network_of(graph, arguments, table.notes);
    return degree_distribution(network.csr, std::move(table));
  }
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
          "mean distance between linked persons and the diameter. --degrees: how many persons have how many links, and "
          "the share that has as many or more. --teams: the number of authors of a publication, by "
          "year, whatever --relation, --max-team and --samples say.",
          "stats --teams",
          {},
          std::vector<AnalysisOption>{{"--degrees", "", "the distribution of the numbers of links", "", {}, false},
                                      {"--teams", "", "numbers of authors by year", "", {}, false},
                                      relation_option(),
                                      samples_option("auto"),
                                      team_option()} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
