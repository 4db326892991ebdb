// SPDX-License-Identifier: Apache-2.0
#include "ask.hpp"

namespace vitagraph::graph {
namespace {

const RelationGraph& tides() {
  static const RelationGraph graph = graph_of(R"(
    :ada foaf:name "Ada Jane Brook" ; skos:altLabel "Brook, A." ; vg:interest :t ; vg:postdoctoralAdvisor :gus .
    :ben foaf:name "Ben Crane" ; vg:doctoralAdvisor :ada, :dee .
    :cy foaf:name "Cy Dale" ; vg:doctoralAdvisor :ben ; vg:internshipMentor :ada .
    :dee foaf:name "Dee Évrard" ; vg:doctoralAdvisor :fay .
    :eve foaf:name "Eve Crane" ; vg:doctoralAdvisor :dee .
    :p1 dcterms:title "On tides" ; vg:author :ada, :ben ; vg:year 2019 ; vg:publishedIn :v .
    :p2 dcterms:title "On \"moons\"" ; vg:author :ben, :cy, :eve ; vg:publishedIn :v .
    :p3 dcterms:title "On waves" ; vg:author :ada, :ben ; vg:year 2012 ; vg:publishedIn :w .
    :v rdfs:label "Journal of Tides" . :w rdfs:label "Waves" .
    :s a vg:Service ; vg:person :cy ; vg:venue :w ; vg:role "Reviewer" ; vg:year 2020, 2022 .)");
  return graph;
}

TEST(FindPerson, TakesNamesVariantsAndIris) {
  const std::pair<const char*, Lines> cases[] = {
      {"Ada Jane Brook", {":ada"}},
      {"ada  jane BROOK", {":ada"}},
      {"Brook, A.", {":ada"}},
      {"Brook, Ada Jane", {":ada"}},
      {"Ada Brook", {":ada"}},
      {"A. Brook", {":ada"}},
      {"http://e/ada", {":ada"}},
      {"Dee Evrard", {":dee"}},
      {"Crane", {":ben", ":eve"}},
      {"B. Crane", {":ben"}},
      {"A. J. Crane", {}},
      {"B.", {}},
      {"", {}},
      {"nobody at all", {}},
      {"gus", {":gus"}},
      {"E. C.", {}},
  };
  for (const auto& [text, expected] : cases) {
    Lines found;
    for (const PersonId person : find_person(tides(), text).persons)
      found.push_back(shortened(std::string(tides().person_iri(person))));
    EXPECT_EQ(found, expected) << text;
  }
}

TEST(FindPerson, PrefersTheOwnNameAndAsksWhereTwoShareOne) {
  const RelationGraph graph = graph_of(R"(
    :w1 a vg:Person ; foaf:name "Wen Li" . :w2 a vg:Person ; foaf:name "Wen Li" .
    :w3 a vg:Person ; foaf:name "Wenbo Li" ; skos:altLabel "Wen Li" , "Bo Li" . :w4 a vg:Person ; foaf:name "Bo Li" .)");
  EXPECT_EQ(find_person(graph, "Wen Li").persons.size(), 2u);
  ASSERT_EQ(find_person(graph, "Bo Li").persons.size(), 1u);
  EXPECT_EQ(graph.person_iri(find_person(graph, "Bo Li").persons[0]), "http://e/w4");
  EXPECT_EQ(refusal(graph, "coauthors", {"Wen Li"}),
            "`Wen Li` may be any of 2; give the IRI:\n  Wen Li  :w1\n  Wen Li  :w2");
  EXPECT_EQ(refusal(graph, "coauthors", {"Wenbp Li"}),
            "nobody is called `Wenbp Li` in this graph; similar: `Wenbo Li`, `Wen Li`");
  EXPECT_EQ(refusal(graph, "coauthors", {"Ottokar Zimmer"}), "nobody is called `Ottokar Zimmer` in this graph");
}

TEST(Coauthors, GivesTheStrongestFirst) {
  EXPECT_EQ(ask(tides(), "coauthors", {"Ben Crane"}),
            "coauthor,distance,publications,newman,first_year,last_year,through,iri,papers\n"
            "Ada Jane Brook,1,2,2,2012,2019,,:ada,On waves (2012); On tides (2019)\n"
            "Cy Dale,1,1,0.5,,,,:cy,\"On \"\"moons\"\"\"\n"
            "Eve Crane,1,1,0.5,,,,:eve,\"On \"\"moons\"\"\"\n");
}

TEST(Coauthors, GoesFurtherAndSaysThroughWhom) {
  EXPECT_EQ(ask(tides(), "coauthors", {"Ada Brook", "depth=2", "between=2012..2030"}),
            "coauthor,distance,publications,newman,first_year,last_year,through,iri,papers\n"
            "Ben Crane,1,2,2,2012,2019,,:ben,On waves (2012); On tides (2019)\n");
  EXPECT_EQ(ask(tides(), "coauthors", {"Ada Brook", "depth=2", "as-of=2015"}),
            "coauthor,distance,publications,newman,first_year,last_year,through,iri,papers\n"
            "Ben Crane,1,1,1,2012,2012,,:ben,On waves (2012)\n");
  EXPECT_EQ(ask(tides(), "coauthors", {"Ada Brook", "depth=9"}),
            "coauthor,distance,publications,newman,first_year,last_year,through,iri,papers\n"
            "Ben Crane,1,2,2,2012,2019,,:ben,On waves (2012); On tides (2019)\n"
            "Cy Dale,2,,,,,Ben Crane,:cy,\n"
            "Eve Crane,2,,,,,Ben Crane,:eve,\n");
}

TEST(Coauthors, RanksPairs) {
  EXPECT_EQ(ask(tides(), "coauthors", {"min-papers=2"}),
            "name,coauthor,publications,newman,first_year,last_year,iri,coauthor_iri,papers\n"
            "Ada Jane Brook,Ben Crane,2,2,2012,2019,:ada,:ben,On waves (2012); On tides (2019)\n");
  EXPECT_EQ(refusal(tides(), "coauthors", {"Ben Crane", "depth=x"}), "--depth x: not a number from 1 to 100");
  EXPECT_EQ(refusal(tides(), "coauthors", {"as-of=someday"}),
            "--as-of someday: not a date; give 2019, 2019-05 or 2019-05-23");
}

TEST(LineageAnalysis, ListsAllCoAdvisorsAndSiblings) {
  EXPECT_EQ(ask(tides(), "lineage", {"Ben Crane"}),
            "relation,generation,name,kinds,through,iri\n"
            "ancestor,1,Ada Jane Brook,doctoralAdvisor,Ben Crane,:ada\n"
            "ancestor,1,Dee Évrard,doctoralAdvisor,Ben Crane,:dee\n"
            "ancestor,2,fay,doctoralAdvisor,Dee Évrard,:fay\n"
            "descendant,1,Cy Dale,doctoralAdvisor,Ben Crane,:cy\n"
            "sibling,0,Eve Crane,,Dee Évrard,:eve\n");
  EXPECT_EQ(ask(tides(), "lineage", {"Ada Brook"}),
            "relation,generation,name,kinds,through,iri\n"
            "descendant,1,Ben Crane,doctoralAdvisor,Ada Jane Brook,:ben\n"
            "descendant,2,Cy Dale,internshipMentor; doctoralAdvisor,Ada Jane Brook; Ben Crane,:cy\n"
            "advisor,1,gus,postdoctoralAdvisor,Ada Jane Brook,:gus\n"
            "student,1,Cy Dale,internshipMentor,Ada Jane Brook,:cy\n");
  EXPECT_EQ(ask(tides(), "lineage", {"gus", "kinds=all"}),
            "relation,generation,name,kinds,through,iri\n"
            "descendant,1,Ada Jane Brook,postdoctoralAdvisor,gus,:ada\n"
            "descendant,2,Ben Crane,doctoralAdvisor,Ada Jane Brook,:ben\n"
            "descendant,2,Cy Dale,internshipMentor; doctoralAdvisor,Ada Jane Brook; Ben Crane,:cy\n");
}

TEST(LineageAnalysis, FindsNearestCommonAncestors) {
  EXPECT_EQ(ask(tides(), "lineage", {"Cy Dale", "Eve Crane"}),
            "ancestor,generations_a,generations_b,line_a,line_b,iri\n"
            "Dee Évrard,2,1,Cy Dale; Ben Crane; Dee Évrard,Eve Crane; Dee Évrard,:dee\n");
  EXPECT_EQ(ask(tides(), "lineage", {"Cy Dale", "Ada Brook"}),
            "ancestor,generations_a,generations_b,line_a,line_b,iri\n"
            "Ada Jane Brook,2,0,Cy Dale; Ben Crane; Ada Jane Brook,Ada Jane Brook,:ada\n");
  EXPECT_EQ(ask(tides(), "lineage", {"gus", "Eve Crane"}), "ancestor,generations_a,generations_b,line_a,line_b,iri\n");
}

TEST(LineageAnalysis, FindsTheLongestLinesAlsoAroundCircles) {
  EXPECT_EQ(ask(tides(), "lineage", {"top=1"}),
            "generations,name,line,iri\n3,Cy Dale,fay; Dee Évrard; Ben Crane; Cy Dale,:cy\n");
  const RelationGraph circle = graph_of(
      ":a vg:doctoralAdvisor :b . :b vg:doctoralAdvisor :c . :c vg:doctoralAdvisor :a . :d vg:doctoralAdvisor :b .");
  EXPECT_EQ(ask(circle, "lineage"), "generations,name,line,iri\n1,d,b; d,:d\n");
  EXPECT_EQ(ask(circle, "lineage", {"http://e/a", "http://e/b"}),
            "ancestor,generations_a,generations_b,line_a,line_b,iri\nb,1,0,a; b,b,:b\n");
}

TEST(Venues, ComparesTwoPersons) {
  EXPECT_EQ(ask(tides(), "venues", {"Ada Brook", "Ben Crane"}),
            "venue,publications_a,publications_b,joint,other_a,other_b,iri\n"
            "Journal of Tides,1,2,1,0,0,:v\nWaves,1,1,1,0,0,:w\n");
  EXPECT_EQ(ask(tides(), "venues", {"Cy Dale"}),
            "venue,publications,talks,services,first_year,last_year,iri,papers\n"
            "Waves,0,0,2,,,:w,\nJournal of Tides,1,0,0,,,:v,\"On \"\"moons\"\"\"\n");
  EXPECT_EQ(ask(tides(), "venues", {"Cy Dale", "between=2021.."}),
            "venue,publications,talks,services,first_year,last_year,iri,papers\nWaves,0,0,1,,,:w,\n");
  EXPECT_EQ(ask(tides(), "venues"),
            "venue,publications,authors,first_year,last_year,iri,communities,largest\n"
            "Journal of Tides,2,4,2019,2019,:v,2,around Ben Crane (2); around Cy Dale "
            "(2)\nWaves,1,2,2012,2012,:w,1,around Ben Crane (2)\n");
}

TEST(Venues, ComparesManyPersonsAndCountsByYear) {
  EXPECT_EQ(ask(tides(), "venues", {"Ada Brook", "Ben Crane", "Cy Dale"}),
            "venue,persons,publications,other,who,iri\n"
            "Waves,3,1,2,Ada Jane Brook (1); Ben Crane (1); Cy Dale (2),:w\n"
            "Journal of Tides,3,2,0,Ada Jane Brook (1); Ben Crane (2); Cy Dale (1),:v\n");
  EXPECT_EQ(ask(tides(), "venues", {"Ada Brook", "Ben Crane", "years=true"}),
            "venue,publications,2012,2013,2014,2015,2016,2017,2018,2019,undated,iri\n"
            "Journal of Tides,2,,,,,,,,1,1,:v\nWaves,1,1,,,,,,,,,:w\n");
  EXPECT_EQ(ask(tides(), "venues", {"years=true", "between=2015.."}),
            "venue,publications,2019,iri\nJournal of Tides,1,1,:v\n");
  EXPECT_EQ(ask(graph_of(""), "venues", {"years=true"}), "venue,publications,iri\n");
}

TEST(Venues, TieCommunities) {
  // Two circles who never write together meet in :v.
  const RelationGraph graph = graph_of(R"(
    :p1 vg:author :a, :b, :c ; vg:publishedIn :v . :p2 vg:author :a, :b ; vg:publishedIn :w . :p3 vg:author :a, :c ; vg:publishedIn :w .
    :q1 vg:author :x, :y ; vg:publishedIn :v . :q2 vg:author :x, :z ; vg:publishedIn :u . :r vg:author :lone ; vg:publishedIn :v .)");
  EXPECT_EQ(ask(graph, "venues", {"by=communities"}),
            "venue,publications,authors,first_year,last_year,iri,communities,largest\n"
            "v,3,6,,,:v,2,around a (3); around x (2)\nu,1,2,,,:u,1,around x (2)\nw,2,3,,,:w,1,around a (3)\n");
}

TEST(LineageAnalysis, ReportsDatesThatContradictAndCirclesWithTheirDocuments) {
  const RelationGraph graph = graph_of(R"(
    @prefix prov: <http://www.w3.org/ns/prov#> .
    :a foaf:name "Ada Brook" . :b foaf:name "Ben Crane" . :c foaf:name "Cy Dale" .
    :n1 a vg:Advising ; vg:advisingAdvisee :b ; vg:advisingAdvisor :a ; vg:relation "phd" ; vg:start "1994" ; vg:end "1998" ;
      prov:wasDerivedFrom :d1 . :d1 rdfs:label "ben.txt" .
    :n2 a vg:Advising ; vg:advisingAdvisee :a ; vg:advisingAdvisor :c ; vg:relation "phd" ; vg:end "2003" ; prov:wasDerivedFrom :d2 .
    :n3 a vg:Advising ; vg:advisingAdvisee :c ; vg:advisingAdvisor :z ; vg:relation "phd" ; vg:start "1985" ; vg:end "1980" .
    :n4 a vg:Advising ; vg:advisingAdvisee :z ; vg:advisingAdvisor :c ; vg:relation "phd" ; prov:wasDerivedFrom :d2 .)",
                                       Quotes::sources);
  const Analysis& lineage = *find_analysis("lineage");
  const auto run = [&](const char* name) {
    AnalysisArguments arguments = default_arguments(lineage);
    arguments.values = {{"NAME", {name}}};
    DiagnosticList diagnostics;
    Lines out = lineage.run(graph, arguments, diagnostics).notes;
    for (const Diagnostic& one : diagnostics.sorted()) {
      out.push_back(one.message.substr(0, one.message.find(':')));
      for (const Note& note : one.notes) out.push_back(note.message);
    }
    return out;
  };
  EXPECT_EQ(
      run("Ada Brook"),
      (Lines{"dates contradict: `Ben Crane` was done under `Ada Brook` by 1998-12-31, `Ada Brook` under `Cy Dale` "
             "not before 2003-01-01 (ben.txt; d2)",
             "dates contradict: `Cy Dale` advised by `z` begins 1985-01-01 and ends 1980-12-31",
             "`Cy Dale` → `z` → `Cy Dale`", "`z`, doctoralAdvisor `Cy Dale`: d2"}));
  EXPECT_EQ(graph_of(":n a vg:Advising ; <http://www.w3.org/ns/prov#wasDerivedFrom> :d .").sources.size(), 0u);
}

TEST(LineageAnalysis, CountsTheUndatedAdvisingThatItTellsOf) {
  const RelationGraph graph = graph_of(R"(
    :a foaf:name "Ada Brook" . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a . :s foaf:name "Sol Dale" ; vg:doctoralAdvisor :a .
    :c foaf:name "Cy Dale" . :d foaf:name "Dee Fell" ; vg:doctoralAdvisor :c . :e foaf:name "Eve Holm" ; vg:postdoctoralAdvisor :d .)");
  const Analysis& lineage = *find_analysis("lineage");
  const auto notes = [&](const Lines& names, const char* kinds) {
    AnalysisArguments arguments = default_arguments(lineage);
    arguments.values["NAME"] = names;
    arguments.values["as-of"] = {"2001"};
    if (*kinds) arguments.values["kinds"] = {kinds};
    DiagnosticList diagnostics;
    return lineage.run(graph, arguments, diagnostics).notes;
  };
  const auto pairs = [](int count) {
    return Lines{count == 1 ? "1 pair of advisor and advisee without dates counts at any time"
                            : std::to_string(count) + " pairs of advisor and advisee without dates count at any time"};
  };
  EXPECT_EQ(notes({}, ""), pairs(3));
  EXPECT_EQ(notes({}, "all"), pairs(4));
  EXPECT_EQ(notes({"Ada Brook"}, ""), pairs(2));
  EXPECT_EQ(notes({"Ben Crane"}, ""), pairs(2)) << "Sol Dale is a sibling";
  EXPECT_EQ(notes({"Dee Fell"}, ""), pairs(2)) << "Eve Holm is a student of another kind";
  EXPECT_EQ(notes({"Cy Dale"}, ""), pairs(1));
  EXPECT_EQ(notes({"Eve Holm"}, "phd"), pairs(1));
}

TEST(Analyses, TakeAnEmptyGraph) {
  const RelationGraph empty = graph_of("");
  for (const Analysis& analysis : analyses()) {
    if (analysis.name == "conflicts" || (!analysis.parameters.empty() && analysis.parameters[0].least > 0)) continue;
    EXPECT_NE(ask(empty, analysis.name), "") << analysis.name;
  }
}

TEST(Dates, CompareCertainlyOrPossibly) {
  const auto period = [](const char* begin, const char* end) {
    Period out;
    if (*begin) out.begin = *days_of(begin);
    if (*end) out.end = *days_of(end);
    return out;
  };
  EXPECT_EQ(meeting_of(period("2011", "2013"), period("2012", "2015")).kind, Overlap::certainly);
  EXPECT_EQ(meeting_of(period("2011", "2013"), period("2013", "2015")).kind, Overlap::possibly);
  EXPECT_EQ(meeting_of(period("2011", "2013"), period("2014", "2015")).kind, Overlap::apart);
  EXPECT_EQ(meeting_of(period("2011-03", "2013-06"), period("2013-07", "")).kind, Overlap::apart);
  EXPECT_EQ(meeting_of(period("", ""), period("2013", "2014")).kind, Overlap::possibly);
  EXPECT_EQ(meeting_of(period("2018", "2018"), period("2018-05-02", "2018-05-02")).kind, Overlap::possibly);
  EXPECT_EQ(day_text(days_of("2020-02")->last), "2020-02-29");
  EXPECT_FALSE(days_of("2020-02-30"));
  EXPECT_TRUE(days_of("2020-02-28T10:00:00Z"));
}

TEST(Stats, CountsDegreesAndTeams) {
  const RelationGraph graph = graph_of(
      ":a foaf:name \"Ada Brook\" . :b foaf:name \"Ben Crane\" . :c foaf:name \"Cy Dune\" . :d foaf:name \"Di Fell\" "
      ".\n"
      ":p vg:author :a, :b, :c ; vg:year 2019 . :q vg:author :a ; vg:year 2019 . :r vg:author :a, :b ; vg:year 2021 .\n"
      ":s vg:author :b . :t vg:year 2021 . :u vg:author :d ; vg:year 2021 .");
  EXPECT_EQ(ask(graph, "stats", {"degrees=true"}), "degree,persons,share\n0,1,1\n2,3,0.75\n");
  EXPECT_EQ(ask(graph, "stats", {"degrees=true", "as-of=2018"}), "degree,persons,share\n0,4,1\n");
  EXPECT_EQ(ask(graph, "stats", {"teams=true"}),
            "year,publications,mean_team,median_team,largest_team,single_authors\n"
            "2019,2,2,2,3,1\n2021,2,1.5,1.5,2,1\n,1,1,1,1,1\n");
  EXPECT_EQ(refusal(graph, "stats", {"teams=true", "degrees=true"}),
            "--degrees and --teams are two questions; ask one");
  EXPECT_EQ(ask(graph, "stats", {"teams=true", "between=2020..2022"}),
            "year,publications,mean_team,median_team,largest_team,single_authors\n2021,2,1.5,1.5,2,1\n");
}

TEST(Table, PutsLongListsBelowTheRowsOfANarrowTerminal) {
  Table table;
  table.columns = {{"name", ColumnType::text}, {"first_year", ColumnType::integer}, {"papers", ColumnType::list}};
  table.add({std::string("Ada Brook"), std::int64_t{2012},
             std::vector<std::string>{"On tides", "On the theory of waves", "On foam"}});
  table.add({std::string("Ben Crane"), std::int64_t{2019}, Cell()});
  EXPECT_EQ(to_text(table, 40),
            "name       first_year\nAda Brook        2012\n    On tides; … (2 more)\nBen Crane        2019\n");
  EXPECT_EQ(to_text(table, 18),
            "name       first\n            year\nAda Brook   2012\n    On tides; … (…\nBen Crane   2019\n");
  EXPECT_EQ(to_text(table, 64),
            "name       first_year  papers\nAda Brook        2012  On tides; On the theory of waves; On foam\n"
            "Ben Crane        2019\n");
}

TEST(Table, LeavesOutColumnsThatSayNothingBeforeItCuts) {
  Table table;
  table.columns = {{"name", ColumnType::name},
                   {"through", ColumnType::list},
                   {"same_unit", ColumnType::boolean},
                   {"iri", ColumnType::iri}};
  table.add({std::string("Ada Brook"), Cell(), false, std::string("http://example.org/ada")});
  EXPECT_EQ(to_text(table, 0),
            "name       through  same_unit  iri\nAda Brook                      http://example.org/ada\n");
  EXPECT_EQ(to_text(table, 20), "name\nAda Brook\n");
  EXPECT_EQ(to_text(Table{table.columns, {}, {}}, 20), "");
}

TEST(Table, NamesWhichOfTwoListsStandsBelow) {
  Table table;
  table.columns = {{"name", ColumnType::name}, {"kinds", ColumnType::list}, {"through", ColumnType::list}};
  table.add({std::string("Ada Brook"), std::vector<std::string>{"mentor"}, std::vector<std::string>{"Ben", "Cy Dune"}});
  EXPECT_EQ(to_text(table, 24), "name       kinds\nAda Brook  mentor\n    through: Ben; … (1…\n");
}

TEST(Table, TellsTwoOfOneNameApartWithoutTheirIris) {
  Table table;
  table.columns = {{"name", ColumnType::name},
                   {"coauthor", ColumnType::name},
                   {"iri", ColumnType::iri},
                   {"coauthor_iri", ColumnType::iri}};
  const std::string base = "http://example.org/a/long/path/person/";
  table.add({std::string("Wen Li"), std::string("Ada Brook"), base + "li", base + "ada"});
  table.add({std::string("Ada Brook"), std::string("Wen Li"), base + "ada", base + "li-2"});
  EXPECT_EQ(to_text(table, 40), "name         coauthor\nWen Li (li)  Ada Brook\nAda Brook    Wen Li (li-2)\n");
}

TEST(Table, TellsThemApartByWholeIrisWhereTheirEndsDoNot) {
  Table table;
  table.columns = {{"name", ColumnType::name}, {"through", ColumnType::list}, {"iri", ColumnType::iri}};
  for (const char* iri : {"http://e.org/a/li", "http://e.org/b/li", "http://e.org/c/", "http://e.org/d/li-2"})
    table.add({std::string("Wen Li"), Cell(), std::string(iri)});
  table.add({std::string("Wen Li"), Cell(), Cell()});
  EXPECT_EQ(to_text(table, 34),
            "name\nWen Li (http://e.org/a/li)\nWen Li (http://e.org/b/li)\nWen Li (http://e.org/c/)\n"
            "Wen Li (li-2)\nWen Li\n");
}

TEST(Table, CutsALastColumn) {
  Table table;
  table.columns = {{"name", ColumnType::name}, {"iri", ColumnType::iri}};
  table.add({std::string("Ada Brook"), std::string("http://example.org/ada")});
  EXPECT_EQ(to_text(table, 8), "name\nAda Bro…\n");
}

TEST(Table, PutsDetailsBelowTheRowsOfANarrowTerminal) {
  Table table;
  table.columns = {{"overlap", ColumnType::text}, {"where", ColumnType::name}, {"first", ColumnType::text, true}};
  table.add({std::string("certainly"), std::string("Tarn College"), std::string("lecturer (position), 2011–2013")});
  EXPECT_EQ(to_text(table, 44),
            "overlap    where\ncertainly  Tarn College\n    first: lecturer (position), 2011–2013\n");
}

TEST(Table, WritesNumbersWithoutRoomInBlocks) {
  Table table;
  table.columns = {{"venue", ColumnType::name}};
  std::vector<Cell> row{std::string("Letters on Tarns and Meres")};
  for (std::int64_t year = 2001; year <= 2008; ++year) {
    table.columns.push_back({std::to_string(year), ColumnType::integer});
    row.emplace_back(year - 2000);
  }
  table.add(row);
  EXPECT_EQ(to_text(table, 40),
            "venue                   2001  2002  2003\nLetters on Tarns and…      1     2     3\n\n"
            "venue                   2004  2005  2006\nLetters on Tarns and…      4     5     6\n\n"
            "venue                       2007  2008\nLetters on Tarns and Meres     7     8\n");
}

TEST(Table, WritesCsvJsonAndText) {
  Table table;
  table.columns = {
      {"name", ColumnType::text}, {"n", ColumnType::integer}, {"x", ColumnType::real}, {"list", ColumnType::list}};
  table.add({std::string("a,\"b\"\n"), std::int64_t{7}, 0.5, std::vector<std::string>{"p", "q"}});
  table.add({std::string("Évrard"), Cell(), 1.0 / 3, Cell()});
  EXPECT_EQ(to_csv(table), "name,n,x,list\n\"a,\"\"b\"\"\n\",7,0.5,p; q\nÉvrard,,0.333333333333,\n");
  EXPECT_EQ(to_json(table),
            "[\n{\"name\":\"a,\\\"b\\\"\\n\",\"n\":7,\"x\":0.5,\"list\":[\"p\",\"q\"]},\n{\"name\":\"Évrard\",\"x\":0."
            "33333333333333331}\n]\n");
  EXPECT_EQ(to_text(table, 24), "name    n       x  list\na,\"b\"   7     0.5  p; q\nÉvrard     0.3333\n");
  table.columns[0].type = ColumnType::iri;
  EXPECT_EQ(to_text(table, 24).substr(0, 5), "name ");
  EXPECT_EQ(to_text(table, 22), "n       x  list\n7     0.5  p; q\n   0.3333\n");
}

}  // namespace
}  // namespace vitagraph::graph
