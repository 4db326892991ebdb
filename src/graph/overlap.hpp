// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "graph/dates.hpp"
#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Two records of two persons at one place whose times meet.
struct Encounter {
  std::uint32_t first, second;  ///< indices into RelationGraph::records
  NodeId where;                 ///< organisation, venue or event
  Meeting meeting;
  bool dated;  ///< both sides have dates
};

/// Those of `person` with `other` (none: with everybody): posts, studies and projects at one organisation, talks and
/// services at one event. Inside the window. The certain first, then by place, other person and record.
std::vector<Encounter> encounters(const RelationGraph& graph, PersonId person, PersonId other, const Window& window);

}  // namespace vitagraph::graph
