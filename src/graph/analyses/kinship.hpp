// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "graph/analyses/analyses.hpp"
#include "graph/lineage.hpp"

namespace vitagraph::graph {

/// What --kinds says: a list of property names or codes, "all"; bits as for make_lineage.
std::uint32_t advice_kinds_of(const AnalysisArguments& arguments);

/// The advising that counts: inside the window as far as it is dated, and without "advisor" where the kind is known.
RelationGraph::AdvisingList counted_advising(const RelationGraph& graph, const Window& window);

/// The documents that state the advising, by label, ascending; "" where the graph names none.
std::string documents_of(const RelationGraph& graph, const Advising& advising);

/// Sentences about advising that its dates speak against, with the documents: it begins after it ends, or an advisor's
/// own doctoral studies ended certainly later than those they advised. Of people for whom `asked` is true at both ends.
std::vector<std::string> date_contradictions(const RelationGraph& graph, const RelationGraph::AdvisingList& advising,
                                             const std::vector<bool>& asked);

Picture lineage_picture(const RelationGraph& graph, const AnalysisArguments& arguments);

}  // namespace vitagraph::graph
