// SPDX-License-Identifier: Apache-2.0
// The parts of `load` and of the cache that need no server.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "store/image.hpp"
#include "store/load/answer.hpp"
#include "store/load/canonical.hpp"
#include "store/load/sender.hpp"
#include "store/load/statement_set.hpp"
#include "store/load/updates.hpp"

namespace vitagraph::store {
namespace {

using rdf::Term;

std::string canonical(std::string_view text, std::string_view type, bool booleans_are_numbers = false) {
  std::string out;
  append_canonical(out, Term::typed(text, std::string(rdf::vocabulary::xsd) + std::string(type)), booleans_are_numbers);
  return out;
}

TEST(Canonical, ValuesNotSpellings) {
  const struct {
    const char *type, *one, *other;
    bool same;
  } cases[] = {
      {"integer", "007", "7", true},
      {"integer", "+7", "7", true},
      {"integer", "-0", "0", true},
      {"integer", "-7", "7", false},
      {"integer", "70", "7", false},
      {"decimal", "1.50", "1.5", true},
      {"decimal", ".5", "0.5", true},
      {"decimal", "5.", "5", true},
      {"decimal", "1.05", "1.5", false},
      {"double", "5.5e1", "55", true},
      {"double", "0.1", "0.10000000000000001", true},
      {"double", "INF", "-INF", false},
      {"float", "0.1", "0.100000001", true},
      {"boolean", "true", "1", true},
      {"boolean", "true", "false", false},
      {"dateTime", "2011-01-01T10:00:00.250Z", "2011-01-01T10:00:00.25+00:00", true},
      {"dateTime", "2011-01-01T10:00:00.000Z", "2011-01-01T10:00:00Z", true},
      {"dateTime", "2011-01-01T10:00:00Z", "2011-01-01T10:00:00", false},
      {"gYear", "2011", "02011", false},
      {"integer", "x", "0", false},
      {"integer", "", "0", false},
      {"decimal", "1.2.3", "1.2", false},
      {"double", "0x10", "16", false},
      {"double", "nan", "NaN", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(canonical(c.one, c.type) == canonical(c.other, c.type), c.same)
        << c.type << ' ' << c.one << ' ' << c.other;
  EXPECT_EQ(canonical("3", "nonNegativeInteger"), canonical("3.0", "decimal"));
  EXPECT_NE(canonical("true", "boolean"), canonical("1", "integer"));
  EXPECT_EQ(canonical("true", "boolean", true), canonical("1", "integer", true));
  std::string one, other;
  append_canonical(one, Term::tagged("x", "de-AT"), false);
  append_canonical(other, Term::tagged("x", "DE-at"), false);
  EXPECT_EQ(one, other);
}

rdf::Quad statement(const std::string& object, std::string_view type = {}) {
  return {Term::iri("urn:s"), Term::iri("urn:p"), Term::typed(object, type), {}};
}

TEST(StatementSet, OrderAndRepetitionDoNotCount) {
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 1000; ++i) quads.push_back(statement(std::to_string(i)));
  StatementSet one(false), two(false), less(false);
  for (const rdf::Quad& q : quads) one.add(q.view());
  std::shuffle(quads.begin(), quads.end(), std::mt19937(7));
  for (const rdf::Quad& q : quads) two.add(q.view()), two.add(q.view());
  quads.pop_back();
  for (const rdf::Quad& q : quads) less.add(q.view());
  for (StatementSet* set : {&one, &two, &less}) set->finish();
  EXPECT_EQ(one.digest(), two.digest());
  EXPECT_EQ(one.size(), 1000u);
  EXPECT_EQ(one.texts(), 1000u);
  EXPECT_NE(one.digest(), less.digest());
  EXPECT_EQ(one.missing_from(less), 1u);
  EXPECT_EQ(less.missing_from(one), 0u);
}

TEST(StatementSet, CountsTextsWithOneValue) {
  const std::string integer = std::string(rdf::vocabulary::xsd) + "integer";
  StatementSet set(false);
  for (const char* text : {"7", "07", "007", "8"}) set.add(statement(text, integer).view());
  set.finish();
  EXPECT_EQ(set.size(), 2u);
  EXPECT_EQ(set.texts(), 4u);
}

TEST(Http, Challenges) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(offered_schemes({"Basic realm=\"a, Digest b\""}), Words{"basic"});
  EXPECT_EQ(offered_schemes({"Digest realm=\"x\", nonce=\"n\", algorithm=MD5, Basic realm=\"y\""}),
            (Words{"digest", "basic"}));
  EXPECT_EQ(offered_schemes({"Bearer", "BASIC realm=\"x\\\", Digest\""}), (Words{"bearer", "basic"}));
  EXPECT_EQ(offered_schemes({"", ",,,", "\"", "="}), Words{});
  EXPECT_EQ(realm_of({"Bearer", "Digest nonce=\"n\", Realm=\"people, and more\""}), "people, and more");
  EXPECT_EQ(realm_of({"Digest realm=\"open"}), "open");
}

TEST(Profile, Addresses) {
  const Endpoints fuseki = endpoints_of(*find_store_profile("fuseki"), "http://h:3030/people/");
  EXPECT_EQ(fuseki.graph({"http://ex.org/a b?c#d"}),
            "http://h:3030/people/data?graph=http%3A%2F%2Fex.org%2Fa%20b%3Fc%23d");
  EXPECT_EQ(fuseki.graph({}), "http://h:3030/people/data?default");
  const Endpoints qlever = endpoints_of(*find_store_profile("qlever"), "https://h");
  EXPECT_EQ(qlever.query, "https://h/");
  const Endpoints rdf4j = endpoints_of(*find_store_profile("rdf4j"), "http://h:8080/rdf4j-server/repositories/people");
  EXPECT_EQ(rdf4j.query, "http://h:8080/rdf4j-server/repositories/people");
  EXPECT_EQ(rdf4j.update, "http://h:8080/rdf4j-server/repositories/people/statements");
  EXPECT_EQ(host_of("http://[::1]:3030/x"), "::1");
  EXPECT_EQ(host_of("https://ex.org:1/x"), "ex.org");
  EXPECT_THROW(endpoints_of(*find_store_profile("fuseki"), "http://a:b@h/"), Error);
  EXPECT_THROW(endpoints_of(*find_store_profile("fuseki"), "h:3030"), Error);
}

TEST(Updates, OneOperation) {
  const TargetGraph live{"urn:live"}, staging{"urn:staging"};
  EXPECT_EQ(publish_update(LoadMode::replace, staging, live), "MOVE GRAPH <urn:staging> TO GRAPH <urn:live>");
  EXPECT_EQ(publish_update(LoadMode::add, staging, {}), "ADD GRAPH <urn:staging> TO DEFAULT");
  EXPECT_EQ(rewrite_update(LoadMode::replace, staging, live),
            "DELETE { GRAPH <urn:live> { ?s0 ?p0 ?o0 } } INSERT { GRAPH <urn:live> { ?s ?p ?o } } WHERE { { GRAPH "
            "<urn:live> { ?s0 ?p0 ?o0 } } UNION { GRAPH <urn:staging> { ?s ?p ?o } } }");
  EXPECT_EQ(rewrite_update(LoadMode::add, staging, {}),
            "INSERT { ?s ?p ?o } WHERE { GRAPH <urn:staging> { ?s ?p ?o } }");
  EXPECT_NE(staging_graph(live).iri, staging_graph({"urn:other"}).iri);
}

TEST(Answer, WhateverThePieces) {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    rdf::append_nquads(text, statement("the value numbered " + std::to_string(i) + " \n\"").view());
  for (const std::size_t piece : {std::size_t{1} << 8, std::size_t{4096}, text.size()}) {
    StatementSet set(false);
    StatementAnswer answer(set);
    for (std::size_t at = 0; at < text.size(); at += piece)
      answer.add(std::string_view(text).substr(at, piece), "application/n-triples");
    EXPECT_EQ(answer.finish(), 20'000u);
    set.finish();
    EXPECT_EQ(set.size(), 20'000u);
  }
  rdf::CountingSink count;
  StatementAnswer turtle(count);
  turtle.add("@prefix ex: <http://ex.org/> . ex:a ex:", "text/turtle; charset=utf-8");
  turtle.add("b ex:c, 'd' .", "text/turtle; charset=utf-8");
  EXPECT_EQ(turtle.finish(), 2u);
  StatementAnswer page(count);
  EXPECT_THROW((page.add("<html>no RDF</html>\n", "application/n-triples"), page.finish()), Error);
}

TEST(Image, BackAgainAndNeverOutOfBounds) {
  Dataset data;
  for (int i = 0; i < 300; ++i) data.quad(statement("v" + std::to_string(i % 200)).view());
  rdf::Quad in_graph = statement("g");
  in_graph.graph = Term::iri("urn:g");
  data.quad(in_graph.view());
  data.finish();
  std::string bytes;
  DatasetImage::append(bytes, data);
  Dataset back;
  ASSERT_TRUE(DatasetImage::read(bytes, back));
  EXPECT_EQ(back.size(), data.size());
  EXPECT_EQ(back.terms().find(Term::iri("urn:g")), data.terms().find(Term::iri("urn:g")));
  EXPECT_EQ(back.graph_names(), data.graph_names());

  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bad = bytes;
    for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
    if (round % 4 == 0) bad.resize(random() % bad.size());
    Dataset other;
    if (!DatasetImage::read(bad, other)) continue;
    // Wrong it may be, for the checksum is the cache's business; but every id must be one.
    for (const Triple& t : other.match(unbound, unbound, unbound, unbound))
      for (const TermId id : {t.s, t.p, t.o}) EXPECT_LE(other.terms().term(id).value.size(), bad.size());
    other.terms().find(Term::iri("urn:nowhere"));
  }
}

TEST(Skolemizer, OneNameForOneLabel) {
  rdf::QuadList list;
  int asked = 0;
  Skolemizer sink(list, [&asked] {
    ++asked;
    return std::string("https://ex.org/.well-known/genid/1-");
  });
  const rdf::Quad plain = statement("x");
  sink.quad(plain.view());
  EXPECT_EQ(asked, 0);
  for (int i = 0; i < 2; ++i)
    sink.quad(
        {Term::blank("b 1").view(), plain.predicate.view(), Term::blank("b 1").view(), Term::iri("urn:g").view()});
  EXPECT_EQ(asked, 1);
  list.sort_unique();
  ASSERT_EQ(list.quads().size(), 2u);
  const rdf::Quad& named = list.quads()[0];
  EXPECT_EQ(named.subject, Term::iri("https://ex.org/.well-known/genid/1-b%201"));
  EXPECT_EQ(named.subject, named.object);
  EXPECT_EQ(named.graph, Term::iri("urn:g"));
}

}  // namespace
}  // namespace vitagraph::store
