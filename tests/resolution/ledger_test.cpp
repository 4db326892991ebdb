// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "resolution/resolution.hpp"
#include "given_facts.hpp"

namespace vitagraph::resolution {
namespace {

struct Outcome {
  std::map<std::string, std::string> of;  ///< "source name" -> person path
  Resolution resolution;
  DiagnosticList diagnostics;
};

class LedgerFile {
 public:
  explicit LedgerFile(std::string_view text)
      : path_(std::filesystem::temp_directory_path() / fmt::format("ledger_{}_{}", ::getpid(), ++count_)) {
    std::ofstream(path_) << text;
  }
  ~LedgerFile() { std::filesystem::remove(path_); }
  Options options() const { return {path_.string(), 1}; }

 private:
  std::filesystem::path path_;
  static inline int count_ = 0;
};

void run(Outcome& out, std::string_view facts, const Options& options = {}) {
  out.resolution = resolve(facts_of(facts), words(), schema(), options, out.diagnostics);
  for (const Mention& mention : out.resolution.mentions)
    if (mention.kind == EntityKind::person) out.of[mention.source + " " + mention.name] = mention.entity;
}

// Two documents of one scholar, a namesake elsewhere, an initial that fits two, two namesakes on one paper.
const std::string people = R"(
{"type": "person", "name": "Ada Mossgrove", "email": ["ada@avon.example"], "source": "cv.txt"}
{"type": "position", "person": "Ada Mossgrove", "organization": "Avon University", "source": "cv.txt"}
{"type": "publication", "title": "Spores in the river Avon and its banks", "authors": ["A. Mossgrove", "Bo Fernhill"], "year": "2019", "source": "cv.txt"}
{"type": "publication", "title": "Lichens on walls of northern churches", "authors": ["Mossgrove, A.", "C. Lichenski", "Bo Fernhill"], "year": "2020", "source": "cv.txt"}
{"type": "advising", "advisor": "Ada Mossgrove", "advisee": "Cy Lichenski", "relation": "phd", "source": "cv.txt"}
{"type": "advising", "advisor": "Ada Mossgrove", "advisee": "Carla Lichenski", "relation": "phd", "source": "cv.txt"}
{"type": "publication", "title": "Spores in the River Avon and its Banks", "authors": ["Ada Mossgrove", "Bo Fernhil"], "year": "2019", "source": "list.bib"}
{"type": "person", "name": "Bo Fernhill", "source": "other.txt"}
{"type": "publication", "title": "Glass in the age of steam", "authors": ["Bo Fernhill", "Ute Glaser"], "year": "1999", "source": "other.txt"}
{"type": "publication", "title": "Names alike", "authors": ["Wei Zhang", "Wei Zhang"], "year": "2001", "source": "other.txt"}
)";

TEST(Persons, EvidenceDecidesAndItsLackDoesNot) {
  Outcome r;
  run(r, people);
  EXPECT_EQ(r.of["cv.txt A. Mossgrove"], "person/ada-mossgrove");
  EXPECT_EQ(r.of["cv.txt Mossgrove, A."], "person/ada-mossgrove");
  EXPECT_EQ(r.of["list.bib Ada Mossgrove"], "person/ada-mossgrove");
  // The same place in the same paper: a slip of the pen.
  EXPECT_EQ(r.of["list.bib Bo Fernhil"], r.of["cv.txt Bo Fernhill"]);
  // A namesake with whom nothing is shared stays apart, and is listed.
  EXPECT_NE(r.of["other.txt Bo Fernhill"], r.of["cv.txt Bo Fernhill"]);
  EXPECT_EQ(r.of["other.txt Bo Fernhill"], "person/bo-fernhill");  // the subject of a document keeps the plain path
  // An initial that fits two is neither's.
  EXPECT_NE(r.of["cv.txt C. Lichenski"], r.of["cv.txt Cy Lichenski"]);
  EXPECT_NE(r.of["cv.txt C. Lichenski"], r.of["cv.txt Carla Lichenski"]);
  EXPECT_FALSE(r.resolution.undecided.empty());
  std::set<std::string> zhangs;
  for (const Mention& mention : r.resolution.mentions)
    if (mention.name == "Wei Zhang") zhangs.insert(mention.entity);
  EXPECT_EQ(zhangs.size(), 2u);
}

TEST(Persons, ContradictionsOutweighEverything) {
  Outcome r;
  run(r, R"(
{"type": "person", "name": "Ada Mossgrove", "homepage": "https://a.example/ada", "ids": {"orcid": "0000-0002-1825-0097"}, "source": "a.txt"}
{"type": "person", "name": "Ada Mossgrove", "homepage": "https://a.example/ada", "ids": {"orcid": "0000-0001-5109-3700"}, "source": "b.txt"}
{"type": "person", "name": "Cy Lichenski", "homepage": "https://a.example/cy/", "source": "a.txt"}
{"type": "person", "name": "Cy Lichenski", "homepage": "http://www.a.example/cy", "source": "b.txt"}
)");
  EXPECT_NE(r.of["a.txt Ada Mossgrove"], r.of["b.txt Ada Mossgrove"]);
  EXPECT_EQ(r.of["a.txt Cy Lichenski"], r.of["b.txt Cy Lichenski"]);
}

TEST(Persons, OrderChangesNothingAndAdditionOnlyWhatItTouches) {
  Outcome before, after;
  run(before, people);
  std::vector<facts::Fact> facts = facts_of(people);
  std::mt19937 random(3);
  DiagnosticList diagnostics;
  for (int round = 0; round < 10; ++round) {
    std::shuffle(facts.begin(), facts.end(), random);
    const Resolution again = resolve(facts, words(), schema(), {}, diagnostics);
    for (const Mention& mention : again.mentions)
      if (mention.kind == EntityKind::person && mention.name != "Wei Zhang") {
        ASSERT_EQ(before.of[mention.source + " " + mention.name], mention.entity);
      }
  }
  run(after,
      people +
          R"({"type": "publication", "title": "Clouds over Holm", "authors": ["Nils Holm", "Ada Mossgrove"], "year": "2003", "source": "aaa.txt"})"
          "\n");
  for (const auto& [mention, path] : before.of) EXPECT_EQ(after.of[mention], path) << mention;
}

TEST(Persons, VenuesAndCommonNamesCountWithFullNames) {
  Outcome r;
  const auto paper = [](const char* source, const char* author, const char* other, const char* venue) {
    static int number = 0;
    return fmt::format(
        R"({{"type": "publication", "title": "A study of bog number {} and its moss", "authors": ["{}", "{}"], "venue": "{}", "source": "{}"}})"
        "\n",
        ++number * 37, author, other, venue, source);
  };
  // One venue in common is not enough for an equal full name, two are; a coauthor of a common name is.
  run(r, paper("a.txt", "Ada Fernby", "Gus One", "Journal of Bogs") +
             paper("b.txt", "Ada Fernby", "Hal Two", "Journal of Bogs") +
             paper("c.txt", "Bo Fernby", "Ida Three", "Journal of Bogs") +
             paper("c.txt", "Bo Fernby", "Jim Four", "Letters on Peat") +
             paper("d.txt", "Bo Fernby", "Kim Five", "Letters on Peat") +
             paper("d.txt", "Bo Fernby", "Lea Six", "Journal of Bogs") +
             paper("e.txt", "Cy Fernby", "Wei Wang", "Annals of Fog") +
             paper("f.txt", "Cy Fernby", "Wei Wang", "Acta Palustria") +
             paper("g.txt", "D. Fernby", "Wei Wang", "Annals of Rain") +
             paper("h.txt", "Dee Fernby", "Wei Wang", "Acta Nivalia"));
  EXPECT_NE(r.of["a.txt Ada Fernby"], r.of["b.txt Ada Fernby"]);
  EXPECT_EQ(r.of["c.txt Bo Fernby"], r.of["d.txt Bo Fernby"]);
  EXPECT_EQ(r.of["e.txt Cy Fernby"], r.of["f.txt Cy Fernby"]);
  EXPECT_NE(r.of["g.txt D. Fernby"], r.of["h.txt Dee Fernby"]);
}

TEST(Publications, VersionsAreLinkedAndNamesakesStayApart) {
  Outcome r;
  run(r, R"(
{"type": "publication", "title": "Moss as a model of patience", "authors": ["Ada Mossgrove"], "kind": "preprint", "year": "2019", "source": "a.txt"}
{"type": "publication", "title": "Moss as a Model of Patience", "authors": ["A. Mossgrove"], "kind": "journal", "venue": "Journal of Moss", "year": "2020", "source": "b.txt"}
{"type": "publication", "title": "Book review: Mosses", "authors": ["Ada Mossgrove"], "kind": "journal", "venue": "Moss Letters", "year": "2018", "source": "a.txt"}
{"type": "publication", "title": "Book review: Mosses", "authors": ["Ada Mossgrove"], "kind": "journal", "venue": "Fern Letters", "year": "2021", "source": "a.txt"}
)");
  std::map<std::string, std::string> self;
  for (const facts::Fact& fact : r.resolution.facts)
    if (fact.type == "publication")
      self[std::string(fact.text("year"))] = std::get<std::string>(fact.entities.find("self")->second);
  EXPECT_NE(self["2019"], self["2020"]);
  EXPECT_NE(self["2018"], self["2021"]);
  for (const facts::Fact& fact : r.resolution.facts)
    if (fact.type == "publication" && fact.text("year") == "2019") {
      ASSERT_TRUE(fact.normal.count("version_of"));
      EXPECT_EQ(std::get<std::string>(fact.normal.find("version_of")->second), self["2020"]);
    }
}

TEST(Ledger, IsObeyed) {
  const LedgerFile ledger(
      "# what we know\nsame Bo Fernhill @ other.txt = Bo Fernhill @ cv\n"
      "different A. Mossgrove != Mossgrove, A.\nsame C. Lichenski = Cy Lichenski\nlabel person/cy-lichenski \"Cyril "
      "Lichenski\"\n");
  Outcome r;
  run(r, people, ledger.options());
  EXPECT_TRUE(r.diagnostics.empty()) << r.diagnostics.sorted()[0].str();
  EXPECT_EQ(r.of["other.txt Bo Fernhill"], r.of["cv.txt Bo Fernhill"]);
  EXPECT_EQ(r.of["cv.txt C. Lichenski"], "person/cy-lichenski");
  EXPECT_NE(r.of["cv.txt A. Mossgrove"], r.of["cv.txt Mossgrove, A."]);
  for (const Entity& entity : r.resolution.entities)
    if (entity.path == "person/cy-lichenski") {
      EXPECT_EQ(entity.label, "Cyril Lichenski");
    }
}

TEST(Ledger, TakesPathsOfARunWithoutIt) {
  Outcome before, after;
  run(before, people);
  const LedgerFile ledger(
      fmt::format("same {} = {}\n", before.of["cv.txt C. Lichenski"], before.of["cv.txt Carla Lichenski"]));
  run(after, people, ledger.options());
  EXPECT_TRUE(after.diagnostics.empty());
  EXPECT_EQ(after.of["cv.txt C. Lichenski"], after.of["cv.txt Carla Lichenski"]);
}

TEST(Ledger, MistakesAreReportedWithTheirLines) {
  const LedgerFile ledger(
      "same Ada Mossgrove = Cy Lichenski\nsame Cy Lichenski = Carla Lichenski\ndifferent Ada Mossgrove != Carla "
      "Lichenski\n"
      "same Nobody Here = Ada Mossgrove\nunite A and B\n");
  Outcome r;
  run(r, people, ledger.options());
  auto all = r.diagnostics.sorted();
  // The first lines make persons one of whom one advised the other.
  EXPECT_GE(std::erase_if(all, [](const Diagnostic& d) { return d.kind == Kind::advisor_self; }), 1u);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].kind, Kind::ledger_contradiction);
  EXPECT_EQ(all[0].location.line, 3u);
  ASSERT_EQ(all[0].notes.size(), 2u);
  EXPECT_EQ(all[0].notes[0].location.line, 1u);
  EXPECT_EQ(all[0].notes[1].location.line, 2u);
  EXPECT_EQ(all[1].kind, Kind::ledger_unknown_name);
  EXPECT_EQ(all[2].kind, Kind::ledger_syntax);
}

