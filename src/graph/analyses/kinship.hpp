// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "graph/analyses/analyses.hpp"
#include "graph/lineage.hpp"

namespace vitagraph::graph {

/// What --kinds says: a list of property names or codes, "all"; bits as for make_lineage.
std::uint32_t advice_kinds_of(const AnalysisArguments& arguments);

/// The advising that counts: inside the window as far as it is dated, and without "advisor" where the kind is known.
RelationGraph::AdvisingList counted_advising(const RelationGraph& graph, const Window& window);

Picture lineage_picture(const RelationGraph& graph, const AnalysisArguments& arguments);

}  // namespace vitagraph::graph
