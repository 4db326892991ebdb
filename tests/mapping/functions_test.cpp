// SPDX-License-Identifier: Apache-2.0
// Each function's example, as its table row gives it, called through a mapping.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& mark) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(mark, at);
    out.push_back(text.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) return out;
    at = end + mark.size();
  }
}

std::string json(const std::string& text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

class Examples : public testing::TestWithParam<FunctionDescription> {};

TEST_P(Examples, Hold) {
  const FunctionDescription& function = GetParam();
  const std::size_t arrow = function.example.find("=> ");
  ASSERT_NE(arrow, std::string::npos);
  const std::string left = function.example.substr(0, arrow - 1);
  const auto results = split(function.example.substr(arrow + 3), " | ");

  // A mapping that calls it, with its arguments as the fields of one fact; a list's elements as a list.
  std::string yaml =
      "mappings:\n  m:\n    sources: [['facts~facts', row]]\n    s: http://example.org/s\n    po:\n"
      "      - p: http://example.org/p\n        o:\n          function: " +
      function.iri + "\n          parameters:\n";
  std::string fact = "{\"type\":\"row\"";
  const auto arguments = left.empty() ? std::vector<std::string>() : split(left, " | ");
  for (std::size_t i = 0; i < arguments.size() && i < function.parameters.size(); ++i) {
    if (function.parameters[i].list && arguments[i].empty()) continue;
    yaml += fmt::format("            - ['{}', $(a{})]\n", function.parameters[i].iri, i);
    fact += fmt::format(",\"a{}\":[", i);
    const auto elements =
        function.parameters[i].list ? split(arguments[i], ";") : std::vector<std::string>{arguments[i]};
    for (std::size_t e = 0; e < elements.size(); ++e) fact += (e ? "," : "") + json(elements[e]);
    fact += "]";
  }
  if (yaml.ends_with("parameters:\n")) yaml += "            []\n";
  const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                     fmt::format("vitagraph_example_{}.yml", StableHash().add(function.iri).hex());
  std::ofstream(path) << yaml;
  DiagnosticList problems;
  const RuleSet rules = read_rules({path.string()}, problems);
  std::filesystem::remove(path);
  const std::vector<std::string> facts{fact + "}"};
  MappingOptions options;
  options.facts = &facts;
  rdf::QuadList quads;
  if (rules.usable()) execute(rules, options, quads, problems);
  std::vector<std::string> got;
  for (const rdf::Quad& quad : quads.quads()) got.push_back(quad.object.value);
  EXPECT_EQ(got, results) << yaml;
  for (const Diagnostic& problem : problems.sorted()) ADD_FAILURE() << problem.str();
}

INSTANTIATE_TEST_SUITE_P(Functions, Examples, testing::ValuesIn(list_functions()), [](const auto& one) {
  std::string name;
  for (const char c : one.param.iri.substr(one.param.iri.size() > 40 ? 20 : 0))
    if (std::isalnum(static_cast<unsigned char>(c))) name += c;
  return name;
});

TEST(Functions, HaveDistinctNamesAndDocs) {
  std::set<std::string> iris;
  for (const FunctionDescription& function : list_functions()) {
    EXPECT_TRUE(iris.insert(function.iri).second) << function.iri;
    EXPECT_FALSE(function.doc.empty()) << function.iri;
  }
  EXPECT_GT(iris.size(), 60u);
}

}  // namespace
}  // namespace vitagraph::mapping
