// SPDX-License-Identifier: Apache-2.0
// run(): each statement once, in one order for any number of threads; targets; nothing written when it fails.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

class Run : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() /
        fmt::format("vitagraph_run_{}_{}", ::testing::UnitTest::GetInstance()->current_test_info()->name(), ::getpid());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const char* name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  std::string read(const char* name) {
    std::ifstream in(folder_ / name, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  MappingReport run(unsigned jobs = 0, const char* out = "out.nq") {
    problems_.clear();
    const RuleSet rules = read_rules({(folder_ / "rules.yml").string()}, problems_);
    EXPECT_TRUE(rules.usable()) << (problems_.empty() ? "" : problems_.sorted()[0].str());
    MappingOptions options;
    options.jobs = jobs;
    return mapping::run(rules, options, (folder_ / out).string(), problems_);
  }

  fs::path folder_;
  DiagnosticList problems_;
};

constexpr const char* people =
    "prefixes: {ex: http://example.org/}\n"
    "mappings:\n"
    "  one:\n    sources: [[rows.csv~csv]]\n    s: ex:$(id)\n    po:\n      - [a, ex:Thing]\n      - [ex:name, "
    "$(name)]\n"
    "  two:\n    sources: [[rows.csv~csv]]\n    s: ex:$(other)\n    po: [[ex:name, $(name)]]\n";

std::string rows(int count, int distinct) {
  std::string out = "id,other,name\n";
  for (int i = 0; i < count; ++i) out += fmt::format("{},{},\"name, {}\"\n", i % distinct, (i * 7) % count, i % 13);
  return out;
}

TEST_F(Run, WritesEachStatementOnceInOneOrder) {
  write("rules.yml", people);
  write("rows.csv", rows(60000, 20000));
  const MappingReport report = run(1);
  const std::string alone = read("out.nq");
  std::set<std::string> lines;
  std::istringstream in(alone);
  std::uint64_t count = 0;
  for (std::string line; std::getline(in, line); ++count) lines.insert(line);
  EXPECT_EQ(lines.size(), count);
  EXPECT_EQ(report.quads, count);
  run(3);
  EXPECT_EQ(read("out.nq"), alone);

  // What is left is what the plain run makes, as a set.
  rdf::QuadList quads;
  const RuleSet rules = read_rules({(folder_ / "rules.yml").string()}, problems_);
  execute(rules, {}, quads, problems_);
  quads.sort_unique();
  EXPECT_EQ(quads.quads().size(), count);
}

/// Whether a query leads anywhere that only other data decides is no matter for a warning.
TEST_F(Run, SaysNothingOfWhatOnlyDataDecides) {
  std::string many, wide;
  for (int i = 0; i < 1400; ++i) many += fmt::format("{{\"id\": {}}}, ", i);
  for (int i = 0; i < 300; ++i) wide += fmt::format("\"n{}\": 1, ", i);
  write("j.json", fmt::format("{{\"o\": {{\"a\": {{\"size\": 3}}}}, \"l\": [{{\"a\": {{\"id\": 3}}}}],"
                              "\"many\": [{}{{\"size\": 3}}], \"wide\": [{{{}\"size\": 3}}]}}",
                              many, wide));
  const auto told = [&](const char* iterator) {
    write("rules.yml", fmt::format("prefixes: {{ex: http://example.org/}}\nmappings:\n  m: {{sources: "
                                   "[['j.json~jsonpath', '{}']], s: ex:s, po: [[ex:p, v]]}}\n",
                                   iterator));
    run();
    return !problems_.empty();
  };
  for (const char* data : {"$.o[?@.size > 4]", "$..[?@.id == -7]", "$.l..[?@.id == -7]", "$..[7000]",
                           "$.many[?@.size > 4]", "$.wide[?@.size > 4]", "$.many[*].size[?@ > 4]"})
    EXPECT_FALSE(told(data)) << data;
  for (const char* slip : {"$.o[?@.szie > 4]", "$.l..[?@.idd == 7]", "$.many[*].idd", "$.wide[*].szie"})
    EXPECT_TRUE(told(slip)) << slip;
}

TEST_F(Run, WritesNoFileWithoutANameOfItsOwn) {
  write("rules.yml",
        "targets: {t: ['$(to)~void', ntriples]}\n"
        "mappings:\n  m: {sources: [[rows.csv~csv]], s: {value: 'http://example.org/$(id)', targets: t}, "
        "po: [[http://example.org/p, x]]}\n");
  write("rows.csv", "id,to\n1,b/.\n2,b/..\n3,..\n4,b/\n");
  run();
  const std::vector<Diagnostic> problems = problems_.sorted();
  ASSERT_EQ(problems.size(), 4u);
  for (const Diagnostic& problem : problems)
    EXPECT_NE(problem.str().find("is no file for a target"), std::string::npos) << problem.str();
}

TEST_F(Run, KeepsTheOldFileWhenItFails) {
  write("rules.yml", people);
  write("out.nq", "old\n");
  EXPECT_TRUE(run().failed);
  EXPECT_EQ(read("out.nq"), "old\n");
}

TEST_F(Run, WritesTargets) {
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\n"
        "targets:\n  all: [all.nt~void, ntriples]\n  names: {access: names.ttl, serialization: turtle}\n"
        "mappings:\n  one:\n    sources: [[rows.csv~csv]]\n    s: {value: ex:$(id), targets: all}\n    po:\n"
        "      - [ex:other, $(other)]\n      - {p: ex:name, o: {value: $(name), targets: [names]}}\n");
  write("rows.csv", "id,other,name\n1,2,x\n");
  EXPECT_FALSE(run().failed);
  EXPECT_EQ(read("out.nq"), "");
  EXPECT_EQ(read("all.nt"),
            "<http://example.org/1> <http://example.org/name> \"x\" .\n<http://example.org/1> "
            "<http://example.org/other> \"2\" .\n");
  EXPECT_NE(read("names.ttl").find("\"x\""), std::string::npos);
}

