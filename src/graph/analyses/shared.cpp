// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {

AnalysisOption top_option(const std::string& fallback) {
  return {"-n,--top", "N", "how many rows; 0 for all", fallback, {}, false};
}

std::vector<AnalysisOption> time_options() {
  return {{"--as-of", "DATE", "only what was so by then: 2019, 2019-05 or 2019-05-23", "", {}, false},
          {"--between", "FROM..TO", "only what falls between two such dates; either may be left out", "", {}, false}};
}

AnalysisOption team_option() {
  return {"--max-team", "N", "leave out publications with more authors; 0 for none", "200", {}, false};
}

std::vector<AnalysisOption> operator+(std::vector<AnalysisOption> a, const std::vector<AnalysisOption>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

CoauthorOptions coauthor_options(const AnalysisArguments& arguments, const RelationGraph& graph,
                                 std::vector<std::string>& notes) {
  CoauthorOptions options;
  options.max_team = static_cast<std::uint32_t>(arguments.number("max-team", 0, 0x7FFFFFFF));
  const Window window = window_of(arguments);
  options.from_year = window.first_year();
  options.to_year = window.last_year();
  for (std::string& note : left_out(graph, options)) notes.push_back(std::move(note));
  return options;
}

std::span<const Record> records_of(const RelationGraph& graph, PersonId person) {
  struct ByPerson {
    bool operator()(const Record& a, PersonId b) const { return a.person < b; }
    bool operator()(PersonId a, const Record& b) const { return a < b.person; }
  };
  const auto [first, last] = std::equal_range(graph.records.begin(), graph.records.end(), person, ByPerson());
  return {graph.records.data() + (first - graph.records.begin()), static_cast<std::size_t>(last - first)};
}

void keep_top(Table& table, const AnalysisArguments& arguments) {
  const auto top = static_cast<std::size_t>(arguments.number("top", 0, 0x7FFFFFFF));
  if (top == 0 || table.rows.size() <= top) return;
  table.notes.push_back(fmt::format("{} of {} rows; --top 0 gives all", top, table.rows.size()));
  table.rows.resize(top);
}

bool in_window(const RelationGraph& graph, PublicationId publication, const Window& window) {
  if (!window.given) return true;
  const std::int32_t year = graph.years[publication];
  return year != RelationGraph::no_year && window.first_year() <= year && year <= window.last_year();
}

void say_if_empty(Table& table, std::string why) {
  if (table.rows.empty()) table.notes.push_back(std::move(why));
}

Cell year_cell(std::int32_t year) { return year == RelationGraph::no_year ? Cell() : Cell(std::int64_t{year}); }
Cell name_cell(const RelationGraph& graph, PersonId person) { return std::string(graph.person_name(person)); }
Cell iri_cell(const RelationGraph& graph, NodeId node) {
  return node == none ? Cell() : Cell(std::string(graph.nodes.text(node)));
}
Cell label_cell(const RelationGraph& graph, NodeId node) {
  return node == none ? Cell() : Cell(std::string(graph.label(node)));
}

std::vector<std::string> titles(const RelationGraph& graph, std::span<const PublicationId> publications) {
  std::vector<PublicationId> order(publications.begin(), publications.end());
  std::stable_sort(order.begin(), order.end(),
                   [&](PublicationId a, PublicationId b) { return graph.years[a] < graph.years[b]; });
  std::vector<std::string> out;
  for (const PublicationId publication : order) {
    const std::string_view title = graph.label(graph.publications[publication]);
    const std::int32_t year = graph.years[publication];
    out.push_back(year == RelationGraph::no_year ? std::string(title) : fmt::format("{} ({})", title, year));
  }
  return out;
}

}  // namespace vitagraph::graph
