// SPDX-License-Identifier: Apache-2.0
// Lists of references as text: cases/references*.txt. A case is a title line ("=== title"), optional lines "owner: …",
// "kind: …" and "year: …", one reference a line, "---", and for each reference its dump. In a reference *…* is italic,
// **…** bold, [text](target) a link, and " / " a deliberate line break. VITAGRAPH_UPDATE=1 rewrites the dumps.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "extraction/names.hpp"
#include "extraction/references/reference.hpp"

namespace vitagraph::extraction::references {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(VITAGRAPH_SOURCE_DIR "/ontology/lexicon", diagnostics);
  }();
  return lexicon;
}

Reference reference_of(std::string_view line) {
  Reference out;
  std::size_t bold = std::string::npos, italic = std::string::npos, link = std::string::npos;
  const auto here = [&] { return static_cast<std::uint32_t>(out.text.size()); };
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at, 3) == " / ") {
      out.breaks.push_back(here());
      out.text += ' ';
      at += 3;
    } else if (line.substr(at, 2) == "**") {
      if (bold == std::string::npos)
        bold = here();
      else
        out.marks.push_back({document::RunKind::bold, {static_cast<std::uint32_t>(bold), here()}, {}}),
            bold = std::string::npos;
      at += 2;
    } else if (line[at] == '*' &&
               (italic != std::string::npos || (at + 1 < line.size() && line[at + 1] != ' ' && line[at + 1] != ',' &&
                                                (at == 0 || line[at - 1] == ' ')))) {
      if (italic == std::string::npos)
        italic = here();
      else
        out.marks.push_back({document::RunKind::italic, {static_cast<std::uint32_t>(italic), here()}, {}}),
            italic = std::string::npos;
      ++at;
    } else if (line[at] == '[' && line.find("](", at) < line.find('[', at + 1)) {
      link = here();
      ++at;
    } else if (line.substr(at, 2) == "](" && link != std::string::npos) {
      const std::size_t close = line.find(')', at);
      out.marks.push_back({document::RunKind::link,
                           {static_cast<std::uint32_t>(link), here()},
                           std::string(line.substr(at + 2, close - at - 2))});
      link = std::string::npos;
      at = close + 1;
    } else {
      out.text += line[at++];
    }
  }
  std::sort(out.marks.begin(), out.marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return out;
}

std::string dump(const Publication& p) {
  if (p.confidence <= 0) return "none\n";
  std::string out = "title: " + p.title + "\n";
  std::string names;
  for (const std::string& author : p.authors) names += (names.empty() ? "" : " | ") + author;
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += "  " + std::string(name) + ": " + value + "\n";
  };
  line("authors", names);
  line("kind", p.kind);
  line("venue", p.venue);
  line("year", p.year);
  line("volume", p.volume);
  line("number", p.number);
  line("pages", p.pages);
  line("publisher", p.publisher);
  line("status", p.status);
  line("arxiv", p.arxiv);
  line("doi", p.doi);
  line("url", p.url);
  for (const std::string& note : p.notes) line("note", note);
  return out;
}

struct Case {
  std::string title, owner, kind, year, expected, input;
  std::vector<std::string> lines;
};

std::vector<Case> cases_of(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream file(path);
  bool expecting = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), "", "", "", "", "", {}});
      expecting = false;
      continue;
    }
    if (cases.empty()) continue;
    if (!expecting && line != "---") cases.back().input += line + "\n";
    if (line == "---") {
      expecting = true;
    } else if (expecting) {
      if (!line.empty()) cases.back().expected += line + "\n";
    } else if (line.starts_with("owner: ")) {
      cases.back().owner = line.substr(7);
    } else if (line.starts_with("kind: ")) {
      cases.back().kind = line.substr(6);
    } else if (line.starts_with("year: ")) {
      cases.back().year = line.substr(6);
    } else if (!line.empty()) {
      cases.back().lines.push_back(line);
    }
  }
  return cases;
}

