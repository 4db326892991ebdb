// SPDX-License-Identifier: Apache-2.0
#pragma once
// resolution: which mentions are the same person, organisation, venue or publication, and why. Adds entity paths and
// normal forms to the facts and appends a fact for each entity; never changes what was written.
//
//   Resolution resolution = resolve(std::move(facts), lexicon, schema, {}, diagnostics);
//   for (const Fact& fact : resolution.facts) …   // entities.person = "person/qi-lei"
//   explain(resolution, "Qi Lei", "Lei, Q.");     // the evidence for and against, and the verdict
//
// Precision first: a pair that the evidence does not decide stays apart and is listed. The same facts in any order
// give the same paths; adding a document changes no path of entities it does not touch.
//
// Refuses: to look anything up outside the facts, the lexicon and the user's ledger.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::resolution {

enum class EntityKind { person, organization, unit, venue, publication, talk, course, award, topic, project };
std::string_view kind_name(EntityKind kind);

struct Options {
  std::string ledger;  ///< path of the must-link/cannot-link file; empty: none
  unsigned jobs = 1;   ///< threads
};

/// One name of one kind as one document writes it: what `resolve --mentions` lists.
struct Mention {
  EntityKind kind;
  std::string source;
  std::string name;
  std::string entity;  ///< path, "person/qi-lei"
};

struct Entity {
  EntityKind kind;
  std::string path;
  std::string label;
  std::vector<std::string> names;  ///< every written form, in order
};

struct Resolution {
  std::vector<facts::Fact> facts;  ///< with entities and normal forms, then the facts of type entity
  std::vector<Mention> mentions;
  std::vector<Entity> entities;
  std::vector<std::pair<std::string, std::string>> undecided;  ///< pairs of paths that may be the same
};

/// Throws Error when the ledger can't be read; contradictions in it are diagnosed with both lines.
Resolution resolve(std::vector<facts::Fact> facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                   const Options& options, DiagnosticSink& diagnostics);

}  // namespace vitagraph::resolution