TEST_F(Run, WritesAFileForEachValueAndNoneElsewhere) {
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\n"
        "targets:\n  team: {access: teams/$(team)/$(kind).nt, serialization: ntriples}\n"
        "mappings:\n  one:\n    sources: [[rows.csv~csv]]\n    s: {value: ex:$(id), targets: team}\n"
        "    po: [[ex:id, $(id)]]\n");
  write("rows.csv", "id,team,kind\n1,red,a\n2,blue,a\n3,red,a\n4,..,out\n5,../..,out\n6,/etc,b c\n7,,a\n");
  const MappingReport report = run();
  EXPECT_FALSE(report.failed);
  EXPECT_EQ(report.skipped, 1u);  // `..`; an empty cell is no value and makes no path
  const auto line = [](int id) {
    return fmt::format("<http://example.org/{0}> <http://example.org/id> \"{0}\" .\n", id);
  };
  EXPECT_EQ(read("teams/red/a.nt"), line(1) + line(3));
  EXPECT_EQ(read("teams/blue/a.nt"), line(2));
  EXPECT_EQ(read("teams/%2Fetc/b%20c.nt"), line(6));
  EXPECT_EQ(read("teams/..%2F../out.nt"), line(5));
  EXPECT_FALSE(fs::exists(folder_ / "out.nt"));
  EXPECT_EQ(read("out.nq"), "");
}

