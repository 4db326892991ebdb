// SPDX-License-Identifier: Apache-2.0
#include "facts/facts.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vitagraph::facts {
namespace {

Schema sample_schema() {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("facts_{}.yml", ::getpid());
  std::ofstream(path) << "talk:\n  description: a talk\n  fields:\n    speaker: {kind: text, key: true, required: "
                         "true, entity: person}\n"
                         "    title: {kind: text, required: true}\n    authors: {kind: list}\n";
  Schema schema = Schema::load(path.string());
  std::filesystem::remove(path);
  return schema;
}

TEST(Facts, AreReadAsTheyAreWritten) {
  Fact fact("talk");
  fact.set("speaker", "Ada \"A\" Moss")
      .set("title", "On\nMoss")
      .add("authors", "x")
      .add("authors", "y")
      .add("authors", "x");
  fact.set_id("orcid", "0000").set("place", "");
  fact.id = "f1";
  fact.provenance = Provenance{"a.txt", {3, 9}, "talks.entry", 0.5};
  fact.entities["authors"] = List{"person/x", "person/y"};
  std::string line;
  append_fact(line, fact);
  EXPECT_EQ(
      line,
      R"({"type": "talk", "speaker": "Ada \"A\" Moss", "title": "On\nMoss", "authors": ["x", "y"], "ids": {"orcid": "0000"}, )"
      R"("id": "f1", "source": "a.txt", "span": [3, 9], "rule": "talks.entry", "confidence": 0.50, "entities": {"authors": ["person/x", "person/y"]}})"
      "\n");
  DiagnosticList diagnostics;
  std::string again;
  read_facts(SourceFile("f.jsonl", line), sample_schema(), diagnostics, [&](Fact&& f) { append_fact(again, f); });
  EXPECT_EQ(again, line);
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Facts, LinesThatAreNoneAreReportedAndLeftOut) {
  const std::string text =
      "{\"type\": \"tlak\"}\n{nonsense\n\n{\"type\": \"talk\", \"speaker\": \"A\"}\n[]\n{\"type\": \"talk\", "
      "\"speaker\": \"A\", \"title\": \"T\"}\n";
  DiagnosticList diagnostics;
  int seen = 0;
  read_facts(SourceFile("f.jsonl", text), sample_schema(), diagnostics, [&](Fact&&) { ++seen; });
  EXPECT_EQ(seen, 1);
  const auto all = diagnostics.sorted();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].kind, Kind::fact_unknown_type);
  EXPECT_EQ(all[0].notes.at(0).message, "similar name: `talk`");
  EXPECT_EQ(all[1].kind, Kind::fact_syntax);
  EXPECT_EQ(all[2].kind, Kind::fact_missing_field);
  EXPECT_EQ(all[2].location.line, 4u);
}

}  // namespace
}  // namespace vitagraph::facts
