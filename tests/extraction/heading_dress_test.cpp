// SPDX-License-Identifier: Apache-2.0
// One CV whose headings are dressed in many ways: what it states is the same in all of them.
#include <gtest/gtest.h>

#include <functional>

#include "extraction/extraction.hpp"

namespace vitagraph::extraction {
namespace {

using Dress = std::function<std::string(std::string_view heading, int number)>;

struct Part {
  std::string_view heading;
  std::vector<std::string_view> entries;
};

const std::vector<Part> parts = {
    {"Education", {"Ph.D. in Botany, Avon University, 2012", "B.Sc. in Biology, Kestrel College, 2007"}},
    {"Academic Appointments",
     {"Professor, Department of Botany, University of Ghent, 2019-present",
      "Lecturer, Department of Botany, Avon University, 2013-2019"}},
    {"Honours and Awards", {"Fern Medal, Royal Moss Society, 2016", "Lichen Prize, University of Ghent, 2020"}},
    {"Teaching Experience",
     {"BOT110 Mosses, University of Ghent, Fall 2020", "BOT214 Hedges, Avon University, Spring 2015"}},
    {"Professional Service", {"Reviewer, Journal of Ecology", "Program Committee Member, Nordic Moss Symposium, 2022"}},
    {"PhD Students", {"Ingrid Alder, 2017-2021", "Pavel Reed, 2020-present"}},
};

std::string roman(int number) {
  static constexpr std::string_view numerals[] = {"I", "II", "III", "IV", "V", "VI"};
  return std::string(numerals[number - 1]);
}

std::string letter_spaced(std::string_view heading) {
  std::string out;
  for (const char c : upper_case(heading)) out += c == ' ' ? std::string(" ") : std::string(1, c) + ' ';
  return out;
}

/// The dresses by name; what begins with "md" is written as Markdown, the rest as plain text.
std::vector<std::pair<std::string, Dress>> dresses() {
  const auto around = [](std::string before, std::string behind) {
    return [=](std::string_view h, int) { return before + std::string(h) + behind; };
  };
  const auto caps = [](std::string before, std::string behind) {
    return [=](std::string_view h, int) { return before + upper_case(h) + behind; };
  };
  const auto numbered = [](std::string before, std::string behind, std::string below = {}) {
    return [=](std::string_view h, int n) { return before + std::to_string(n) + behind + std::string(h) + below; };
  };
  return {
      {"plain", around("", "")},
      {"capitals", caps("", "")},
      {"colon", around("", ":")},
      {"lower", [](std::string_view h, int) { return lower_case(h); }},
      {"full stop", around("", ".")},
      {"letters apart", [](std::string_view h, int) { return letter_spaced(h); }},
      {"underlined", around("", "\n------------")},
      {"between rules", caps("____________\n", "\n____________")},
      {"boxed", around("+------------+\n| ", " |\n+------------+")},
      {"number", numbered("", ". ")},
      {"number in brackets", numbered("(", ") ")},
      {"number underlined", numbered("", ". ", "\n-----")},
      {"section sign", numbered("§ ", ". ")},
      {"number of a part", numbered("2.", " ")},
      {"roman", [](std::string_view h, int n) { return roman(n) + ". " + std::string(h); }},
      {"letter", [](std::string_view h,
                    int n) { return std::string(1, static_cast<char>('A' + n - 1)) + ". " + std::string(h); }},
      {"bullet", around("• ", "")},
      {"square", caps("■ ", "")},
      {"outline", around("* ", "")},
      {"wiki", around("== ", " ==")},
      {"dashes", around("--- ", " ---")},
      {"stars", caps("***** ", " *****")},
      {"brackets", around("[", "]")},
      {"latex", around("\\section*{", "}")},
      {"underscored", around("_", "_")},
      {"rule behind", around("", " ----------------")},
      {"centred", around("                          ", "")},
      {"remark", around("", " (latest first)")},
      {"section", numbered("Section ", ": ")},
      {"part", [](std::string_view h, int n) { return "Part " + roman(n) + " – " + std::string(h); }},
      {"roman and dash", [](std::string_view h, int n) { return roman(n) + " - " + std::string(h); }},
      {"number and dash", numbered("", " – ")},
      {"count", around("", " [2]")},
      {"total", around("", " – 2 total")},
      {"md hashes", around("## ", "")},
      {"md bold", around("**", "**")},
      {"md bold label", around("**", ":**")},
      {"md quoted", around("> ", "")},
      {"md number", numbered("", ". ")},
      {"md number underlined", numbered("", ". ", "\n-----")},
      {"md emoji", around("🎓 ", "")},
      {"md element", around("<h2>", "</h2>")},
      {"md plain", around("", "")},
  };
}

std::string facts_of(const std::string& text, const std::string& name) {
  static const lexicon::Lexicon words = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(VITAGRAPH_SOURCE_DIR "/ontology/lexicon", diagnostics);
  }();
  static const facts::Schema schema = facts::Schema::load(VITAGRAPH_SOURCE_DIR "/ontology/facts.yml");
  NoDiagnostics diagnostics;
  std::string out;
  const document::Document document = document::read_document(name, text, {}, diagnostics);
  for (facts::Fact& fact : Extractor(words, schema, {}).extract(document, diagnostics).facts) {
    fact.provenance.reset();
    fact.id.clear();
    facts::append_fact(out, fact);
  }
  return out;
}

std::string cv(const Dress& dress, std::string_view before_entry, std::string_view behind_entry, bool gap) {
  std::string out = "Ada Quill\n\nDepartment of Botany, University of Ghent\n\n";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += dress(parts[i].heading, static_cast<int>(i) + 1) + (gap ? "\n\n" : "\n");
    for (const std::string_view entry : parts[i].entries)
      out += std::string(before_entry) + std::string(entry) + std::string(behind_entry);
    out += "\n";
  }
  return out;
}

TEST(HeadingDress, ChangesNothingOfWhatIsStated) {
  const std::string expected =
      facts_of(cv([](std::string_view h, int) { return "## " + std::string(h); }, "- ", "\n", true), "cv.md");
  EXPECT_EQ(std::count(expected.begin(), expected.end(), '\n'), 13) << expected;
  for (const auto& [name, dress] : dresses()) {
    const std::string file = name.starts_with("md") ? "cv.md" : "cv.txt";
    EXPECT_EQ(facts_of(cv(dress, "- ", "\n", true), file), expected) << name << ", items";
    EXPECT_EQ(facts_of(cv(dress, "", "\n\n", true), file), expected) << name << ", paragraphs";
    EXPECT_EQ(facts_of(cv(dress, "- ", "\n", false), file), expected) << name << ", items directly below";
  }
}

TEST(HeadingDress, IsNoneWhereItemsAreAMenu) {
  const std::string menu =
      "Ada Quill\n\n- Education\n- Teaching\n- Awards\n- Publications\n\nFern Medal, Royal Moss Society, 2016\n";
  EXPECT_EQ(facts_of(menu, "cv.txt").find("\"award\""), std::string::npos);
}

}  // namespace
}  // namespace vitagraph::extraction