TEST(Explain, TellsTheEvidence) {
  DiagnosticList diagnostics;
  const auto why = [&](std::string_view a, std::string_view b) {
    return explain(facts_of(people), a, b, words(), schema(), {}, diagnostics);
  };
  const Explanation same = why("Ada Mossgrove @ list.bib", "A. Mossgrove");
  EXPECT_EQ(same.verdict, Verdict::same);
  EXPECT_GE(same.evidence.size(), 2u);
  EXPECT_FALSE(same.chain.empty());
  EXPECT_NE(same.str().find("cv.txt"), std::string::npos) << same.str();
  EXPECT_EQ(why("C. Lichenski", "Cy Lichenski").verdict, Verdict::undecided);
  EXPECT_EQ(why("Ada Mossgrove", "Bo Fernhill").verdict, Verdict::different);
  EXPECT_EQ(why("Ada Mossgrove", "Nobody Here").verdict, Verdict::unknown);
  // With the quoted words that count, and where they stand.
  EXPECT_NE(same.str().find("`Bo Fernhill` (cv.txt"), std::string::npos) << same.str();
}

TEST(Explain, TellsHowNamesAreCompared) {
  const std::string facts = R"(
{"type": "publication", "title": "Moss as a model of patience", "authors": ["Ada Mossgrove"], "venue": "Annual Meeting of the Moss Society", "kind": "preprint", "year": "2019", "source": "a.txt"}
{"type": "publication", "title": "Moss as a Model of Patience", "authors": ["A. Mossgrove"], "venue": "Workshop on Moss", "kind": "journal", "year": "2020", "source": "b.txt"}
{"type": "position", "person": "Ada Mossgrove", "organization": "Avon University", "source": "a.txt"}
{"type": "position", "person": "Ada Mossgrove", "organization": "University of Avon", "source": "b.txt"}
)";
  DiagnosticList diagnostics;
  const auto why = [&](std::string_view a, std::string_view b) {
    return explain(facts_of(facts), a, b, words(), schema(), {}, diagnostics).str();
  };
  const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
  const std::string universities = why("Avon University", "University of Avon");
  EXPECT_TRUE(has(universities, "`Avon University` (a.txt, position)") && has(universities, "the other a … University"))
      << universities;
  EXPECT_TRUE(has(why("Annual Meeting of the Moss Society", "Workshop on Moss"), "never its host"));
  const std::string papers = why("Moss as a model of patience", "Moss as a Model of Patience");
  EXPECT_TRUE(has(papers, "equal letter by letter") && has(papers, "linked, not merged")) << papers;
}

