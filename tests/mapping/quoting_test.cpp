// SPDX-License-Identifier: Apache-2.0
// Quoted statements: how deep and how many, and that what a node reifies stands where something speaks of the node.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

class Quoting : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("vitagraph_quoting_{}_{}",
                                                      ::testing::UnitTest::GetInstance()->current_test_info()->name(),
                                                      ::getpid());
    fs::create_directories(folder_);
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  static void write(const char* name, const std::string& text) { std::ofstream(name, std::ios::binary) << text; }

  MappingReport run(const char* rules_file) {
    problems_.clear();
    const RuleSet rules = read_rules({rules_file}, problems_);
    if (rules.usable()) return mapping::run(rules, {}, "out.nq", problems_);
    MappingReport report;
    report.failed = true;
    return report;
  }
  std::string problems() const {
    std::string out;
    for (const Diagnostic& problem : problems_.sorted()) out += problem.str();
    return out;
  }

  fs::path folder_, before_;
  DiagnosticList problems_;
};

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
  return out;
}

std::string slurp(const char* name) {
  std::ifstream in(name, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

enum class Order { outermost_first, innermost_first };

/// Rules of which each but one quotes the next.
std::string chain(int rules, Order order) {
  std::string out = "prefixes: {ex: http://ex.com/}\nmappings:\n";
  for (int i = 0; i < rules; ++i) {
    const int rule = order == Order::outermost_first ? i : rules - 1 - i;
    const std::string subject = rule + 1 < rules ? fmt::format("[{{quoted: r{}}}]", rule + 1) : "ex:$(id)";
    out += fmt::format("  r{}: {{sources: [[rows.csv~csv]], s: {}, po: [[ex:p, 1]]}}\n", rule, subject);
  }
  return out;
}

TEST_F(Quoting, IsLimitedInDepth) {
  write("rows.csv", "id\n1\n");
  for (const Order order : {Order::outermost_first, Order::innermost_first}) {
    write("rules.yml", chain(51, order));
    EXPECT_FALSE(run("rules.yml").failed) << problems();
    EXPECT_EQ(problems(), "");
    write("rules.yml", chain(52, order));
    EXPECT_TRUE(run("rules.yml").failed);
    EXPECT_EQ(count(problems(), "error: a statement cannot be quoted within more than 50 others"), 1u) << problems();
  }
}

TEST_F(Quoting, DoesNotGoDownLongChains) {
  write("rows.csv", "id\n1\n");
  for (const Order order : {Order::outermost_first, Order::innermost_first}) {
    write("rules.yml", chain(20000, order));
    EXPECT_TRUE(run("rules.yml").failed);
    EXPECT_NE(problems().find("quoted within more than 50 others"), std::string::npos);
  }
}

TEST_F(Quoting, IsLimitedInNumber) {
  // Subjects and objects of one row multiply.
  write("rules.yml",
        "prefixes: {ex: http://ex.com/}\nmappings:\n"
        "  pairs: {sources: [[rows.json~jsonpath, '$[*]']], s: 'ex:$(a[*])', po: [[ex:with, '$(a[*])']]}\n"
        "  said: {sources: [[rows.json~jsonpath, '$[*]']], s: ex:someone, po: [{p: ex:said, o: {quotedNonAsserted: "
        "pairs}}]}\n");
  const auto rows = [](int values) {
    std::string list = "0";
    for (int i = 1; i < values; ++i) list += fmt::format(",{}", i);
    return R"([{"a": [)" + list + R"(]}, {"a": [1]}])";
  };
  write("rows.json", rows(40));
  EXPECT_FALSE(run("rules.yml").failed);
  EXPECT_EQ(problems(), "");
  EXPECT_EQ(count(slurp("out.nq"), "said>"), 1600u);
  write("rows.json", rows(317));
  const MappingReport report = run("rules.yml");
  EXPECT_FALSE(report.failed);
  EXPECT_EQ(count(problems(), "more than a hundred thousand statements to be quoted in one row"), 1u) << problems();
  EXPECT_EQ(count(slurp("out.nq"), "said>"), 1u) << "the other row is mapped";
}

constexpr const char* names =
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n@prefix rml: <http://w3id.org/rml/> .\n"
    "@prefix ex: <http://ex.com/> .\n"
    "ex:people rml:source \"rows.json\" ; rml:referenceFormulation rml:JSONPath ; rml:iterator \"$[*]\" .\n"
    "ex:names a rml:NonAssertedTriplesMap ; rml:logicalSource ex:people ;\n"
    "  rml:subjectMap [ rml:template \"http://ex.com/{id}\" ] ;\n"
    "  rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference \"name\" ] ] .\n";

TEST_F(Quoting, ReifiesTheItemsOfCollections) {
  write("rows.json", R"([{"id": 1, "name": "Ana"}, {"id": 2, "name": "Bo", "nick": "b"}])");
  const std::string list = "[ rml:gather ( [ rml:quotedTriplesMap ex:names ] ) ; rml:gatherAs rdf:List";
  // The first row has no statement about its list, which is written all the same: in a graph, within another, named.
  for (const std::string& subject :
       {list + " ]", list + " ; rml:graph ex:g ]", list + " ; rml:graph rml:defaultGraph ]",
        "[ rml:gather ( " + list + " ] ) ; rml:gatherAs rdf:Bag ]",
        list + " ; rml:template \"http://ex.com/list/{id}\" ]"}) {
    write("rules.ttl",
          names + ("ex:lists a rml:TriplesMap ; rml:logicalSource ex:people ;\n  rml:subjectMap " + subject +
                   " ;\n  rml:predicateObjectMap [ rml:predicate ex:nick ; rml:objectMap [ rml:reference "
                   "\"nick\" ] ] .\n"));
    EXPECT_FALSE(run("rules.ttl").failed);
    EXPECT_EQ(problems(), "") << "a map that is quoted by items only is quoted: " << subject;
    const std::string out = slurp("out.nq");
    EXPECT_EQ(count(out, "22-rdf-syntax-ns#first> _:q"), 2u) << out;
    EXPECT_EQ(count(out, "#reifies> <<( "), 2u) << out;
    const std::string end = subject.find("ex:g") != std::string::npos ? " )>> <http://ex.com/g> .\n" : " )>> .\n";
    EXPECT_EQ(count(out, "<http://ex.com/name> \"Ana\"" + end), 1u) << out;
    EXPECT_EQ(count(out, "<http://ex.com/name> \"Bo\"" + end), 1u) << out;
  }
}

TEST_F(Quoting, ReifiesWhereTheNodeIsSpokenOf) {
  write("rows.csv", "id,name\n1,Ana\n");
  const std::string begin =
      "prefixes: {ex: http://ex.com/}\ntargets: {t: [t.nq~void, nquads]}\nmappings:\n"
      "  names: {sources: [[rows.csv~csv]], s: ex:$(id), po: [[ex:name, $(name)]]}\n";
  const auto said = [](const std::string& objects) {
    return "  said: {sources: [[rows.csv~csv]], s: ex:someone, po: [{p: ex:said, o: [" + objects + "]}]}\n";
  };
  write("rules.yml", begin + said("{quotedNonAsserted: names, targets: t}, {value: plain}"));
  EXPECT_FALSE(run("rules.yml").failed) << problems();
  EXPECT_EQ(slurp("out.nq"), "<http://ex.com/someone> <http://ex.com/said> \"plain\" .\n");
  EXPECT_EQ(count(slurp("t.nq"), "\n"), 2u) << slurp("t.nq");
  EXPECT_EQ(count(slurp("t.nq"), "#reifies> <<( <http://ex.com/1> <http://ex.com/name> \"Ana\" )>> ."), 1u);
  write("rules.yml", begin + said("{quotedNonAsserted: names}, {value: plain, targets: t}"));
  EXPECT_FALSE(run("rules.yml").failed) << problems();
  EXPECT_EQ(slurp("t.nq"), "<http://ex.com/someone> <http://ex.com/said> \"plain\" .\n");
  EXPECT_EQ(count(slurp("out.nq"), "#reifies>"), 1u);
  // What is quoted in what is quoted goes along.
  write("rules.yml",
        begin + "  doubts: {sources: [[rows.csv~csv]], s: [{quotedNonAsserted: names}], po: [[ex:doubted, yes]]}\n" +
            said("{quoted: doubts, targets: t}"));
  EXPECT_FALSE(run("rules.yml").failed) << problems();
  EXPECT_EQ(count(slurp("t.nq"), "#reifies>"), 2u) << slurp("t.nq");
  EXPECT_EQ(count(slurp("out.nq"), "#reifies>"), 1u) << slurp("out.nq");
}

}  // namespace
}  // namespace vitagraph::mapping
