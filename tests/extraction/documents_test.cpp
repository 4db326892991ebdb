// SPDX-License-Identifier: Apache-2.0
// Whole documents and the facts they state: cases/documents/*.txt. A case is a title line ("=== title"), the document
// as Markdown (as plain text where the title begins with "text:"), "---", and its facts as JSON lines without
// provenance. VITAGRAPH_UPDATE=1 rewrites them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "extraction/extraction.hpp"

namespace vitagraph::extraction {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    lexicon::Lexicon loaded = lexicon::Lexicon::load(VITAGRAPH_SOURCE_DIR "/ontology/lexicon", diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return loaded;
  }();
  return lexicon;
}

const facts::Schema& schema() {
  static const facts::Schema loaded = facts::Schema::load(VITAGRAPH_SOURCE_DIR "/ontology/facts.yml");
  return loaded;
}

Extraction extract(const std::string& text, const std::string& name = "case.md") {
  NoDiagnostics diagnostics;
  const document::Document document = document::read_document(name, text, {}, diagnostics);
  return Extractor(words(), schema(), {}).extract(document, diagnostics);
}

std::string lines_of(Extraction found) {
  std::string out;
  for (facts::Fact& fact : found.facts) {
    fact.provenance.reset();
    fact.id.clear();
    facts::append_fact(out, fact);
  }
  return out;
}

struct Case {
  std::string title, input, expected;
};

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Case> out;
  bool facts = false;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("=== ", 0) == 0) {
      out.push_back({line.substr(4), {}, {}});
      facts = false;
    } else if (line == "---" && !out.empty()) {
      facts = true;
    } else if (!out.empty()) {
      (facts ? out.back().expected : out.back().input) += line + '\n';
    }
  }
  return out;
}

/// "text: …", "html: …" and "bib: …" are of that format, others Markdown.
std::string file_name(const std::string& title) {
  for (const auto& [prefix, name] :
       {std::pair("text:", "case.txt"), std::pair("html:", "case.html"), std::pair("bib:", "case.bib")})
    if (title.rfind(prefix, 0) == 0) return name;
  return "case.md";
}

TEST(Documents, GiveTheFactsOfTheirCases) {
  const bool update = std::getenv("VITAGRAPH_UPDATE") != nullptr;
  std::size_t cases = 0;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(VITAGRAPH_CASES_DIR "/documents"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& path : files) {
    std::string rewritten;
    for (const Case& each : read_cases(path)) {
      ++cases;
      const std::string found = lines_of(extract(each.input, file_name(each.title)));
      if (!update) {
        EXPECT_EQ(found, each.expected) << path.filename().string() << ": " << each.title;
      }
      rewritten += "=== " + each.title + '\n' + each.input + "---\n" + found;
    }
    if (update) std::ofstream(path) << rewritten;
  }
  EXPECT_GE(cases, 10u);
}

TEST(Documents, DateWorksByAYearInAColumnOfItsOwn) {
  const std::string text =
      "Ada Moss\n\nPublications\n\n"
      "2022    Moss, A., B. Fern. \"Pattern of moss on walls.\" Journal of Ecology, 58 (11). 3225-3241.\n\n"
      "        Fern, B., A. Moss. \"The history of wet walls.\" Ecology Letters, 17 (2). 33-41.\n\n"
      "2021    Moss, A., C. Reed. \"People have shaped walls.\" Journal of Ecology, 57 (1). 5-14.\n";
  std::string years;
  for (const facts::Fact& fact : extract(text, "case.txt").facts)
    if (fact.type == "publication") years += std::string(fact.text("year")) + " ";
  EXPECT_EQ(years, "2022 2022 2021 ");
}

TEST(Documents, EntriesThatOnlySiblingsExplainSayByWhichRuleTheyWereRead) {
  const std::string text =
      "# Ines Moss\n\n## Positions\n\n- Lecturer, Avon University, 2015-2019\n- Fern Institute, 2012-2015\n"
      "- Dike Reeve, Guild of Walls, 2009-2012\n\n"
      "## Service\n\n- Reviewer, Moss Letters, 2019\n- Area Chair, FernConf, 2020\n"
      "- Spore Keeper, Lichen Symposium, 2021\n\n"
      "## PhD Students\n\n- Anna Birch (2022; Avon University)\n- Pavel Reed (2021; Kestrel College)\n"
      "- Will Grant (2020; Kestrel College)\n";
  std::map<std::string, std::string> rules;
  for (const facts::Fact& fact : extract(text).facts)
    for (const std::string_view field : {"role", "advisee"})
      if (fact.has(field)) rules[std::string(fact.text(field))] = fact.provenance->rule;
  EXPECT_EQ(rules["Lecturer"], "career.post");
  EXPECT_EQ(rules["Dike Reeve"], "position.order");
  EXPECT_EQ(rules["Reviewer"], "service.statement");
  EXPECT_EQ(rules["Spore Keeper"], "service.sibling");
  EXPECT_EQ(rules["Will Grant"], "advising.sibling");
}

TEST(Documents, GiveTheSameFactsTwice) {
  const std::string text = "# Ada Moss\n\n## Education\n\nPh.D. in Botany, University of Avon, 2012\n";
  std::string first, second;
  for (const facts::Fact& fact : extract(text).facts) facts::append_fact(first, fact);
  for (const facts::Fact& fact : extract(text).facts) facts::append_fact(second, fact);
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first, second);
}

