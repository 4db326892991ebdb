// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <vector>

#include "graph/relate.hpp"

namespace vitagraph::graph {

/// Somebody who published at a venue, and how often.
struct VenueAuthor {
  PersonId person;
  std::uint32_t publications;
};

/// Venue → publications, ascending.
Csr publications_by_venue(const RelationGraph& graph);

/// Everybody who published in these publications, ascending.
std::vector<VenueAuthor> venue_authors(const RelationGraph& graph, std::span<const PublicationId> publications);

/// The authors who count at a venue under the options' rule, ascending, and how many were left out by it and by the
/// limit.
struct VenueCircle {
  std::vector<VenueAuthor> members;
  std::uint64_t strangers = 0;  ///< neither profiled nor with enough publications
  std::uint64_t crowded = 0;    ///< would count, but stand behind the limit
};
VenueCircle venue_circle(const RelationGraph& graph, std::vector<VenueAuthor> authors, const RelateOptions& options);

}  // namespace vitagraph::graph