TEST_F(Run, ReadsXmlByItsIteratorsInOneOrder) {
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\n"
        "mappings:\n"
        "  a:\n    sources: [['*.xml~xpath', /r/a]]\n    s: ex:a/$(@n)\n    po: [[ex:v, $(v)]]\n"
        "  b:\n    sources: [['*.xml~xpath', /r/b]]\n    s: ex:b/$(@n)\n    po: [[ex:v, $(v)]]\n");
  for (int file = 0; file < 4; ++file) {
    std::string text = "<r>";
    for (int i = 0; i < 300; ++i)
      text += fmt::format("<a n=\"{0}-{1}\"><v>{1}</v></a><b n=\"{0}-{1}\"><v>{0}</v></b>", file, i);
    write(fmt::format("f{}.xml", file).c_str(), text + "</r>");
  }
  EXPECT_EQ(run(1).quads, 2400u);
  const std::string alone = read("out.nq");
  for (int again = 0; again < 3; ++again) {
    EXPECT_EQ(run(4).quads, 2400u);
    EXPECT_EQ(read("out.nq"), alone);
  }
}

TEST_F(Run, RemovesRepetitionsAlsoOfWhatGoesToAPipe) {
  write("rules.yml", people);
  write("rows.csv", rows(50, 10));
  run();
  const std::string wanted = read("out.nq");
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = read("pipe"); });
  EXPECT_FALSE(run(0, "pipe").failed);
  reader.join();
  EXPECT_EQ(got, wanted);
}

TEST_F(Run, SaysWhichTargetItCannotWrite) {
  write("rules.yml",
        "targets:\n  store: [ftp://localhost/dump.nq~void]\nmappings:\n  one:\n    sources: [[rows.csv~csv]]\n"
        "    s: {value: http://example.org/$(id), targets: store}\n    po: [[rdfs:label, $(id)]]\n");
  write("rows.csv", "id\n1\n");
  EXPECT_TRUE(run().failed);
  EXPECT_EQ(problems_.sorted().at(0).kind, Kind::mapping_unwritable_target);
}

std::string rules_of_list(const std::string& iterator) {
  return "prefixes: {ex: http://example.org/}\nmappings:\n  one:\n    sources: [['rows.json~jsonpath', '" + iterator +
         "']]\n    s: ex:$(id)\n    po:\n      - [ex:text, $(text)]\n      - [ex:tag, '$(tags[*])']\n";
}

TEST_F(Run, ReadsAListInPiecesAsItReadsTheWholeDocument) {
  std::string text = "\xEF\xBB\xBF {\"a ]}\": [[1, \"]\\\"\"], {}], \"b\": {\"c\": 1, \"l\\u0069st\": [\n";
  for (int i = 0; i < 20000; ++i)
    text += fmt::format(R"({}{{"id": {}, "text": "v\\\"],[{{ {}", "tags": ["x{}", "y"], "deep": [[{{"a": "}}"}}]]}})",
                        i ? " ,\n" : "", i, i % 17, i % 5);
  text += "], \"list\": [{\"id\": \"no\"}]}, \"end\": null}\n";
  write("rows.json", text);
  write("rules.yml", rules_of_list("$.b.list[*]"));
  EXPECT_EQ(run(1).rows, 20000u);
  const std::string in_pieces = read("out.nq");
  run(3);
  EXPECT_EQ(read("out.nq"), in_pieces);
  write("rules.yml", rules_of_list("$.b.list[?@.id != \"none\"]"));
  EXPECT_EQ(run(2).rows, 20000u);
  EXPECT_EQ(read("out.nq"), in_pieces);
  // What is no list is read as a whole.
  write("rules.yml", rules_of_list("$.b[*]"));
  write("rows.json", R"({"b": {"x": {"id": 1, "text": "t"}}})");
  EXPECT_EQ(run().rows, 1u);
  write("rows.json", R"({"b": []})");
  EXPECT_EQ(run().rows, 0u);
}

