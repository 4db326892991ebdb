// SPDX-License-Identifier: Apache-2.0
// cases/<format>*.txt: "=== title", an input, "---8<---" on a line, and the dump of the document (diagnostics first).
// Every input is read three times: as written, with CRLF, and a second time, which must not differ.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "document/document.hpp"

namespace vitagraph::document {
namespace {

constexpr std::string_view divider = "---8<---\n";

struct Case {
  std::string title, input, expected;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Case> parse_cases(const std::string& text) {
  std::vector<Case> cases;
  std::istringstream in(text);
  bool in_expected = false;
  for (std::string line; std::getline(in, line);) {
    line += '\n';
    if (line.rfind("=== ", 0) == 0) {
      cases.push_back({line.substr(4, line.size() - 5), {}, {}});
      in_expected = false;
    } else if (line == divider) {
      in_expected = true;
    } else if (!cases.empty()) {
      (in_expected ? cases.back().expected : cases.back().input) += line;
    }
  }
  return cases;
}

std::string read_and_dump(const std::string& ending, const std::string& input) {
  DiagnosticList diagnostics;
  const Document document = read_document("case." + ending, input, {}, diagnostics);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.sorted())
    out += diagnostic.location.str() + ": " + diagnostic.message + " [" + kind_name(diagnostic.kind) + "]\n";
  return out + dump(document);
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

TEST(Cases, Dumps) {
  const bool update = std::getenv("VITAGRAPH_UPDATE") != nullptr;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(VITAGRAPH_CASES_DIR))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  for (const std::filesystem::path& file : files) {
    const std::string stem = file.stem().string();
    const std::string ending = stem.substr(0, stem.find('_'));  // md_lists.txt holds Markdown
    std::vector<Case> cases = parse_cases(read_file(file));
    std::string rewritten;
    for (Case& c : cases) {
      const std::string got = read_and_dump(ending, c.input);
      if (update) {
        rewritten += "=== " + c.title + "\n" + c.input + std::string(divider) + got;
        continue;
      }
      EXPECT_EQ(got, c.expected) << file.filename().string() << ": " << c.title;
      EXPECT_EQ(read_and_dump(ending, with_crlf(c.input)), got) << "with CRLF: " << c.title;
      EXPECT_EQ(read_and_dump(ending, c.input), got) << "a second time: " << c.title;
    }
    if (update) std::ofstream(file, std::ios::binary) << rewritten;
  }
}

}  // namespace
}  // namespace vitagraph::document
