// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <fstream>

#include "ask.hpp"
#include "graph/analyses/conflict_lists.hpp"
#include "graph/conflicts.hpp"

namespace vitagraph::graph {
namespace {

const RelationGraph& committee() {
  static const RelationGraph graph = graph_of(R"(
    :u rdfs:label "Harbour University" .
    :a foaf:name "Ada Brook" . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a . :c foaf:name "Cy Dale" ; vg:doctoralAdvisor :a .
    :d foaf:name "Dee Ewing" . :e foaf:name "Eve Falk" . :f foaf:name "Flo Gray" .
    :p1 dcterms:title "On tides" ; vg:author :b, :d ; vg:year 2022 . :p2 dcterms:title "On waves" ; vg:author :d, :e ; vg:year 2021 .
    :p3 dcterms:title "On foam" ; vg:author :b, :e . :p4 dcterms:title "On salt" ; vg:author :b, :f ; vg:year 2010 .
    :x a vg:Position ; vg:person :f ; vg:organization :u ; vg:start "2020" ; vg:end "2023" .
    :y a vg:Position ; vg:person :d ; vg:organization :u ; vg:start "2021" ; vg:end "2022" .
    :z a vg:Position ; vg:person :e ; vg:organization :u ; vg:start "2023" .)");
  return graph;
}

/// "author verdict rule: evidence" for each row about one reviewer.
Lines about(const std::string& reviewer, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"reviewers=" + reviewer, "as-of=2024-06-01"};
  for (const char* author : {"Ada Brook", "Ben Crane", "Cy Dale", "Dee Ewing", "Eve Falk", "Flo Gray"})
    words.push_back(std::string("authors=") + author);
  words.insert(words.end(), more.begin(), more.end());
  const Analysis& analysis = *find_analysis("conflicts");
  AnalysisArguments arguments = default_arguments(analysis);
  for (const std::string& word : words)
    arguments.values[word.substr(0, word.find('='))].push_back(word.substr(word.find('=') + 1));
  DiagnosticList diagnostics;
  Lines out;
  for (const auto& row : analysis.run(committee(), arguments, diagnostics).rows)
    out.push_back(cell_text(row[1]) + " " + cell_text(row[2]) + " " + cell_text(row[3]) + ": " + cell_text(row[4]) +
                  cell_text(row[5]));
  return out;
}

std::string file_with(const std::string& text) {
  const std::string path = testing::TempDir() + "conflicts-" + std::to_string(::getpid()) + "-" +
                           std::to_string(std::hash<std::string>()(text)) + ".txt";
  std::ofstream(path) << text;
  return path;
}

TEST(Conflicts, TellsDefiniteFromPossible) {
  EXPECT_EQ(about("Ben Crane"),
            (Lines{"Ada Brook definite advisor: doctoralAdvisor of Ben Crane: Ada Brook",
                   "Ben Crane definite self: Ben Crane", "Dee Ewing definite coauthor: On tides (2022)",
                   "Eve Falk possible coauthor: On foam (undated)"}));
  EXPECT_EQ(about("Dee Ewing"),
            (Lines{"Ben Crane definite coauthor: On tides (2022)", "Dee Ewing definite self: Dee Ewing",
                   "Eve Falk possible coauthor: On waves (2021)",
                   "Flo Gray definite institution: Harbour University (2021-12-31 – 2022-01-01)"}));
  EXPECT_EQ(about("Flo Gray")[1], "Eve Falk possible institution: Harbour University (2023-01-01 – 2023-12-31)");
}

TEST(Conflicts, IsSymmetric) {
  const char* const names[] = {"Ada Brook", "Ben Crane", "Cy Dale", "Dee Ewing", "Eve Falk", "Flo Gray"};
  const std::string policy =
      "policy=" + file_with("sibling: for life\nsecond_order: 10\nadvisor: for life\ncoauthor: 20\ninstitution: 20\n");
  std::vector<std::string> forth;
  std::vector<std::string> back;
  for (const char* reviewer : names)
    for (const std::string& line : about(reviewer, {policy})) {
      const std::string author = line.substr(0, line.find(' ', line.find(' ') + 1));
      const std::string rest = line.substr(author.size());
      forth.push_back(std::string(reviewer) + "|" + author + rest);
      back.push_back(author + "|" + reviewer + rest);
    }
  std::sort(forth.begin(), forth.end());
  std::sort(back.begin(), back.end());
  EXPECT_EQ(forth, back);
}

TEST(Conflicts, FollowsThePolicy) {
  const std::string policy =
      "policy=" +
      file_with("# strict\nsibling: for life\ncoauthor: never\nadvisor: never\ninstitution: 0\nsecond_order: 5\n");
  EXPECT_EQ(about("Ben Crane", {policy}),
            (Lines{"Ben Crane definite self: Ben Crane", "Cy Dale definite sibling: Ada Brook"}));
  EXPECT_THROW(ConflictPolicy::parse("coauthor: often", "p"), Error);
  EXPECT_THROW(ConflictPolicy::parse("friend: 3", "p"), Error);
  EXPECT_THROW(ConflictPolicy::parse("coauthor 3", "p"), Error);
  EXPECT_EQ(ConflictPolicy::parse("coauthor: 4 # years\n\n", "p").coauthor, 4);
}

TEST(Conflicts, RemembersDismissals) {
  const std::string file = "dismissed=" + file_with("Dee Ewing\tBen Crane\tcoauthor\ta proceedings preface\n# none\n");
  const Lines found = about("Ben Crane", {file});
  for (const std::string& line : found) EXPECT_FALSE(line.starts_with("Dee Ewing")) << line;
  const Lines all = about("Ben Crane", {file, "all=true"});
  EXPECT_NE(std::find(all.begin(), all.end(), "Dee Ewing dismissed coauthor: On tides (2022)a proceedings preface"),
            all.end());
  EXPECT_NE(std::find(all.begin(), all.end(), "Cy Dale none : "), all.end());
}

TEST(Conflicts, GoesOnPastUnknownNames) {
  EXPECT_EQ(about("@" + file_with("# chairs\nAda Brok\n\nAda Brook\n")),
            (Lines{" unknown : nobody of this name; similar: Ada Brook", "Ada Brook definite self: Ada Brook",
                   "Ben Crane definite advisor: doctoralAdvisor of Ben Crane: Ada Brook",
                   "Cy Dale definite advisor: doctoralAdvisor of Cy Dale: Ada Brook"}));
}

TEST(Conflicts, SaysWhereUnknownNamesStand) {
  const std::string chairs = file_with("# chairs\nAda Brok\n\nAda Brook\n");
  const std::string authors = file_with("paper,first,last\n7,\"Ben\",Crane\n8,\"Zoe\nMay\",Nobody\n9,Yan,Nobody\n");
  const std::string dismissed = file_with("Ada Brook\tXia Nobody\t*\tan error\n");
  const Analysis& analysis = *find_analysis("conflicts");
  AnalysisArguments arguments = default_arguments(analysis);
  arguments.values = {
      {"reviewers", {"@" + chairs}}, {"authors", {"@" + authors, "W. Nobody"}}, {"dismissed", {dismissed}}};
  DiagnosticList diagnostics;
  analysis.run(committee(), arguments, diagnostics);
  Lines found;
  for (const Diagnostic& one : diagnostics.sorted()) {
    EXPECT_EQ(one.kind, Kind::unknown_person);
    const std::string file = one.location.file == chairs ? "chairs" : one.location.file == authors ? "authors" : "";
    found.push_back(file + ":" + std::to_string(one.location.line) + ": " + one.message);
  }
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (Lines{":0: `W. Nobody`: nobody of this name in the graph; not checked",
                          ":1: `Xia Nobody`: nobody of this name in the graph; dismisses nothing",
                          "authors:3: `Zoe May Nobody`: nobody of this name in the graph; not checked",
                          "authors:5: `Yan Nobody`: nobody of this name in the graph; not checked",
                          "chairs:2: `Ada Brok`: nobody of this name; similar: Ada Brook; not checked"}));
}

