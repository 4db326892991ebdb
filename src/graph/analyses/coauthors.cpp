// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "graph/analyses/analyses.hpp"
#include "graph/export.hpp"
#include "graph/network.hpp"

namespace vitagraph::graph {
namespace {

/// Joint work, plainly counted and shared out: Newman 2001 (Phys. Rev. E 64, 016132) gives each pair 1/(k-1) of a
/// publication with k authors, so that a person's weights add up to their joint publications.
struct Weight {
  std::int64_t publications = 0;
  double shared = 0;
};

Weight weight_of(const RelationGraph& graph, std::span<const PublicationId> publications) {
  Weight weight;
  for (const PublicationId publication : publications) {
    ++weight.publications;
    weight.shared += 1.0 / (graph.authors.degree(publication) - 1);
  }
  return weight;
}

struct Edge {
  PersonId a, b;
  Weight weight;
  std::int32_t first, last;
  std::vector<PublicationId> publications;
};

Edge edge_of(const RelationGraph& graph, PersonId a, PersonId b, std::span<const PublicationId> publications) {
  const auto [first, last] = years_of(graph, publications);
  return {a, b, weight_of(graph, publications), first, last, {publications.begin(), publications.end()}};
}

void sort_strongest_first(std::vector<Edge>& edges) {
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    return x.weight.publications != y.weight.publications ? x.weight.publications > y.weight.publications
                                                          : x.weight.shared > y.weight.shared;
  });
}

Table strongest_pairs(const RelationGraph& graph, const AnalysisArguments& arguments) {
  Table table;
  table.columns = {
      {"name", ColumnType::name},   {"coauthor", ColumnType::name},      {"publications", ColumnType::integer},
      {"newman", ColumnType::real}, {"first_year", ColumnType::integer}, {"last_year", ColumnType::integer},
      {"iri", ColumnType::iri},     {"coauthor_iri", ColumnType::iri},   {"papers", ColumnType::list}};
  const CoauthorOptions options = coauthor_options(arguments, graph, table.notes);
  const std::int64_t least = arguments.number("min-papers", 1, 0x7FFFFFFF);
  JointPublications joint(graph, options);
  std::vector<Edge> edges;
  for (PersonId a = 0; a < graph.person_count(); ++a)
    joint.of(a, a + 1, [&](PersonId b, std::span<const PublicationId> publications) {
      if (static_cast<std::int64_t>(publications.size()) >= least) edges.push_back(edge_of(graph, a, b, publications));
    });
  sort_strongest_first(edges);
  for (const Edge& edge : edges)
    table.add({name_cell(graph, edge.a), name_cell(graph, edge.b), edge.weight.publications, edge.weight.shared,
               year_cell(edge.first), year_cell(edge.last), iri_cell(graph, graph.persons[edge.a]),
               iri_cell(graph, graph.persons[edge.b]), titles(graph, edge.publications)});
  return table;
}

/// Everyone within `depth` steps, by breadth; rows_of gives the coauthors of one person.
class Circle {
 public:
  Circle(const RelationGraph& graph, const CoauthorOptions& options, std::size_t least)
      : graph_(graph), joint_(graph, options), least_(least), distance_(graph.person_count(), unseen) {}

  Table around(PersonId start, std::uint32_t depth, Table table) {
    distance_[start] = 0;
    std::vector<PersonId> ring{start};
    for (std::uint32_t step = 1; step <= depth && !ring.empty(); ++step) {
      std::vector<Pair> found;  // (new person, through whom)
      for (const PersonId person : ring) {
        std::vector<Edge> edges = edges_of(person);
        if (step == 1) add_direct(table, edges);
        for (const Edge& edge : edges)
          if (distance_[edge.b] == unseen) found.emplace_back(edge.b, person);
      }
      std::sort(found.begin(), found.end());
      ring.clear();
      for (const auto& [person, through] : found) {
        if (ring.empty() || ring.back() != person) ring.push_back(person);
        distance_[person] = step;
      }
      if (step > 1) add_far(table, step, found);
    }
    return table;
  }

 private:
  static constexpr std::uint32_t unseen = 0xFFFFFFFF;

  std::vector<Edge> edges_of(PersonId person) {
    std::vector<Edge> edges;
    joint_.of(person, 0, [&](PersonId other, std::span<const PublicationId> publications) {
      if (publications.size() >= least_) edges.push_back(edge_of(graph_, person, other, publications));
    });
    return edges;
  }

  void add_direct(Table& table, std::vector<Edge> edges) const {
    sort_strongest_first(edges);
    for (const Edge& edge : edges)
      table.add({name_cell(graph_, edge.b), std::int64_t{1}, edge.weight.publications, edge.weight.shared,
                 year_cell(edge.first), year_cell(edge.last), Cell(), iri_cell(graph_, graph_.persons[edge.b]),
                 titles(graph_, edge.publications)});
  }

