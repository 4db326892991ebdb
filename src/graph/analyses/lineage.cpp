// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/kinship.hpp"

#include <fmt/format.h>

#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {
namespace {

class Kinship {
 public:
  Kinship(const RelationGraph& graph, const AnalysisArguments& arguments)
      : graph_(graph),
        all_(counted_advising(graph, window_of(arguments))),
        lineage_(make_lineage(graph.person_count(), all_, advice_kinds_of(arguments))) {
    by_advisor_.resize(all_.size());
    for (std::uint32_t i = 0; i < all_.size(); ++i) by_advisor_[i] = i;
    std::stable_sort(by_advisor_.begin(), by_advisor_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return all_[a].advisor < all_[b].advisor; });
  }

  const Lineage& lineage() const { return lineage_; }
  const RelationGraph::AdvisingList& advising() const { return all_; }

  /// Whether the answer about `names` may rest on this advising: a link of the line among those asked about; of one
  /// person also their own of other kinds and their siblings'.
  bool told(const Advising& one, const std::vector<bool>& asked, const std::vector<PersonId>& names) const {
    const auto in_row = [&](PersonId advisee) {
      const auto row = lineage_.advisors.row(advisee);
      return std::binary_search(row.begin(), row.end(), one.advisor);
    };
    if (names.size() == 1 && (one.advisee == names[0] || one.advisor == names[0])) return true;
    return in_row(one.advisee) && asked[one.advisor] && (asked[one.advisee] || (names.size() == 1 && in_row(names[0])));
  }

  Table around(PersonId person) {
    Table table;
    table.columns = {{"relation", ColumnType::text}, {"generation", ColumnType::integer}, {"name", ColumnType::name},
                     {"kinds", ColumnType::list},    {"through", ColumnType::list},       {"iri", ColumnType::iri}};
    add_line(table, person, lineage_.advisors, "ancestor", true);
    add_line(table, person, lineage_.students, "descendant", false);
    add_others(table, person, true);
    add_others(table, person, false);
    add_siblings(table, person);
    return table;
  }

 private:
  /// Those reachable along `rows`, each with every member of the line that leads to them.
  void add_line(Table& table, PersonId person, const Csr& rows, const std::string& relation, bool up) {
    Reach reach(rows);
    const std::vector<Generation> found = reach.from(person);
    std::vector<bool> member(graph_.person_count());
    member[person] = true;
    for (const Generation& one : found) member[one.person] = true;
    for (const Generation& one : found) {
      std::vector<std::string> kinds;
      std::vector<std::string> through;
      each_of(one.person, !up, [&](const Advising& advising) {
        const PersonId other = up ? advising.advisee : advising.advisor;
        if (!member[other]) return;
        add_once(kinds, property_name(advising.kind));
        add_once(through, graph_.person_name(other));
      });
      table.add({relation, std::int64_t{one.generation}, name_cell(graph_, one.person), kinds, through,
                 iri_cell(graph_, graph_.persons[one.person])});
    }
  }

  /// Advisors and students of kinds that the line does not follow.
  void add_others(Table& table, PersonId person, bool advisors) {
    const auto in_line = (advisors ? lineage_.advisors : lineage_.students).row(person);
    std::vector<std::pair<PersonId, std::vector<std::string>>> found;
    each_of(person, advisors, [&](const Advising& advising) {
      const PersonId other = advisors ? advising.advisor : advising.advisee;
      if (std::binary_search(in_line.begin(), in_line.end(), other)) return;
      if (found.empty() || found.back().first != other) found.emplace_back(other, std::vector<std::string>());
      add_once(found.back().second, property_name(advising.kind));
    });
    for (const auto& [other, kinds] : found)
      table.add({std::string(advisors ? "advisor" : "student"), std::int64_t{1}, name_cell(graph_, other), kinds,
                 std::vector<std::string>{std::string(graph_.person_name(person))},
                 iri_cell(graph_, graph_.persons[other])});
  }

  void add_siblings(Table& table, PersonId person) const {
    std::vector<Pair> found;  // (sibling, common advisor)
    for (const PersonId advisor : lineage_.advisors.row(person))
      for (const PersonId other : lineage_.students.row(advisor))
        if (other != person) found.emplace_back(other, advisor);
    std::sort(found.begin(), found.end());
    for (std::size_t begin = 0, end = 0; begin < found.size(); begin = end) {
      std::vector<std::string> through;
      for (end = begin; end < found.size() && found[end].first == found[begin].first; ++end)
        through.emplace_back(graph_.person_name(found[end].second));
      table.add({std::string("sibling"), std::int64_t{0}, name_cell(graph_, found[begin].first), Cell(), through,
                 iri_cell(graph_, graph_.persons[found[begin].first])});
    }
  }

