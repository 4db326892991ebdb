// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <tuple>

#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {
namespace {

struct Row {
  Day begin, end;
  bool dated;
  std::string kind, what, where, from, to, iri;
};

/// What the record is about, in the words the graph has for it.
std::string what_of(const RelationGraph& graph, const Record& record) {
  switch (record.kind) {
    case RecordKind::position:
    case RecordKind::education:
    case RecordKind::service: return std::string(graph.text(record.text));
    case RecordKind::talk:
    case RecordKind::project: return std::string(graph.label(record.node));
    case RecordKind::advising:
      return record.text == none ? std::string(graph.label(record.about))
                                 : fmt::format("{} ({})", graph.label(record.about), graph.text(record.text));
    default: return std::string(graph.label(record.about == none ? record.node : record.about));
  }
}

std::string where_of(const RelationGraph& graph, const Record& record) {
  const bool event = record.kind == RecordKind::talk || record.kind == RecordKind::service;
  std::string out;
  for (const NodeId node : {event ? record.about : none, record.unit, record.organization}) {
    if (node == none) continue;
    if (!out.empty()) out += ", ";
    out += graph.label(node);
  }
  return out;
}

Row row_of(const RelationGraph& graph, const Record& record) {
  const Period period = period_of(graph, record);
  // Where only the end is stated it gives the place in the order.
  const Day first = record.start == none && record.end != none ? period.end.first : period.begin.first;
  return {first,
          period.hull().last,
          period.dated,
          std::string(record_kind_name(record.kind)),
          what_of(graph, record),
          where_of(graph, record),
          std::string(graph.text(record.start)),
          record.current && record.end == none ? "…" : std::string(graph.text(record.end)),
          std::string(graph.nodes.text(record.node))};
}

Row row_of(const RelationGraph& graph, PublicationId publication) {
  const NodeId node = graph.publications[publication];
  const std::int32_t year = graph.years[publication];
  const bool dated = year != RelationGraph::no_year;
  const std::string text = dated ? std::to_string(year) : std::string();
  const Days days = days_of(text).value_or(Days());
  std::string where;
  for (const VenueId venue : graph.published.row(publication)) {
    if (!where.empty()) where += ", ";
    where += graph.label(graph.venues[venue]);
  }
  return {days.first,
          days.last,
          dated,
          "publication",
          std::string(graph.label(node)),
          where,
          text,
          text,
          std::string(graph.nodes.text(node))};
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  table.columns = {{"start", ColumnType::text}, {"end", ColumnType::text},         {"kind", ColumnType::text},
                   {"what", ColumnType::text},  {"where", ColumnType::text, true}, {"iri", ColumnType::iri}};
  const PersonId person = require_person(graph, arguments.text("NAME"));
  const Window window = window_of(arguments);
  const std::vector<std::string>& kinds = arguments.all("kind");
  std::vector<Row> rows;
  for (const Record& record : records_of(graph, person)) rows.push_back(row_of(graph, record));
  for (const PublicationId publication : graph.written.row(person)) rows.push_back(row_of(graph, publication));
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(b.dated, a.begin, a.end, a.kind, a.what, a.iri) <
           std::tie(a.dated, b.begin, b.end, b.kind, b.what, b.iri);
  });
  std::size_t undated = 0;
  for (const Row& row : rows) {
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), row.kind) == kinds.end()) continue;
    if (window.given && !row.dated) ++undated;
    if (window.given && (!row.dated || row.begin > window.days.last || row.end < window.days.first)) continue;
    table.add({row.from, row.to, row.kind, row.what, row.where, row.iri});
  }
  say_if_empty(table, fmt::format("nothing of {} to show", graph.person_name(person)));
  if (undated > 0) table.notes.push_back(fmt::format("{} without a date left out", undated));
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis timeline_analysis() {
  return {"timeline",
          "what is known of a person, in the order of time",
          "Posts, studies, advising, publications, talks, teaching, service, awards, grants and projects, by the first "
          "day on which they can have "
          "begun (ended, where only that is stated); what has no date stands last. Dates are as stated.",
          "timeline \"Peder Quist\" --between 2022..",
          {{"NAME", "a person, by name, variant or IRI", 1, 1}},
          std::vector<AnalysisOption>{{"--kind",
                                       "KIND",
                                       "only these kinds",
                                       "",
                                       {"position", "education", "advising", "award", "talk", "teaching", "service",
                                        "grant", "project", "publication"},
                                       true},
                                      top_option("0")} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