TEST(Conflicts, SurvivePeopleWhoAdviseThemselves) {
  const RelationGraph graph = graph_of(
      ":a foaf:name \"Ada Brook\" ; vg:doctoralAdvisor :a . :b foaf:name \"Ben Crane\" ; vg:doctoralAdvisor :a .");
  EXPECT_EQ(ask(graph, "conflicts", {"reviewers=Ada Brook", "authors=Ben Crane", "as-of=2024"}),
            "reviewer,author,verdict,rule,evidence,note,reviewer_iri,author_iri,papers\n"
            "Ada Brook,Ben Crane,definite,advisor,doctoralAdvisor of Ben Crane: Ada Brook,,:a,:b,\n");
  EXPECT_EQ(ask(graph, "lineage", {"Ada Brook"}),
            "relation,generation,name,kinds,through,iri\ndescendant,1,Ben Crane,doctoralAdvisor,Ada Brook,:b\n");
  EXPECT_EQ(related(graph).diagnostics, Lines{"`Ada Brook` is given as their own advisor; left out"});
}

const RelationGraph& harbour() {
  static const std::string turtle = R"(
    @prefix prov: <http://www.w3.org/ns/prov#> .
    :a foaf:name "Ada Brook" . :b foaf:name "Ben Crane" . :c foaf:name "Cy Dale" . :d foaf:name "Dee Ewing" .
    :fund rdfs:label "Harbour Fund" . :meet rdfs:label "Tides Meeting" . :other rdfs:label "Waves Meeting" .
    :g1 a vg:Grant ; vg:person :a, :b ; vg:funder :fund ; dcterms:title "Foam" ; vg:start "2021" ; vg:end "2023" ;
      vg:hasQuotation :q . :q prov:value "Foam, Harbour Fund, with B. Crane" .
    :g2 a vg:Grant ; vg:person :a ; vg:funder :fund ; dcterms:title "Salt marshes of the north" ; vg:start "2022" ; vg:end "2024" .
    :g3 a vg:Grant ; vg:person :c ; vg:funder :fund ; dcterms:title "Salt Marshes of the North" ; vg:year 2023 .
    :g4 a vg:Grant ; vg:person :d ; vg:funder :meet ; dcterms:title "Salt marshes of the north" ; vg:year 2023 .
    :g5 a vg:Grant ; vg:person :b, :d ; dcterms:title "Old sand" ; vg:start "2001" ; vg:end "2004" .
    :s1 a vg:Service ; vg:person :a ; vg:venue :meet ; vg:role "Workshop Co-organizer" ; vg:year 2022 .
    :s2 a vg:Service ; vg:person :d ; vg:venue :meet ; vg:role "organizer" ; vg:year 2022, 2019 .
    :s3 a vg:Service ; vg:person :c ; vg:venue :meet ; vg:role "Organizer" ; vg:year 2018 .
    :s4 a vg:Service ; vg:person :b ; vg:venue :meet ; vg:role "Reviewer" ; vg:year 2022 .
    :s5 a vg:Service ; vg:person :c ; vg:venue :other ; vg:role "Co-organizer" .
    :s6 a vg:Service ; vg:person :d ; vg:venue :other ; vg:role "Co-organizer" ; vg:year 2023 .)";
  static const RelationGraph graph = graph_of(turtle, Quotes::keep);
  return graph;
}

