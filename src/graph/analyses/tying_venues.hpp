// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {

/// Whether a publication counts in the window: an undated one only where no window is given.
bool in_window(const RelationGraph& graph, PublicationId publication, const Window& window);

/// All venues with their publications, authors and years, and the communities of coauthors that meet there; ordered as
/// --by says.
void tying_venues(const RelationGraph& graph, const AnalysisArguments& arguments, const Window& window, Table& table);

}  // namespace vitagraph::graph