TEST(Preview, TellsWhatALineWouldChange) {
  DiagnosticList diagnostics;
  const auto changes =
      preview(facts_of(people), "same C. Lichenski = Cy Lichenski", words(), schema(), {}, diagnostics);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].mention.name, "C. Lichenski");
  EXPECT_EQ(changes[0].becomes, "person/cy-lichenski");
  EXPECT_TRUE(
      preview(facts_of(people), "same Ada Mossgrove = A. Mossgrove", words(), schema(), {}, diagnostics).empty());
}

TEST(Ledger, TwoLabelsAndTwoKindsAreReported) {
  const LedgerFile ledger(
      "label person/bo-fernhill \"Bo F.\"\nsame Ada Mossgrove = Avon University\n"
      "label person/bo-fernhill \"Bo Fernhill\"\nlabel person/bo-fernhill \"Bo F.\"\n");
  Outcome r;
  run(r, people, ledger.options());
  const auto all = r.diagnostics.sorted();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].kind, Kind::ledger_two_kinds);
  EXPECT_EQ(all[0].location.line, 2u);
  EXPECT_EQ(all[1].kind, Kind::ledger_two_labels);
  EXPECT_EQ(all[1].location.line, 3u);
  ASSERT_EQ(all[1].notes.size(), 1u);
  EXPECT_EQ(all[1].notes[0].location.line, 1u);
}

