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
  EXPECT_EQ(lexicon.find("roles", "Post-doc.").size(), 1u);
  EXPECT_EQ(lexicon.find("roles", " (researcher)").size(), 1u);
  EXPECT_TRUE(lexicon.longest("roles", split_words("Postdoctoral researchers"), 0) == std::nullopt);
  EXPECT_EQ(lexicon.find("roles", "Post-doc")[0]->broader, std::vector<std::string>{"researcher"});
}

TEST(Lexicon, IsAskedForOneWordAndByNamesMadeAtRunTime) {
  const Lexicon lexicon = sample();
  const Words words = split_words("RESEARCHER Ph.D. fern");
  for (const std::string scheme : {"roles", "degrees"}) {
    const bool known = scheme == "roles";
    EXPECT_EQ(lexicon.has_scheme(scheme), known);
    EXPECT_EQ(lexicon.find_word(scheme, words[0]).size(), known ? 1u : 0u);
    EXPECT_EQ(lexicon.find_word(scheme, words[1]).size(), known ? 1u : 0u);
    EXPECT_TRUE(lexicon.find_word(scheme, words[2]).empty());
  }
  ASSERT_EQ(lexicon.of_notation("roles", "postdoc").size(), 1u);
  EXPECT_EQ(lexicon.of_notation("roles", "postdoc").front()->label, "Postdoctoral Researcher");
  EXPECT_TRUE(lexicon.of_notation("roles", "fern").empty());
  EXPECT_TRUE(lexicon.of_notation("degrees", "postdoc").empty());
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

TEST(Words, AreCountedAsTheyAreSplit) {
  for (const std::string text : {"", " – ", "Ph.D. at A&B, O'Neil's", "Université ÉCOLE2 naïve", "a.b 'c' d’e 荣誉 x"})
    EXPECT_EQ(count_words(text), split_words(text).size()) << text;
}

TEST(Words, EndAtSignsThatJoinNothing) {
  const std::string text = "U.S. rain. 'Moss' fern.2019 A1-b2 naïf.";
  std::vector<std::string> keys, written;
  for (const Word& word : split_words(text, 5)) {
    keys.push_back(word.key);
    written.push_back(text.substr(word.span.begin - 5, word.span.size()));
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"us", "rain", "moss", "fern", "2019", "a1", "b2", "naif"}));
  EXPECT_EQ(written, (std::vector<std::string>{"U.S", "rain", "Moss", "fern", "2019", "A1", "b2", "naïf"}));
}

TEST(Words, OfAnyLengthAreLowered) {
  std::string text, key;
  for (char c = 'A'; c <= 'Z'; ++c) {
    text += c;
    key += static_cast<char>(c + ('a' - 'A'));
    const Words words = split_words(text + "7, " + key + "7");
    ASSERT_EQ(words.size(), 2u);
    EXPECT_EQ(words[0].key, key + "7");
    EXPECT_EQ(words[0].hash, words[1].hash);
  }
}

TEST(Lexicon, FindsEachOfThousandsOfLabels) {
  std::string turtle =
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix n: <https://example.org/n/> .\n";
  const auto label = [](int i) { return fmt::format("no{} of{} all{}", i % 10, i % 100, i); };
  for (int i = 0; i < 3000; ++i)
    turtle += fmt::format("n:c{} a skos:Concept ; skos:inScheme <https://example.org/n> ; skos:prefLabel \"{}\" .\n", i,
                          label(i));
  DiagnosticList diagnostics;
  const Lexicon lexicon = Lexicon::parse(SourceFile("n.ttl", turtle), diagnostics);
  for (int i = 0; i < 3000; ++i) {
    ASSERT_EQ(lexicon.find("n", label(i)).size(), 1u) << i;
    EXPECT_EQ(lexicon.find("n", label(i)).front()->notation, fmt::format("c{}", i));
    EXPECT_TRUE(lexicon.mentions("n", "no1 no2 of3 " + label(i) + " x"));
  }
  EXPECT_TRUE(lexicon.find("n", "no1").empty());
  EXPECT_TRUE(lexicon.find("n", "no1 of1 all2").empty());
  EXPECT_FALSE(lexicon.mentions("n", "no1 of1 all2"));
  EXPECT_TRUE(lexicon.find("m", label(1)).empty());
}

TEST(Lexicon, KeepsAllConceptsOfALabelInOrder) {
  DiagnosticList diagnostics;
  const Lexicon lexicon = Lexicon::parse(SourceFile("n.ttl", R"(
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix n: <https://example.org/n/> .
n:b a skos:Concept ; skos:inScheme <https://example.org/n> ; skos:prefLabel "Moss"@en , "moss"@de ; skos:broader n:c .
n:a a skos:Concept ; skos:inScheme <https://example.org/n> ; skos:altLabel "MOSS" ; skos:broader n:b .
n:c a skos:Concept ; skos:inScheme <https://example.org/n> ; skos:prefLabel "Plant" ; skos:broader n:a .
)"),
                                         diagnostics);
  const Concepts found = lexicon.find("n", "moss");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0]->notation, "a");
  EXPECT_EQ(found[1]->notation, "b");
  EXPECT_EQ(found[0]->broader, (std::vector<std::string>{"b", "c", "a"}));
  EXPECT_TRUE(has_notation(found, "b"));
  EXPECT_EQ(lexicon.labels("n"), (std::vector<std::string>{"MOSS", "Moss", "moss", "Plant"}));
}

std::size_t count_concepts(const Lexicon& lexicon) { return lexicon.concepts().size(); }

TEST(Lexicon, KeepsWhatIsMadeOfIt) {
  const Lexicon lexicon = sample();
  EXPECT_EQ(lexicon.kept(count_concepts), 3u);
  EXPECT_EQ(&lexicon.kept(count_concepts), &lexicon.kept(count_concepts));
}

}  // namespace
}  // namespace vitagraph::lexicon
