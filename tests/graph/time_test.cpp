// SPDX-License-Identifier: Apache-2.0
#include "ask.hpp"

namespace vitagraph::graph {
namespace {

const RelationGraph& careers() {
  static const RelationGraph graph = graph_of(R"(
    :u rdfs:label "Harbour University" . :lab rdfs:label "Tide Lab" . :meet rdfs:label "Tide Meeting" .
    :a foaf:name "Ada Brook" ; vg:holdsPosition :a1, :a2 ; vg:gaveTalk :at . :b foaf:name "Ben Crane" ; vg:holdsPosition :b1 .
    :c foaf:name "Cy Dale" ; vg:hasEducation :c1 ; vg:gaveTalk :ct . :d foaf:name "Dee Ewing" ; vg:holdsPosition :d1 .
    :a1 a vg:Position ; vg:organization :u ; vg:unit :lab ; vg:role "Postdoc" ; vg:start "2011" ; vg:end "2013" .
    :a2 a vg:Position ; vg:organization :u ; vg:role "Professor" ; vg:start "2019-09" ; vg:current true .
    :b1 a vg:Position ; vg:organization :u ; vg:unit :lab ; vg:role "Engineer" ; vg:start "2012" ; vg:end "2014-06" .
    :c1 a vg:Education ; vg:organization :u ; vg:degree "Ph.D." ; vg:start "2013" ; vg:end "2016" .
    :d1 a vg:Position ; vg:organization :u ; vg:role "Visitor" .
    :at a vg:Talk ; dcterms:title "Neap and spring" ; vg:event :meet ; vg:date "2015-05-04" .
    :ct a vg:Talk ; dcterms:title "Slack water" ; vg:event :meet ; vg:date "2015-05-04" .
    :p dcterms:title "On tides" ; vg:author :a ; vg:year 2012 .)");
  return graph;
}

TEST(Overlap, TellsCertainFromPossible) {
  const std::string head = "overlap,where,from,to,other,first,second,same_unit,where_iri,other_iri\n";
  EXPECT_EQ(ask(careers(), "overlap", {"Ada Brook", "Ben Crane"}),
            head +
                "certainly,Harbour University,2012-12-31,2013-01-01,Ben Crane,\"Postdoc (position), 2011–2013\","
                "\"Engineer (position), 2012–2014-06\",true,:u,:b\n");
  EXPECT_EQ(ask(careers(), "overlap", {"Ada Brook", "Cy Dale"}),
            head +
                "certainly,Tide Meeting,2015-05-04,2015-05-04,Cy Dale,\"talk, 2015-05-04\",\"talk, "
                "2015-05-04\",false,:meet,:c\n"
                "possibly,Harbour University,2013-01-01,2013-12-31,Cy Dale,\"Postdoc (position), 2011–2013\",\"Ph.D. "
                "(education), 2013–2016\",false,:u,:c\n");
  EXPECT_EQ(ask(careers(), "overlap", {"Ada Brook", "Dee Ewing"}), head);
  EXPECT_EQ(ask(careers(), "overlap", {"Ada Brook", "Dee Ewing", "undated=true", "between=2019.."}),
            head +
                "possibly,Harbour University,2019-09-01,,Dee Ewing,\"Professor (position), 2019-09–\",\"Visitor "
                "(position), undated\",false,:u,:d\n"
                "");
}

TEST(Timeline, StandsInOrderOfTime) {
  EXPECT_EQ(ask(careers(), "timeline", {"Ada Brook"}),
            "start,end,kind,what,where,iri\n"
            "2011,2013,position,Postdoc,\"Tide Lab, Harbour University\",:a1\n"
            "2012,2012,publication,On tides,,:p\n"
            "2015-05-04,2015-05-04,talk,Neap and spring,Tide Meeting,:at\n"
            "2019-09,…,position,Professor,Harbour University,:a2\n");
  EXPECT_EQ(ask(careers(), "timeline", {"Ada Brook", "kind=position", "as-of=2014"}),
            "start,end,kind,what,where,iri\n2011,2013,position,Postdoc,\"Tide Lab, Harbour University\",:a1\n");
}

TEST(Timeline, PutsWhatOnlyEndsAtItsEnd) {
  const RelationGraph graph = graph_of(R"(
    :a foaf:name "Ada Brook" . :e a vg:Education ; vg:person :a ; vg:degree "Ph.D." ; vg:end "2006" .
    :p a vg:Position ; vg:person :a ; vg:role "Assistant" ; vg:start "2001" . :q a vg:Position ; vg:person :a ; vg:role "Dean" ; vg:start "2009" .
    :n a vg:Advising ; vg:advisingAdvisor :z ; vg:advisingAdvisee :a ; vg:relation "phd" ; vg:end "2006" .)");
  EXPECT_EQ(ask(graph, "timeline", {"Ada Brook"}),
            "start,end,kind,what,where,iri\n2001,,position,Assistant,,:p\n,2006,advising,z "
            "(phd),,:n\n,2006,education,Ph.D.,,:e\n2009,,position,Dean,,:q\n");
}

TEST(Timeline, DatesTermsByTheYearsTheyName) {
  const RelationGraph graph = graph_of(R"(
    :a foaf:name "Ada Brook" . :t a vg:Teaching ; vg:person :a ; vg:course :c ; vg:term "Fall 2019", "Spring 2021", "often" .
    :c rdfs:label "Tides I" . :s a vg:Teaching ; vg:person :a ; vg:course :d ; vg:term "WS 2015/16", "SS 2017–2018" .
    :p a vg:Position ; vg:person :a ; vg:role "Lecturer" ; vg:start "Herbst 2018" .)");
  const std::string head = "start,end,kind,what,where,iri\n";
  EXPECT_EQ(ask(graph, "timeline", {"Ada Brook"}),
            head +
                "WS 2015/16,WS 2015/16,teaching,d,,:s\nSS 2017–2018,SS 2017–2018,teaching,d,,:s\n"
                "Herbst 2018,,position,Lecturer,,:p\nFall 2019,Fall 2019,teaching,Tides I,,:t\n"
                "Spring 2021,Spring 2021,teaching,Tides I,,:t\noften,often,teaching,Tides I,,:t\n");
  EXPECT_EQ(ask(graph, "timeline", {"Ada Brook", "kind=teaching", "between=2016..2017"}),
            head + "WS 2015/16,WS 2015/16,teaching,d,,:s\nSS 2017–2018,SS 2017–2018,teaching,d,,:s\n");
  EXPECT_EQ(ask(graph, "timeline", {"Ada Brook", "kind=teaching", "between=2019"}),
            head + "Fall 2019,Fall 2019,teaching,Tides I,,:t\n");
}

TEST(Overlap, BoundsStudiesOfWhichOneEndIsStated) {
  const RelationGraph graph = graph_of(R"(
    :a foaf:name "Ada Brook" . :e a vg:Education ; vg:person :a ; vg:organization :u ; vg:end "2006" .
    :b foaf:name "Ben Crane" . :f a vg:Education ; vg:person :b ; vg:organization :u ; vg:end "1980" .
    :c foaf:name "Cy Dale" . :g a vg:Position ; vg:person :c ; vg:organization :u ; vg:start "1990" ; vg:end "1997" .)");
  EXPECT_EQ(ask(graph, "overlap", {"Ada Brook"}),
            "overlap,where,from,to,other,first,second,same_unit,where_iri,other_iri\n"
            "possibly,u,1996-01-01,1997-12-31,Cy Dale,\"education, –2006\",\"position, 1990–1997\",false,:u,:c\n");
}

TEST(Path, GivesAllShortestPathsWithPapers) {
  const RelationGraph graph = graph_of(R"(
    :p1 vg:author :a, :b . :p2 vg:author :b, :d . :p3 vg:author :a, :c . :p4 vg:author :c, :d . :p5 vg:author :c, :d . :p6 vg:author :x .)");
  EXPECT_EQ(ask(graph, "path", {"http://e/a", "http://e/d"}),
            "path,step,name,coauthor,publications,papers,iri,coauthor_iri\n"
            "1,1,a,b,1,p1,:a,:b\n1,2,b,d,1,p2,:b,:d\n2,1,a,c,1,p3,:a,:c\n2,2,c,d,2,p4; p5,:c,:d\n");
  EXPECT_EQ(ask(graph, "path", {"http://e/a", "http://e/d", "paths=1"}),
            "path,step,name,coauthor,publications,papers,iri,coauthor_iri\n1,1,a,b,1,p1,:a,:b\n1,2,b,d,1,p2,:b,:d\n");
  EXPECT_EQ(ask(graph, "path", {"http://e/a", "http://e/x"}),
            "path,step,name,coauthor,publications,papers,iri,coauthor_iri\n");
  EXPECT_EQ(ask(graph, "path", {"http://e/a", "http://e/a"}),
            "path,step,name,coauthor,publications,papers,iri,coauthor_iri\n");
}

TEST(Path, PrefersFrequentCoauthorsWhenWeighted) {
  // Over :b it is two steps of one paper each, over :c and :d three steps of four.
  std::string turtle = ":p1 vg:author :a, :b . :p2 vg:author :b, :e .";
  for (const char* pair : {":a, :c", ":c, :d", ":d, :e"})
    for (int i = 0; i < 4; ++i)
      turtle += std::string(" :q") + pair[1] + std::to_string(i) + " vg:author " + pair + " .";
  const RelationGraph graph = graph_of(turtle);
  const auto steps = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"http://e/a", "http://e/e"});
    const std::string text = ask(graph, "path", words);
    return std::count(text.begin(), text.end(), '\n') - 1;
  };
  EXPECT_EQ(steps({}), 2);
  EXPECT_EQ(steps({"weighted=true"}), 3);
  const Analysis& path = *find_analysis("path");
  AnalysisArguments arguments = default_arguments(path);
  arguments.values = {{"NAME", {"http://e/a", "http://e/e"}}, {"weighted", {"true"}}};
  DiagnosticList diagnostics;
  EXPECT_EQ(path.run(graph, arguments, diagnostics).notes, Lines{"length 0.75, 1 shortest path"});
  const Picture picture = path.picture(graph, arguments);
  EXPECT_EQ(picture.nodes.size(), 4u);
  EXPECT_EQ(picture.edges.size(), 3u);
  arguments.values["NAME"][1] = "http://e/a";
  EXPECT_THROW(path.picture(graph, arguments), Error);
}

TEST(Rank, SharesRanksAndEstimatesTheSameEachTime) {
  const RelationGraph graph = graph_of(":p1 vg:author :a, :b . :p2 vg:author :b, :c . :p3 vg:author :b, :c .");
  EXPECT_EQ(ask(graph, "rank"), "rank,name,degree,iri\n1,b,2,:b\n2,a,1,:a\n2,c,1,:c\n");
  EXPECT_EQ(ask(graph, "rank", {"by=strength", "top=1"}), "rank,name,strength,iri\n1,b,3,:b\n");
  EXPECT_EQ(ask(graph, "rank", {"by=betweenness", "samples=2"}), ask(graph, "rank", {"by=betweenness", "samples=2"}));
  EXPECT_EQ(refusal(graph, "rank", {"by=betweenness", "samples=few"}),
            "--samples few: not a number from 1 to 2147483647");
}

}  // namespace
}  // namespace vitagraph::graph
