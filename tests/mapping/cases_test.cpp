// SPDX-License-Identifier: Apache-2.0
// tests/mapping/cases/<name>/: rules.yml (or rules.ttl, and any further rules*), its inputs, facts.jsonl as the facts
// handed over, and what comes out: out.nq (sorted) and err (diagnostics). fail_* are the ones whose rules are wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

void compare(const fs::path& path, const std::string& got) {
  if (std::getenv("VITAGRAPH_UPDATE")) {
    if (got.empty())
      fs::remove(path);
    else
      std::ofstream(path, std::ios::binary) << got;
    return;
  }
  EXPECT_EQ(got, slurp(path)) << path;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, GivesWhatItSays) {
  const fs::path folder = fs::path(VITAGRAPH_CASES_DIR) / GetParam();
  // Messages name files as the user named them: relative to the case.
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  std::vector<std::string> files, lines;
  for (const auto& entry : fs::directory_iterator("."))
    if (entry.path().filename().string().rfind("rules", 0) == 0) files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  DiagnosticList problems;
  const RuleSet rules = read_rules(files, problems);
  EXPECT_EQ(rules.usable(), GetParam().rfind("fail_", 0) != 0);
  rdf::QuadList quads;
  if (rules.usable()) {
    MappingOptions options;
    if (fs::exists("facts.jsonl")) {
      std::ifstream in("facts.jsonl");
      for (std::string line; std::getline(in, line);) lines.push_back(line);
      options.facts = &lines;
    }
    execute(rules, options, quads, problems);
    quads.sort_unique();
  }
  std::string out, err;
  for (const rdf::Quad& quad : quads.quads()) rdf::append_nquads(out, quad.view());
  for (const Diagnostic& problem : problems.sorted()) err += problem.str();
  compare("out.nq", out);
  compare("err", err);
  fs::current_path(before);
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(VITAGRAPH_CASES_DIR))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Mapping, Cases, testing::ValuesIn(case_names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace vitagraph::mapping
