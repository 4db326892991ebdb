// SPDX-License-Identifier: Apache-2.0
// check_rules, explain and write_rml: what can be said of rules without running them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

class Check : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() /
        fmt::format("vitagraph_check_{}_{}", testing::UnitTest::GetInstance()->current_test_info()->name(), ::getpid());
    fs::create_directories(folder_);
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  static void write(const char* name, const std::string& text) { std::ofstream(name, std::ios::binary) << text; }

  /// The findings' kinds with line and column, sorted by place.
  std::vector<std::string> found(const std::string& rules, const std::vector<std::string>& ontology = {},
                                 const char* name = "rules.yml", const FactReferences* facts = nullptr) {
    write(name, rules);
    DiagnosticList problems;
    const RuleSet set = read_rules({name}, problems);
    check_rules(set, {}, ontology, problems, facts);
    std::vector<std::string> out;
    for (const Diagnostic& d : problems.sorted()) {
      std::string text = d.str();
      out.push_back(text.substr(0, text.find('\n')));
    }
    return out;
  }

  fs::path folder_, before_;
};

using Lines = std::vector<std::string>;

TEST_F(Check, FindsNothingWrongWithGoodRules) {
  write("rows.csv", "id,name\n1,x\n");
  EXPECT_EQ(found("prefixes: {ex: http://example.org/}\n"
                  "sources: {rows: [rows.csv~csv]}\n"
                  "mappings:\n  one:\n    sources: rows\n    s: ex:$(id)\n    po: [[ex:name, $(name)]]\n"),
            Lines{});
}

TEST_F(Check, FindsWhatOnlyTheSourcesShow) {
  write("rows.csv", "id,name\n1,x\n");
  write("tree.json", "[{\"key\": 1}, {\"key\": 2, \"rest\": {\"a\": 1}}]");
  EXPECT_EQ(
      found("prefixes: {ex: http://example.org/}\n"
            "sources:\n"
            "  rows: [rows.csv~csv]\n"
            "  tree: [tree.json~jsonpath, '$[*]']\n"
            "  spare: [spare.csv~csv]\n"
            "mappings:\n"
            "  one:\n    sources: rows\n    s: ex:$(id)\n    po:\n"
            "      - [ex:name, $(nmae)]\n"
            "      - p: ex:tree\n"
            "        o: {mapping: two, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(kye)]]}}\n"
            "  two:\n    sources: tree\n    s: ex:$(key)\n    po:\n      - [ex:a, $(rest.b)]\n"
            "  three:\n    sources: [[absent.csv~csv]]\n    s: ex:$(id)\n"),
      (Lines{"rules.yml:5:10: warning: no mapping reads the source `spare` [mapping-unused-source]",
             "rules.yml:11:19: error: `rows.csv` has no column `nmae` [mapping-unknown-column]",
             "rules.yml:13:91: warning: nothing in `tree.json` has a value for `kye` [mapping-unseen-reference]",
             "rules.yml:18:16: warning: nothing in `tree.json` has a value for `rest.b` [mapping-unseen-reference]",
             "rules.yml:20:16: error: absent.csv: No such file or directory [mapping-source]"}));
}

