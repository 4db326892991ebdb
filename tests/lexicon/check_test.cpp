// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {
namespace {

std::string found(const std::vector<std::string>& texts, Report what = Report::mistakes) {
  std::vector<SourceFile> files;
  for (const std::string& text : texts)
    files.emplace_back(fmt::format("{}.ttl", files.size() + 1),
                       "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix c: <http://e/s/> .\n" + text);
  DiagnosticList problems;
  check_vocabularies(files, what, problems);
  std::string out;
  for (const Diagnostic& problem : problems.sorted())
    out += fmt::format("{}:{} {} [{}]\n", problem.location.file, problem.location.line, problem.message,
                       kind_name(problem.kind));
  return out;
}

const std::string moss = "c:moss a skos:Concept ; skos:inScheme <http://e/s> ; skos:prefLabel \"Moss\"@en .\n";

TEST(Vocabularies, Right) {
  EXPECT_EQ(found({moss,
                   "c:peat a skos:Concept ; skos:inScheme <http://e/s> ; skos:broader c:moss ;\n"
                   " skos:prefLabel \"Peat\"@en , \"Torf\"@de ; skos:altLabel \"peat moss\"@en .\n"}),
            "");
}

TEST(Vocabularies, ConceptsThatNothingFindsOrShows) {
  EXPECT_EQ(found({"c:moss a skos:Concept ; skos:notation \"m\" .\n"}),
            "1.ttl:2 `moss`: has no skos:prefLabel to be shown by [lexicon-concept]\n"
            "1.ttl:2 `moss`: is in no skos:inScheme, so nothing finds it [lexicon-concept]\n");
  EXPECT_EQ(found({moss + "c:moss skos:altLabel \"!\" .\n"}),
            "1.ttl:2 `moss`: has the label `!`, which holds no letter or digit, so that nothing finds it "
            "[lexicon-concept]\n");
}

TEST(Vocabularies, WhatSkosForbids) {
  EXPECT_EQ(found({moss + "c:moss skos:prefLabel \"Bryophyte\"@en .\n"}),
            "1.ttl:2 `moss`: has two skos:prefLabel in one language (SKOS S14): `Moss` [lexicon-concept]\n");
  EXPECT_EQ(found({moss + "c:moss skos:hiddenLabel \"Moss\"@en .\n"}),
            "1.ttl:2 `moss`: has `Moss` as two kinds of label (SKOS S13) [lexicon-concept]\n");
}

TEST(Vocabularies, WhatIsAbove) {
  EXPECT_EQ(found({moss + "c:moss skos:broader c:plant .\n"}),
            "1.ttl:2 `moss`: is below `plant`, which is no concept [lexicon-concept]\n");
  EXPECT_EQ(
      found({moss + "c:moss skos:broader c:peat .\n",
             "c:peat a skos:Concept ; skos:inScheme <http://e/s> ; skos:prefLabel \"Peat\" ; skos:broader c:moss .\n"}),
      "1.ttl:2 `moss`: is above itself by skos:broader [lexicon-concept]\n"
      "2.ttl:2 `peat`: is above itself by skos:broader [lexicon-concept]\n");
}

TEST(Vocabularies, AmbiguousLabelsAreNotesWhenAskedFor) {
  const std::string two = moss +
                          "c:other a skos:Concept ; skos:inScheme <http://e/s> ; skos:prefLabel \"other\" ;\n"
                          "  skos:altLabel \"M.o.s.s.\" .\n";
  EXPECT_EQ(found({two}), "");
  EXPECT_EQ(
      found({two}, Report::ambiguous_too),
      "1.ttl:2 `Moss` stands for `moss`, `other`; what it means is decided where it stands [lexicon-ambiguous]\n");
}

}  // namespace
}  // namespace vitagraph::lexicon
