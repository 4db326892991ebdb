// SPDX-License-Identifier: Apache-2.0
#include "graph/conflicts.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {
namespace {

/// Somebody named on a list, found or not.
struct Named {
  std::string text;
  PersonId person = none;
  std::string trouble;  ///< why there is no person
};

/// The names of an option: each value is a name, or @FILE with a name a line. # begins a comment line.
std::vector<std::string> names_of(const AnalysisArguments& arguments, std::string_view option) {
  std::vector<std::string> names;
  for (const std::string& value : arguments.all(option)) {
    if (!value.starts_with('@')) {
      names.push_back(value);
      continue;
    }
    const SourceFile file = SourceFile::read(value.substr(1));
    for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
      const std::string_view text = trim(file.line_text(line));
      if (!text.empty() && text[0] != '#') names.emplace_back(text);
    }
  }
  if (names.empty()) throw Error("conflicts needs --{} NAME, or --{} @FILE with a name a line", option, option);
  return names;
}

/// A long list with one unknown name is still worth checking: trouble is a row of its own, not an end.
std::vector<Named> find_all(const RelationGraph& graph, const std::vector<std::string>& names) {
  std::vector<Named> out;
  for (const std::string& name : names) {
    const PersonMatch match = find_person(graph, name);
    Named named{name, none, {}};
    if (match.persons.size() == 1) {
      named.person = match.persons[0];
    } else if (match.persons.empty()) {
      named.trouble = match.similar.empty()
                          ? "nobody of this name in the graph"
                          : fmt::format("nobody of this name; similar: {}", fmt::join(match.similar, ", "));
    } else {
      named.trouble = "may be any of:";
      for (const PersonId person : match.persons) named.trouble += fmt::format(" {}", graph.person_iri(person));
    }
    out.push_back(std::move(named));
  }
  return out;
}

/// What a chair has looked at and dismissed: lines of reviewer, author, rule (or *) and reason, tabs between them; the
/// two persons in either order.
class Dismissals {
 public:
  Dismissals(const RelationGraph& graph, const std::string& path) {
    if (path.empty()) return;
    const SourceFile file = SourceFile::read(path);
    for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
      const std::string_view text = trim(file.line_text(line));
      if (text.empty() || text[0] == '#') continue;
      std::vector<std::string> fields;
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\t', begin), text.size());
        fields.emplace_back(trim(text.substr(begin, end - begin)));
        begin = end + 1;
      }
      constexpr std::size_t expected = 4;
      if (fields.size() != expected)
        throw Error("{}:{}: not four fields with tabs between them: person, person, rule or *, reason", path, line);
      const PersonId a = require_person(graph, fields[0]);
      const PersonId b = require_person(graph, fields[1]);
      reasons_[{std::min(a, b), std::max(a, b), fields[2]}] = fields[3];
    }
  }
  const std::string* find(PersonId a, PersonId b, ConflictRule rule) const {
    for (const std::string& word : {std::string(conflict_rule_name(rule)), std::string("*")}) {
      const auto found = reasons_.find({std::min(a, b), std::max(a, b), word});
      if (found != reasons_.end()) return &found->second;
    }
    return nullptr;
  }

 private:
  std::map<std::tuple<PersonId, PersonId, std::string>, std::string> reasons_;
};

/// The last day of the last year that anything is dated to.
Day last_stated_day(const RelationGraph& graph) {
  std::int32_t year = RelationGraph::no_year;
  for (const std::int32_t one : graph.years) year = std::max(year, one);
  Day last =
      year == RelationGraph::no_year ? always : days_of(fmt::format("{:04}", year)).value_or(Days{always, always}).last;
  for (const Record& record : graph.records)
    for (const std::uint32_t text : {record.start, record.end})
      if (text != none)
        if (const std::optional<Days> days = days_of(graph.text(text))) last = std::max(last, days->last);
  return last == always ? 0 : last;
}

