// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>

#include "rdf/rdf.hpp"

namespace vitagraph::rdf {
namespace {

std::string round_trip(const std::vector<Quad>& quads) {
  std::string turtle;
  write_rdf(quads, Prefixes::standard(vocabulary::default_base), Syntax::turtle,
            [&](std::string_view b) { turtle += b; });
  DiagnosticList diagnostics;
  QuadList back;
  EXPECT_TRUE(read_rdf(SourceFile("t.ttl", turtle), {}, back, diagnostics)) << turtle;
  back.sort_unique();
  std::string lines;
  for (const Quad& q : back.quads()) append_nquads(lines, q.view());
  return lines;
}

TEST(Turtle, ReadsBackWhatItWrites) {
  QuadList list;
  const Term s = Term::iri("https://w3id.org/vitagraph/id/person/a"), p = Term::iri(vocabulary::rdfs_label);
  for (const std::string_view text :
       std::initializer_list<std::string_view>{"plain", "two \"\"", "\"", "a\nb\t\r", "back\\slash", "ends with \\",
                                               "ünï", "", std::string_view("a\0b", 3)}) {
    list.quad({s, p, Term::literal(text), {}});
    list.quad({s, p, Term::tagged(text, "sl-rozaj-biske-1994"), {}});
    list.quad({s, p, Term::typed(text, vocabulary::xsd_date), {}});
  }
  list.sort_unique();
  std::string expected;
  for (const Quad& q : list.quads()) append_nquads(expected, q.view());
  EXPECT_EQ(round_trip(list.quads()), expected);
}

TEST(Model, KeepsLongLanguageTags) {
  Model model;
  const Term s = Term::iri("http://e/s"), p = Term::iri("http://e/p");
  model.add({s, p, Term::tagged("x", "sl-rozaj-biske-1994"), {}});
  EXPECT_FALSE(model.add({s, p, Term::tagged("x", "sl-rozaj-biske-1994"), {}}));
  ASSERT_EQ(model.objects(s, p).size(), 1u);
  EXPECT_EQ(model.objects(s, p)[0].language, "sl-rozaj-biske-1994");
}

TEST(Read, ReportsAndGoesOn) {
  DiagnosticList diagnostics;
  QuadList list;
  const SourceFile file("g.ttl", "@prefix ex: <http://ex.org/> .\nex:a ex:p .\nex:b ex:p \"z\" .\n");
  EXPECT_FALSE(read_rdf(file, {}, list, diagnostics));
  EXPECT_EQ(list.quads().size(), 1u);
  ASSERT_FALSE(diagnostics.empty());
  EXPECT_EQ(diagnostics.sorted()[0].location.line, 2u);
}

TEST(Read, EndsWithBytesThatAreNoRdf) {
  // Serd skips what it cannot read, and of such bytes, beyond its first page, it would complain for ever.
  std::string noise;
  for (std::uint32_t state = 0x5A000001; noise.size() < 20'000; state = state * 1664525 + 1013904223)
    noise += static_cast<char>(state >> 24);
  const std::string path = testing::TempDir() + "noise.ttl";
  std::ofstream(path, std::ios::binary) << noise;
  for (const Syntax syntax : {Syntax::turtle, Syntax::ntriples, Syntax::nquads, Syntax::trig}) {
    DiagnosticList diagnostics;
    QuadList list;
    ReadOptions options;
    options.syntax = syntax;
    options.lax = true;
    EXPECT_FALSE(read_rdf(path, options, list, diagnostics));
    EXPECT_FALSE(diagnostics.empty());
    EXPECT_TRUE(list.quads().empty());
  }
}

}  // namespace
}  // namespace vitagraph::rdf
