// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {

/// All venues with their publications, authors and years, and the communities of coauthors that meet there; ordered as
/// --by says.
void tying_venues(const RelationGraph& graph, const AnalysisArguments& arguments, const Window& window, Table& table);

}  // namespace vitagraph::graph
