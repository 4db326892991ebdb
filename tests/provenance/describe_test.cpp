// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "provenance/provenance.hpp"

namespace vitagraph::provenance {
namespace {

using rdf::Term;

rdf::Quad quad(const std::string& s, const std::string& p, Term o, const std::string& g = "") {
  rdf::Quad out{Term::iri(s), Term::iri(p), std::move(o), {}};
  if (!g.empty()) out.graph = Term::iri(g);
  return out;
}

std::string describe(const std::vector<rdf::Quad>& quads, DatasetFacts facts = {}) {
  facts.base = "http://e/";
  facts.title = "Moss";
  DatasetCounter counter(facts.base);
  for (const rdf::Quad& each : quads) counter.quad(each.view());
  std::string out;
  for (const rdf::Quad& each : counter.describe(facts)) append_nquads(out, each.view());
  return out;
}

bool has(const std::string& text, const std::string& line) { return text.find(line) != std::string::npos; }

const std::string type(rdf::vocabulary::rdf_type);

TEST(Describe, CountsThingsOnceHoweverOftenTheyPass) {
  const std::string out = describe({quad("http://e/ada", type, Term::iri("http://v#Person"), "http://e/g1"),
                                    quad("http://e/ada", type, Term::iri("http://v#Person"), "http://e/g2"),
                                    quad("http://e/bo", type, Term::iri("http://v#Person")),
                                    quad("http://e/ada", "http://v#knows", Term::iri("http://e/bo")),
                                    quad("http://other/x", "http://v#knows", Term::literal("http://e/bo")),
                                    quad("http://e/ada", "http://v#age", Term::typed("1", "http://t"))});
  const auto count = [&](const std::string& what, int number) {
    return has(out, "<http://rdfs.org/ns/void#" + what + "> \"" + std::to_string(number) + "\"^^");
  };
  EXPECT_TRUE(has(out, "<http://e/dataset> <http://rdfs.org/ns/void#triples> \"6\"^^")) << out;
  EXPECT_TRUE(has(out, "<http://e/dataset> <http://rdfs.org/ns/void#entities> \"2\"^^")) << out;
  EXPECT_TRUE(count("distinctSubjects", 3)) << out;
  EXPECT_TRUE(count("distinctObjects", 4)) << out;  // the class, bo, the text "bo's IRI", the number
  EXPECT_TRUE(count("classes", 1)) << out;
  EXPECT_TRUE(count("properties", 3)) << out;
  EXPECT_TRUE(has(out, "void#exampleResource> <http://e/ada>")) << out;
  EXPECT_TRUE(has(out, "void#vocabulary> <http://v#>")) << out;
  EXPECT_TRUE(has(out, "void#class> <http://v#Person>")) << out;
}

TEST(Describe, TheOrderOfStatementsDoesNotMatter) {
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 5; ++i) {
    quads.push_back(quad("http://e/" + std::to_string(i), type, Term::iri("http://v#C" + std::to_string(i % 2))));
    quads.push_back(quad("http://e/" + std::to_string(i), "http://v#p", Term::literal("x")));
  }
  const std::string once = describe(quads);
  std::reverse(quads.begin(), quads.end());
  EXPECT_EQ(describe(quads), once);
  EXPECT_FALSE(has(once, "_:"));
}

TEST(Describe, ManyTermsAreCountedExactly) {
  DatasetCounter counter("http://e/");
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 200'000; ++i)
      counter.quad(quad("http://e/" + std::to_string(i), "http://v#p", Term::literal(std::to_string(i % 1000))).view());
  std::string out;
  for (const rdf::Quad& each : counter.describe({})) append_nquads(out, each.view());
  EXPECT_TRUE(has(out, "void#distinctSubjects> \"200000\"^^"));
  EXPECT_TRUE(has(out, "void#distinctObjects> \"1000\"^^"));
  EXPECT_TRUE(has(out, "void#triples> \"400000\"^^"));
}

TEST(Describe, AFileIsADistributionAndATimeIsSaidOnlyWhenKnown) {
  EXPECT_FALSE(has(describe({}), "dcat#Distribution"));
  EXPECT_FALSE(has(describe({}), "modified"));
  DatasetFacts facts;
  facts.file = "graph.ttl";
  facts.bytes = 12;
  facts.media_type = "text/turtle";
  facts.sha256 = "ab";
  facts.time = "2024-05-02T14:30:00Z";
  const std::string out = describe({}, facts);
  EXPECT_TRUE(has(out, "dcat#byteSize> \"12\"^^")) << out;
  EXPECT_TRUE(has(out, "dcat#mediaType> <https://www.iana.org/assignments/media-types/text/turtle>")) << out;
  EXPECT_TRUE(has(out, "identifier> \"sha256:ab\"")) << out;
  EXPECT_TRUE(has(out, "modified> \"2024-05-02T14:30:00Z\"^^")) << out;
}

}  // namespace
}  // namespace vitagraph::provenance