TEST_F(Run, TakesNoBrokenDocumentForAWholeOne) {
  write("rules.yml", rules_of_list("$.b[*]"));
  std::string item = R"({"id": 1, "text": "t"})";
  for (const std::string& broken : std::vector<std::string>{
           std::string("{\"b\": [" + item), "{\"b\": [" + item + "]", "{\"b\": [" + item + ",]}",
           "{\"b\": [" + item + ",," + item + "]}", "{\"b\": [" + item + "]} x", "{\"b\": [" + item + "], \"c\": [}]}",
           "{\"b\": [,]}", "{\"b\": [{\"id\": 1]]}", "{\"b\": [\"open}]", "{\"b\"", std::string("{\"b\": ")}) {
    write("rows.json", broken);
    write("out.nq", "old\n");
    EXPECT_TRUE(run().failed) << broken;
    EXPECT_EQ(read("out.nq"), "old\n") << broken;
  }
}

TEST_F(Run, CutsRepetitionsThatStandApart) {
  // Every other line is dropped: short stretches stay between the cuts.
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\nmappings:\n  one:\n    sources: [[rows.csv~csv]]\n    s: ex:$(id)\n"
        "    po: [[ex:a, $(same)], [ex:b, $(own)]]\n");
  std::string text = "id,same,own\n";
  for (int i = 0; i < 30000; ++i) text += fmt::format("{},s,{}\n", i % 3, i);
  write("rows.csv", text);
  EXPECT_EQ(run(2).quads, 30003u);
  const std::string out = read("out.nq");
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 30003);
  EXPECT_NE(out.find("<http://example.org/2> <http://example.org/b> \"29999\" .\n"), std::string::npos);
  EXPECT_EQ(out.find("<http://example.org/2> <http://example.org/a> \"s\" .\n"),
            out.rfind("<http://example.org/2> <http://example.org/a> \"s\" .\n"));
}

TEST_F(Run, CountsWhatIsNoValueOfItsDatatype) {
  write("rules.yml",
        "mappings:\n  one:\n    sources: [[rows.csv~csv]]\n    s: http://example.org/$(id)\n"
        "    po: [[dcterms:date, $(day), xsd:date], [rdfs:label, $(id)]]\n");
  write("rows.csv", "id,day\n1,2019-02-28\n2,2019-02-30\n3,soon\n");
  const MappingReport report = run();
  EXPECT_FALSE(report.failed);
  EXPECT_EQ(report.skipped, 2u);
  EXPECT_EQ(report.quads, 4u);
}

TEST_F(Run, WritesTurtleByTheEnding) {
  write("rules.yml", people);
  write("rows.csv", rows(3, 2));
  EXPECT_FALSE(run(0, "out.ttl").failed);
  EXPECT_NE(read("out.ttl").find("@prefix ex: <http://example.org/>"), std::string::npos);
}

/// RFC 9535 would find what lies below several starts several times: among n nested objects n^k times and more.
TEST_F(Run, DescendantSegmentsFindWhatIsNestedOnce) {
  constexpr std::uint64_t depth = 200;
  std::string text = R"({"id": 0, "c": 0})";
  for (std::uint64_t i = 1; i <= depth; ++i) text = fmt::format(R"({{"id": {0}, "c": {0}, "b": {1}}})", i, text);
  write("rows.json", text);
  std::string path = "$";
  constexpr std::uint64_t segments = 12;
  for (std::uint64_t i = 0; i < segments; ++i) path += "..b";
  write("rules.yml", "mappings:\n  m:\n    sources: [[rows.json~jsonpath, " + path + "]]\n    s: http://e/$(id)\n" +
                         "    po: [['http://e/below', $($..b..b..b..b..c)]]\n");
  const MappingReport report = run();
  EXPECT_EQ(report.rows, depth + 1 - segments);
  constexpr std::uint64_t deepest = depth - segments - 3;  // statements of the outermost row
  EXPECT_EQ(report.quads, deepest * (deepest + 1) / 2);
}

