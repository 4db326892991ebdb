// SPDX-License-Identifier: Apache-2.0
// run(): each statement once, in one order for any number of threads; targets; nothing written when it fails.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

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

TEST_F(Run, SaysWhichTargetItCannotWrite) {
  write("rules.yml",
        "targets:\n  store: [http://localhost/sparql~sd]\nmappings:\n  one:\n    sources: [[rows.csv~csv]]\n"
        "    s: {value: http://example.org/$(id), targets: store}\n    po: [[rdfs:label, $(id)]]\n");
  write("rows.csv", "id\n1\n");
  EXPECT_TRUE(run().failed);
  EXPECT_EQ(problems_.sorted().at(0).kind, Kind::mapping_unwritable_target);
}

TEST_F(Run, WritesTurtleByTheEnding) {
  write("rules.yml", people);
  write("rows.csv", rows(3, 2));
  EXPECT_FALSE(run(0, "out.ttl").failed);
  EXPECT_NE(read("out.ttl").find("@prefix ex: <http://example.org/>"), std::string::npos);
}

}  // namespace
}  // namespace vitagraph::mapping
