// SPDX-License-Identifier: Apache-2.0
#include "turtle.hpp"

namespace vitagraph::graph {
namespace {

TEST(Coauthorship, CountsJointPublicationsAndTheirYears) {
  const Related got = related(R"(
    :ada foaf:name "Ada Brook" . :ben foaf:name "Ben Crane" . :cy rdfs:label "Cy Dale" .
    :p1 vg:author :ben, :ada ; vg:year 2019 .
    :p2 vg:author :ada, :ben, :cy ; vg:year "2015"^^xsd:integer .
    :p3 vg:author :ada, :ben .
    :p4 vg:author :cy ; vg:year 2001 .)");
  EXPECT_EQ(got.summary.coauthorships, 3u);
  EXPECT_EQ(got.with("vg:coauthor"), (Lines{":ada vg:coauthor :ben", ":ada vg:coauthor :cy", ":ben vg:coauthor :ada",
                                            ":ben vg:coauthor :cy", ":cy vg:coauthor :ada", ":cy vg:coauthor :ben"}));
  ASSERT_EQ(got.with("vg:jointPublication").size(), 5u);
  std::string node;
  for (const std::string& line : got.lines)
    if (line.find("\"Ada Brook – Ben Crane\"") != std::string::npos) node = line.substr(0, line.find(' '));
  ASSERT_FALSE(node.empty());
  EXPECT_TRUE(node.starts_with("id:coauthorship/"));
  Lines about;
  for (const std::string& line : got.lines)
    if (line.starts_with(node + " ")) about.push_back(line.substr(node.size() + 1));
  EXPECT_EQ(about,
            (Lines{"rdf:type vg:Coauthorship", "rdfs:label \"Ada Brook – Ben Crane\"", "vg:firstYear \"2015\"",
                   "vg:jointPublication :p1", "vg:jointPublication :p2", "vg:jointPublication :p3",
                   "vg:lastYear \"2019\"", "vg:participant :ada", "vg:participant :ben", "vg:publicationCount \"3\""}));
}

TEST(Coauthorship, ReadsAuthorshipNodesInAnyOrderOfStatements) {
  const RelationGraph graph = graph_of(R"(
    :s2 vg:order 1 ; vg:person :zoe . :s1 vg:person :ada ; vg:order 2 .
    :p vg:hasAuthorship :s1, :s2 ; vg:author :ada, :kim .)");
  ASSERT_EQ(graph.publication_count(), 1u);
  Lines order;
  for (const PersonId person : graph.authors.row(0)) order.push_back(shortened(std::string(graph.person_iri(person))));
  EXPECT_EQ(order, (Lines{":zoe", ":ada", ":kim"}));
}

TEST(Coauthorship, LeavesOutLargeTeamsAndSaysSo) {
  std::string turtle = ":p vg:author :a0";
  for (int i = 1; i < 6; ++i) turtle += ", :a" + std::to_string(i);
  RelateOptions options;
  options.coauthors.max_team = 5;
  const Related got = related(turtle + " . :q vg:author :a0, :a1 .", options);
  EXPECT_EQ(got.summary.coauthorships, 1u);
  EXPECT_EQ(got.diagnostics,
            (Lines{"1 publications have more than 5 authors; no coauthorship is drawn from them (--max-team)"}));
  options.coauthors.max_team = 0;
  EXPECT_EQ(related(turtle + " .", options).summary.coauthorships, 15u);
}

TEST(Lineage, ClosesDoctoralAdvisorsOnly) {
  const Related got = related(R"(
    :d vg:doctoralAdvisor :c, :x . :c vg:doctoralAdvisor :b . :b vg:doctoralAdvisor :a . :e vg:doctoralAdvisor :c .
    :a vg:postdoctoralAdvisor :z .)");
  EXPECT_EQ(got.with("vg:academicAncestor"),
            (Lines{":b vg:academicAncestor :a", ":c vg:academicAncestor :a", ":c vg:academicAncestor :b",
                   ":d vg:academicAncestor :a", ":d vg:academicAncestor :b", ":d vg:academicAncestor :c",
                   ":d vg:academicAncestor :x", ":e vg:academicAncestor :a", ":e vg:academicAncestor :b",
                   ":e vg:academicAncestor :c"}));
  EXPECT_EQ(got.with("vg:academicSibling"), (Lines{":d vg:academicSibling :e", ":e vg:academicSibling :d"}));
  EXPECT_TRUE(got.diagnostics.empty());
}

TEST(Lineage, ImpliesPropertiesFromAdvisingNodes) {
  const Related got = related(R"(
    :n1 a vg:Advising ; vg:advisingAdvisor :ann ; vg:advisingAdvisee :bo ; vg:relation "phd" .
    :n2 a vg:Advising ; vg:advisingAdvisor :ann ; vg:advisingAdvisee :cat ; vg:relation vg:postdoctoralAdvisor .
    :n3 a vg:Advising ; vg:advisingAdvisor :ann ; vg:advisingAdvisee :dee .
    :n4 a vg:Advising ; vg:advisingAdvisor :ann ; vg:advisingAdvisee :eve ; vg:relation "internshipMentor" .
    :eve vg:internshipMentor :ann ; vg:advisor :ann . :ann vg:advisee :eve .)");
  EXPECT_EQ(got.with("vg:doctoralAdvisor"), (Lines{":bo vg:doctoralAdvisor :ann"}));
  EXPECT_EQ(got.with("vg:postdoctoralAdvisor"), (Lines{":cat vg:postdoctoralAdvisor :ann"}));
  EXPECT_TRUE(got.with("vg:internshipMentor").empty()) << "already stated";
  EXPECT_EQ(got.with("vg:advisor"), (Lines{":bo vg:advisor :ann", ":cat vg:advisor :ann", ":dee vg:advisor :ann"}));
  EXPECT_EQ(got.with("vg:advisee"), (Lines{":ann vg:advisee :bo", ":ann vg:advisee :cat", ":ann vg:advisee :dee"}));
  EXPECT_EQ(got.with("vg:academicAncestor"), (Lines{":bo vg:academicAncestor :ann"}));
}

TEST(Lineage, ReportsCirclesAndEnds) {
  const Related got = related(R"(
    :a foaf:name "Al" ; vg:doctoralAdvisor :b . :b foaf:name "Bo" ; vg:doctoralAdvisor :c . :c foaf:name "Cy" ; vg:doctoralAdvisor :a .
    :d vg:doctoralAdvisor :d, :a . :f vg:doctoralAdvisor :g . :g vg:doctoralAdvisor :f .)");
  EXPECT_EQ(
      got.diagnostics,
      (Lines{
          "`d` is given as their own advisor; left out",
          "`Al` → `Bo` → `Cy` → `Al`: these advise one another in a circle; each counts as an ancestor of the others",
          "`f` → `g` → `f`: these advise one another in a circle; each counts as an ancestor of the others"}));
  EXPECT_EQ(got.with("vg:academicAncestor").size(), 6u + 3u + 2u);
  for (const std::string& line : got.with("vg:academicAncestor"))
    EXPECT_NE(line.substr(0, 2), line.substr(line.size() - 2)) << "nobody is their own ancestor";
}

TEST(Lineage, WalksALongLineWithoutRecursion) {
  std::string turtle;
  const int length = 20000;
  for (int i = 0; i < length; ++i)
    turtle += ":p" + std::to_string(i) + " vg:doctoralAdvisor :p" + std::to_string(i + 1) + " .\n";
  turtle += ":p" + std::to_string(length) + " vg:doctoralAdvisor :p0 .\n";
  RelateOptions options;
  options.max_ancestors = 3;
  const Related got = related(turtle, options);
  EXPECT_EQ(got.summary.cycles, 1u);
  EXPECT_EQ(got.summary.ancestors, 3u * (length + 1));
}

TEST(Lineage, LimitsSiblingsOfCrowds) {
  std::string turtle;
  for (int i = 0; i < 8; ++i) turtle += ":s" + std::to_string(i) + " vg:doctoralAdvisor :big . ";
  RelateOptions options;
  options.max_students = 7;
  const Related got = related(turtle, options);
  EXPECT_EQ(got.summary.siblings, 0u);
  EXPECT_EQ(got.diagnostics,
            (Lines{"`big` has 8 doctoral students, more than 7; no siblings are drawn from them (--max-students)"}));
  EXPECT_EQ(related(turtle).summary.siblings, 28u);
}

const char* const venue_graph = R"(
  :v rdfs:label "Workshop on Tides" .
  :ada vg:interest :tides . :ben vg:holdsPosition :post . :post a vg:Position ; vg:person :ben .
  :p1 vg:author :ada, :ben ; vg:publishedIn :v . :p2 vg:author :ben, :cy ; vg:publishedIn :v .
  :p3 vg:author :dan ; vg:publishedIn :v . :p4 vg:author :dan ; vg:publishedIn :v . :p5 vg:author :dan ; vg:publishedIn :v .
  :p6 vg:author :ada, :cy ; vg:publishedIn :w .)";

TEST(VenueSharing, PairsProfiledPersonsAndRegularAuthors) {
  const Related got = related(venue_graph);
  EXPECT_EQ(got.with("vg:sharesVenueWith"),
            (Lines{":ada vg:sharesVenueWith :ben", ":ada vg:sharesVenueWith :dan", ":ben vg:sharesVenueWith :ada",
                   ":ben vg:sharesVenueWith :dan", ":dan vg:sharesVenueWith :ada", ":dan vg:sharesVenueWith :ben"}));
  EXPECT_EQ(got.summary.venue_sharings, 3u);
  EXPECT_EQ(got.summary.venue_authors_left_out, 2u) << "cy at both venues";
  Lines counts;
  for (const std::string& line : got.with("vg:publicationCount"))
    if (line.starts_with("id:venue-sharing/")) counts.push_back(line.substr(line.find('"')));
  std::sort(counts.begin(), counts.end());
  EXPECT_EQ(counts, (Lines{"\"2\"", "\"4\"", "\"5\""})) << "ada and ben wrote p1 together: two publications, not three";
  EXPECT_EQ(got.with("rdfs:label").size(), 6u);
}

TEST(VenueSharing, KeepsTheMostActiveOfACrowd) {
  RelateOptions options;
  options.max_venue_persons = 2;
  const Related got = related(venue_graph, options);
  EXPECT_EQ(got.with("vg:sharesVenueWith"), (Lines{":ben vg:sharesVenueWith :dan", ":dan vg:sharesVenueWith :ben"}));
  EXPECT_EQ(
      got.diagnostics,
      (Lines{
          "`Workshop on Tides`: 3 persons count here; the 2 with most publications are paired (--max-venue-persons)"}));
}

TEST(Relate, DoesNotDoubleWhatItDerivedBefore) {
  const std::string turtle = std::string(venue_graph) + ":ben vg:doctoralAdvisor :cy . :cy vg:doctoralAdvisor :ada .";
  const Related first = related(turtle);
  // The input with its own derived statements, as `relate` finds it the second time.
  RelationGraphBuilder builder;
  DiagnosticList diagnostics;
  rdf::QuadList quads;
  relate(graph_of(turtle), {}, quads, diagnostics);
  rdf::read_rdf(SourceFile("t.ttl",
                           "@prefix : <http://e/> . @prefix vg: <https://w3id.org/vitagraph/ontology#> .\n"
                           "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" +
                               turtle),
                {}, quads, diagnostics);
  for (const rdf::Quad& quad : quads.quads()) builder.quad(quad.view());
  const RelationGraph again = builder.build();
  const Related second = related(again);
  EXPECT_EQ(second.with("vg:coauthor"), first.with("vg:coauthor"));
  EXPECT_EQ(second.with("vg:academicAncestor"), first.with("vg:academicAncestor"));
  EXPECT_EQ(second.with("vg:participant"), first.with("vg:participant"));
  EXPECT_TRUE(second.with("vg:advisor").empty()) << "the first run wrote them, and they stay in the input";
  std::size_t kept = 0;
  for (const rdf::Quad& quad : quads.quads()) kept += again.is_derived(quad.view()) ? 0 : 1;
  const std::size_t stated = static_cast<std::size_t>(graph_of(turtle).statements);
  EXPECT_EQ(kept, stated + first.with("vg:advisor").size() + first.with("vg:advisee").size());
}

TEST(Relate, GivesTheSameBytesForAnyOrderOfStatements) {
  const std::string turtle = std::string(venue_graph) + ":ben vg:doctoralAdvisor :cy, :dan .";
  rdf::QuadList quads;
  DiagnosticList diagnostics;
  rdf::read_rdf(SourceFile("t.ttl",
                           "@prefix : <http://e/> . @prefix vg: <https://w3id.org/vitagraph/ontology#> .\n"
                           "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" +
                               turtle),
                {}, quads, diagnostics);
  std::vector<rdf::Quad> shuffled = quads.quads();
  std::reverse(shuffled.begin(), shuffled.end());
  RelationGraphBuilder builder;
  for (const rdf::Quad& quad : shuffled) builder.quad(quad.view());
  EXPECT_EQ(related(builder.build()).bytes, related(turtle).bytes);
}

TEST(Relate, TakesAnEmptyGraph) {
  const Related got = related("");
  EXPECT_TRUE(got.lines.empty());
  EXPECT_TRUE(got.diagnostics.empty());
}

TEST(Relate, KeepsBlankNodesAndOrganisationsApart) {
  const Related got = related(R"(
    _:x foaf:name "Nameless Node" . :p vg:author _:x, :ada, :team . :team a vg:Organization .)");
  ASSERT_EQ(got.with("vg:coauthor").size(), 2u);
  EXPECT_EQ(got.with("rdfs:label").size(), 1u);
}

}  // namespace
}  // namespace vitagraph::graph
