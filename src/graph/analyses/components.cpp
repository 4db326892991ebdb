// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "graph/analyses/network_graph.hpp"

namespace vitagraph::graph {
namespace {

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  const WeightedGraph network = network_of(graph, arguments, table.notes);
  const Components components = connected_components(network.csr);
  std::vector<std::uint32_t> order(components.sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return components.sizes[a] > components.sizes[b]; });
  std::vector<std::uint32_t> number(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;

  if (arguments.flag("members")) {
    table.columns = {{"component", ColumnType::integer}, {"name", ColumnType::name}, {"iri", ColumnType::iri}};
    std::vector<PersonId> persons(graph.person_count());
    std::iota(persons.begin(), persons.end(), 0);
    std::stable_sort(persons.begin(), persons.end(),
                     [&](PersonId a, PersonId b) { return number[components.of[a]] < number[components.of[b]]; });
    for (const PersonId person : persons)
      table.add({std::int64_t{number[components.of[person]]} + 1, name_cell(graph, person),
                 iri_cell(graph, graph.persons[person])});
    keep_top(table, arguments);
    return table;
  }
  struct Part {
    std::int64_t edges = 0;
    PersonId central = none;
  };
  std::vector<Part> parts(order.size());
  for (PersonId person = 0; person < graph.person_count(); ++person) {
    Part& part = parts[components.of[person]];
    part.edges += network.csr.degree(person);
    if (part.central == none || network.csr.degree(person) > network.csr.degree(part.central)) part.central = person;
  }
  table.columns = {{"component", ColumnType::integer}, {"persons", ColumnType::integer},
                   {"links", ColumnType::integer},     {"share", ColumnType::real},
                   {"best_linked", ColumnType::name},  {"iri", ColumnType::iri}};
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const Part& part = parts[order[i]];
    const std::uint32_t size = components.sizes[order[i]];
    table.add({std::int64_t{i} + 1, std::int64_t{size}, part.edges / 2,
               static_cast<double>(size) / graph.person_count(), name_cell(graph, part.central),
               iri_cell(graph, graph.persons[part.central])});
  }
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis components_analysis() {
  return {"components",
          "the separate parts of the network",
          "Persons who are linked over any number of steps, the largest part first, each with its best-linked person; "
          "--members lists everybody "
          "with the number of their part.",
          "components --members --top 20",
          {},
          std::vector<AnalysisOption>{relation_option(),
                                      {"--members", "", "a row for each person instead of each part", "", {}, false},
                                      team_option(),
                                      top_option("50")} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
