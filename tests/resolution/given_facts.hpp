// SPDX-License-Identifier: Apache-2.0
#pragma once
// What tests of resolution begin with: the project's own schema and words, and facts as lines of JSON.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "resolution/resolution.hpp"

namespace vitagraph::resolution {

inline const facts::Schema& schema() {
  static const facts::Schema loaded = facts::Schema::load(std::string(VITAGRAPH_SOURCE_DIR) + "/ontology/facts.yml");
  return loaded;
}

inline const lexicon::Lexicon& words() {
  static DiagnosticList diagnostics;
  static const lexicon::Lexicon loaded =
      lexicon::Lexicon::load(std::string(VITAGRAPH_SOURCE_DIR) + "/ontology/lexicon", diagnostics);
  return loaded;
}

inline std::vector<facts::Fact> facts_of(std::string_view lines) {
  std::vector<facts::Fact> out;
  DiagnosticList diagnostics;
  facts::read_facts(SourceFile("facts.jsonl", std::string(lines)), schema(), diagnostics,
                    [&](facts::Fact&& fact) { out.push_back(std::move(fact)); });
  EXPECT_TRUE(diagnostics.empty());
  return out;
}

}  // namespace vitagraph::resolution