void add_rows(const RelationGraph& graph, const Named& reviewer, const Named& author,
              const std::vector<Conflict>& conflicts, const Dismissals& dismissals, bool all, Table& table) {
  const auto row = [&](const std::string& verdict, Cell rule, Cell evidence, Cell note) {
    table.add({reviewer.text, author.text, verdict, std::move(rule), std::move(evidence), std::move(note),
               iri_cell(graph, graph.persons[reviewer.person]), iri_cell(graph, graph.persons[author.person])});
  };
  bool open = false;
  for (const Conflict& conflict : conflicts) {
    const std::string rule(conflict_rule_name(conflict.rule));
    if (const std::string* reason = dismissals.find(reviewer.person, author.person, conflict.rule)) {
      if (all) row("dismissed", rule, conflict.evidence, *reason);
      continue;
    }
    open = true;
    row(conflict.verdict == Verdict::definite ? "definite" : "possible", rule, conflict.evidence, Cell());
  }
  if (all && !open) row("none", Cell(), Cell(), Cell());
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink&) {
  Table table;
  table.columns = {{"reviewer", ColumnType::text},    {"author", ColumnType::text},   {"verdict", ColumnType::text},
                   {"rule", ColumnType::text},        {"evidence", ColumnType::list}, {"note", ColumnType::text},
                   {"reviewer_iri", ColumnType::iri}, {"author_iri", ColumnType::iri}};
  const std::vector<Named> authors = find_all(graph, names_of(arguments, "authors"));
  const std::vector<Named> reviewers = find_all(graph, names_of(arguments, "reviewers"));
  ConflictPolicy policy;
  if (const std::string path = arguments.text("policy"); !path.empty())
    policy = ConflictPolicy::parse(SourceFile::read(path).text(), path);
  const Dismissals dismissals(graph, arguments.text("dismissed"));
  CoauthorOptions coauthors;
  coauthors.max_team = static_cast<std::uint32_t>(arguments.number("max-team", 0, 0x7FFFFFFF));
  const Window window = window_of(arguments);
  const Day as_of = window.given ? window.days.last : last_stated_day(graph);
  if (!window.given)
    table.notes.push_back(fmt::format("as of {}, the last date in the graph (--as-of)", day_text(as_of)));

  std::vector<bool> with(graph.person_count());
  for (const Named& author : authors)
    if (author.person != none) with[author.person] = true;
  for (const std::vector<Named>* list : {&reviewers, &authors})
    for (const Named& named : *list)
      if (named.person == none) {
        const bool reviewer = list == &reviewers;
        table.add({reviewer ? named.text : std::string(), reviewer ? std::string() : named.text, std::string("unknown"),
                   Cell(), Cell(), named.trouble, Cell(), Cell()});
      }
  ConflictFinder finder(graph, policy, coauthors, as_of);
  for (const Named& reviewer : reviewers) {
    if (reviewer.person == none) continue;
    const std::map<PersonId, std::vector<Conflict>> conflicts = finder.of(reviewer.person, with);
    for (const Named& author : authors) {
      if (author.person == none) continue;
      const auto found = conflicts.find(author.person);
      add_rows(graph, reviewer, author, found == conflicts.end() ? std::vector<Conflict>() : found->second, dismissals,
               arguments.flag("all"), table);
    }
  }
  return table;
}

}  // namespace

Analysis conflicts_analysis() {
  return {"conflicts",
          "who should not judge whose work, and why",
          "Each reviewer against each author, with the rule that fires and what shows it. `definite` holds under every "
          "reading of partial dates, "
          "`possible` under some or where a date is missing. Without --policy: any advising for life, joint "
          "publications and a common organisation within "
          "three years. A policy is a file of lines like `coauthor: 4`, `advisor: for life`, `sibling: never`; the "
          "rules are advisor, coauthor, "
          "institution, sibling and second_order (a common coauthor). Dismissed conflicts, a line each of person, "
          "person, rule or * and reason with tabs "
          "between, are not shown again.",
          "conflicts --authors \"Ada Brook\" --reviewers @committee.txt --as-of 2024",
          {},
          {{"--authors", "NAME", "an author, or @FILE with a name a line", "", {}, true},
           {"--reviewers", "NAME", "a reviewer, or @FILE with a name a line", "", {}, true},
           {"--policy", "FILE", "rules and their years", "", {}, false},
           {"--dismissed", "FILE", "conflicts that were looked at and dismissed", "", {}, false},
           {"--all", "", "also pairs without a conflict, and dismissed ones with the reason", "", {}, false},
           {"--as-of", "DATE", "the day to count years back from; default: the last date in the graph", "", {}, false},
           team_option()},
          run};
}

}  // namespace vitagraph::graph
