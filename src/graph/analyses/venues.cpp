// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "graph/analyses/analyses.hpp"
#include "graph/venue_sharing.hpp"

namespace vitagraph::graph {
namespace {

/// What somebody did at venues, by venue.
struct Activity {
  std::int64_t publications = 0, talks = 0, services = 0;
  std::int32_t first = RelationGraph::no_year, last = RelationGraph::no_year;
  std::vector<PublicationId> papers;

  std::int64_t total() const { return publications + talks + services; }
};

bool in_window(const RelationGraph& graph, PublicationId publication, const Window& window) {
  if (!window.given) return true;
  const std::int32_t year = graph.years[publication];
  return year != RelationGraph::no_year && window.first_year() <= year && year <= window.last_year();
}

/// By node, since talks and services name venues that nothing is published in.
std::map<NodeId, Activity> activities(const RelationGraph& graph, PersonId person, const Window& window) {
  std::map<NodeId, Activity> all;
  for (const PublicationId publication : graph.written.row(person)) {
    if (!in_window(graph, publication, window)) continue;
    for (const VenueId venue : graph.published.row(publication)) {
      Activity& here = all[graph.venues[venue]];
      ++here.publications;
      here.papers.push_back(publication);
    }
  }
  for (auto& [node, activity] : all) std::tie(activity.first, activity.last) = years_of(graph, activity.papers);
  for (const Record& record : records_of(graph, person)) {
    if (record.about == none || !window.may_contain(period_of(graph, record))) continue;
    if (record.kind == RecordKind::talk) ++all[record.about].talks;
    if (record.kind == RecordKind::service) ++all[record.about].services;
  }
  return all;
}

/// The most visited first, then by IRI.
std::vector<std::pair<NodeId, Activity>> ranked(const RelationGraph& graph, const std::map<NodeId, Activity>& all) {
  std::vector<std::pair<NodeId, Activity>> out(all.begin(), all.end());
  std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
    return a.second.total() != b.second.total() ? a.second.total() > b.second.total()
                                                : graph.nodes.text(a.first) < graph.nodes.text(b.first);
  });
  return out;
}

void of_one(const RelationGraph& graph, PersonId person, const Window& window, Table& table) {
  table.columns = {
      {"venue", ColumnType::text},       {"publications", ColumnType::integer}, {"talks", ColumnType::integer},
      {"services", ColumnType::integer}, {"first_year", ColumnType::integer},   {"last_year", ColumnType::integer},
      {"iri", ColumnType::iri},          {"papers", ColumnType::list}};
  for (const auto& [node, activity] : ranked(graph, activities(graph, person, window)))
    table.add({label_cell(graph, node), activity.publications, activity.talks, activity.services,
               year_cell(activity.first), year_cell(activity.last), iri_cell(graph, node),
               titles(graph, activity.papers)});
}

void of_two(const RelationGraph& graph, PersonId a, PersonId b, const Window& window, Table& table) {
  table.columns = {
      {"venue", ColumnType::text},    {"publications_a", ColumnType::integer}, {"publications_b", ColumnType::integer},
      {"joint", ColumnType::integer}, {"other_a", ColumnType::integer},        {"other_b", ColumnType::integer},
      {"iri", ColumnType::iri}};
  const std::map<NodeId, Activity> second = activities(graph, b, window);
  for (const auto& [node, mine] : ranked(graph, activities(graph, a, window))) {
    const auto found = second.find(node);
    if (found == second.end()) continue;
    const Activity& theirs = found->second;
    // Both lists ascend, as rows of a Csr do.
    std::vector<PublicationId> joint;
    std::set_intersection(mine.papers.begin(), mine.papers.end(), theirs.papers.begin(), theirs.papers.end(),
                          std::back_inserter(joint));
    table.add({label_cell(graph, node), mine.publications, theirs.publications, static_cast<std::int64_t>(joint.size()),
               mine.talks + mine.services, theirs.talks + theirs.services, iri_cell(graph, node)});
  }
}

void of_all(const RelationGraph& graph, const Window& window, Table& table) {
  table.columns = {{"venue", ColumnType::text},        {"publications", ColumnType::integer},
                   {"authors", ColumnType::integer},   {"first_year", ColumnType::integer},
                   {"last_year", ColumnType::integer}, {"iri", ColumnType::iri}};
  const Csr by_venue = publications_by_venue(graph);
  struct Row {
    VenueId venue;
    std::vector<PublicationId> publications;
  };
  std::vector<Row> rows;
  for (VenueId venue = 0; venue < graph.venue_count(); ++venue) {
    Row row{venue, {}};
    for (const PublicationId publication : by_venue.row(venue))
      if (in_window(graph, publication, window)) row.publications.push_back(publication);
    if (!row.publications.empty()) rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.publications.size() > b.publications.size(); });
  for (const Row& row : rows) {
    const auto [first, last] = years_of(graph, row.publications);
    table.add({label_cell(graph, graph.venues[row.venue]), static_cast<std::int64_t>(row.publications.size()),
               static_cast<std::int64_t>(venue_authors(graph, row.publications).size()), year_cell(first),
               year_cell(last), iri_cell(graph, graph.venues[row.venue])});
  }
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  const Window window = window_of(arguments);
  const std::vector<std::string>& names = arguments.all("NAME");
  if (names.empty())
    of_all(graph, window, table);
  else if (names.size() == 1)
    of_one(graph, require_person(graph, names[0]), window, table);
  else
    of_two(graph, require_person(graph, names[0]), require_person(graph, names[1]), window, table);
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis venues_analysis() {
  return {"venues",
          "where people publish, speak and serve",
          "With one name: the journals, conferences and events where that person published, spoke or served, by how "
          "often. With two: those "
          "they share, with the publications of each there and the joint ones. Without: all venues by number of "
          "publications.",
          "venues \"Ada Brook\" \"Ben Crane\"",
          {{"NAME", "one or two persons, by name, variant or IRI", 0, 2}},
          std::vector<AnalysisOption>{top_option("50")} + time_options(),
          run};
}

}  // namespace vitagraph::graph