TEST_F(Run, JsonPathsThatMeetGiveOneRow) {
  write("rows.json",
        R"({"b": {"id": 1, "b": {"id": 2, "b": [{"id": 3}, {"b": {"id": 4}}]}}, "l": [{"id": 5}, {"id": 6}]})");
  const auto rows = [&](const std::string& path) {
    write("rules.yml",
          "mappings:\n  m:\n    sources: [[rows.json~jsonpath, \"" + path + "\"]]\n    po: [['http://e/id', $(id)]]\n");
    return run().rows;
  };
  EXPECT_EQ(rows("$..b"), 4u);        // as RFC 9535
  EXPECT_EQ(rows("$..b..b"), 3u);     // 5 there
  EXPECT_EQ(rows("$..b..b..b"), 2u);  // 4 there
  EXPECT_EQ(rows("$..[?@.id]..id"), 6u);
  EXPECT_EQ(rows("$.l[0,0]"), 2u);  // asked for twice
  EXPECT_EQ(rows("$.l[0,0].id"), 1u);
  EXPECT_EQ(rows("$..[0,1]"), 4u);
  EXPECT_EQ(rows("$['l','l'][0,0,1]"), 3u);
}

constexpr const char* one_rule =
    "prefixes: {ex: http://example.org/}\n"
    "mappings:\n  m: {sources: [['r*.csv~csv']], s: ex:$(id), po: [[ex:p, $(name)]]}\n";

TEST_F(Run, ReplacesNothingThatItReads) {
  const std::string data = "id,name\n1,x\n";
  write("rules.yml", one_rule);
  write("rows.csv", data);
  fs::create_directory_symlink(folder_, folder_ / "alias");
  for (const char* out : {"rows.csv", "./rows.csv", "alias/rows.csv", "rules.yml"}) {
    EXPECT_THROW(run(0, out), Error) << out;
    EXPECT_EQ(read("rows.csv"), data);
    EXPECT_EQ(read("rules.yml"), one_rule);
  }
  fs::rename(folder_ / "rows.csv", folder_ / "data.csv");
  fs::create_symlink("data.csv", folder_ / "rows.csv");
  EXPECT_THROW(run(0, "data.csv"), Error);
  EXPECT_EQ(read("data.csv"), data);
  EXPECT_FALSE(run(0, "other.nq").failed);
}

TEST_F(Run, SendsNoTargetToWhatItReads) {
  const std::string data = "id,name\n1,x\n";
  write("rules.yml",
        "mappings:\n  m: {sources: [[rows.csv~csv]], s: {value: 'http://example.org/$(id)', targets: ['rows.csv~void', "
        "nquads]}, po: [[http://example.org/p, x]]}\n");
  write("rows.csv", data);
  EXPECT_TRUE(run().failed);
  ASSERT_EQ(problems_.sorted().size(), 1u);
  EXPECT_EQ(problems_.sorted()[0].kind, Kind::mapping_unwritable_target);
  EXPECT_EQ(problems_.sorted()[0].location.line, 2u);
  EXPECT_EQ(read("rows.csv"), data);
}

