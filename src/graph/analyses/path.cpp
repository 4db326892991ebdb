// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include "graph/analyses/analyses.hpp"
#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

/// Distances to one vertex, and which steps come nearer to it on a shortest way.
class Distances {
 public:
  /// A step is 1 long; weighted, 1 / weight: who has written much together is near (Newman 2001, Phys. Rev. E 64,
  /// 016132).
  Distances(const WeightedGraph& graph, std::uint32_t to, bool weighted) : graph_(graph), weighted_(weighted) {
    if (weighted) {
      search(to);
      return;
    }
    length_.reserve(graph.vertices());
    for (const std::uint32_t distance : distances_from(graph.csr, to))
      length_.push_back(distance == unreached ? endless : distance);
  }

  static constexpr double endless = std::numeric_limits<double>::infinity();
  double operator[](std::uint32_t v) const { return length_[v]; }
  /// Whether the step from v to the target at this place of the rows is one of a shortest way.
  bool nearer(std::uint32_t v, std::uint32_t at) const {
    const double rest = length_[graph_.csr.targets[at]] + step(at);
    return rest <= length_[v] * (1 + tolerance) && length_[v] < endless;
  }
  const Csr& rows() const { return graph_.csr; }

 private:
  /// Sums in another order differ by less.
  static constexpr double tolerance = 1e-12;

  double step(std::uint32_t at) const { return weighted_ ? 1.0 / graph_.weights[at] : 1; }

  /// Dijkstra 1959.
  void search(std::uint32_t to) {
    length_.assign(graph_.vertices(), endless);
    length_[to] = 0;
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    queue.emplace(0, to);
    while (!queue.empty()) {
      const auto [length, v] = queue.top();
      queue.pop();
      if (length > length_[v]) continue;
      for (std::uint32_t at = graph_.csr.offsets[v]; at < graph_.csr.offsets[v + 1]; ++at) {
        const std::uint32_t u = graph_.csr.targets[at];
        if (length + step(at) >= length_[u]) continue;
        length_[u] = length + step(at);
        queue.emplace(length_[u], u);
      }
    }
  }

  const WeightedGraph& graph_;
  bool weighted_;
  std::vector<double> length_;
};

/// How many shortest ways lead from a vertex to the target.
double count_ways(const Distances& distances, std::uint32_t from) {
  const Csr& csr = distances.rows();
  std::vector<std::uint32_t> order{from};
  std::vector<bool> seen(csr.rows());
  seen[from] = true;
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::uint32_t at = csr.offsets[order[i]]; at < csr.offsets[order[i] + 1]; ++at)
      if (distances.nearer(order[i], at) && !seen[csr.targets[at]]) {
        seen[csr.targets[at]] = true;
        order.push_back(csr.targets[at]);
      }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return distances[a] < distances[b]; });
  std::vector<double> ways(csr.rows(), 0);
  for (const std::uint32_t v : order) {
    if (distances[v] == 0) ways[v] = 1;
    for (std::uint32_t at = csr.offsets[v]; at < csr.offsets[v + 1]; ++at)
      if (distances.nearer(v, at)) ways[v] += ways[csr.targets[at]];
  }
  return ways[from];
}

/// The shortest ways one after another, in the order of the persons: a walk downhill that keeps its own stack.
class Ways {
 public:
  Ways(const Distances& distances, std::uint32_t from)
      : csr_(distances.rows()), distances_(distances), way_{from}, next_{csr_.offsets[from]} {}

