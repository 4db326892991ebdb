// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "provenance/provenance.hpp"

namespace vitagraph::provenance {
namespace {

/// The passage of the first occurrence of the words.
Passage find(const std::string& text, const std::string& words) {
  const SourceFile file("cv.txt", text);
  const auto begin = static_cast<std::uint32_t>(text.find(words));
  return passage_at(file, {begin, begin + static_cast<std::uint32_t>(words.size())});
}

TEST(Passage, KnowsItsLinesAndWhatStandsAround) {
  const Passage passage = find("Ada Moss\nReader, Fenwick College, since 2018\n", "Fenwick College");
  EXPECT_EQ(passage.before, "Reader, ");
  EXPECT_EQ(passage.words, "Fenwick College");
  EXPECT_EQ(passage.after, ", since 2018");
  EXPECT_EQ(passage.first_line, 2u);
  EXPECT_EQ(passage.last_line, 2u);
}

TEST(Passage, OverSeveralLines) {
  const Passage passage = find("a\nOn Moss,\n  Journal of Bogs\nb\n", "Moss,\n  Journal of Bogs");
  EXPECT_EQ(passage.first_line, 2u);
  EXPECT_EQ(passage.last_line, 3u);
  EXPECT_EQ(marked(passage, "  "),
            "  On Moss,\n"
            "     ^~~~~\n"
            "    Journal of Bogs\n"
            "    ^~~~~~~~~~~~~~~\n");
}

TEST(Passage, CaretsStandUnderCodePointsWhateverTheirBytes) {
  EXPECT_EQ(marked(find("Chloé at Zürich\n", "Zürich"), ""), "Chloé at Zürich\n         ^~~~~~\n");
  EXPECT_EQ(marked(find("a\tb\x01 c\n", "b"), ""), "a b  c\n  ^\n");
  EXPECT_EQ(printable("a\x1b[2J\xc2\x9b|\xff é"), "a [2J |\xef\xbf\xbd é");
}

TEST(Passage, ALongLineIsCutBetweenWordsAndNeverWithinALetter) {
  std::string line;
  for (int i = 0; i < 400; ++i) line += i % 2 ? "é" : "ß ";
  const Passage passage = find(line + "HERE" + line, "HERE");
  EXPECT_LE(passage.before.size(), 60u);
  EXPECT_LE(passage.after.size(), 60u);
  EXPECT_FALSE(find_invalid_utf8(passage.before));
  EXPECT_FALSE(find_invalid_utf8(passage.after));
  EXPECT_GT(passage.before.size(), 30u);
  const std::string shown = marked(find(line, line), "");
  EXPECT_LT(shown.size(), 600u);
  EXPECT_NE(shown.find("…"), std::string::npos);
  EXPECT_FALSE(find_invalid_utf8(shown));
}

TEST(Passage, ManyLinesAreCounted) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "word\n";
  EXPECT_EQ(marked(find(text, text), "", 2), "word\n^~~~\nword\n^~~~\n… 19 more lines\n");
}

TEST(Passage, AtTheEndsOfTheFile) {
  EXPECT_EQ(marked(find("Moss", "Moss"), ""), "Moss\n^~~~\n");
  const SourceFile file("cv.txt", "Moss\n");
  const Passage all = passage_at(file, {0, 5});
  EXPECT_EQ(all.words, "Moss\n");
  EXPECT_EQ(all.last_line, 1u);
}

TEST(Passage, FactsWithoutAPlaceInTheDocumentAreLeftAlone) {
  NoDiagnostics told;
  const document::Document document = document::read_document("cv.txt", "Ada Moss\nReader\n", {}, told);
  std::vector<facts::Fact> facts(4, facts::Fact("position"));
  facts[0].provenance = facts::Provenance{"cv.txt", {9, 15}, "career.post", 0.8};
  facts[1].provenance = facts::Provenance{"cv.txt", {9, 1000}, "career.post", 0.8};
  facts[2].provenance = facts::Provenance{"cv.txt", {15, 9}, "career.post", 0.8};
  quote_facts(document, facts);
  const auto* passage = facts[0].has("passage") ? std::get_if<facts::Object>(facts[0].find("passage")) : nullptr;
  ASSERT_TRUE(passage);
  EXPECT_EQ(std::get<std::string>(passage->find("words")->second), "Reader");
  EXPECT_EQ(std::get<std::string>(passage->find("first_line")->second), "2");
  for (int i = 1; i < 4; ++i) EXPECT_FALSE(facts[static_cast<std::size_t>(i)].has("passage")) << i;
}

}  // namespace
}  // namespace vitagraph::provenance