TEST_F(Run, SaysHowManyGraphsTheEndingLoses) {
  write("rows.csv", "id,name\n1,x\n2,y\n");
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\nmappings:\n  m: {sources: [[rows.csv~csv]], s: ex:$(id), po: [[ex:p, "
        "$(name)], {p: ex:q, o: z, graphs: ex:g}]}\n");
  for (const char* out : {"out.nt", "out.ttl.gz", "out.rdf"}) {
    EXPECT_FALSE(run(0, out).failed);
    ASSERT_EQ(problems_.sorted().size(), 1u) << out;
    EXPECT_NE(problems_.sorted()[0].str().find("2 statements"), std::string::npos);
  }
  for (const char* out : {"out.nq", "out.trig", "out.jsonld", "out"}) {
    EXPECT_FALSE(run(0, out).failed);
    EXPECT_TRUE(problems_.empty()) << out;
  }
}

TEST_F(Run, WritesWhatTheEndingSays) {
  write("rules.yml", one_rule);
  write("rows.csv", rows(200, 20));
  run();
  const std::string lines = read("out.nq");
  for (const char* out : {"out.nq.gz", "out.nt.gz", "out.ttl.gz", "out.trig", "out.n3"}) {
    EXPECT_FALSE(run(0, out).failed);
    EXPECT_EQ(read(out).starts_with("\x1f\x8b"), std::string_view(out).ends_with(".gz")) << out;
    if (std::string_view(out).ends_with(".n3")) continue;
    rdf::QuadList quads;
    EXPECT_TRUE(rdf::read_rdf((folder_ / out).string(), {}, quads, problems_));
    EXPECT_EQ(quads.quads().size(), static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'))) << out;
  }
  run(0, "out.jsonld");
  EXPECT_TRUE(read("out.jsonld").starts_with("["));
  run(0, "out.rdf");
  EXPECT_NE(read("out.rdf").find("rdf:RDF"), std::string::npos);
  for (const char* out : {"out.foo", "out.csv", "out.nq.zip"}) {
    EXPECT_THROW(run(0, out), Error) << out;
    EXPECT_FALSE(fs::exists(folder_ / out));
  }
}

TEST_F(Run, CountsRowsFromOneWhateverTheIterator) {
  write("one.json", R"({"id": "a b", "items": [{"id": "c"}, {"id": "d e"}]})");
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\nmappings:\n"
        "  m: {sources: [['one.json~jsonpath', '$']], s: $(id), po: [[ex:p, x]]}\n"
        "  n: {sources: [['one.json~jsonpath', '$.items[*]']], s: $(id), po: [[ex:p, x]]}\n");
  EXPECT_EQ(run().skipped, 2u);
  const std::vector<Diagnostic> problems = problems_.sorted();
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_NE(problems[0].str().find("left out at row 1 of"), std::string::npos) << problems[0].str();
  EXPECT_NE(problems[1].str().find("left out at row 2 of"), std::string::npos) << problems[1].str();
}

TEST_F(Run, StatesOfNoGraphWhatItsGraphMakesInvalid) {
  write("rows.csv", "id,g\n1,http://e/g\n2,no graph\n3,\n");
  write("rules.yml",
        "prefixes: {ex: http://example.org/}\nmappings:\n"
        "  m: {sources: [[rows.csv~csv]], s: ex:$(id), g: $(g), po: [[ex:p, x]]}\n"
        "  n: {sources: [[rows.csv~csv]], s: ex:$(id), po: [{p: ex:q, o: y, g: $(g)}]}\n");
  EXPECT_EQ(run().skipped, 2u);
  EXPECT_EQ(read("out.nq"),
            "<http://example.org/1> <http://example.org/p> \"x\" <http://e/g> .\n"
            "<http://example.org/1> <http://example.org/q> \"y\" <http://e/g> .\n"
            "<http://example.org/3> <http://example.org/p> \"x\" .\n"
            "<http://example.org/3> <http://example.org/q> \"y\" .\n");
}

TEST_F(Run, SaysThatABadValueEndsTheRun) {
  write("rows.csv", "id,name\na b,x\n");
  write("rules.yml", "mappings:\n  m: {sources: [[rows.csv~csv]], s: $(id), po: [[rdfs:label, $(name)]]}\n");
  const RuleSet rules = read_rules({(folder_ / "rules.yml").string()}, problems_);
  MappingOptions options;
  options.bad_values = MappingOptions::BadValues::stop;
  EXPECT_TRUE(mapping::run(rules, options, (folder_ / "out.nq").string(), problems_).stopped);
  EXPECT_EQ(problems_.sorted().at(0).message, "`a b` is no IRI; at row 2 of `rows.csv`");
  EXPECT_FALSE(fs::exists(folder_ / "out.nq"));
  EXPECT_FALSE(run().stopped);
}

}  // namespace
}  // namespace vitagraph::mapping
