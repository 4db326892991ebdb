// SPDX-License-Identifier: Apache-2.0
#include "graph/conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/analyses/analyses.hpp"
#include "graph/analyses/conflict_lists.hpp"

namespace vitagraph::graph {
namespace {

/// Somebody named on a list, found or not.
struct Named {
  Listed who;
  PersonId person = none;
  std::string trouble;  ///< why there is no person
};

Named find_one(const RelationGraph& graph, Listed who) {
  const PersonMatch match = find_person(graph, who.name);
  Named named{std::move(who), none, {}};
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
  return named;
}

/// A long list with one unknown name is still worth checking: trouble is a row of its own and an error, not the end.
std::vector<Named> find_all(const RelationGraph& graph, std::vector<Listed> people, DiagnosticSink& diagnostics) {
  std::vector<Named> out;
  for (Listed& who : people) {
    out.push_back(find_one(graph, std::move(who)));
    const Named& named = out.back();
    if (named.person == none)
      diagnostics.report(Kind::unknown_person, named.who.where, to_valid_utf8(named.who.name),
                         named.trouble + "; not checked");
  }
  return out;
}

/// What a chair has looked at and dismissed: lines of reviewer, author, rule (or *) and reason, tabs between them; the
/// two persons in either order.
class Dismissals {
 public:
  Dismissals(const RelationGraph& graph, const std::string& path, DiagnosticSink& diagnostics) {
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
      const Named first = find_one(graph, {fields[0], {}, {}, file.locate_line(line)});
      const Named second = find_one(graph, {fields[1], {}, {}, file.locate_line(line)});
      for (const Named* named : {&first, &second})
        if (named->person == none)
          diagnostics.report(Kind::unknown_person, named->who.where, to_valid_utf8(named->who.name),
                             named->trouble + "; dismisses nothing");
      const PersonId a = first.person, b = second.person;
      if (a != none && b != none) reasons_[{std::min(a, b), std::max(a, b), fields[2]}] = fields[3];
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
std::optional<Day> last_stated_day(const RelationGraph& graph) {
  std::int32_t year = RelationGraph::no_year;
  for (const std::int32_t one : graph.years) year = std::max(year, one);
  Day last =
      year == RelationGraph::no_year ? always : days_of(fmt::format("{:04}", year)).value_or(Days{always, always}).last;
  for (const Record& record : graph.records)
    for (const std::uint32_t text : {record.start, record.end})
      if (text != none)
        if (const std::optional<Days> days = days_of(graph.text(text))) last = std::max(last, days->last);
  return last == always ? std::nullopt : std::optional(last);
}

using Found = std::map<PersonId, std::vector<Conflict>>;

/// Everything that a table of conflicts is made from.
struct Check {
  const RelationGraph& graph;
  std::vector<Named> authors, reviewers;
  Dismissals dismissals;
  bool all;            ///< also what is dismissed, and pairs without a conflict
  bool definite_only;  ///< leaves out what is only possible

  bool counts(const Named& reviewer, const Named& author, const Conflict& conflict) const {
    return !(definite_only && conflict.verdict != Verdict::definite) &&
           !dismissals.find(reviewer.person, author.person, conflict.rule);
  }
};

void add_rows(const Check& check, const Named& reviewer, const Named& author, const std::vector<Conflict>& conflicts,
              Table& table) {
  const RelationGraph& graph = check.graph;
  const auto row = [&](const std::string& verdict, Cell rule, Cell evidence, Cell note) {
    table.add({reviewer.who.name, author.who.name, verdict, std::move(rule), std::move(evidence), std::move(note),
               iri_cell(graph, graph.persons[reviewer.person]), iri_cell(graph, graph.persons[author.person]),
               author.who.papers.empty() ? Cell() : Cell(author.who.papers)});
  };
  bool open = false;
  for (const Conflict& conflict : conflicts) {
    const std::string rule(conflict_rule_name(conflict.rule));
    if (check.counts(reviewer, author, conflict)) {
      open = true;
      row(conflict.verdict == Verdict::definite ? "definite" : "possible", rule, conflict.evidence, Cell());
    } else if (const std::string* reason = check.dismissals.find(reviewer.person, author.person, conflict.rule)) {
      if (check.all) row("dismissed", rule, conflict.evidence, *reason);
    }
  }
  if (check.all && !open) row("none", Cell(), Cell(), Cell());
}

Table report(const Check& check, const std::vector<std::pair<const Named*, Found>>& found) {
  Table table;
  table.columns = {{"reviewer", ColumnType::name},    {"author", ColumnType::name},    {"verdict", ColumnType::text},
                   {"rule", ColumnType::text},        {"evidence", ColumnType::list},  {"note", ColumnType::text, true},
                   {"reviewer_iri", ColumnType::iri}, {"author_iri", ColumnType::iri}, {"papers", ColumnType::list}};
  for (const std::vector<Named>* list : {&check.reviewers, &check.authors})
    for (const Named& named : *list)
      if (named.person == none) {
        const bool reviewer = list == &check.reviewers;
        table.add({reviewer ? named.who.name : std::string(), reviewer ? std::string() : named.who.name,
                   std::string("unknown"), Cell(), Cell(), named.trouble, Cell(), Cell(), Cell()});
      }
  for (const auto& [reviewer, conflicts] : found)
    for (const Named& author : check.authors) {
      if (author.person == none) continue;
      const auto at = conflicts.find(author.person);
      add_rows(check, *reviewer, author, at == conflicts.end() ? std::vector<Conflict>() : at->second, table);
    }
  return table;
}

/// What HotCRP calls a conflict by this rule.
std::string_view hotcrp_type(ConflictRule rule) {
  switch (rule) {
    case ConflictRule::advisor: return "advisor";
    case ConflictRule::coauthor:
    case ConflictRule::grant:
    case ConflictRule::organiser: return "collaborator";
    case ConflictRule::institution: return "institutional";
    default: return "other";
  }
}

/// One row for each paper and reviewer, for upload: HotCRP's bulk assignment (paper, action, email, conflict), or the
/// constraints of OpenReview's matcher (paper, profile, -1; no heading). Of several rules the first counts.
Table upload(const Check& check, const std::vector<std::pair<const Named*, Found>>& found, bool hotcrp) {
  Table table;
  if (hotcrp)
    table.columns = {{"paper", ColumnType::text},
                     {"action", ColumnType::text},
                     {"email", ColumnType::text},
                     {"conflict", ColumnType::text}};
  else
    table.columns = {{"paper", ColumnType::text}, {"profile", ColumnType::text}, {"constraint", ColumnType::integer}};
  table.headed = hotcrp;
  std::size_t unnamed = 0, paperless = 0;
  std::map<std::pair<std::string, std::string>, ConflictRule> strongest;
  std::vector<std::pair<std::string, std::string>> order;
  for (const auto& [reviewer, conflicts] : found) {
    if (reviewer->who.id.empty()) ++unnamed;
    for (const Named& author : check.authors) {
      const auto at = author.person == none ? conflicts.end() : conflicts.find(author.person);
      if (at == conflicts.end()) continue;
      for (const Conflict& conflict : at->second) {
        if (!check.counts(*reviewer, author, conflict)) continue;
        paperless += author.who.papers.empty();
        for (const std::string& paper : author.who.papers) {
          if (reviewer->who.id.empty()) continue;
          const auto [entry, fresh] = strongest.emplace(std::pair(paper, reviewer->who.id), conflict.rule);
          if (fresh) order.push_back(entry->first);
          entry->second = std::min(entry->second, conflict.rule);
        }
      }
    }
  }
  for (const auto& key : order) {
    if (hotcrp)
      table.add({key.first, std::string("conflict"), key.second, std::string(hotcrp_type(strongest.at(key)))});
    else
      table.add({key.first, key.second, std::int64_t{-1}});
  }
  if (unnamed > 0)
    table.notes.push_back(fmt::format("{} reviewers have no e-mail address or profile in the list; left out", unnamed));
  if (paperless > 0)
    table.notes.push_back(fmt::format("{} conflicts are with authors of no paper in the list; left out", paperless));
  return table;
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink& diagnostics) {
  Check check{graph,
              find_all(graph, people_of(arguments, "authors"), diagnostics),
              find_all(graph, people_of(arguments, "reviewers"), diagnostics),
              Dismissals(graph, arguments.text("dismissed"), diagnostics),
              arguments.flag("all"),
              arguments.flag("definite")};
  ConflictPolicy policy;
  if (const std::string path = arguments.text("policy"); !path.empty())
    policy = ConflictPolicy::parse(SourceFile::read(path).text(), path);
  CoauthorOptions coauthors;
  coauthors.max_team = static_cast<std::uint32_t>(arguments.number("max-team", 0, 0x7FFFFFFF));
  const Window window = window_of(arguments);
  const std::optional<Day> last = window.given ? window.days.last : last_stated_day(graph);
  const Day as_of = last.value_or(0);

  std::vector<bool> with(graph.person_count());
  for (const Named& author : check.authors)
    if (author.person != none) with[author.person] = true;
  ConflictFinder finder(graph, policy, coauthors, as_of);
  std::vector<std::pair<const Named*, Found>> found;
  for (const Named& reviewer : check.reviewers)
    if (reviewer.person != none) found.emplace_back(&reviewer, finder.of(reviewer.person, with));
  const std::string shape = arguments.text("for");
  Table table = shape.empty() ? report(check, found) : upload(check, found, shape == "hotcrp");
  say_if_empty(table, "no conflicts found");
  if (!shape.empty()) {
    const auto lost = [](const std::vector<Named>& list) {
      return std::count_if(list.begin(), list.end(), [](const Named& named) { return named.person == none; });
    };
    if (const auto count = lost(check.authors) + lost(check.reviewers); count > 0)
      table.notes.push_back(
          fmt::format("{} people of the lists are not in the graph, or may be several; not checked", count));
  }
  if (!window.given)
    table.notes.push_back(last ? fmt::format("as of {}, the last date in the graph (--as-of)", day_text(as_of))
                               : "nothing in the graph is dated; --as-of says from when to count back");
  return table;
}

}  // namespace

Analysis conflicts_analysis() {
  return {
      "conflicts",
      "who should not judge whose work, and why",
      "Each reviewer against each author, with the rule that fires and what shows it, in the words of the documents "
      "where the graph has them (build --provenance). `definite` holds under every reading of partial dates, "
      "`possible` under some or where a date is missing. A policy is a file of lines like `coauthor: 4`, `advisor: "
      "for life`, `sibling: never`; the rules are advisor, coauthor, institution, grant (held together), organiser "
      "(of one event, in roles that `organiser_roles` lists), sibling and second_order (a common coauthor); "
      "ontology/conflict-policy.yml is taken without --policy. Lists of people are names a line or CSV as HotCRP "
      "(authors, PC info) and OpenReview write it; `--for` gives back what these take. Dismissed conflicts, a line "
      "each of person, person, rule or * and reason with tabs between, are not shown again. Names that the graph "
      "lacks are rows with the verdict `unknown` and errors: the rest is checked, and the command ends with 1.",
      "conflicts --authors \"Peder Quist\" --reviewers \"Tomás Arriaga\" --reviewers \"Zofia Wielgosz\"",
      {},
      {{"--authors",
        "FILE",
        "names a line or CSV; or the name of one author; @ before a path is optional",
        "",
        {},
        true},
       {"--reviewers", "FILE", "the same for reviewers", "", {}, true},
       {"--policy", "FILE", "rules and their years", "", {}, false, "ontology/conflict-policy.yml"},
       {"--dismissed", "FILE", "conflicts that were looked at and dismissed", "", {}, false},
       {"--definite", "", "leave out what is only possible", "", {}, false},
       {"--all", "", "also pairs without a conflict, and dismissed ones with the reason", "", {}, false},
       {"--for",
        "PROGRAM",
        "rows for upload, with --format csv: a paper, a reviewer",
        "",
        {"hotcrp", "openreview"},
        false},
       {"--as-of", "DATE", "the day to count years back from; default: the last date in the graph", "", {}, false},
       team_option()},
      run,
      nullptr,
      Quotes::keep};
}

}  // namespace vitagraph::graph
