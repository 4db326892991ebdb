// SPDX-License-Identifier: Apache-2.0
#include "graph/communities.hpp"

#include <fmt/format.h>

#include <numeric>

#include "graph/analyses/network_graph.hpp"

namespace vitagraph::graph {
namespace {

Table members_of(const RelationGraph& graph, const Communities& communities, Table table) {
  table.columns = {{"community", ColumnType::integer}, {"name", ColumnType::name}, {"iri", ColumnType::iri}};
  std::vector<PersonId> persons(graph.person_count());
  std::iota(persons.begin(), persons.end(), 0);
  std::stable_sort(persons.begin(), persons.end(),
                   [&](PersonId a, PersonId b) { return communities.of[a] < communities.of[b]; });
  for (const PersonId person : persons)
    table.add(
        {std::int64_t{communities.of[person]} + 1, name_cell(graph, person), iri_cell(graph, graph.persons[person])});
  return table;
}

struct Community {
  std::int64_t inside = 0, outside = 0;                  // ends of links
  std::vector<std::pair<std::uint32_t, PersonId>> best;  // links inside, person
};

Table communities_table(const RelationGraph& graph, const WeightedGraph& network, const Communities& communities,
                        Table table) {
  constexpr std::size_t named = 3;
  std::vector<Community> all(communities.sizes.size());
  for (PersonId person = 0; person < network.vertices(); ++person) {
    Community& mine = all[communities.of[person]];
    std::uint32_t links = 0;
    for (const PersonId other : network.csr.row(person))
      links += communities.of[other] == communities.of[person] ? 1 : 0;
    mine.inside += links;
    mine.outside += network.csr.degree(person) - links;
    mine.best.emplace_back(links, person);
  }
  table.columns = {{"community", ColumnType::integer},
                   {"persons", ColumnType::integer},
                   {"links_inside", ColumnType::integer},
                   {"links_outside", ColumnType::integer},
                   {"best_linked", ColumnType::list}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::stable_sort(all[i].best.begin(), all[i].best.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> names;
    for (std::size_t k = 0; k < std::min(named, all[i].best.size()); ++k)
      names.emplace_back(graph.person_name(all[i].best[k].second));
    table.add({static_cast<std::int64_t>(i) + 1, std::int64_t{communities.sizes[i]}, all[i].inside / 2, all[i].outside,
               names});
  }
  return table;
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  WeightedGraph network = network_of(graph, arguments, table.notes);
  if (arguments.flag("unweighted")) std::fill(network.weights.begin(), network.weights.end(), 1);
  LeidenOptions options;
  options.resolution = arguments.real("resolution", 0, 1e6);
  options.seed = static_cast<std::uint64_t>(arguments.number("seed", 0, INT64_MAX));
  const Communities communities = leiden(network, options);
  if (!communities.sizes.empty())
    table.notes.push_back(
        fmt::format("{} communities, modularity {:.6f}", communities.sizes.size(), communities.modularity));
  table = arguments.flag("members") ? members_of(graph, communities, std::move(table))
                                    : communities_table(graph, network, communities, std::move(table));
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis communities_analysis() {
  return {
      "communities",
      "groups who work more with one another than with others",
      "The Leiden algorithm (Traag, Waltman and van Eck 2019) for modularity on the network weighted by joint "
      "publications. Every community is "
      "connected; the same graph and seed give the same communities. --members lists everybody with the number of "
      "their community.",
      "communities --top 10",
      {},
      std::vector<AnalysisOption>{{"--resolution", "X", "larger values give smaller communities", "1", {}, false},
                                  {"--seed", "N", "start of the random order", "1", {}, false},
                                  {"--unweighted", "", "count each link once", "", {}, false},
                                  {"--members", "", "a row for each person instead of each community", "", {}, false},
                                  relation_option(),
                                  team_option(),
                                  top_option("20")} +
          time_options(),
      run};
}

}  // namespace vitagraph::graph
