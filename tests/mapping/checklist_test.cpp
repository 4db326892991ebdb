// SPDX-License-Identifier: Apache-2.0
// tests/mapping/checklist.yarrrml.txt: every construct of YARRRML, one by one. An entry begins with `=== name`; `---
// file` begins one of its inputs (all rules* files together are the mapping), `--> file` what a file then holds; `-->
// err` is what was reported. Files under `=== inputs` are there for all. VITAGRAPH_UPDATE=1 rewrites what follows
// `-->`.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

namespace fs = std::filesystem;

struct Part {
  std::string file, text;
};
struct Entry {
  std::string name;
  std::vector<Part> inputs, outputs;
};

void PrintTo(const Entry& entry, std::ostream* out) { *out << entry.name; }

std::string corpus_path() { return std::string(VITAGRAPH_SOURCE_DIR) + "/tests/mapping/checklist.yarrrml.txt"; }

std::vector<Entry> read_entries() {
  std::vector<Entry> out;
  std::ifstream in(corpus_path());
  Part* part = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("=== ", 0) == 0) {
      out.push_back({line.substr(4), {}, {}});
      part = nullptr;
    } else if (!out.empty() && (line.rfind("--- ", 0) == 0 || line.rfind("--> ", 0) == 0)) {
      auto& list = line[2] == '-' ? out.back().inputs : out.back().outputs;
      part = &list.emplace_back(Part{line.substr(4), {}});
    } else if (part) {
      part->text += line + "\n";
    }
  }
  // An empty line ends a part.
  for (Entry& entry : out)
    for (auto* list : {&entry.inputs, &entry.outputs})
      for (Part& one : *list)
        while (one.text.ends_with("\n\n") || one.text == "\n") one.text.pop_back();
  return out;
}

std::string sorted(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// What the run wrote, by file, and what it reported.
std::map<std::string, std::string> outcome(const Entry& entry, const std::vector<Part>& common) {
  const fs::path before = fs::current_path();
  const fs::path folder = fs::temp_directory_path() / fmt::format("vitagraph_checklist_{}", ::getpid());
  fs::create_directories(folder);
  fs::current_path(folder);
  std::vector<std::string> rule_files;
  std::map<std::string, std::string> inputs, out;
  for (const auto* list : {&common, &entry.inputs})
    for (const Part& part : *list) {
      std::ofstream(part.file, std::ios::binary) << part.text;
      inputs[part.file] = part.text;
      if (part.file.rfind("rules", 0) == 0) rule_files.push_back(part.file);
    }
  DiagnosticList problems;
  const RuleSet rules = read_rules(rule_files, problems);
  MappingOptions options;
  options.base = "http://base.example/";
  if (rules.usable()) run(rules, options, "out.nq", problems);
  for (const auto& file : fs::recursive_directory_iterator(".")) {
    if (!file.is_regular_file()) continue;
    const std::string name = file.path().lexically_relative(".").string();
    if (!inputs.count(name)) out[name] = name.ends_with(".nq") ? sorted(slurp(file.path())) : slurp(file.path());
  }
  for (const Diagnostic& problem : problems.sorted()) out["err"] += problem.str();
  fs::current_path(before);
  fs::remove_all(folder);
  return out;
}

std::string summary(const std::string& name, const std::string& text) {
  // What is compressed is compared by what it begins with: its bytes differ between versions of the libraries.
  const bool binary = name.ends_with(".gz") || name.ends_with(".zip") || name.ends_with(".xz");
  if (binary) return text.empty() ? "nothing\n" : "compressed\n";
  std::string out = text;
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

class Checklist : public testing::TestWithParam<Entry> {};

TEST_P(Checklist, Holds) {
  std::map<std::string, std::string> wanted, got;
  for (const Part& part : GetParam().outputs) wanted[part.file] = part.text;
  for (const auto& [name, text] : outcome(GetParam(), read_entries().front().inputs)) got[name] = summary(name, text);
  EXPECT_EQ(got, wanted);
}

std::vector<Entry> cases() {
  std::vector<Entry> entries = read_entries();
  if (std::getenv("VITAGRAPH_UPDATE")) {
    std::string text;
    for (const Entry& entry : entries) {
      text += "=== " + entry.name + "\n";
      for (const Part& part : entry.inputs) text += "--- " + part.file + "\n" + part.text;
      if (&entry != &entries.front())
        for (const auto& [name, content] : outcome(entry, entries.front().inputs))
          text += "--> " + name + "\n" + summary(name, content);
      text += "\n";
    }
    // What stands above the first entry is for people.
    const std::string old = slurp(corpus_path());
    std::ofstream(corpus_path(), std::ios::binary) << old.substr(0, old.find("=== ")) << text;
    entries = read_entries();
  }
  entries.erase(entries.begin());
  return entries;
}

INSTANTIATE_TEST_SUITE_P(Yarrrml, Checklist, testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace vitagraph::mapping