  /// Those with most connecting coauthors first.
  void add_far(Table& table, std::uint32_t step, const std::vector<Pair>& found) const {
    std::vector<std::pair<PersonId, std::vector<std::string>>> rows;
    for (const auto& [person, through] : found) {
      if (rows.empty() || rows.back().first != person) rows.emplace_back(person, std::vector<std::string>());
      rows.back().second.emplace_back(graph_.person_name(through));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    for (const auto& [person, through] : rows)
      table.add({name_cell(graph_, person), std::int64_t{step}, Cell(), Cell(), Cell(), Cell(), through,
                 iri_cell(graph_, graph_.persons[person]), Cell()});
  }

  const RelationGraph& graph_;
  JointPublications joint_;
  std::size_t least_;
  std::vector<std::uint32_t> distance_;
};

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  if (arguments.all("NAME").empty()) {
    table = strongest_pairs(graph, arguments);
    say_if_empty(table, "no pair of coauthors within these limits");
  } else {
    const PersonId person = require_person(graph, arguments.text("NAME"));
    table.columns = {{"coauthor", ColumnType::name},        {"distance", ColumnType::integer},
                     {"publications", ColumnType::integer}, {"newman", ColumnType::real},
                     {"first_year", ColumnType::integer},   {"last_year", ColumnType::integer},
                     {"through", ColumnType::list},         {"iri", ColumnType::iri},
                     {"papers", ColumnType::list}};
    const CoauthorOptions options = coauthor_options(arguments, graph, table.notes);
    const auto depth = static_cast<std::uint32_t>(arguments.number("depth", 1, 100));
    const auto least = static_cast<std::size_t>(arguments.number("min-papers", 1, 0x7FFFFFFF));
    table = Circle(graph, options, least).around(person, depth, std::move(table));
    say_if_empty(table, fmt::format("no coauthors of {} within these limits", graph.person_name(person)));
  }
  keep_top(table, arguments);
  return table;
}

/// Rings by distance, discs by publications, lines by joint publications, those among the coauthors too.
Picture picture_of(const RelationGraph& graph, const AnalysisArguments& arguments) {
  if (arguments.all("NAME").empty()) throw Error("a picture of coauthors needs a person");
  ExportOptions options;
  options.around = require_person(graph, arguments.text("NAME"));
  options.depth = static_cast<std::uint32_t>(arguments.number("depth", 1, 100));
  options.min_weight = static_cast<std::uint32_t>(arguments.number("min-papers", 1, 0x7FFFFFFF));
  std::vector<std::string> notes;
  options.coauthors = coauthor_options(arguments, graph, notes);
  const NetworkDrawing drawing = make_drawing(graph, options);
  Picture picture;
  picture.title = std::string(graph.person_name(options.around));
  picture.layout = Picture::Layout::radial;
  std::vector<Pair> pairs;
  std::uint32_t centre = 0;
  for (const NetworkDrawing::Edge& edge : drawing.edges) {
    pairs.emplace_back(edge.a, edge.b);
    pairs.emplace_back(edge.b, edge.a);
  }
  for (std::uint32_t i = 0; i < drawing.nodes.size(); ++i)
    if (drawing.nodes[i].person == options.around) centre = i;
  const std::vector<std::uint32_t> ring =
      distances_from(make_csr(static_cast<std::uint32_t>(drawing.nodes.size()), pairs), centre);
  for (std::uint32_t i = 0; i < drawing.nodes.size(); ++i) {
    const NetworkDrawing::Node& node = drawing.nodes[i];
    picture.nodes.push_back({std::string(graph.person_name(node.person)), std::string(graph.person_iri(node.person)),
                             ring[i], static_cast<double>(node.publications), i == centre});
  }
  for (const NetworkDrawing::Edge& edge : drawing.edges) {
    const std::string title =
        fmt::format("{} – {}: {}", picture.nodes[edge.a].label, picture.nodes[edge.b].label, edge.weight);
    picture.edges.push_back({edge.a, edge.b, title, static_cast<double>(edge.weight), false});
  }
  return picture;
}

}  // namespace

Analysis coauthors_analysis() {
  return {"coauthors",
          "who wrote with whom, how often and when",
          "With a name: the coauthors of that person, strongest first, and with --depth 2 or more those at a distance, "
          "with the coauthors "
          "that lead to them. Without: the pairs with most joint publications. `newman` shares each publication out "
          "among the pairs of its "
          "k authors, 1/(k-1) each.",
          "coauthors \"Peder Quist\" --depth 2",
          {{"NAME", "a person, by name, variant or IRI", 0, 1}},
          std::vector<AnalysisOption>{{"--depth", "N", "how many steps away", "1", {}, false},
                                      {"--min-papers", "N", "fewest joint publications of a pair", "1", {}, false},
                                      team_option(),
                                      top_option("50")} +
              time_options(),
          run,
          picture_of};
}

}  // namespace vitagraph::graph