std::string checked(const RelationGraph& graph, std::vector<std::string> words) {
  words.push_back("as-of=2024-06-01");
  words.push_back("policy=" + file_with("organiser_roles: [organizer, \"co-organizer\"]\ngrant: 3\norganiser: 3\n"));
  return ask(graph, "conflicts", words);
}

TEST(Conflicts, FindsGrantsHeldTogether) {
  const std::string heading = "reviewer,author,verdict,rule,evidence,note,reviewer_iri,author_iri,papers\n";
  EXPECT_EQ(
      checked(harbour(), {"reviewers=Ada Brook", "authors=Ben Crane"}),
      heading +
          "Ada Brook,Ben Crane,definite,grant,\"Foam (2021–2023) “Foam, Harbour Fund, with B. Crane”\",,:a,:b,\n");
  // Two pages may each name the same grant: the same title, funder and time.
  EXPECT_EQ(checked(harbour(), {"reviewers=Cy Dale", "authors=Ada Brook"}),
            heading + "Cy Dale,Ada Brook,possible,grant,Salt marshes of the north (2022–2024),,:c,:a,\n");
  // Another funder is another grant; an old grant is no conflict any more.
  EXPECT_EQ(checked(harbour(), {"reviewers=Dee Ewing", "authors=Ben Crane"}), heading);
}

TEST(Conflicts, FindsWhoOrganisedTogether) {
  const std::string found =
      checked(harbour(), {"reviewers=Dee Ewing", "authors=Ada Brook", "authors=Ben Crane", "authors=Cy Dale"});
  EXPECT_NE(found.find("Dee Ewing,Ada Brook,definite,organiser,Tides Meeting (2022)"), std::string::npos) << found;
  EXPECT_NE(found.find("Dee Ewing,Cy Dale,possible,organiser,\"Waves Meeting (2023, undated)"), std::string::npos)
      << found;
  EXPECT_EQ(found.find("Ben Crane"), std::string::npos) << found;  // a reviewer organises nothing
  const std::string back = checked(harbour(), {"reviewers=Cy Dale", "authors=Dee Ewing"});
  EXPECT_NE(back.find("Cy Dale,Dee Ewing,possible,organiser,\"Waves Meeting (2023, undated)"), std::string::npos)
      << back;
}

