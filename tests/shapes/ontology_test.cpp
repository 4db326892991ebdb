// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "shapes/shapes.hpp"

namespace vitagraph::shapes {
namespace {

const std::string good = R"(@prefix e: <http://e/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix vann: <http://purl.org/vocab/vann/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://e/o> a owl:Ontology ; dcterms:title "O" ; dcterms:description "Bogs." ; dcterms:license <http://l/> ;
  owl:versionIRI <http://e/o/1> ; owl:versionInfo "1" ; dcterms:creator <http://e/me> ; dcterms:publisher <http://e/me> ;
  dcterms:created "2024" ; dcterms:bibliographicCitation "O, 2024." ;
  vann:preferredNamespaceUri "http://e/o#" ; vann:preferredNamespacePrefix "e" .
e:Moss a owl:Class ; rdfs:label "moss" ; rdfs:comment "A small plant." ; rdfs:subClassOf e:Plant .
e:Plant a owl:Class ; rdfs:label "plant" ; rdfs:comment "What grows." .
e:near a owl:ObjectProperty ; rdfs:label "near" ; rdfs:comment "Not far." ; rdfs:domain e:Moss ; rdfs:range e:Plant .
foaf:Person a owl:Class ; rdfs:label "person" .
)";

std::string found(std::string turtle, std::string_view old = {}, std::string_view by = {}) {
  if (!old.empty()) {
    EXPECT_NE(turtle.find(old), std::string::npos) << old;
    turtle.replace(turtle.find(old), old.size(), by);
  }
  DiagnosticList problems;
  const std::vector<SourceFile> files{SourceFile("o.ttl", turtle)};
  check_ontology(files, problems);
  std::string out;
  for (const Diagnostic& problem : problems.sorted())
    out += fmt::format("{}: {} [{}]\n", problem.location.line, problem.message, kind_name(problem.kind));
  return out;
}

TEST(Ontology, NothingIsWrongWithWhatIsRight) { EXPECT_EQ(found(good), ""); }

TEST(Ontology, EachMistakeIsFound) {
  struct Case {
    const char *old, *by, *result;
  };
  const Case cases[] = {
      {"dcterms:title \"O\" ;", "", "4: the ontology does not say its title (dcterms:title) [ontology-header]\n"},
      {"<http://l/>", "\"free\"",
       "4: the ontology does not say its licence as an IRI (dcterms:license) [ontology-header]\n"},
      {"owl:versionInfo \"1\" ;", "", "4: the ontology does not say its version (owl:versionInfo) [ontology-header]\n"},
      {"<http://e/o/1>", "<http://e/o>",
       "4: `http://e/o`: its owl:versionIRI is that of the ontology itself, so that versions have one name "
       "[ontology-term]\n"},
      {"rdfs:label \"moss\" ;", "", "8: `e:Moss`: has no rdfs:label [ontology-term]\n"},
      {"\"moss\"", "\"moss\" , \"musc\"",
       "8: `e:Moss`: has several rdfs:label; other languages belong into skos:altLabel [ontology-term]\n"},
      {"\"moss\"", "\"moss \"", "8: `e:Moss`: has white space around or doubled in its label [ontology-term]\n"},
      {"\"moss\"", "\"Plant\"", "9: `e:Plant`: has the label `plant`, as e:Moss has [ontology-term]\n"},
      {"rdfs:comment \"What grows.\"", "a owl:Class",
       "9: `e:Plant`: has no definition (rdfs:comment, skos:definition) [ontology-term]\n"},
      {"\"What grows.\"", "\"What grows.\" ; rdfs:subClassOf e:Moss",
       "8: `e:Moss`: is below itself [ontology-term]\n9: `e:Plant`: is below itself [ontology-term]\n"},
      {"rdfs:domain e:Moss ;", "", "10: `e:near`: has no rdfs:domain [ontology-term]\n"},
      {"rdfs:domain e:Moss", "rdfs:domain e:Moss , e:Plant",
       "10: `e:near`: has 2 rdfs:domain: whatever has it is in all of them at once [ontology-term]\n"},
      {"rdfs:range e:Plant", "rdfs:range e:Bog", "10: `e:Bog`: is used, but declared nowhere [ontology-term]\n"},
      {"e:near a owl:ObjectProperty", "e:Near a owl:ObjectProperty",
       "10: `e:Near`: classes begin with a capital letter, properties do not [ontology-term]\n"},
      {"e:near a owl:ObjectProperty", "e:near a owl:ObjectProperty , owl:DatatypeProperty",
       "10: `e:near`: is declared as ObjectProperty and DatatypeProperty [ontology-term]\n"},
      {"foaf:Person a owl:Class", "foaf:Person a owl:Class ; rdfs:subClassOf e:Plant",
       "11: `http://xmlns.com/foaf/0.1/Person`: is a term of others, about which no axiom is ours to state "
       "[ontology-term]\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(found(good, c.old, c.by), c.result) << c.by;
}

TEST(Ontology, AFileThatIsNone) {
  EXPECT_EQ(found("<http://e/a> <http://e/b> <http://e/c> ."),
            "0: the ontology does not say that it is one (owl:Ontology) [ontology-header]\n");
}

TEST(Report, AsRdf) {
  Report report;
  report.results.push_back({Severity::error, rdf::Term::iri("http://e/x"), "http://e/p", rdf::Term::literal("v"),
                            "minLength", "Too short."});
  report.results.push_back(
      {Severity::warning, rdf::Term::iri("http://e/x"), "^http://e/p", std::nullopt, "minCount", ""});
  std::string out;
  for (const rdf::Quad& quad : as_rdf(report, "http://e/r")) append_nquads(out, quad.view());
  for (const char* said :
       {"<http://e/r> <http://www.w3.org/ns/shacl#conforms> \"false\"^^", "shacl#focusNode> <http://e/x>",
        "shacl#resultPath> <http://e/p>", "shacl#value> \"v\"", "shacl#MinLengthConstraintComponent>",
        "shacl#resultMessage> \"Too short.\"", "shacl#resultSeverity> <http://www.w3.org/ns/shacl#Warning>",
        "shacl#inversePath> <http://e/p>"})
    EXPECT_NE(out.find(said), std::string::npos) << said << "\n" << out;
  EXPECT_EQ(out.find("_:"), std::string::npos);
  std::string right;
  for (const rdf::Quad& quad : as_rdf({}, "http://e/r")) append_nquads(right, quad.view());
  EXPECT_NE(right.find("conforms> \"true\"^^"), std::string::npos);
}

}  // namespace
}  // namespace vitagraph::shapes
