// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "provenance/provenance.hpp"

namespace vitagraph::provenance {
namespace {

using rdf::Term;

constexpr const char* prefixes = R"(
@prefix vg: <https://w3id.org/vitagraph/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://e/> .
:cv vg:sourceName "no-such-cv.txt" ; vg:sha256 "00" .
:q1 a vg:Quotation ; prov:value "Reader, Fenwick" ; oa:prefix "2018: " ; oa:suffix ", Harbour" ; rdf:value "line=11,12" ;
  prov:wasQuotedFrom :cv ; vg:textBegin 3 ; vg:textEnd 18 ; vg:rule "career.post" ; vg:confidence 0.80 .
:q2 a vg:Quotation ; prov:value "A. Moss, B. Fern" ; prov:wasQuotedFrom :cv ; vg:rule "publications.list" .
:r rdfs:label "career.yml:9 holdsPosition" .
:ada rdfs:label "Ada Moss" . :bo rdfs:label "Bo Fern" . :cy rdfs:label "Cy Reed" . :di rdfs:label "Di Rush" .
)";

struct Asked {
  explicit Asked(const std::string& more) {
    DiagnosticList problems;
    rdf::read_rdf(SourceFile("graph.trig", prefixes + more), {rdf::Syntax::trig, "", nullptr, true, ""}, model,
                  problems);
    EXPECT_TRUE(problems.empty());
    explainer.emplace(model);
  }
  static Term term(const std::string& name) { return Term::iri("http://e/" + name); }
  static Term vg(const std::string& name) { return Term::iri("https://w3id.org/vitagraph/ontology#" + name); }
  Explanation explain(const std::string& s, const std::string& p, const std::string& o) {
    return explainer->explain(term(s), vg(p), term(o));
  }
  std::string text(const std::string& s, const std::string& p, const std::string& o) {
    return to_text({explain(s, p, o)});
  }
  rdf::Model model;
  std::optional<Explainer> explainer;
};

/// A statement with its record.
std::string said(const std::string& s, const std::string& p, const std::string& o, const std::string& words) {
  return s + " " + p + " " + o + " . [] rdf:subject " + s + " ; rdf:predicate " + p + " ; rdf:object " + o +
         " ; prov:wasDerivedFrom " + words + " ; prov:wasInfluencedBy :r .\n";
}

TEST(Explain, AStatedOneByItsWordsAndRules) {
  Asked asked(said(":ada", "vg:holdsPosition", ":post", ":q1"));
  EXPECT_EQ(asked.text("ada", "holdsPosition", "post"),
            "Ada Moss  holdsPosition  post\n"
            "  no-such-cv.txt:12  (the document is not there: these are the words as they were)\n"
            "      2018: Reader, Fenwick, Harbour\n"
            "            ^~~~~~~~~~~~~~~\n"
            "  found by career.post, confidence 0.80\n"
            "  mapped by career.yml:9 holdsPosition\n");
}

TEST(Explain, OnlyItsOwnRecordCounts) {
  Asked asked(said(":ada", "vg:holdsPosition", ":post", ":q1") + ":ada vg:holdsPosition :other .\n");
  EXPECT_EQ(asked.explain("ada", "holdsPosition", "other").origin, Origin::unknown);
  EXPECT_EQ(asked.explain("ada", "holdsPosition", "third").origin, Origin::absent);
}

TEST(Explain, LiteralsOfOneTextAndTwoTypesAreTwoStatements) {
  Asked asked(said(":ada", "vg:year", "\"2018\"", ":q1") + said(":ada", "vg:year", "\"2018\"^^xsd:gYear", ":q2"));
  const Explanation plain = asked.explainer->explain(Asked::term("ada"), Asked::vg("year"), Term::literal("2018"));
  ASSERT_EQ(plain.evidence.size(), 1u);
  EXPECT_EQ(plain.evidence[0].quotation, "http://e/q1");
}

TEST(Explain, NamesComeFromResolution) {
  Asked asked("[] rdf:subject :ada ; rdf:predicate rdfs:label ; rdf:object \"Ada Moss\" ; prov:wasInfluencedBy :r .\n");
  const Explanation name =
      asked.explainer->explain(Asked::term("ada"), Term::iri(rdf::vocabulary::rdfs_label), Term::literal("Ada Moss"));
  EXPECT_EQ(name.origin, Origin::names);
  EXPECT_NE(to_text({name}).find("brought together by resolution\n  mapped by career.yml:9"), std::string::npos);
}

TEST(Explain, CoauthorsByTheirPapers) {
  Asked asked(
      said(":paper", "vg:author", ":ada", ":q2") + said(":paper", "vg:author", ":bo", ":q2") +
      said(":alone", "vg:author", ":ada", ":q1") +
      ":ada vg:coauthor :bo . :paper rdfs:label \"On moss\" . :node a vg:Coauthorship ; vg:participant :ada, :bo ;"
      " vg:publicationCount 1 .\n");
  const Explanation why = asked.explain("bo", "coauthor", "ada");
  EXPECT_EQ(why.origin, Origin::absent);
  EXPECT_EQ(asked.text("ada", "coauthor", "bo"),
            "Ada Moss  coauthor  Bo Fern\n"
            "  derived: Ada Moss and Bo Fern are authors of 1 publication\n"
            "  On moss\n"
            "    no-such-cv.txt  (the document is not there: these are the words as they were)\n"
            "        A. Moss, B. Fern\n"
            "        ^~~~~~~~~~~~~~~~\n"
            "    found by publications.list\n"
            "    mapped by career.yml:9 holdsPosition\n");
  const Explanation node = asked.explainer->explain(Asked::term("node"), Asked::vg("publicationCount"),
                                                    Term::typed("1", rdf::vocabulary::xsd_integer));
  ASSERT_EQ(node.because.size(), 1u);
  EXPECT_EQ(node.because[0].text, "On moss");
}

TEST(Explain, AnAncestorByTheShortestChain) {
  Asked asked(said(":ada", "vg:doctoralAdvisor", ":bo", ":q1") + said(":bo", "vg:doctoralAdvisor", ":cy", ":q1") +
              said(":cy", "vg:doctoralAdvisor", ":di", ":q1") + said(":bo", "vg:doctoralAdvisor", ":di", ":q1") +
              ":ada vg:academicAncestor :bo, :cy, :di .\n");
  const Explanation why = asked.explain("ada", "academicAncestor", "di");
  EXPECT_EQ(why.reason, "2 steps of doctoral advisors: Ada Moss ← Bo Fern ← Di Rush");
  ASSERT_EQ(why.because.size(), 2u);
  EXPECT_EQ(why.because[1].text, "Bo Fern  doctoralAdvisor  Di Rush");
  EXPECT_EQ(why.because[1].origin, Origin::stated);
}

TEST(Explain, ChainsInCirclesEnd) {
  std::string circle = ":ada vg:academicAncestor :ada, :cy . :ada vg:advisee :ada ; vg:advisor :ada .\n";
  for (int i = 0; i < 3000; ++i)
    circle += ":n" + std::to_string(i) + " vg:doctoralAdvisor :n" + std::to_string((i + 1) % 3000) + " .\n";
  Asked asked(circle + ":ada vg:doctoralAdvisor :n0 . :n1 vg:academicAncestor :n0 .\n");
  EXPECT_EQ(asked.explain("ada", "academicAncestor", "ada").origin, Origin::unknown);
  EXPECT_EQ(asked.explain("ada", "academicAncestor", "cy").origin, Origin::unknown);
  EXPECT_EQ(asked.explain("n1", "academicAncestor", "n0").because.size(), 2999u);
  EXPECT_NE(asked.text("ada", "advisee", "ada"), "");
}

TEST(Explain, SiblingsVenuesAndAdvisees) {
  Asked asked(said(":ada", "vg:doctoralAdvisor", ":cy", ":q1") + said(":bo", "vg:doctoralAdvisor", ":cy", ":q1") +
              said(":p", "vg:author", ":ada", ":q2") + said(":p", "vg:publishedIn", ":bogs", ":q1") +
              said(":r2", "vg:author", ":bo", ":q2") + said(":r2", "vg:publishedIn", ":bogs", ":q2") +
              ":ada vg:academicSibling :bo ; vg:sharesVenueWith :bo ; vg:advisor :cy . :cy vg:advisee :ada . :bogs "
              "rdfs:label \"Bogs\" .\n");
  EXPECT_EQ(asked.explain("ada", "academicSibling", "bo").reason, "both have the doctoral advisor Cy Reed");
  const Explanation venue = asked.explain("ada", "sharesVenueWith", "bo");
  EXPECT_EQ(venue.reason, "Ada Moss and Bo Fern both published in Bogs");
  ASSERT_EQ(venue.because.size(), 2u);
  EXPECT_EQ(venue.because[0].text, "Ada Moss: p, Bogs");
  EXPECT_EQ(venue.because[0].evidence.size(), 2u);
  EXPECT_EQ(venue.because[1].evidence.size(), 1u);
  const Explanation advisee = asked.explain("cy", "advisee", "ada");
  ASSERT_EQ(advisee.because.size(), 1u);  // by advisor, which follows from doctoralAdvisor, which is stated
  ASSERT_EQ(advisee.because[0].because.size(), 1u);
  EXPECT_EQ(advisee.because[0].because[0].origin, Origin::stated);
}

TEST(Explain, AnAdvisorByTheNodeThatStandsForTheRelation) {
  Asked asked(":a vg:advisingAdvisee :ada . " + said(":a", "vg:advisingAdvisor", ":cy", ":q1") +
              ":ada vg:mastersAdvisor :cy .\n");
  const Explanation why = asked.explain("ada", "mastersAdvisor", "cy");
  EXPECT_EQ(why.reason, "Cy Reed advised Ada Moss");
  ASSERT_EQ(why.because.size(), 1u);
  EXPECT_EQ(why.because[0].evidence.size(), 1u);
}

TEST(Explain, AllAboutOneStatedFirst) {
  Asked asked(said(":ada", "vg:holdsPosition", ":post", ":q1") + said(":ada", "vg:affiliation", ":fenwick", ":q1") +
              ":ada vg:coauthor :bo ; vg:hasQuotation :q1 .\n" + said(":p", "vg:author", ":ada", ":q2") +
              said(":p", "vg:author", ":bo", ":q2"));
  const std::vector<Explanation> all = asked.explainer->about(Asked::term("ada"));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].text, "Ada Moss  affiliation  fenwick");
  EXPECT_EQ(all[2].text, "Ada Moss  coauthor  Bo Fern");
  EXPECT_EQ(all[3].origin, Origin::unknown);  // the label has no record here
  const std::string text = to_text(all);
  EXPECT_EQ(text.find("Reader, Fenwick"), text.rfind("Reader, Fenwick")) << text;  // one place, shown once
}

TEST(Explain, Json) {
  Asked asked(said(":ada", "vg:holdsPosition", ":post", ":q1"));
  const std::string json = to_json({asked.explain("ada", "holdsPosition", "post")});
  EXPECT_NE(
      json.find(R"("origin": "stated", "evidence": [{"source": "no-such-cv.txt", "line": 12, "lastLine": 12, )"
                R"("before": "2018: ", "words": "Reader, Fenwick", "after": ", Harbour", "document": "missing", )"),
      std::string::npos)
      << json;
}

TEST(Explain, FindsThingsByLabel) {
  Asked asked(":bogs rdfs:label \"Journal of Bögs\" .");
  EXPECT_EQ(asked.explainer->named("journal of bogs").size(), 1u);
  EXPECT_TRUE(asked.explainer->named("bogs").empty());
  EXPECT_TRUE(asked.explainer->has_provenance());
}

}  // namespace
}  // namespace vitagraph::provenance