/// Other rows may fulfil a condition or reach a place in a list: a run is silent. A name that is not there is told of.
TEST_F(Check, TellsOfConditionsThatHoldForNothingToday) {
  write("a.json", R"({"l": [{"id": 1, "size": 3, "tags": ["x"]}]})");
  write("a.xml", "<l><i id='1'><n>x</n></i></l>");
  std::string rules = "prefixes: {ex: http://example.org/}\nmappings:\n";
  int count = 0;
  const auto iterate = [&](const char* source) {
    rules += fmt::format("  m{}: {{sources: [[{}]], s: ex:s, po: [[ex:p, v]]}}\n", ++count, source);
  };
  for (const char* path : {"$.l[?(@.size > 4)]", "$.l[?@.late]", "$.l[7]", "$.l[3:]", "$.l[?@.siez > 4]", "$.k[7]"})
    iterate(fmt::format("a.json~jsonpath, '{}'", path).c_str());
  for (const char* path : {"/l/i[@id=2]", "/l/j[@id=2]"}) iterate(fmt::format("a.xml~xpath, '{}'", path).c_str());
  rules +=
      "  r: {sources: [['a.json~jsonpath', '$.l[*]']], s: ex:s, po: [[ex:p, '$(tags[4])'], [ex:q, '$(tag[4])']]}\n"
      "  x: {sources: [[a.xml~xpath, /l/i]], s: ex:s, po: [[ex:p, '$(n[2])'], [ex:q, '$(m[2])']]}\n";
  const auto lines_of = [](const Lines& all) {
    std::string out;
    for (const std::string& one : all) out += one.substr(10, one.find(':', 10) - 10) + ' ';
    return out;
  };
  EXPECT_EQ(lines_of(found(rules)), "3 4 5 6 7 8 9 10 11 11 12 12 ");
  DiagnosticList problems;
  const RuleSet set = read_rules({"rules.yml"}, problems);
  rdf::QuadList quads;
  execute(set, {}, quads, problems);
  Lines told;
  for (const Diagnostic& d : problems.sorted()) told.push_back(d.str());
  EXPECT_EQ(lines_of(told), "7 8 10 11 12 ");
}

TEST_F(Check, FindsTermsThatCanNeverBe) {
  write("rows.csv", "id\n1\n");
  const std::vector<std::string> ontology = {"http://example.org/o#name", "http://example.org/o#Person"};
  EXPECT_EQ(
      found("prefixes: {ex: http://example.org/, o: http://example.org/o#}\n"
            "mappings:\n  one:\n    sources: [[rows.csv~csv]]\n    s: ex:a b/$(id)\n    po:\n"
            "      - [a, o:Persn]\n"
            "      - [o:nam, $(id)]\n"
            "      - [ex:other, '<$(id)>~iri']\n",
            ontology),
      (Lines{"rules.yml:5:8: warning: `http://example.org/a b/$(id)` can never be an IRI: `http://example.org/a b/` "
             "holds a character that no IRI has [mapping-never-iri]",
             "rules.yml:7:13: warning: the ontology has no `o:Persn` [mapping-unknown-property]",
             "rules.yml:8:10: warning: the ontology has no `o:nam` [mapping-unknown-property]",
             "rules.yml:9:20: warning: `<$(id)>` can never be an IRI: `<` holds a character that no IRI has "
             "[mapping-never-iri]"}));
}

TEST_F(Check, FindsWhatNoFactHas) {
  const FactReferences facts = {{"person", {"name", "entities.self", "ids.*"}},
                                {"publication", {"title", "authors", "entities.self", "entities.authors"}}};
  const std::string rules =
      "prefixes: {ex: http://example.org/}\n"
      "sources:\n"
      "  people: {access: facts, referenceFormulation: facts, iterator: person}\n"
      "  authors: {access: facts, referenceFormulation: facts, iterator: publication.authors}\n"
      "  others: {access: facts, referenceFormulation: facts, iterator: publication.autors}\n"
      "  nobody: {access: facts, referenceFormulation: facts, iterator: persun}\n"
      "mappings:\n"
      "  one:\n    sources: people\n    s: $(entities.self)\n    po:\n"
      "      - [ex:name, $(nam)]\n"
      "      - [ex:id, $(ids.orcid)]\n"
      "      - [ex:order, $(order)]\n"
      "  two:\n    sources: authors\n    s: $(entities.authors)\n    po:\n"
      "      - [ex:order, $(order)]\n"
      "      - [ex:by, $(entities.author)]\n"
      "  three: {sources: others, s: $(entities.self)}\n"
      "  four: {sources: nobody, s: $(entities.self)}\n";
  EXPECT_EQ(
      found(rules, {}, "rules.yml", &facts),
      (Lines{"rules.yml:5:66: warning: nothing in `publication` has a value for `autors` [mapping-unseen-reference]",
             "rules.yml:6:66: warning: nothing in `facts` has a value for `persun` [mapping-unseen-reference]",
             "rules.yml:12:19: warning: nothing in `person` has a value for `nam` [mapping-unseen-reference]",
             "rules.yml:14:20: warning: nothing in `person` has a value for `order` [mapping-unseen-reference]",
             "rules.yml:20:17: warning: nothing in `publication` has a value for `entities.author` "
             "[mapping-unseen-reference]"}));
  EXPECT_EQ(found(rules), Lines{});
}

