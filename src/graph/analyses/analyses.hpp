// SPDX-License-Identifier: Apache-2.0
#pragma once
// One function for each file of this folder; analyses.cpp lists them. Below, what several of them share.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "graph/analysis.hpp"
#include "graph/coauthorship.hpp"
#include "graph/dates.hpp"
#include "graph/find_person.hpp"

namespace vitagraph::graph {

Analysis coauthors_analysis();
Analysis lineage_analysis();
Analysis venues_analysis();
Analysis path_analysis();
Analysis overlap_analysis();
Analysis timeline_analysis();
Analysis components_analysis();
Analysis stats_analysis();
Analysis rank_analysis();
Analysis communities_analysis();
Analysis conflicts_analysis();

AnalysisOption top_option(const std::string& fallback);  ///< --top N: rows, 0 for all
std::vector<AnalysisOption> time_options();              ///< --as-of, --between
AnalysisOption team_option();                            ///< --max-team

/// Options of several groups in one list.
std::vector<AnalysisOption> operator+(std::vector<AnalysisOption> a, const std::vector<AnalysisOption>& b);

/// Which publications count, by --max-team and the window; notes say what that leaves out unseen.
CoauthorOptions coauthor_options(const AnalysisArguments& arguments, const RelationGraph& graph,
                                 std::vector<std::string>& notes);

/// Whether a publication counts in the window: an undated one only where no window is given.
bool in_window(const RelationGraph& graph, PublicationId publication, const Window& window);

/// The facts about one person.
std::span<const Record> records_of(const RelationGraph& graph, PersonId person);

/// Cuts the rows to --top and says so.
void keep_top(Table& table, const AnalysisArguments& arguments);
/// A note where there are no rows, so that nobody wonders whether the question was understood.
void say_if_empty(Table& table, std::string why);

Cell year_cell(std::int32_t year);  ///< nothing for no_year
Cell name_cell(const RelationGraph& graph, PersonId person);
Cell iri_cell(const RelationGraph& graph, NodeId node);
Cell label_cell(const RelationGraph& graph, NodeId node);  ///< nothing for none
/// "Title (2019)" each, oldest first.
std::vector<std::string> titles(const RelationGraph& graph, std::span<const PublicationId> publications);

}  // namespace vitagraph::graph
