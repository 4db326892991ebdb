// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/tying_venues.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "graph/communities.hpp"
#include "graph/venue_sharing.hpp"

namespace vitagraph::graph {
namespace {

/// Communities of coauthors and the person with most links in each.
struct Circles {
  Communities communities;
  std::vector<PersonId> best;  ///< by community

  Circles(const RelationGraph& graph, const CoauthorOptions& options) {
    const WeightedGraph network = coauthor_graph(graph, options);
    communities = leiden(network, {});
    best.assign(communities.sizes.size(), none);
    for (PersonId person = 0; person < graph.person_count(); ++person) {
      PersonId& here = best[communities.of[person]];
      if (here == none || network.csr.degree(person) > network.csr.degree(here)) here = person;
    }
  }
};

struct Row {
  VenueId venue;
  std::vector<PublicationId> publications;
  std::int64_t authors = 0;
  std::vector<std::pair<std::int64_t, std::uint32_t>> circles;  ///< (-authors, community), the largest first
};

Row row_of(const RelationGraph& graph, VenueId venue, std::vector<PublicationId> publications, const Circles& circles) {
  Row row{venue, std::move(publications), 0, {}};
  std::map<std::uint32_t, std::int64_t> count;
  for (const VenueAuthor& author : venue_authors(graph, row.publications)) {
    ++row.authors;
    const std::uint32_t community = circles.communities.of[author.person];
    if (circles.communities.sizes[community] > 1) ++count[community];
  }
  for (const auto& [community, authors] : count) row.circles.emplace_back(-authors, community);
  std::sort(row.circles.begin(), row.circles.end());
  return row;
}

}  // namespace

void tying_venues(const RelationGraph& graph, const AnalysisArguments& arguments, const Window& window, Table& table) {
  constexpr std::size_t named = 3;
  table.columns = {{"venue", ColumnType::name},          {"publications", ColumnType::integer},
                   {"authors", ColumnType::integer},     {"first_year", ColumnType::integer},
                   {"last_year", ColumnType::integer},   {"iri", ColumnType::iri},
                   {"communities", ColumnType::integer}, {"largest", ColumnType::list}};
  CoauthorOptions options;
  options.from_year = window.first_year();
  options.to_year = window.last_year();
  const Circles circles(graph, options);
  const Csr by_venue = publications_by_venue(graph);
  std::vector<Row> rows;
  for (VenueId venue = 0; venue < graph.venue_count(); ++venue) {
    std::vector<PublicationId> publications;
    for (const PublicationId publication : by_venue.row(venue))
      if (in_window(graph, publication, window)) publications.push_back(publication);
    if (!publications.empty()) rows.push_back(row_of(graph, venue, std::move(publications), circles));
  }
  const std::string by = arguments.text("by");
  const auto measure = [&](const Row& row) {
    if (by == "authors") return row.authors;
    return static_cast<std::int64_t>(by == "communities" ? row.circles.size() : row.publications.size());
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return measure(a) > measure(b); });
  for (const Row& row : rows) {
    const auto [first, last] = years_of(graph, row.publications);
    std::vector<std::string> largest;
    for (std::size_t i = 0; i < std::min(named, row.circles.size()); ++i)
      largest.push_back(
          fmt::format("around {} ({})", graph.person_name(circles.best[row.circles[i].second]), -row.circles[i].first));
    table.add({label_cell(graph, graph.venues[row.venue]), static_cast<std::int64_t>(row.publications.size()),
               row.authors, year_cell(first), year_cell(last), iri_cell(graph, graph.venues[row.venue]),
               static_cast<std::int64_t>(row.circles.size()), largest});
  }
}

}  // namespace vitagraph::graph
