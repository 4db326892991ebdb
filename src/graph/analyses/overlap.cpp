// SPDX-License-Identifier: Apache-2.0
#include "graph/overlap.hpp"

#include <fmt/format.h>

#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {
namespace {

std::string described(const RelationGraph& graph, const Record& record) {
  std::string out{record_kind_name(record.kind)};
  if (record.text != none) out = fmt::format("{} ({})", graph.text(record.text), out);
  const std::string period = period_text(graph, record);
  return period.empty() ? out + ", undated" : fmt::format("{}, {}", out, period);
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  table.columns = {{"overlap", ColumnType::text},      {"where", ColumnType::name},
                   {"from", ColumnType::text},         {"to", ColumnType::text},
                   {"other", ColumnType::name},        {"first", ColumnType::text, true},
                   {"second", ColumnType::text, true}, {"same_unit", ColumnType::boolean},
                   {"where_iri", ColumnType::iri},     {"other_iri", ColumnType::iri}};
  const std::vector<std::string>& names = arguments.all("NAME");
  const PersonId person = require_person(graph, names.at(0));
  const PersonId other = names.size() > 1 ? require_person(graph, names[1]) : none;
  const bool undated = arguments.flag("undated");
  std::size_t hidden = 0;
  for (const Encounter& one : encounters(graph, person, other, window_of(arguments))) {
    if (!undated && !one.dated) {
      ++hidden;
      continue;
    }
    const Record& mine = graph.records[one.first];
    const Record& theirs = graph.records[one.second];
    table.add({std::string(one.meeting.kind == Overlap::certainly ? "certainly" : "possibly"),
               label_cell(graph, one.where), day_text(one.meeting.days.first), day_text(one.meeting.days.last),
               name_cell(graph, theirs.person), described(graph, mine), described(graph, theirs),
               mine.unit != none && mine.unit == theirs.unit, iri_cell(graph, one.where),
               iri_cell(graph, graph.persons[theirs.person])});
  }
  if (hidden != 0)
    table.notes.push_back(
        fmt::format("{} more are at the same place but one side has no dates at all (--undated)", hidden));
  if (person == other)
    table.notes.push_back("both are the same person");
  else if (hidden == 0)
    say_if_empty(table, fmt::format("{} was with {} at no organisation or event that the graph names, at the same time",
                                    graph.person_name(person), other == none ? "others" : graph.person_name(other)));
  keep_top(table, arguments);
  return table;
}

}  // namespace

Analysis overlap_analysis() {
  return {"overlap",
          "who was at the same organisation or event at the same time",
          "With two names: the posts and studies of both at one organisation, and their talks and services at one "
          "event, whose times meet; with "
          "one: of that person and everybody. `certainly` means under every reading of dates that state only a year or "
          "a month, `possibly` under "
          "some; from and to are the days they share under that reading. A post said to go on has no end.",
          "overlap \"Peder Quist\" \"Yuna Shirakawa\"",
          {{"NAME", "one or two persons, by name, variant or IRI", 1, 2}},
          std::vector<AnalysisOption>{{"--undated", "", "also where one side has no dates", "", {}, false},
                                      top_option("100")} +
              time_options(),
          run};
}

}  // namespace vitagraph::graph
