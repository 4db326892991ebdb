// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <fstream>

#include "ask.hpp"
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

}  // namespace
}  // namespace vitagraph::graph