  /// The next way, or nothing after the last.
  const std::vector<std::uint32_t>* next() {
    if (at_end_) step_back();
    while (!way_.empty()) {
      const std::uint32_t v = way_.back();
      if (distances_[v] == 0) {
        at_end_ = true;
        return &way_;
      }
      std::uint32_t& at = next_.back();
      while (at < csr_.offsets[v + 1] && !distances_.nearer(v, at)) ++at;
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
  const Distances& distances_;
  std::vector<std::uint32_t> way_;
  std::vector<std::uint32_t> next_;
  bool at_end_ = false;
};

/// The ways that are shown, and what is to be said about all.
struct Found {
  std::vector<std::vector<PersonId>> ways;
  CoauthorOptions options;
  std::vector<std::string> notes;
};

Found find_ways(const RelationGraph& graph, const AnalysisArguments& arguments) {
  const std::vector<std::string>& names = arguments.all("NAME");
  if (names.size() != 2) throw Error("path takes two persons");
  const PersonId from = require_person(graph, names[0]);
  const PersonId to = require_person(graph, names[1]);
  Found found;
  found.options = coauthor_options(arguments, graph, found.notes);
  const auto limit = static_cast<std::size_t>(arguments.number("paths", 0, 0x7FFFFFFF));
  const WeightedGraph coauthors = coauthor_graph(graph, found.options);
  const bool weighted = arguments.flag("weighted");
  const Distances distances(coauthors, to, weighted);
  if (distances[from] == Distances::endless)
    found.notes.push_back(
        fmt::format("no chain of coauthors leads from {} to {}", graph.person_name(from), graph.person_name(to)));
  if (from == to) found.notes.push_back("both are the same person");
  if (from == to || distances[from] == Distances::endless) return found;
  const double all = count_ways(distances, from);
  found.notes.push_back(fmt::format("{} {:.4g}, {:.0f} shortest {}", weighted ? "length" : "distance", distances[from],
                                    all, all == 1 ? "path" : "paths"));
  Ways ways(distances, from);
  while (const std::vector<std::uint32_t>* way = ways.next()) {
    if (limit != 0 && found.ways.size() == limit) {
      found.notes.push_back(fmt::format("the first {} are shown; --paths 0 gives all", limit));
      break;
    }
    found.ways.push_back(*way);
  }
  return found;
}

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
  table.columns = {{"path", ColumnType::integer},  {"step", ColumnType::integer},         {"name", ColumnType::name},
                   {"coauthor", ColumnType::name}, {"publications", ColumnType::integer}, {"papers", ColumnType::list},
                   {"iri", ColumnType::iri},       {"coauthor_iri", ColumnType::iri}};
  Found found = find_ways(graph, arguments);
  table.notes = std::move(found.notes);
  for (std::size_t number = 0; number < found.ways.size(); ++number) {
    const std::vector<PersonId>& way = found.ways[number];
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const std::vector<PublicationId> joint = joint_of(graph, found.options, way[i], way[i + 1]);
      table.add({static_cast<std::int64_t>(number + 1), static_cast<std::int64_t>(i + 1), name_cell(graph, way[i]),
                 name_cell(graph, way[i + 1]), static_cast<std::int64_t>(joint.size()), titles(graph, joint),
                 iri_cell(graph, graph.persons[way[i]]), iri_cell(graph, graph.persons[way[i + 1]])});
    }
  }
  return table;
}

/// The persons by their step from the first, linked by their joint publications.
Picture picture(const RelationGraph& graph, const AnalysisArguments& arguments) {
  const Found found = find_ways(graph, arguments);
  Picture out;
  if (found.ways.empty()) throw Error("{}", found.notes.back());
  const PersonId from = found.ways[0].front(), to = found.ways[0].back();
  out.title = fmt::format("{} – {}", graph.person_name(from), graph.person_name(to));
  out.directed = true;
  std::map<PersonId, std::uint32_t> place;
  std::set<std::pair<PersonId, PersonId>> drawn;
  for (const std::vector<PersonId>& way : found.ways)
    for (std::size_t i = 0; i < way.size(); ++i) {
      if (place.emplace(way[i], static_cast<std::uint32_t>(out.nodes.size())).second)
        out.nodes.push_back({std::string(graph.person_name(way[i])), std::string(graph.person_iri(way[i])),
                             static_cast<std::uint32_t>(i), 1, way[i] == from || way[i] == to});
      if (i == 0 || !drawn.emplace(way[i - 1], way[i]).second) continue;
      const std::vector<PublicationId> joint = joint_of(graph, found.options, way[i - 1], way[i]);
      out.edges.push_back({place[way[i - 1]], place[way[i]], fmt::format("{}", fmt::join(titles(graph, joint), "; ")),
                           static_cast<double>(joint.size()), false});
    }
  return out;
}

}  // namespace

Analysis path_analysis() {
  return {"path",
          "how two persons are linked by joint publications",
          "All shortest chains of coauthors from the first person to the second, each step with the publications that "
          "link the two. With --weighted a step is the shorter the more two have written together (1 / publications, "
          "Newman 2001).",
          "path \"Peder Quist\" \"Alasdair Penhallow\"",
          {{"NAME", "two persons, by name, variant or IRI", 2, 2}},
          std::vector<AnalysisOption>{{"--weighted", "", "steps between frequent coauthors are short", "", {}, false},
                                      {"--paths", "N", "how many paths are written out; 0 for all", "20", {}, false},
                                      team_option()} +
              time_options(),
          run,
          picture};
}

}  // namespace vitagraph::graph
