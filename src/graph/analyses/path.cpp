// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "graph/analyses/analyses.hpp"
#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

/// How many shortest ways lead from each vertex to the target, given the distances to it.
std::vector<double> count_ways(const Csr& csr, const std::vector<std::uint32_t>& distance, std::uint32_t from) {
  std::vector<std::uint32_t> order{from};
  std::vector<bool> seen(csr.rows());
  seen[from] = true;
  for (std::size_t at = 0; at < order.size(); ++at)
    for (const std::uint32_t u : csr.row(order[at]))
      if (distance[u] + 1 == distance[order[at]] && !seen[u]) {
        seen[u] = true;
        order.push_back(u);
      }
  std::vector<double> ways(csr.rows(), 0);
  for (std::size_t i = order.size(); i-- > 0;) {
    const std::uint32_t v = order[i];
    if (distance[v] == 0) ways[v] = 1;
    for (const std::uint32_t u : csr.row(v))
      if (distance[u] + 1 == distance[v]) ways[v] += ways[u];
  }
  return ways;
}

/// The shortest ways one after another, in the order of the persons: a walk downhill that keeps its own stack.
class Ways {
 public:
  Ways(const Csr& csr, const std::vector<std::uint32_t>& distance, std::uint32_t from)
      : csr_(csr), distance_(distance), way_{from}, next_{csr.offsets[from]} {}

  /// The next way, or nothing after the last.
  const std::vector<std::uint32_t>* next() {
    if (at_end_) step_back();
    while (!way_.empty()) {
      const std::uint32_t v = way_.back();
      if (distance_[v] == 0) {
        at_end_ = true;
        return &way_;
      }
      std::uint32_t& at = next_.back();
      while (at < csr_.offsets[v + 1] && distance_[csr_.targets[at]] + 1 != distance_[v]) ++at;
      if (at == csr_.offsets[v + 1]) {
        step_back();
        continue;
      }
      const std::uint32_t u = csr_.targets[at++];
      way_.push_back(u);
      next_.push_back(csr_.offsets[u]);
    }
    return nullptr;
  }

 private:
  void step_back() {
    at_end_ = false;
    way_.pop_back();
    next_.pop_back();
  }

  const Csr& csr_;
  const std::vector<std::uint32_t>& distance_;
  std::vector<std::uint32_t> way_;
  std::vector<std::uint32_t> next_;
  bool at_end_ = false;
};

std::vector<PublicationId> joint_of(const RelationGraph& graph, const CoauthorOptions& options, PersonId a,
                                    PersonId b) {
  std::vector<PublicationId> out;
  for (const PublicationId publication : graph.written.row(a)) {
    const auto authors = graph.authors.row(publication);
    if (options.takes(graph, publication) && std::find(authors.begin(), authors.end(), b) != authors.end())
      out.push_back(publication);
  }
  return out;
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  table.columns = {{"path", ColumnType::integer},  {"step", ColumnType::integer},         {"name", ColumnType::text},
                   {"coauthor", ColumnType::text}, {"publications", ColumnType::integer}, {"papers", ColumnType::list},
                   {"iri", ColumnType::iri},       {"coauthor_iri", ColumnType::iri}};
  const std::vector<std::string>& names = arguments.all("NAME");
  if (names.size() != 2) throw Error("path takes two persons");
  const PersonId from = require_person(graph, names[0]);
  const PersonId to = require_person(graph, names[1]);
  const CoauthorOptions options = coauthor_options(arguments, graph, table.notes);
  const auto limit = static_cast<std::size_t>(arguments.number("paths", 0, 0x7FFFFFFF));
  const WeightedGraph coauthors = coauthor_graph(graph, options);
  const std::vector<std::uint32_t> distance = distances_from(coauthors.csr, to);
  if (distance[from] == unreached) {
    table.notes.push_back(
        fmt::format("no chain of coauthors leads from {} to {}", graph.person_name(from), graph.person_name(to)));
    return table;
  }
  if (from == to) return table;
  const double all = count_ways(coauthors.csr, distance, from)[from];
  table.notes.push_back(
      fmt::format("distance {}, {:.0f} shortest {}", distance[from], all, all == 1 ? "path" : "paths"));
  Ways ways(coauthors.csr, distance, from);
  std::size_t number = 0;
  while (const std::vector<std::uint32_t>* way = ways.next()) {
    if (limit != 0 && number == limit) {
      table.notes.push_back(fmt::format("the first {} are shown; --paths 0 gives all", limit));
      break;
    }
    ++number;
    for (std::size_t i = 0; i + 1 < way->size(); ++i) {
      const std::vector<PublicationId> joint = joint_of(graph, options, (*way)[i], (*way)[i + 1]);
      table.add({static_cast<std::int64_t>(number), static_cast<std::int64_t>(i + 1), name_cell(graph, (*way)[i]),
                 name_cell(graph, (*way)[i + 1]), static_cast<std::int64_t>(joint.size()), titles(graph, joint),
                 iri_cell(graph, graph.persons[(*way)[i]]), iri_cell(graph, graph.persons[(*way)[i + 1]])});
    }
  }
  return table;
}

}  // namespace

Analysis path_analysis() {
  return {"path",
          "how two persons are linked by joint publications",
          "All shortest chains of coauthors from the first person to the second, each step with the publications that "
          "link the two.",
          "path \"Ada Brook\" \"Eve Crane\"",
          {{"NAME", "two persons, by name, variant or IRI", 2, 2}},
          std::vector<AnalysisOption>{{"--paths", "N", "how many paths are written out; 0 for all", "20", {}, false},
                                      team_option()} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