  /// The person's advising as advisee, by advisor; else as advisor, by advisee.
  template <typename Visit>
  void each_of(PersonId person, bool as_advisee, const Visit& visit) const {
    if (as_advisee) {
      auto at = std::lower_bound(all_.begin(), all_.end(), person,
                                 [](const Advising& a, PersonId p) { return a.advisee < p; });
      for (; at != all_.end() && at->advisee == person; ++at) visit(*at);
      return;
    }
    auto at = std::lower_bound(by_advisor_.begin(), by_advisor_.end(), person,
                               [&](std::uint32_t i, PersonId p) { return all_[i].advisor < p; });
    for (; at != by_advisor_.end() && all_[*at].advisor == person; ++at) visit(all_[*at]);
  }

  static void add_once(std::vector<std::string>& list, std::string_view text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
  }

  const RelationGraph& graph_;
  RelationGraph::AdvisingList all_;
  Lineage lineage_;
  std::vector<std::uint32_t> by_advisor_;
};

/// A shortest line of advisors from a person up to another, the person first.
std::vector<std::string> line_up(const RelationGraph& graph, const Csr& advisors, PersonId from, PersonId to) {
  std::vector<PersonId> parent(graph.person_count(), none);
  std::vector<PersonId> queue{from};
  parent[from] = from;
  for (std::size_t at = 0; at < queue.size() && parent[to] == none; ++at)
    for (const PersonId next : advisors.row(queue[at]))
      if (parent[next] == none) {
        parent[next] = queue[at];
        queue.push_back(next);
      }
  std::vector<std::string> line;
  for (PersonId at = to;; at = parent[at]) {
    line.emplace_back(graph.person_name(at));
    if (at == from) break;
  }
  std::reverse(line.begin(), line.end());
  return line;
}

Table common_ancestors(const RelationGraph& graph, const Lineage& lineage, PersonId a, PersonId b) {
  Table table;
  table.columns = {{"ancestor", ColumnType::name},         {"generations_a", ColumnType::integer},
                   {"generations_b", ColumnType::integer}, {"line_a", ColumnType::list},
                   {"line_b", ColumnType::list},           {"iri", ColumnType::iri}};
  const CommonAncestors::Found found = CommonAncestors(lineage).of(a, b);
  for (const CommonAncestors::Ancestor& one : found.lowest)
    table.add({name_cell(graph, one.person), std::int64_t{one.from_a}, std::int64_t{one.from_b},
               line_up(graph, lineage.advisors, a, one.person), line_up(graph, lineage.advisors, b, one.person),
               iri_cell(graph, graph.persons[one.person])});
  if (found.all > found.lowest.size())
    table.notes.push_back(fmt::format("{} common ancestors further up", found.all - found.lowest.size()));
  return table;
}

/// For each person without students the longest line up.
Table longest_lines(const RelationGraph& graph, const Lineage& lineage, std::size_t top) {
  Table table;
  table.columns = {{"generations", ColumnType::integer},
                   {"name", ColumnType::name},
                   {"line", ColumnType::list},
                   {"iri", ColumnType::iri}};
  const LongestLines lines = longest_lines(lineage);
  std::vector<PersonId> leaves;
  for (PersonId person = 0; person < graph.person_count(); ++person)
    if (lineage.students.degree(person) == 0 && lines.generations[person] > 0) leaves.push_back(person);
  std::stable_sort(leaves.begin(), leaves.end(),
                   [&](PersonId a, PersonId b) { return lines.generations[a] > lines.generations[b]; });
  if (top != 0 && leaves.size() > top) {
    table.notes.push_back(fmt::format("{} of {} lines; --top 0 gives all", top, leaves.size()));
    leaves.resize(top);
  }
  for (const PersonId leaf : leaves) {
    std::vector<std::string> line;
    for (PersonId at = leaf; at != none; at = lines.next[at]) line.emplace_back(graph.person_name(at));
    std::reverse(line.begin(), line.end());
    table.add(
        {std::int64_t{lines.generations[leaf]}, name_cell(graph, leaf), line, iri_cell(graph, graph.persons[leaf])});
  }
  return table;
}

