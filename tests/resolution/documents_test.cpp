// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "resolution/resolution.hpp"

namespace vitagraph::resolution {
namespace {

TEST(Resolution, AFactSaysWhichDocumentStatesIt) {
  const std::string data(VITAGRAPH_SOURCE_DIR);
  const facts::Schema schema = facts::Schema::load(data + "/ontology/facts.yml");
  DiagnosticList diagnostics;
  const lexicon::Lexicon words = lexicon::Lexicon::load(data + "/ontology/lexicon", diagnostics);
  std::vector<facts::Fact> facts;
  const std::string lines = R"({"type": "interest", "person": "Ada Moss", "topic": "bryology", "source": "a/moss.txt"}
{"type": "interest", "person": "Bo Fern", "topic": "spores", "source": "a/fern.txt"}
{"type": "document", "id": "document/moss-1", "source": "a/moss.txt"}
)";
  facts::read_facts(SourceFile("facts.jsonl", lines), schema, diagnostics,
                    [&](facts::Fact&& fact) { facts.push_back(std::move(fact)); });
  std::string seen;
  for (const facts::Fact& fact : resolve(std::move(facts), words, schema, {}, diagnostics).facts) {
    const auto document = fact.entities.find("document");
    if (fact.type == "interest")
      seen += std::string(fact.text("topic")) + ": " +
              (document == fact.entities.end() ? "-" : std::get<std::string>(document->second)) + "\n";
    else
      EXPECT_EQ(document, fact.entities.end()) << fact.type;
  }
  EXPECT_EQ(seen, "bryology: document/moss-1\nspores: -\n");
}

}  // namespace
}  // namespace vitagraph::resolution
