// SPDX-License-Identifier: Apache-2.0
// Logical views whose size is the problem; what they mean is shown by cases/rml_views.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

class Views : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("vitagraph_views_{}", ::getpid());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const char* name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  static std::string head(int last) {
    return fmt::format(
        "@prefix rml: <http://w3id.org/rml/> . @prefix : <http://example.org/> .\n"
        ":v0 rml:source \"rows.json\" ; rml:referenceFormulation rml:JSONPath ; rml:iterator \"$[*]\" .\n"
        ":map rml:logicalSource :v{} ; rml:subjectMap [ rml:template \"http://example.org/{{a}}\" ] ;\n"
        "  rml:predicateObjectMap [ rml:predicate :n ; rml:objectMap [ rml:reference \"#\" ] ] .\n",
        last);
  }
  /// Views on views, each joined `joins` times with the one before.
  static std::string chain(int length, int joins) {
    std::string out = head(length);
    for (int i = 1; i <= length; ++i) {
      out += fmt::format(":v{} rml:viewOn :v{} ; rml:field [ rml:fieldName \"a\" ; rml:reference \"{}\" ]", i, i - 1,
                         i == 1 ? "$.a" : "a");
      for (int j = 0; j < joins && i > 1; ++j)
        out += fmt::format(
            " ; rml:leftJoin [ rml:parentLogicalView :v{} ; rml:joinCondition [ rml:parent \"a\" ; rml:child \"a\" ] ; "
            "rml:field [ rml:fieldName \"b{}\" ; rml:reference \"a\" ] ]",
            i - 1, j);
      out += " .\n";
    }
    return out;
  }
  std::vector<Kind> kinds_of(const std::string& rules) {
    DiagnosticList problems;
    const RuleSet set = read_rules({write("rules.ttl", rules)}, problems);
    std::vector<Kind> out;
    for (const Diagnostic& d : problems.sorted()) out.push_back(d.kind);
    EXPECT_EQ(set.usable(), out.empty());
    return out;
  }

  fs::path folder_;
};

TEST_F(Views, AreRefusedWhenThereIsNoEndOfThem) {
  EXPECT_TRUE(kinds_of(chain(20, 0)).empty());
  EXPECT_TRUE(kinds_of(chain(4, 2)).empty());
  EXPECT_EQ(kinds_of(chain(60, 0)).front(), Kind::mapping_view_cycle);  // too deep
  EXPECT_EQ(kinds_of(chain(30, 2)).front(), Kind::mapping_view_cycle);  // 3^29 of them
}

TEST_F(Views, StopAtARowOfTooManyCombinations) {
  std::string list = "[0",
              rules = head(1) + ":v1 rml:viewOn :v0 ; rml:field [ rml:fieldName \"a\" ; rml:reference \"$.a\" ]";
  for (int i = 1; i < 200; ++i) list += fmt::format(",{}", i);
  for (int i = 0; i < 4; ++i)
    rules += fmt::format(" ; rml:field [ rml:fieldName \"f{}\" ; rml:reference \"$.l[*]\" ]", i);
  write("rows.json", fmt::format("[{{\"a\": 1, \"l\": {}]}}, {{\"a\": 2, \"l\": [1]}}]", list));
  DiagnosticList problems;
  const RuleSet set = read_rules({write("rules.ttl", rules + " .\n")}, problems);
  ASSERT_TRUE(set.usable());
  MappingOptions options;
  options.bad_values = MappingOptions::BadValues::skip;
  rdf::CountingSink sink;
  const MappingReport report = execute(set, options, sink, problems);
  EXPECT_EQ(report.skipped, 1u);
  EXPECT_EQ(report.rows, 1'000'001u);
  EXPECT_EQ(problems.sorted().front().kind, Kind::mapping_row_value);
}

}  // namespace
}  // namespace vitagraph::mapping
