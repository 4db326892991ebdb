// SPDX-License-Identifier: Apache-2.0
#include "graph/venue_sharing.hpp"

#include <algorithm>

namespace vitagraph::graph {

Csr publications_by_venue(const RelationGraph& graph) { return transposed(graph.published, graph.venue_count()); }

std::vector<VenueAuthor> venue_authors(const RelationGraph& graph, std::span<const PublicationId> publications) {
  std::vector<PersonId> all;
  for (const PublicationId publication : publications) {
    const auto authors = graph.authors.row(publication);
    all.insert(all.end(), authors.begin(), authors.end());
  }
  std::sort(all.begin(), all.end());
  std::vector<VenueAuthor> out;
  for (const PersonId person : all) {
    if (out.empty() || out.back().person != person) out.push_back({person, 0});
    ++out.back().publications;
  }
  return out;
}

VenueCircle venue_circle(const RelationGraph& graph, std::vector<VenueAuthor> authors, const RelateOptions& options) {
  VenueCircle circle;
  for (const VenueAuthor& author : authors) {
    if (graph.profiled[author.person] || author.publications >= options.min_venue_publications)
      circle.members.push_back(author);
    else
      ++circle.strangers;
  }
  const std::size_t limit = options.max_venue_persons;
  if (limit == 0 || circle.members.size() <= limit) return circle;
  circle.crowded = circle.members.size() - limit;
  std::sort(circle.members.begin(), circle.members.end(), [](const VenueAuthor& a, const VenueAuthor& b) {
    return a.publications != b.publications ? a.publications > b.publications : a.person < b.person;
  });
  circle.members.resize(limit);
  std::sort(circle.members.begin(), circle.members.end(),
            [](const VenueAuthor& a, const VenueAuthor& b) { return a.person < b.person; });
  return circle;
}

}  // namespace vitagraph::graph
