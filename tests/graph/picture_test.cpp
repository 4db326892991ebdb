// SPDX-License-Identifier: Apache-2.0
#include "ask.hpp"

namespace vitagraph::graph {
namespace {

const RelationGraph& family() {
  static const RelationGraph graph = graph_of(R"(
    :a foaf:name "Ada <Tide> & \"Co\"" . :b vg:doctoralAdvisor :a . :c vg:doctoralAdvisor :b ; vg:mentor :a . :x vg:doctoralAdvisor :c .
    :p vg:author :a, :b ; vg:year 2001 . :q vg:author :b, :c .)");
  return graph;
}

Picture draw(const std::string& name, const std::string& person) {
  const Analysis& analysis = *find_analysis(name);
  AnalysisArguments arguments = default_arguments(analysis);
  arguments.values["NAME"] = {person};
  return analysis.picture(family(), arguments);
}

TEST(Picture, PutsGenerationsInRows) {
  const Picture picture = draw("lineage", "http://e/b");
  std::vector<std::string> rows;
  for (const Picture::Node& node : picture.nodes)
    rows.push_back(shortened(node.iri) + " " + std::to_string(node.level) + (node.emphasis ? "*" : ""));
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(rows, (Lines{":a 0", ":b 1*", ":c 2", ":x 3"}));
  EXPECT_EQ(picture.edges.size(), 4u);
  EXPECT_EQ(std::count_if(picture.edges.begin(), picture.edges.end(), [](const auto& edge) { return edge.dashed; }), 1);
}

TEST(Picture, IsWellFormedAndEscaped) {
  const std::string svg = to_svg(draw("lineage", "http://e/b"));
  EXPECT_NE(svg.find("Ada &lt;Tide&gt; &amp; &quot;Co&quot;"), std::string::npos);
  EXPECT_EQ(svg.find("<Tide>"), std::string::npos);
  EXPECT_EQ(svg, to_svg(draw("lineage", "http://e/b")));
  const std::string dot = to_dot(draw("coauthors", "http://e/b"));
  EXPECT_NE(dot.find("[label=\"Ada <Tide> & \\\"Co\\\"\"]"), std::string::npos);
  EXPECT_NE(dot.find("\"http://e/a\" -- \"http://e/b\""), std::string::npos);
}

TEST(Picture, DrawsCirclesAndLoners) {
  const RelationGraph circle = graph_of(":a vg:doctoralAdvisor :b . :b vg:doctoralAdvisor :a . :z a vg:Person .");
  for (const char* name : {"lineage", "coauthors"})
    for (const char* person : {"http://e/a", "http://e/z"}) {
      AnalysisArguments arguments = default_arguments(*find_analysis(name));
      arguments.values["NAME"] = {person};
      EXPECT_TRUE(to_svg(find_analysis(name)->picture(circle, arguments)).ends_with("</svg>\n")) << name << person;
    }
}

}  // namespace
}  // namespace vitagraph::graph
