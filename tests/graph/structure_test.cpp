// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "graph/centrality.hpp"
#include "graph/csr.hpp"
#include "graph/lineage.hpp"
#include "graph/network.hpp"
#include "graph/strings.hpp"
#include "turtle.hpp"

namespace vitagraph::graph {
namespace {

using Row = std::vector<std::uint32_t>;

Row row_of(const Csr& csr, std::uint32_t i) { return {csr.row(i).begin(), csr.row(i).end()}; }

Lineage lineage_of(std::uint32_t people, const std::vector<Pair>& advisee_and_advisor) {
  Lineage lineage;
  lineage.advisors = make_csr(people, advisee_and_advisor);
  lineage.students = transposed(lineage.advisors, people);
  return lineage;
}

TEST(Csr, TakesEdgesInAnyOrderOnceOrTwice) {
  const Csr csr = make_undirected_csr(5, std::vector<Pair>{{3, 1}, {0, 1}, {1, 0}, {2, 2}, {1, 3}, {0, 4}});
  EXPECT_EQ(csr.targets.size(), 6u);
  EXPECT_EQ(row_of(csr, 0), (Row{1, 4}));
  EXPECT_EQ(row_of(csr, 1), (Row{0, 3}));
  EXPECT_EQ(row_of(csr, 2), Row{});
  EXPECT_EQ(row_of(csr, 3), Row{1});
  EXPECT_EQ(row_of(csr, 4), Row{0});
  EXPECT_EQ(make_undirected_csr(0, {}).rows(), 0u);
  EXPECT_EQ(make_csr(2, std::vector<Pair>{{1, 9}, {1, 2}, {1, 9}}).targets, (Row{2, 9}));
}

TEST(Strings, NumbersEachTextOnce) {
  Strings strings;
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(strings.number("text " + std::to_string(i)), i);
  EXPECT_EQ(strings.size(), 5000u);
  EXPECT_EQ(strings.text(4321), "text 4321");
  EXPECT_EQ(strings.find("text 4321"), 4321u);
  EXPECT_EQ(strings.find("text"), Strings::none);
  EXPECT_EQ(strings.number(""), 5000u);
}

/// What each rank should be, by its definition: 0.15/n, and 0.85 of what the neighbours give.
double worst_residual(const WeightedGraph& graph, const std::vector<double>& rank) {
  const std::uint32_t n = graph.vertices();
  std::vector<double> total(n, 0);
  double lost = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t weight : graph.row_weights(v)) total[v] += weight;
    if (total[v] == 0) lost += rank[v];
  }
  double worst = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    double sum = lost / n;
    for (std::uint32_t at = graph.csr.offsets[v]; at < graph.csr.offsets[v + 1]; ++at)
      sum += rank[graph.csr.targets[at]] * graph.weights[at] / total[graph.csr.targets[at]];
    worst = std::max(worst, std::abs(rank[v] - (0.15 / n + 0.85 * sum)));
  }
  return worst;
}

TEST(PageRank, SolvesItsEquation) {
  Random random(7);
  for (const std::uint32_t n : {1U, 2U, 10U, 300U}) {
    std::vector<Pair> edges;
    // A hub, a chain, a few at random; the last tenth stays alone.
    for (std::uint32_t v = 1; v < n - n / 10; ++v) {
      edges.emplace_back(v, random.below(v));
      edges.emplace_back(v, v / 3 == 0 ? 0 : v - 1);
    }
    WeightedGraph graph;
    graph.csr = make_undirected_csr(n, edges);
    graph.weights.assign(graph.csr.targets.size(), 1);
    const std::vector<double> plain = page_rank(graph.csr, {}, {});
    EXPECT_LT(worst_residual(graph, plain), 1e-13) << n;
    EXPECT_NEAR(mean(plain) * n, 1, 1e-12);
    for (std::uint32_t v = 0; v < n; ++v)
      for (std::uint32_t at = graph.csr.offsets[v]; at < graph.csr.offsets[v + 1]; ++at)
        graph.weights[at] = 1 + (v ^ graph.csr.targets[at]) % 50;
    EXPECT_LT(worst_residual(graph, page_rank(graph.csr, graph.weights, {})), 1e-13) << n;
  }
}

TEST(Lineage, OrdersAdvisorsBeforeStudents) {
  const Lineage lineage = lineage_of(6, {{1, 0}, {2, 1}, {2, 0}, {3, 2}, {5, 1}});
  const std::vector<PersonId> order = topological_order(lineage);
  ASSERT_EQ(order.size(), 6u);
  const auto place = [&](PersonId person) { return std::find(order.begin(), order.end(), person) - order.begin(); };
  for (PersonId person = 0; person < 6; ++person)
    for (const PersonId advisor : lineage.advisors.row(person)) EXPECT_LT(place(advisor), place(person));
  EXPECT_EQ(longest_lines(lineage).generations, (std::vector<std::uint32_t>{0, 1, 2, 3, 0, 2}));
  // In a circle, and below it, nobody has a place.
  EXPECT_EQ(topological_order(lineage_of(4, {{0, 1}, {1, 0}, {2, 1}})), std::vector<PersonId>{3});
}