LedgerEdit edited(LedgerEdit::Sort sort, std::string_view a, std::string_view b, DiagnosticList& diagnostics,
                  const Options& options = {}) {
  return edit_ledger(facts_of(people), sort, a, b, words(), schema(), options, diagnostics);
}

TEST(LedgerEdit, GivesTheLineAndWhatItChanges) {
  DiagnosticList diagnostics;
  const LedgerEdit merge = edited(LedgerEdit::Sort::merge, "C. Lichenski", "Cy  Lichenski @ cv", diagnostics);
  EXPECT_EQ(merge.line, "same C. Lichenski = Cy Lichenski @ cv");
  EXPECT_TRUE(merge.holds);
  ASSERT_EQ(merge.changes.size(), 1u);
  EXPECT_EQ(merge.changes[0].becomes, "person/cy-lichenski");
  const LedgerEdit split = edited(LedgerEdit::Sort::split, "A. Mossgrove", "Mossgrove, A.", diagnostics);
  EXPECT_EQ(split.line, "different A. Mossgrove != Mossgrove, A.");
  EXPECT_TRUE(split.holds);
  EXPECT_FALSE(split.changes.empty());
  EXPECT_TRUE(diagnostics.empty());
}

TEST(LedgerEdit, SaysWhenALineDoesNotHold) {
  DiagnosticList diagnostics;
  EXPECT_FALSE(edited(LedgerEdit::Sort::merge, "Nobody Here", "Ada Mossgrove", diagnostics).holds);
  // A name cannot be split from itself; the message says what can be told apart.
  try {
    edited(LedgerEdit::Sort::split, "Ada Mossgrove", "person/ada-mossgrove", diagnostics);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(R"(--split "Ada Mossgrove @ cv.txt" "Ada Mossgrove @ list.bib")"),
              std::string::npos)
        << error.what();
  }
  EXPECT_THROW(edited(LedgerEdit::Sort::split, "Cy Lichenski", "Cy Lichenski", diagnostics), Error);
  EXPECT_THROW(edited(LedgerEdit::Sort::merge, "a = b", "Ada Mossgrove", diagnostics), Error);
  diagnostics.clear();
  const LedgerFile ledger("same Cy Lichenski = Carla Lichenski");  // without a line's end
  EXPECT_FALSE(edited(LedgerEdit::Sort::split, "Cy Lichenski", "Carla Lichenski", diagnostics, ledger.options()).holds);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].kind, Kind::ledger_contradiction);
  EXPECT_EQ(diagnostics.sorted()[0].location.line, 2u);
  EXPECT_EQ(diagnostics.sorted()[0].notes[0].location.line, 1u);
}

}  // namespace
}  // namespace vitagraph::resolution
