// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "turtle.hpp"

namespace vitagraph::graph {

/// Runs an analysis and gives the table as CSV. Options are "key=value", all else are names.
inline std::string ask(const RelationGraph& graph, const std::string& name,
                       const std::vector<std::string>& words = {}) {
  const Analysis* analysis = find_analysis(name);
  EXPECT_NE(analysis, nullptr) << name;
  if (!analysis) return {};
  AnalysisArguments arguments = default_arguments(*analysis);
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      arguments.values[analysis->parameters.at(0).name].push_back(word);
    else
      arguments.values[word.substr(0, equals)].push_back(word.substr(equals + 1));
  }
  DiagnosticList diagnostics;
  const Table table = analysis->run(graph, arguments, diagnostics);
  for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
  return shortened(to_csv(table));
}

inline std::string refusal(const RelationGraph& graph, const std::string& name, const std::vector<std::string>& words) {
  try {
    ask(graph, name, words);
  } catch (const Error& error) {
    return shortened(error.what());
  }
  return {};
}

}  // namespace vitagraph::graph
