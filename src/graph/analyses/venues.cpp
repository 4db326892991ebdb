// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <tuple>

#include "graph/analyses/analyses.hpp"
#include "graph/analyses/tying_venues.hpp"

namespace vitagraph::graph {
namespace {

/// What somebody did at venues, by venue.
struct Activity {
  std::int64_t publications = 0, talks = 0, services = 0;
  std::int32_t first = RelationGraph::no_year, last = RelationGraph::no_year;
  std::vector<PublicationId> papers;

  std::int64_t total() const { return publications + talks + services; }
};

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
      {"venue", ColumnType::name},       {"publications", ColumnType::integer}, {"talks", ColumnType::integer},
      {"services", ColumnType::integer}, {"first_year", ColumnType::integer},   {"last_year", ColumnType::integer},
      {"iri", ColumnType::iri},          {"papers", ColumnType::list}};
  for (const auto& [node, activity] : ranked(graph, activities(graph, person, window)))
    table.add({label_cell(graph, node), activity.publications, activity.talks, activity.services,
               year_cell(activity.first), year_cell(activity.last), iri_cell(graph, node),
               titles(graph, activity.papers)});
}

void of_two(const RelationGraph& graph, PersonId a, PersonId b, const Window& window, Table& table) {
  table.columns = {
      {"venue", ColumnType::name},    {"publications_a", ColumnType::integer}, {"publications_b", ColumnType::integer},
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

/// Venues of at least two of many persons, where most of them met first.
void of_many(const RelationGraph& graph, const std::vector<PersonId>& persons, const Window& window, Table& table) {
  table.columns = {
      {"venue", ColumnType::name},    {"persons", ColumnType::integer}, {"publications", ColumnType::integer},
      {"other", ColumnType::integer}, {"who", ColumnType::list},        {"iri", ColumnType::iri}};
  struct Shared {
    std::vector<std::string> who;
    std::vector<PublicationId> papers;
    std::int64_t other = 0;
  };
  std::map<NodeId, Shared> all;
  for (const PersonId person : persons)
    for (const auto& [node, activity] : activities(graph, person, window)) {
      Shared& here = all[node];
      here.who.push_back(fmt::format("{} ({})", graph.person_name(person), activity.total()));
      here.papers.insert(here.papers.end(), activity.papers.begin(), activity.papers.end());
      here.other += activity.talks + activity.services;
    }
  std::vector<NodeId> order;
  for (auto& [node, shared] : all) {
    if (shared.who.size() < 2) continue;
    order.push_back(node);
    std::sort(shared.papers.begin(), shared.papers.end());
    shared.papers.erase(std::unique(shared.papers.begin(), shared.papers.end()), shared.papers.end());
  }
  const auto key = [&](NodeId node) {
    const Shared& shared = all[node];
    return std::make_tuple(-static_cast<std::int64_t>(shared.who.size()),
                           -static_cast<std::int64_t>(shared.papers.size()) - shared.other, graph.nodes.text(node));
  };
  std::sort(order.begin(), order.end(), [&](NodeId a, NodeId b) { return key(a) < key(b); });
  for (const NodeId node : order)
    table.add({label_cell(graph, node), static_cast<std::int64_t>(all[node].who.size()),
               static_cast<std::int64_t>(all[node].papers.size()), all[node].other, all[node].who,
               iri_cell(graph, node)});
}

/// A row for each venue, a column for each year from the first to the last: publications of the persons, of everybody
/// without persons.
void by_years(const RelationGraph& graph, const std::vector<PersonId>& persons, const Window& window, Table& table) {
  std::vector<bool> wanted(graph.publication_count(), persons.empty());
  for (const PersonId person : persons)
    for (const PublicationId publication : graph.written.row(person)) wanted[publication] = true;
  std::map<VenueId, std::map<std::int32_t, std::int64_t>> counts;
  std::int32_t first = INT32_MAX, last = INT32_MIN;
  bool undated = false;
  for (PublicationId publication = 0; publication < graph.publication_count(); ++publication) {
    if (!wanted[publication] || !in_window(graph, publication, window)) continue;
    const std::int32_t year = graph.years[publication];
    for (const VenueId venue : graph.published.row(publication)) {
      ++counts[venue][year];
      if (year == RelationGraph::no_year) {
        undated = true;
        continue;
      }
      first = std::min(first, year);
      last = std::max(last, year);
    }
  }
  constexpr std::int32_t most_years = 500;
  if (last >= first && last - first >= most_years) {
    table.notes.push_back(fmt::format("years before {} are left out", last - most_years + 1));
    first = last - most_years + 1;
  }
  table.columns = {{"venue", ColumnType::name}, {"publications", ColumnType::integer}};
  for (std::int32_t year = first; year <= last; ++year)
    table.columns.push_back({fmt::format("{}", year), ColumnType::integer});
  if (undated) table.columns.push_back({"undated", ColumnType::integer});
  table.columns.push_back({"iri", ColumnType::iri});
  std::vector<std::pair<std::int64_t, VenueId>> order;
  for (const auto& [venue, years] : counts) {
    std::int64_t total = 0;
    for (const auto& [year, count] : years) total += count;
    order.emplace_back(-total, venue);
  }
  std::sort(order.begin(), order.end());
  for (const auto& [total, venue] : order) {
    std::vector<Cell> row{label_cell(graph, graph.venues[venue]), -total};
    const auto count = [&](std::int32_t year) {
      const auto found = counts[venue].find(year);
      return found == counts[venue].end() ? Cell() : Cell(found->second);
    };
    for (std::int32_t year = first; year <= last; ++year) row.push_back(count(year));
    if (undated) row.push_back(count(RelationGraph::no_year));
    row.push_back(iri_cell(graph, graph.venues[venue]));
    table.add(std::move(row));
  }
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  const Window window = window_of(arguments);
  std::vector<PersonId> persons;
  for (const std::string& name : arguments.all("NAME")) persons.push_back(require_person(graph, name));
  if (arguments.flag("years"))
    by_years(graph, persons, window, table);
  else if (persons.empty())
    tying_venues(graph, arguments, window, table);
  else if (persons.size() == 1)
    of_one(graph, persons[0], window, table);
  else if (persons.size() == 2)
    of_two(graph, persons[0], persons[1], window, table);
  else
    of_many(graph, persons, window, table);
  say_if_empty(table, persons.size() > 1 && !arguments.flag("years") ? "no venue that two of them share" : "no venues");
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis venues_analysis() {
  return {"venues",
          "where people publish, speak and serve",
          "With one name: the journals, conferences and events where that person published, spoke or served, by how "
          "often. With two: those they share, with the publications of each there and the joint ones. With more: those "
          "that at least two of them share. Without: all venues, and which communities of coauthors (Leiden, two "
          "persons or more) each of them ties, the largest named after whoever has most coauthors in it. --years: "
          "publications by venue and year, of the persons or of everybody.",
          "venues \"Peder Quist\" \"Tomás Arriaga\"",
          {{"NAME", "persons, by name, variant or IRI", 0, -1}},
          std::vector<AnalysisOption>{{"--years", "", "a column for each year", "", {}, false},
                                      {"--by",
                                       "MEASURE",
                                       "without names: what to order venues by",
                                       "publications",
                                       {"publications", "authors", "communities"},
                                       false},
                                      top_option("50")} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
