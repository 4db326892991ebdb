// SPDX-License-Identifier: Apache-2.0
#include "shapes/shapes.hpp"

#include <gtest/gtest.h>

namespace vitagraph::shapes {
namespace {

const std::string prefixes =
    "@prefix : <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: "
    "<http://www.w3.org/2001/XMLSchema#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

void read(const std::string& turtle, rdf::Model& model) {
  DiagnosticList problems;
  rdf::ReadOptions options;
  options.syntax = rdf::Syntax::turtle;
  rdf::read_rdf(SourceFile("x.ttl", prefixes + turtle), options, model, problems);
  for (const Diagnostic& problem : problems.sorted()) ADD_FAILURE() << problem.str();
}

/// "severity focus path component value|…" for each result, then what was diagnosed.
std::string checked(const std::string& shapes_text, const std::string& data_text,
                    const std::string& classes_text = "") {
  rdf::Model data, shapes, classes;
  read(data_text, data);
  read(shapes_text, shapes);
  read(classes_text, classes);
  std::string out;
  const Report report = validate(data, shapes, classes);
  for (const Result& r : report.results) {
    const char* severity = r.severity == Severity::error ? "" : r.severity == Severity::warning ? "warning " : "info ";
    out +=
        fmt::format("{}{} {} {}{}|", severity, r.focus.str(), r.path, r.component, r.value ? " " + r.value->str() : "");
  }
  for (const std::string& what : report.unchecked) out += "[" + what + "]";
  for (std::size_t at; (at = out.find("http://e/")) != std::string::npos;) out.erase(at, 9);
  return out;
}

/// A shape for :C with one property shape on :p.
std::string on_p(const std::string& constraints) {
  return ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; " + constraints + " ] .";
}

TEST(Shapes, CheckWhatSingleValuesAre) {
  struct Case {
    const char* constraints;
    const char* good;
    const char* bad;
    const char* result;
  };
  const Case cases[] = {
      {"sh:nodeKind sh:IRI", ":o", "'o'", "<x> p nodeKind \"o\"|"},
      {"sh:nodeKind sh:BlankNodeOrIRI", ":o", "'o'", "<x> p nodeKind \"o\"|"},
      {"sh:nodeKind sh:Literal", "'o'", ":o", "<x> p nodeKind <o>|"},
      {"sh:datatype xsd:string", "'o'", "'o'@en", "<x> p datatype \"o\"@en|"},
      {"sh:datatype xsd:integer", "12", "'12'", "<x> p datatype \"12\"|"},
      {"sh:datatype xsd:date", "'2020-02-29'^^xsd:date", "'2021-02-29'^^xsd:date",
       "<x> p datatype \"2021-02-29\"^^<http://www.w3.org/2001/XMLSchema#date>|"},
      {"sh:pattern '^[a-c]+$'", "'abc'", "'abd'", "<x> p pattern \"abd\"|"},
      {"sh:pattern '^[a-c]+$' ; sh:flags 'i'", "'ABC'", "'ABD'", "<x> p pattern \"ABD\"|"},
      {"sh:in ( 'a' 'b' )", "'b'", "'c'", "<x> p in \"c\"|"},
      {"sh:in ( )", "'a'", "'a'", nullptr},
      {"sh:hasValue 'a'", "'a' , 'b'", "'b'", "<x> p hasValue|"},
      {"sh:minLength 2", "'äö'", "'ä'", "<x> p minLength \"ä\"|"},
      {"sh:maxLength 2", "'äö'", "'äöü'", "<x> p maxLength \"äöü\"|"},
      {"sh:minCount 2", "1 , 2", "1", "<x> p minCount|"},
      {"sh:maxCount 1", "1", "1 , 2", "<x> p maxCount|"},
      {"sh:class :D", ":d", ":x", "<x> p class <x>|"},
      {"sh:class :D", ":e", "'d'", "<x> p class \"d\"|"},
      {"sh:or ( [ sh:datatype xsd:gYear ] [ sh:datatype xsd:date ] )", "'2020'^^xsd:gYear", "2020",
       "<x> p or \"2020\"^^<http://www.w3.org/2001/XMLSchema#integer>|"},
      {"sh:and ( [ sh:minLength 2 ] [ sh:maxLength 3 ] )", "'abc'", "'a'", "<x> p and \"a\"|"},
      {"sh:not [ sh:pattern 'x' ]", "'abc'", "'axc'", "<x> p not \"axc\"|"},
      {"sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":d", ":e", "<x> p node <e>|"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.constraints);
    const std::string more = " . :d a :D ; :q 1 . :e a :E .";
    const std::string classes = ":E rdfs:subClassOf :F . :F rdfs:subClassOf :D .";
    if (c.result) {
      EXPECT_EQ(checked(on_p(c.constraints), std::string(":x a :C ; :p ") + c.good + more, classes), "");
      EXPECT_EQ(checked(on_p(c.constraints), std::string(":x a :C ; :p ") + c.bad + more, classes), c.result);
    } else {
      EXPECT_NE(checked(on_p(c.constraints), std::string(":x a :C ; :p ") + c.bad + more, classes), "");
    }
  }
}

TEST(Shapes, FindTheirTargets) {
  const std::string need = " ; sh:property [ sh:path :q ; sh:minCount 1 ] .";
  const std::string data = ":a a :C . :b a :D . :c :p :d .";
  EXPECT_EQ(checked(":S sh:targetClass :C" + need, data), "<a> q minCount|");
  EXPECT_EQ(checked(":S sh:targetClass :C" + need, data, ":D rdfs:subClassOf :C ."), "<a> q minCount|<b> q minCount|");
  EXPECT_EQ(checked(":S sh:targetClass :C" + need, data + ":D rdfs:subClassOf :C ."), "<a> q minCount|<b> q minCount|")
      << "the data may say it too";
  EXPECT_EQ(checked(":S sh:targetNode :z" + need, data), "<z> q minCount|");
  EXPECT_EQ(checked(":S sh:targetSubjectsOf :p" + need, data), "<c> q minCount|");
  EXPECT_EQ(checked(":S sh:targetObjectsOf :p" + need, data), "<d> q minCount|");
  EXPECT_EQ(checked(":S sh:targetClass :C ; sh:deactivated true" + need, data), "");
}

TEST(Shapes, FollowInversePaths) {
  const std::string shape = ":S sh:targetClass :C ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] .";
  EXPECT_EQ(checked(shape, ":a a :C . :b a :C . :x :p :a ."), "<b> ^p minCount|");
}

TEST(Shapes, SayHowBadItIsInTheirOwnWords) {
  rdf::Model data, shapes, classes;
  read(":a a :C .", data);
  read(
      ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "
      "'Fehlt.'@de , 'Is missing.'@en ] ,"
      " [ sh:path :q ; sh:minCount 1 ; sh:severity sh:Info ] .",
      shapes);
  const Report report = validate(data, shapes, classes);
  ASSERT_EQ(report.results.size(), 2u);
  EXPECT_EQ(report.results[0].message, "Is missing.");
  EXPECT_EQ(report.count(Severity::warning), 1u);
  EXPECT_EQ(report.count(Severity::note), 1u);
  EXPECT_EQ(report.count(Severity::error), 0u);
  EXPECT_EQ(report.focus_nodes, 1u);
}

TEST(Shapes, TellWhatTheyDoNotCheck) {
  EXPECT_EQ(checked(on_p("sh:lessThan :q ; sh:minCount 1"), ":x a :C ; :p 1 ."), "[sh:lessThan]");
  EXPECT_EQ(checked(":S sh:targetClass :C ; sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ] .", ":x a :C ."),
            "[a path of more than one predicate]");
  EXPECT_EQ(checked(on_p("sh:pattern '('"), ":x a :C ; :p 'a' ."), "[sh:pattern \"(\": missing ): (]");
  EXPECT_EQ(checked(on_p("sh:minCount 'two'"), ":x a :C ."), "[sh:minCount \"two\"]");
}

TEST(Shapes, EndWhereShapesAndListsGoInCircles) {
  EXPECT_EQ(
      checked(":S sh:targetClass :C ; sh:node :S ; sh:not [ sh:not :S ] ; sh:property [ sh:path :p ; sh:node :S ] .",
              ":a a :C ; :p :b . :b a :C ; :p :a ."),
      "");
  EXPECT_EQ(checked(on_p("sh:in :l") + ":l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 'a' ; "
                                       "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> :l .",
                    ":x a :C ; :p 'b' ."),
            "<x> p in \"b\"|");
  // Each shape holds the next twice: 2^60 ways down.
  std::string ladder = ":S sh:targetClass :C ; sh:node :n0 .";
  for (int i = 0; i < 60; ++i)
    ladder += fmt::format(":n{0} sh:and ( :n{1} :n{1} ) ; sh:not [ sh:not :n{1} ] .\n", i, i + 1);
  EXPECT_EQ(checked(ladder, ":x a :C ."), "");
}

TEST(Shapes, KnowLexicalForms) {
  const std::string xsd = "http://www.w3.org/2001/XMLSchema#";
  const std::pair<const char*, std::vector<const char*>> good[] = {
      {"integer", {"0", "-12", "+007"}},
      {"boolean", {"true", "0"}},
      {"decimal", {"1", "-1.5", ".5", "1."}},
      {"double", {"1e9", "INF", "NaN", "-1.5E-3"}},
      {"gYear", {"2020", "-0044", "12020", "2020Z"}},
      {"gYearMonth", {"2020-02", "2020-12+01:00"}},
      {"date", {"2020-02-29", "2000-02-29", "2020-01-31Z"}},
      {"dateTime", {"2020-02-29T23:59:59.5Z", "2020-02-28T00:00:00"}},
      {"gMonthDay", {"--02-29", "--12-31"}},
      {"anyURI", {"whatever"}},
  };
  const std::pair<const char*, std::vector<const char*>> bad[] = {
      {"integer", {"", "1.0", "--1", "1 "}},
      {"boolean", {"True", ""}},
      {"decimal", {".", "", "1e3", "+"}},
      {"double", {"e9", "inf", "1e"}},
      {"gYear", {"20", "02020", "2020-01", ""}},
      {"gYearMonth", {"2020-13", "2020-1", "2020"}},
      {"date", {"2021-02-29", "1900-02-29", "2020-04-31", "2020-1-1", "2020-01-011"}},
      {"dateTime", {"2020-01-01", "2020-01-01T25:00:00", "2020-01-01T10:00"}},
      {"gMonthDay", {"02-29", "--02-30", "--13-01"}},
  };
  for (const auto& [type, forms] : good)
    for (const char* form : forms) EXPECT_TRUE(is_lexical_form(form, xsd + type)) << type << " " << form;
  for (const auto& [type, forms] : bad)
    for (const char* form : forms) EXPECT_FALSE(is_lexical_form(form, xsd + type)) << type << " " << form;
  EXPECT_TRUE(is_lexical_form("x", "http://e/own"));
}

}  // namespace
}  // namespace vitagraph::shapes
