// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "graph/analyses/analyses.hpp"
#include "graph/network.hpp"

namespace vitagraph::graph {

/// The undirected graph that components, stats, rank and communities work on.
AnalysisOption relation_option();  ///< --relation coauthor|advising
AnalysisOption samples_option(const std::string& fallback);
WeightedGraph network_of(const RelationGraph& graph, const AnalysisArguments& arguments,
                         std::vector<std::string>& notes);
/// From --samples: all vertices for "all", or for "auto" when there are at most `exact`; else as many as it says.
std::vector<std::uint32_t> sources_of(const AnalysisArguments& arguments, std::uint32_t vertices, std::uint32_t exact,
                                      std::uint32_t otherwise, std::vector<std::string>& notes);

}  // namespace vitagraph::graph