TEST(Lineage, KeepsEveryLowestCommonAncestor) {
  // 5 and 6 have the advisors 3 and 4 in common, who both descend from 0 by way of 1 and 2.
  const Lineage lineage = lineage_of(8, {{1, 0}, {2, 0}, {3, 1}, {4, 2}, {5, 3}, {5, 4}, {6, 3}, {6, 4}, {7, 1}});
  CommonAncestors common(lineage);
  const auto lowest = [&](PersonId a, PersonId b) {
    std::vector<PersonId> out;
    for (const CommonAncestors::Ancestor& one : common.of(a, b).lowest) out.push_back(one.person);
    return out;
  };
  for (int round = 0; round < 2; ++round) {  // the marks are cleared
    EXPECT_EQ(lowest(5, 6), (std::vector<PersonId>{3, 4}));
    EXPECT_EQ(lowest(5, 7), std::vector<PersonId>{1});
    EXPECT_EQ(lowest(4, 7), std::vector<PersonId>{0});
    EXPECT_EQ(lowest(5, 3), std::vector<PersonId>{3});
    EXPECT_EQ(common.of(5, 6).all, 5u);
  }
}

/// A line of a million generations, a circle as long, and a comb of both: nothing may recurse or go through it twice.
TEST(Lineage, WalksAMillionGenerations) {
  constexpr std::uint32_t people = 1'000'000;
  std::vector<Pair> pairs;
  for (PersonId person = 1; person < people; ++person) pairs.emplace_back(person, person - 1);
  const Lineage line = lineage_of(people, pairs);
  Reach up(line.advisors), down(line.students);
  EXPECT_EQ(up.from(people - 1).size(), people - 1);
  EXPECT_EQ(up.from(people - 1).back().generation, people - 1);
  EXPECT_EQ(down.from(0).size(), people - 1);
  EXPECT_EQ(topological_order(line).size(), people);
  EXPECT_EQ(longest_lines(line).generations.back(), people - 1);
  EXPECT_EQ(CommonAncestors(line).of(people - 1, people - 2).lowest.at(0).person, people - 2);
  EXPECT_TRUE(cycles(line).empty());

  pairs.emplace_back(0, people - 1);
  const Lineage circle = lineage_of(people, pairs);
  ASSERT_EQ(cycles(circle).size(), 1u);
  EXPECT_EQ(cycles(circle)[0].size(), people + 1);
  EXPECT_EQ(longest_lines(circle).generations.back(), 0u);

  const Csr chain = make_undirected_csr(people, pairs);
  EXPECT_EQ(connected_components(chain).sizes.size(), 1u);
  EXPECT_TRUE(cut_structure(chain).bridges.empty());
  EXPECT_EQ(core_numbers(chain).front(), 2u);
}

TEST(Lineage, AnswersAboutAMillionGenerations) {
  constexpr std::uint32_t people = 1'000'000;
  std::string turtle;
  const auto name = [](std::uint32_t i) { return ":x" + std::to_string(1'000'000 + i); };
  for (std::uint32_t i = 1; i < people; ++i) turtle += name(i) + " vg:doctoralAdvisor " + name(i - 1) + " .\n";
  const RelationGraph graph = graph_of(turtle);
  const Analysis& lineage = *find_analysis("lineage");
  AnalysisArguments arguments = default_arguments(lineage);
  arguments.values = {{"NAME", {"http://e/x1000500", "http://e/x1000007"}}};
  DiagnosticList diagnostics;
  const Table table = lineage.run(graph, arguments, diagnostics);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(cell_text(table.rows[0][1]), "493");
  arguments.values = {{"NAME", {"http://e/x1999999"}}, {"top", {"5"}}};
  EXPECT_EQ(lineage.run(graph, arguments, diagnostics).rows.size(), 5u);
  EXPECT_NE(to_svg(lineage.picture(graph, arguments)).find("</svg>"), std::string::npos);
  RelateOptions options;
  options.max_ancestors = 3;
  rdf::QuadList quads;
  relate(graph_of(turtle.substr(0, turtle.size() / 100)), options, quads, diagnostics);
  EXPECT_GT(quads.quads().size(), 20'000u);
}

}  // namespace
}  // namespace vitagraph::graph