TEST_F(Check, KnowsRulesFromData) {
  write("graph.ttl", "<http://example.org/a> <http://example.org/b> 1 .\n");
  write("rules.ttl", "@prefix rml: <http://w3id.org/rml/> .\n");
  EXPECT_FALSE(is_mapping("graph.ttl"));
  EXPECT_TRUE(is_mapping("rules.ttl"));
  EXPECT_TRUE(is_mapping("rules.yml"));
  EXPECT_FALSE(is_mapping("facts.jsonl"));
}

constexpr const char* several =
    R"(prefixes: {ex: http://example.org/, grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#}
base: http://example.org/base/
sources:
  people: {access: people.csv, referenceFormulation: csv, delimiter: ';'}
mappings:
  person:
    sources: people
    s: [ex:$(id), old/$(id)]
    condition: {function: idlab-fn:notEqual, parameters: [[grel:valueParameter, $(id)], [grel:valueParameter2, "3"]]}
    graphs: ex:g
    po:
      - [a, ex:Person]
      - [ex:name, $(name), en~lang]
      - [ex:code, "{$(id)}"]
      - {p: ex:upper, o: {function: grel:toUpperCase, parameters: [[grel:valueParameter, $(name)]]}}
      - {p: ex:age, o: [[$(age), xsd:integer]], condition: {function: idlab-fn:notEqual, parameters: [[grel:valueParameter, $(age)], [grel:valueParameter2, "0"]]}}
      - {p: ex:madeBy, i: ex:made, o: ex:work/$(id)~iri}
      - p: ex:boss
        o: {mapping: person, condition: {function: equal, parameters: [[str1, $(boss)], [str2, $(id)]]}}
      - {p: ex:note, o: {type: blank}}
)";

TEST_F(Check, ExplainsThePlan) {
  write("rules.yml", several);
  DiagnosticList problems;
  const RuleSet rules = read_rules({"rules.yml"}, problems);
  ASSERT_TRUE(rules.usable()) << problems.sorted().front().str();
  const std::string wanted = R"plan(table 1: the subjects of person by $(id)
read people.csv as CSV, once
  takes id, name, age, boss
  rule person if idlab-fn:notEqual($(id), "3")
    subject <http://example.org/$(id)>
    subject <old/$(id)>
    graph ex:g
    rdf:type ex:Person
    ex:name $(name)@en
    ex:code "{$(id)}"
    ex:upper grel:toUpperCase($(name))
    ex:age $(age)^^xsd:integer if idlab-fn:notEqual($(age), "0")
    ex:madeBy, inverse ex:made <http://example.org/work/$(id)>
    ex:boss table 1 at $(boss)
    ex:note a blank node of its own
statements are written as they are made; repeated ones are found by their places in the output
)plan";
  EXPECT_EQ(explain(rules), wanted);
}

std::string quads_of(const char* file) {
  DiagnosticList problems;
  const RuleSet rules = read_rules({file}, problems);
  rdf::QuadList quads;
  if (rules.usable()) execute(rules, {}, quads, problems);
  for (const Diagnostic& d : problems.sorted()) ADD_FAILURE() << d.str();
  quads.sort_unique();
  std::string out;
  for (const rdf::Quad& quad : quads.quads()) rdf::append_nquads(out, quad.view());
  return out;
}

TEST_F(Check, SaysTheSameInRml) {
  write("people.csv", "id;name;age;boss\n1;Ann;30;2\n2;Bob;0;\n3;Cy;5;1\n");
  std::string rules_text = several;
  rules_text.erase(rules_text.find("      - {p: ex:note"));  // a blank node has no name to compare
  write("rules.yml", rules_text);
  DiagnosticList problems;
  write("rules.ttl", write_rml(read_rules({"rules.yml"}, problems), problems));
  EXPECT_TRUE(problems.empty());
  const std::string wanted = quads_of("rules.yml");
  EXPECT_NE(wanted.find("<http://example.org/work/1> <http://example.org/made> <http://example.org/1>"),
            std::string::npos);
  EXPECT_EQ(quads_of("rules.ttl"), wanted);
  // And again from its own words.
  write("again.ttl", write_rml(read_rules({"rules.ttl"}, problems), problems));
  EXPECT_EQ(quads_of("again.ttl"), wanted);
}

