// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

#include <gtest/gtest.h>

namespace vitagraph::lexicon {
namespace {

Lexicon sample() {
  DiagnosticList diagnostics;
  Lexicon lexicon = Lexicon::parse(SourceFile("roles.ttl", R"(
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix r: <https://example.org/roles/> .
<https://example.org/roles> a skos:ConceptScheme .
r:postdoc a skos:Concept ; skos:inScheme <https://example.org/roles> ; skos:notation "postdoc" ; skos:broader r:researcher ;
  skos:prefLabel "Postdoctoral Researcher"@en ; skos:altLabel "Post-doc"@en, "Post-doc Fellow"@en .
r:researcher a skos:Concept ; skos:inScheme <https://example.org/roles> ; skos:prefLabel "Researcher"@en .
r:doctor a skos:Concept ; skos:inScheme <https://example.org/roles> ; skos:prefLabel "Ph.D."@en .
)"),
                                   diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return lexicon;
}

TEST(Lexicon, ComparesWithoutDotsCaseAndHyphens) {
  const Lexicon lexicon = sample();
  ASSERT_EQ(lexicon.find("roles", "post doc").size(), 1u);
  EXPECT_EQ(lexicon.find("roles", "POST-DOC")[0]->notation, "postdoc");
  EXPECT_EQ(lexicon.find("roles", "PhD")[0]->label, "Ph.D.");
  EXPECT_EQ(lexicon.find("roles", "postdoc").size(), 0u);
  EXPECT_EQ(lexicon.find("roles", "Post-doc")[0]->broader, std::vector<std::string>{"researcher"});
}

TEST(Lexicon, TakesTheLongestLabel) {
  const Lexicon lexicon = sample();
  const std::string text = "Was a Post-doc Fellow, then a researcher";
  const auto matches = lexicon.all("roles", split_words(text));
  ASSERT_EQ(matches.size(), 2u);
  EXPECT_EQ(text.substr(matches[0].span.begin, matches[0].span.size()), "Post-doc Fellow");
  EXPECT_EQ(text.substr(matches[1].span.begin, matches[1].span.size()), "researcher");
}

TEST(Words, KeepDotsInsideWordsOnly) {
  const Words words = split_words("Ph.D. at A&B, O'Neil's");
  ASSERT_EQ(words.size(), 6u);
  EXPECT_EQ(words[0].key, "phd");
  EXPECT_EQ(words[3].key, "and");
  EXPECT_EQ(words[5].key, "oneils");
}

TEST(Words, FoldWhatIsNotAscii) {
  const Words words = split_words("Université ÉCOLE2 naïve");
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].key, "universite");
  EXPECT_EQ(words[1].key, "ecole2");
  EXPECT_EQ(words[2].key, "naive");
  EXPECT_EQ(words[0].hash, split_words("UNIVERSITE")[0].hash);
}

TEST(FirstWords, KeepsTheMostWordsOfEachHash) {
  FirstWords table;
  EXPECT_EQ(table.most_words(7), 0u);
  for (std::uint32_t i = 1; i <= 1000; ++i) table.add(std::size_t{i} * 64, i % 5 + 1);
  table.add(64, 9);
  EXPECT_EQ(table.most_words(64), 9u);
  for (std::uint32_t i = 2; i <= 1000; ++i) EXPECT_EQ(table.most_words(std::size_t{i} * 64), i % 5 + 1);
  EXPECT_EQ(table.most_words(65), 0u);
}

}  // namespace
}  // namespace vitagraph::lexicon