TEST(Documents, AreReadWhateverTheirBytes) {
  const std::string hostile[] = {
      "",
      "\n",
      "# \n## \n- \n",
      std::string(5000, '('),
      std::string(5000, '['),
      "# Education\n" + std::string(20000, ','),
      "# Ada Moss\n\n## Service\n\nReviewer: " + std::string(4000, ';'),
      "# Ada Moss\n\n## Grants\n\n" + std::string(3000, '$'),
      "# Ada Moss\n\n## Students\n\n" + std::string(2000, '"') + "\n\n## Teaching\n\n- - - - :::: 2019",
      "\xF0\x9F\x8E\x93 \xE2\x80\x9C\xE2\x80\x9D\n\n## Awards\n\n\xE2\x80\xA2 2019\xE2\x80\x93\n",
      "Education\n2019\xE2\x80\x93\n2018\n\nA\n",
  };
  for (const std::string& text : hostile) EXPECT_NO_THROW(extract(text)) << text.substr(0, 40);
}

TEST(Documents, ReadStatementsOfServiceOfAnyNumberOfParts) {
  for (int parts = 55; parts < 65; ++parts) {
    std::string line = "- Avon Council";
    for (int i = 0; i < parts; ++i) line += ", Fern Society";
    for (const char* end : {" (Chair).\n", " (program) chair\n"})
      EXPECT_NE(lines_of(extract("# Ada Moss\n\n## Professional Service\n\n" + line + end)).find("\"service\""),
                std::string::npos)
          << parts;
  }
}

TEST(Documents, PointEachFactAtItsText) {
  const std::string text = "# Ada Moss\n\n## Awards\n\n- Golden Fern Prize, Avon Society, 2019\n";
  bool found = false;
  for (const facts::Fact& fact : extract(text).facts) {
    if (fact.type != "award") continue;
    found = true;
    ASSERT_TRUE(fact.provenance);
    EXPECT_EQ(text.substr(fact.provenance->span.begin, fact.provenance->span.size()),
              "Golden Fern Prize, Avon Society, 2019");
  }
  EXPECT_TRUE(found);
}

// The cases' files part input and facts by "---", so front matter stands here.
TEST(Documents, PutFieldsOfFrontMatterWhereTheyBelong) {
  const std::string found =
      lines_of(extract("---\ndate: 2010-11-18\nspeaker: \"Ada Moss\"\ntitle: \"Codes of ferns in northern gardens\"\n"
                       "time: \"lecture hall 1, Kestrel College\"\nvenue: \"11:00\"\n---\n\nFerns have codes.\n"));
  EXPECT_NE(found.find("\"time\": \"11:00\""), std::string::npos) << found;
  EXPECT_NE(found.find("\"place\": \"lecture hall 1, Kestrel College\""), std::string::npos) << found;
}

TEST(Documents, TakeNoNameOfTheNextFieldForAnEmptyFieldsValue) {
  const std::string found =
      lines_of(extract("---\ntitle: Codes of ferns in northern gardens\nspeaker: Ada Moss, Kestrel College\n"
                       "date: 2010-11-18 17:00\nvenue:\nrecorded_video: abc\nseries:\nn: 12\n---\n"));
  EXPECT_NE(found.find("\"speaker\": \"Ada Moss\""), std::string::npos) << found;
  EXPECT_EQ(found.find("recorded"), std::string::npos) << found;
  EXPECT_EQ(found.find("\"event\""), std::string::npos) << found;
}

TEST(Documents, TakeContactDataFromFrontMatterAndIcons) {
  const std::string front = lines_of(extract(
      "---\nauthor: Ines Calloway\nemail: ines@avon.example\ngithub: inescalloway\norcid: 0000-0001-2345-6789\nlinks:\n"
      "  - icon: scholar\n    href: https://scholar.google.com/citations?user=Xy12345AAAAJ\n---\n\n# Ines Calloway\n\n"
      "I am a professor at the University of Avon.\n"));
  for (const char* part : {"\"email\": [\"ines@avon.example\"]", "\"github\": \"inescalloway\"",
                           "\"orcid\": \"0000-0001-2345-6789\"", "citations?user=Xy12345AAAAJ"})
    EXPECT_NE(front.find(part), std::string::npos) << part << " in " << front;
  const std::string page = lines_of(
      extract("<html><head><title>Ines Calloway</title></head><body><h1>Ines Calloway</h1><p>I keep ferns.</p><div>"
              "<a href=\"https://github.com/inescalloway\"><i class=\"fa\"></i></a>"
              "<a href=\"mailto:ines@avon.example\"><i class=\"fa\"></i></a></div><ul aria-hidden=\"true\"><li>"
              "<a href=\"https://twitter.com/inescalloway\"><i class=\"fa\"></i></a></li></ul></body></html>",
              "case.html"));
  EXPECT_NE(page.find("https://github.com/inescalloway"), std::string::npos) << page;
  EXPECT_NE(page.find("ines@avon.example"), std::string::npos) << page;
  EXPECT_NE(page.find("https://twitter.com/inescalloway"), std::string::npos) << page;
}

}  // namespace
}  // namespace vitagraph::extraction