// The older vocabulary has a JSON document's numbers as texts, RML-Core as numbers.
TEST_F(Check, SaysTheOlderTextsInRml) {
  write("people.json", "[{\"id\": 1, \"age\": 30, \"name\": \"Ann\"}]");
  write("old.ttl",
        "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
        "<urn:one> rml:logicalSource [ rml:source \"people.json\" ; rml:referenceFormulation ql:JSONPath ;\n"
        "    rml:iterator \"$[*]\" ] ;\n"
        "  rr:subjectMap [ rr:template \"http://example.org/{id}\" ] ;\n"
        "  rr:predicateObjectMap [ rr:predicate <urn:age> ; rr:objectMap [ rml:reference \"age\" ] ] ,\n"
        "    [ rr:predicate <urn:name> ; rr:objectMap [ rml:reference \"name\" ; rr:language \"en\" ] ] .\n");
  const std::string wanted = quads_of("old.ttl");
  EXPECT_NE(wanted.find("<urn:age> \"30\" ."), std::string::npos) << wanted;
  DiagnosticList problems;
  write("new.ttl", write_rml(read_rules({"old.ttl"}, problems), problems));
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(quads_of("new.ttl"), wanted);
}

TEST_F(Check, SaysWhatRmlHasNoWordsFor) {
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\nmappings:\n  one:\n    sources: [[facts~facts, publication]]\n"
        "    s: ex:$(id)\n    po: [[ex:title, $(title)]]\n");
  DiagnosticList problems;
  const RuleSet rules = read_rules({"rules.yml"}, problems);
  ASSERT_TRUE(rules.usable());
  write_rml(rules, problems);
  ASSERT_EQ(problems.sorted().size(), 1u);
  EXPECT_EQ(problems.sorted()[0].kind, Kind::mapping_untranslatable);
}

/// Files are one set of rules; what one file calls `ex` must not become another's.
TEST_F(Check, RefusesTwoMeaningsOfOnePrefix) {
  const auto problems_of = [](const std::string& second) {
    write("a.yml", "prefixes: {ex: 'http://example.org/'}\nbase: http://example.org/base/\n");
    write("b.yml", second);
    DiagnosticList problems;
    const RuleSet rules = read_rules({"a.yml", "b.yml"}, problems);
    EXPECT_EQ(rules.usable(), problems.empty());
    std::vector<std::string> out;
    for (const Diagnostic& problem : problems.sorted())
      out.push_back(fmt::format("{}:{} {}", problem.location.file, problem.location.line, problem.message));
    return out;
  };
  EXPECT_TRUE(problems_of("prefixes: {ex: 'http://example.org/', other: 'http://o/'}\n").empty());
  EXPECT_EQ(problems_of("prefixes:\n  ex: http://other.org/\n"),
            std::vector<std::string>{"b.yml:2 `ex` is defined twice; the second would hide the first"});
  EXPECT_EQ(problems_of("# base\nbase: http://other.org/\n"),
            std::vector<std::string>{"b.yml:2 `base` is defined twice; the second would hide the first"});
}

TEST_F(Check, RefusesASecondDocument) {
  const auto line_of = [](const std::string& rules) {
    write("rules.yml", rules);
    DiagnosticList problems;
    read_rules({"rules.yml"}, problems);
    return problems.empty() ? 0u : problems.sorted()[0].location.line;
  };
  EXPECT_EQ(line_of("---\nprefixes: {ex: 'http://e/'}\n---\nmappings: {}\n"), 4u);
  EXPECT_GT(line_of("prefixes: {ex: 'http://e/'}\n...\n---\nmappings: {a: [b\n"), 3u);
  EXPECT_EQ(line_of("---\nprefixes: {ex: 'http://e/'}\n---\n# the end\n"), 0u);
  EXPECT_EQ(line_of("prefixes: {ex: 'http://e/'}\nauthors: |\n  a\n  ---\n  b\n...\n"), 0u);
}

}  // namespace
}  // namespace vitagraph::mapping