/// Each circle among those asked about, with the documents that state its links.
void report_circles(const RelationGraph& graph, const Lineage& lineage, const std::vector<bool>& asked,
                    DiagnosticSink& diagnostics) {
  constexpr std::size_t shown = 10;
  for (const std::vector<PersonId>& circle : cycles(lineage)) {
    if (!asked[circle[0]]) continue;  // who is above or below one of a circle is so of all
    Diagnostic diagnostic = DiagnosticSink::make(Kind::advisor_cycle, {}, circle_text(graph, circle));
    for (std::size_t i = 0; i + 1 < std::min(circle.size(), shown + 1); ++i) {
      const auto link = std::make_pair(circle[i], circle[i + 1]);
      auto at = std::lower_bound(
          graph.advising.begin(), graph.advising.end(), link,
          [](const Advising& one, const auto& wanted) { return std::make_pair(one.advisee, one.advisor) < wanted; });
      for (; at != graph.advising.end() && std::make_pair(at->advisee, at->advisor) == link; ++at)
        if (const std::string documents = documents_of(graph, *at); !documents.empty())
          diagnostic.notes.push_back({fmt::format("`{}`, {} `{}`: {}", graph.person_name(circle[i]),
                                                  property_name(at->kind), graph.person_name(circle[i + 1]), documents),
                                      {}});
    }
    diagnostics.report(std::move(diagnostic));
  }
}

/// Those whom the answer is about, with everybody above and below them; all without names.
std::vector<bool> people_asked_about(const RelationGraph& graph, const Lineage& lineage,
                                     const std::vector<PersonId>& names) {
  std::vector<bool> out(graph.person_count(), names.empty());
  for (const PersonId person : names)
    for (const Csr* rows : {&lineage.advisors, &lineage.students}) {
      out[person] = true;
      Reach reach(*rows);
      for (const Generation& one : reach.from(person)) out[one.person] = true;
    }
  return out;
}

void add_contradictions(const RelationGraph& graph, const Kinship& kinship, const std::vector<bool>& asked,
                        Table& table) {
  constexpr std::size_t shown = 20;
  std::vector<std::string> found = date_contradictions(graph, kinship.advising(), asked);
  if (found.size() > shown) {
    const std::size_t more = found.size() - shown;
    found.resize(shown);
    found.push_back(fmt::format("… and {} more such contradictions", more));
  }
  table.notes.insert(table.notes.end(), found.begin(), found.end());
}

Table run(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink& diagnostics) {
  std::vector<PersonId> names;
  for (const std::string& name : arguments.all("NAME")) names.push_back(require_person(graph, name));
  Kinship kinship(graph, arguments);
  const Lineage& lineage = kinship.lineage();
  const std::vector<bool> asked = people_asked_about(graph, lineage, names);
  for (const PersonId person : graph.self_advised)
    if (asked[person]) diagnostics.report(Kind::advisor_self, {}, std::string(graph.person_name(person)));
  report_circles(graph, lineage, asked, diagnostics);
  const Window window = window_of(arguments);
  const char* then = window.given ? ", at this time" : "";
  Table table;
  if (names.empty()) {
    table = longest_lines(graph, lineage, static_cast<std::size_t>(arguments.number("top", 0, 0x7FFFFFFF)));
    say_if_empty(table, fmt::format("no line of advisors by these kinds of advising (--kinds){}", then));
  } else if (names.size() == 1) {
    table = kinship.around(names[0]);
    say_if_empty(table, fmt::format("no advisors or students of {}{}", graph.person_name(names[0]), then));
    keep_top(table, arguments);
  } else {
    table = common_ancestors(graph, lineage, names[0], names[1]);
    say_if_empty(table, fmt::format("no common ancestor of {} and {} by these kinds of advising (--kinds){}",
                                    graph.person_name(names[0]), graph.person_name(names[1]), then));
    keep_top(table, arguments);
  }
  const auto asked_about = [&](const Advising& one) { return kinship.told(one, asked, names); };
  if (std::optional<std::string> note = undated_advising(graph, window, asked_about))
    table.notes.push_back(std::move(*note));
  add_contradictions(graph, kinship, asked, table);
  return table;
}

}  // namespace

Analysis lineage_analysis() {
  return {"lineage",
          "advisors and students over the generations",
          "With one name: all ancestors and descendants with the number of generations, the kind of advising and "
          "everybody in the line "
          "they are linked to (co-advisors included), then advisors and students of other kinds, then siblings, who "
          "share an advisor. With "
          "two: their nearest common ancestors and the lines up to them. Without: the longest lines. Circles are "
          "reported, and a step "
          "inside one leads nowhere new; so are dates that speak against one another, both with the documents that "
          "state them.",
          "lineage \"Peder Quist\" --format svg -o output/lineage.svg",
          {{"NAME", "one or two persons, by name, variant or IRI", 0, 2}},
          std::vector<AnalysisOption>{
              {"--kinds",
               "LIST",
               "kinds of advising the line follows, separated by commas: doctoralAdvisor (or phd), …, all",
               "doctoralAdvisor,advisor",
               {},
               false},
              top_option("100")} +
              time_options(),
          run,
          lineage_picture,
          Quotes::sources};
}

}  // namespace vitagraph::graph
