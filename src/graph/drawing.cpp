// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <numeric>

#include "graph/export.hpp"
#include "graph/network.hpp"
#include "graph/venue_sharing.hpp"

namespace vitagraph::graph {
namespace {

/// Edges between persons, by (a, b); a < b unless directed.
std::vector<NetworkDrawing::Edge> coauthor_edges(const RelationGraph& graph, const ExportOptions& options) {
  std::vector<NetworkDrawing::Edge> edges;
  JointPublications joint(graph, options.coauthors);
  for (PersonId a = 0; a < graph.person_count(); ++a)
    joint.of(a, a + 1, [&](PersonId b, std::span<const PublicationId> publications) {
      if (publications.size() < options.min_weight) return;
      double newman = 0;
      for (const PublicationId publication : publications) newman += 1.0 / (graph.authors.degree(publication) - 1);
      const auto [first, last] = years_of(graph, publications);
      edges.push_back({a, b, static_cast<std::uint32_t>(publications.size()), newman, first, last, {}});
    });
  return edges;
}

std::vector<NetworkDrawing::Edge> advising_edges(const RelationGraph& graph, const ExportOptions& options) {
  std::vector<NetworkDrawing::Edge> edges;
  const auto& all = graph.advising;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!may_be_in(options.window, graph, all[i])) continue;
    const bool same = !edges.empty() && edges.back().a == all[i].advisor && edges.back().b == all[i].advisee;
    if (!same)
      edges.push_back({all[i].advisor, all[i].advisee, 1, 1, RelationGraph::no_year, RelationGraph::no_year, {}});
    std::string& kinds = edges.back().kinds;
    // The general property says nothing beside a kind.
    if (kinds == property_name(Advice::advisor)) kinds.clear();
    kinds += (kinds.empty() ? "" : ";") + std::string(property_name(all[i].kind));
  }
  std::sort(edges.begin(), edges.end(),
            [](const auto& x, const auto& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return edges;
}

/// Venue by venue those who count there, as relate() pairs them.
std::vector<NetworkDrawing::Edge> venue_edges(const RelationGraph& graph, const ExportOptions& options) {
  std::map<std::pair<PersonId, PersonId>, std::vector<double>> shared;
  const Csr by_venue = publications_by_venue(graph);
  for (VenueId venue = 0; venue < graph.venue_count(); ++venue) {
    std::vector<PublicationId> publications;
    for (const PublicationId publication : by_venue.row(venue))
      if (options.coauthors.takes(graph, publication)) publications.push_back(publication);
    const std::vector<VenueAuthor> members = venue_circle(graph, venue_authors(graph, publications), {}).members;
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t j = i + 1; j < members.size(); ++j)
        shared[{members[i].person, members[j].person}].push_back(1.0 / static_cast<double>(members.size() - 1));
  }
  std::vector<NetworkDrawing::Edge> edges;
  for (const auto& [pair, parts] : shared)
    if (parts.size() >= options.min_weight)
      edges.push_back({pair.first,
                       pair.second,
                       static_cast<std::uint32_t>(parts.size()),
                       std::accumulate(parts.begin(), parts.end(), 0.0),
                       RelationGraph::no_year,
                       RelationGraph::no_year,
                       {}});
  return edges;
}

std::vector<NetworkDrawing::Edge> edges_of(const RelationGraph& graph, const ExportOptions& options) {
  switch (options.relation) {
    case ExportRelation::advising: return advising_edges(graph, options);
    case ExportRelation::venue: return venue_edges(graph, options);
    case ExportRelation::coauthor: break;
  }
  return coauthor_edges(graph, options);
}

Csr rows_of(std::uint32_t persons, const std::vector<NetworkDrawing::Edge>& edges) {
  std::vector<Pair> pairs;
  pairs.reserve(edges.size());
  for (const NetworkDrawing::Edge& edge : edges) pairs.emplace_back(edge.a, edge.b);
  return make_undirected_csr(persons, pairs);
}

std::vector<bool> kept_persons(const Csr& rows, const ExportOptions& options) {
  std::vector<bool> kept(rows.rows());
  std::vector<std::uint32_t> distance;
  if (options.around != none) distance = distances_from(rows, options.around);
  for (PersonId person = 0; person < rows.rows(); ++person)
    kept[person] = person == options.around || (rows.degree(person) >= options.min_degree &&
                                                (distance.empty() || distance[person] <= options.depth));
  return kept;
}

/// Component of each vertex, 1 for the largest.
std::vector<std::uint32_t> component_ranks(const Csr& rows) {
  const Components components = connected_components(rows);
  std::vector<std::uint32_t> order(components.sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return components.sizes[a] > components.sizes[b]; });
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i + 1;
  std::vector<std::uint32_t> out(rows.rows());
  for (std::uint32_t v = 0; v < rows.rows(); ++v) out[v] = rank[components.of[v]];
  return out;
}

}  // namespace

NetworkDrawing make_drawing(const RelationGraph& graph, const ExportOptions& options) {
  NetworkDrawing drawing;
  drawing.directed = options.relation == ExportRelation::advising;
  std::vector<NetworkDrawing::Edge> edges = edges_of(graph, options);
  const std::vector<bool> kept = kept_persons(rows_of(graph.person_count(), edges), options);
  std::erase_if(edges, [&](const auto& edge) { return !kept[edge.a] || !kept[edge.b]; });

  std::vector<std::uint32_t> place(graph.person_count(), none);
  for (PersonId person = 0; person < graph.person_count(); ++person) {
    if (!kept[person]) continue;
    place[person] = static_cast<std::uint32_t>(drawing.nodes.size());
    drawing.nodes.push_back({person, graph.written.degree(person), 0, 0, 0});
  }
  for (NetworkDrawing::Edge& edge : edges) {
    edge.a = place[edge.a];
    edge.b = place[edge.b];
  }
  drawing.edges = std::move(edges);
  const Csr rows = rows_of(static_cast<std::uint32_t>(drawing.nodes.size()), drawing.edges);
  const std::vector<std::uint32_t> core = core_numbers(rows);
  const std::vector<std::uint32_t> component = component_ranks(rows);
  for (std::uint32_t i = 0; i < drawing.nodes.size(); ++i) {
    drawing.nodes[i].degree = rows.degree(i);
    drawing.nodes[i].core = core[i];
    drawing.nodes[i].component = component[i];
  }
  return drawing;
}

}  // namespace vitagraph::graph