TEST(Conflicts, ReadsAndWritesWhatHotCrpDoes) {
  const std::string authors = file_with(
      "paper,title,first,last,email,affiliation\r\n"
      "7,\"On foam, again\",Ben,Crane,ben@avon.example,\"Avon\nUniversity\"\r\n"
      "7,\"On foam, again\",Zoe,Unknown,zoe@avon.example,Avon\r\n"
      "9,On salt,Cy,Dale,cy@avon.example,\r\n");
  // A contact of a paper who is none of its authors has no conflict by it.
  const std::string contacts = file_with(
      "paper,title,given_name,family_name,email,affiliation,iscontact\n"
      "7,On foam,Ben,Crane,ben@avon.example,Avon,yes\n7,On foam,Cy,Dale,cy@avon.example,Avon,contact_only\n");
  EXPECT_EQ(checked(harbour(), {"reviewers=Ada Brook <ada@tide.example>", "authors=@" + contacts, "for=hotcrp"}),
            "paper,action,email,conflict\n7,conflict,ada@tide.example,collaborator\n");
  const std::string committee =
      file_with("given_name,family_name,email,affiliation,roles\nAda,Brook,ada@tide.example,Tide,pc\n");
  EXPECT_EQ(checked(harbour(), {"reviewers=@" + committee, "authors=@" + authors, "for=hotcrp"}),
            "paper,action,email,conflict\n7,conflict,ada@tide.example,collaborator\n9,conflict,ada@tide.example,"
            "collaborator\n");
  EXPECT_EQ(checked(harbour(), {"reviewers=@" + committee, "authors=@" + authors, "for=hotcrp", "definite=true"}),
            "paper,action,email,conflict\n7,conflict,ada@tide.example,collaborator\n");
  const std::string report = checked(harbour(), {"reviewers=@" + committee, "authors=@" + authors});
  EXPECT_NE(report.find(",Zoe Unknown,unknown,"), std::string::npos) << report;
  EXPECT_NE(report.find(":a,:b,7\n"), std::string::npos) << report;
  EXPECT_EQ(refusal(harbour(), "conflicts",
                    {"reviewers=@" + file_with("email,roles\nada@tide.example,pc\n"), "authors=Cy Dale"})
                    .find("a table without a column of names") == std::string::npos,
            false);
}

TEST(Conflicts, ReadsAndWritesWhatOpenReviewDoes) {
  const std::string papers = file_with(
      "number,title,authors,authorids\n12,On foam,Ben Crane|Cy Dale,~Ben_Crane1|~Cy_Dale2\n13,On sand,Ben "
      "Crane,~Ben_Crane1\n");
  const std::string reviewers = file_with("~Ada_Brook1\n~Dee_Ewing1\n");
  EXPECT_EQ(checked(harbour(), {"reviewers=@" + reviewers, "authors=@" + papers, "for=openreview"}),
            "12,~Ada_Brook1,-1\n13,~Ada_Brook1,-1\n12,~Dee_Ewing1,-1\n");
  // "Reviewer Status" of the chairs' console; its submissions link their forum, and the matcher wants the id.
  const std::string status = file_with("id,name,email,institution name\n~Ada_Brook1,Ada Brook,ada@tide.example,Tide\n");
  const std::string forums = file_with(
      "number,forum,title,authorids\n12,https://openreview.net/forum?id=xY7-a,On foam,~Ben_Crane1|~Cy_Dale2\n");
  EXPECT_EQ(checked(harbour(), {"reviewers=@" + status, "authors=@" + forums, "for=openreview"}),
            "xY7-a,~Ada_Brook1,-1\n");
}

TEST(Conflicts, ForgetsDismissedOnesInUploadsToo) {
  const std::string papers = file_with("number,authorids\n12,~Ben_Crane1\n");
  const std::string dismissed = file_with("Ben Crane\tAda Brook\tgrant\tthe grant was never drawn\n");
  EXPECT_EQ(
      checked(harbour(), {"reviewers=~Ada_Brook1", "authors=@" + papers, "for=openreview", "dismissed=" + dismissed}),
      "");
}

TEST(ConflictLists, TakeAnyBytes) {
  for (const std::string text : {"", "\"", "\"a\"\"b\",\n", ",,,\n\n,", "name\n\"Ada\nBrook",
                                 "\xEF\xBB\xBFname\nAda Brook\n", "first,last\nAda\n"}) {
    AnalysisArguments arguments;
    arguments.values["authors"] = {"@" + file_with(text)};
    try {
      people_of(arguments, "authors");
    } catch (const Error&) {
    }
  }
  EXPECT_EQ(read_csv("a,\"b \"\"c\"\"\nd\"\n\ne"), (std::vector<std::vector<std::string>>{{"a", "b \"c\"\nd"}, {"e"}}));
  EXPECT_EQ(name_of_profile("~Ada_Jane_Brook12"), "Ada Jane Brook");
}

}  // namespace
}  // namespace vitagraph::graph