TEST(References, CasesOfEachStyle) {
  const bool update = std::getenv("VITAGRAPH_UPDATE") != nullptr;
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(VITAGRAPH_CASES_DIR)) {
    std::string rewritten;
    if (!file.path().filename().string().starts_with("references") || file.path().extension() != ".txt") continue;
    for (const Case& one : cases_of(file.path())) {
      std::vector<Reference> list;
      for (const std::string& line : one.lines) {
        list.push_back(reference_of(line));
        list.back().kind = one.kind;
        list.back().year = one.year;
      }
      std::string got;
      for (const Publication& p : parse_references(list, {one.owner, words(), true})) got += dump(p);
      if (!update) {
        EXPECT_EQ(got, one.expected) << file.path().filename() << ": " << one.title;
      }
      rewritten += (rewritten.empty() ? "=== " : "\n=== ") + one.title + "\n" + one.input + "---\n" + got;
      ++count;
    }
    if (update) std::ofstream(file.path()) << rewritten;
  }
  EXPECT_GT(count, 9u);
}

TEST(References, IsLinearInTheListAndInTheEntry) {
  std::vector<Reference> list;
  for (int i = 0; i < 500; ++i)
    list.push_back(reference_of("A. Moss, B. Fern, and C. Reed. Growth of mosses on walls number " + std::to_string(i) +
                                ". *Journal of Walls*, 12(3):45-67, 20" + std::to_string(10 + i % 10) + "."));
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Publication> found = parse_references(list, {"Ada Moss", words(), true});
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(found[499].title, "Growth of mosses on walls number 499");
  EXPECT_LT(std::chrono::duration<double>(taken).count(), 20.0) << "sanitizers and busy machines included";

  std::string hostile;
  for (int i = 0; i < 20000; ++i) hostile += i % 3 ? "A. Moss, " : "([\"(with ";
  EXPECT_EQ(parse_references({reference_of(hostile)}, {"", words(), true}).size(), 1u);
}

TEST(References, TakesAnyBytes) {
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("\xff\xfe, \xe2\x80"), std::string("(((((((("),
        std::string("2010"), std::string("\"\"\"\""), std::string("and and and"), std::string(300, '.')}) {
    Reference reference;
    reference.text = text;
    EXPECT_EQ(parse_references({reference}, {"A", words(), true}).size(), 1u);
  }
}

TEST(Names, SplitLists) {
  const auto split = [](std::string_view text) {
    std::string out;
    for (const NameMention& name : split_names(text, words())) out += "[" + name.name + "]";
    return out;
  };
  EXPECT_EQ(split("A. Moss, B. Fern and C. Reed"), "[A. Moss][B. Fern][C. Reed]");
  EXPECT_EQ(split("Moss, A., Fern, B. C., & Reed, C."), "[Moss, A.][Fern, B. C.][Reed, C.]");
  EXPECT_EQ(split("Moss A, Fern BC & de la Reed C, et al."), "[Moss A][Fern BC][de la Reed C]");
  EXPECT_EQ(split("Moss, Ada; Fern, Bo; and Reed, Cy"), "[Moss, Ada][Fern, Bo][Reed, Cy]");
  EXPECT_EQ(split("Ada Moss*, Bo Fern†, Cy Reed1,2"), "[Ada Moss][Bo Fern][Cy Reed]");
  EXPECT_EQ(split("Moss, K., K., Fern, A."), "[Moss, K., K.][Fern, A.]");
  EXPECT_EQ(split("Prof. Ada Moss and Dr. Bo Fern, PhD"), "[Ada Moss][Bo Fern]");
}

TEST(Names, Compare) {
  EXPECT_TRUE(names_compatible("Moss, A.", "Ada Moss", words()));
  EXPECT_TRUE(names_compatible("Moss AB", "Ada B. Moss", words()));
  EXPECT_FALSE(names_compatible("Moss, B.", "Ada Moss", words()));
  EXPECT_FALSE(names_compatible("Ada Fern", "Ada Moss", words()));
}

TEST(Names, LookLikeNames) {
  EXPECT_TRUE(looks_like_name("Ada van der Moss", words()));
  EXPECT_TRUE(looks_like_name("A. B. Moss", words()));
  EXPECT_FALSE(looks_like_name("growth of mosses", words()));
  EXPECT_FALSE(looks_like_name("Moss 2010", words()));
}

}  // namespace
}  // namespace vitagraph::extraction::references
