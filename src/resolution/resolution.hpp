// SPDX-License-Identifier: Apache-2.0
#pragma once
// resolution: which mentions are the same person, organisation, venue or publication, and why. Adds entity paths and
// normal forms to the facts and appends a fact for each entity; never changes what was written.
//
//   Resolution resolution = resolve(std::move(facts), lexicon, schema, {}, diagnostics);
//   for (const Fact& fact : resolution.facts) …   // entities.person = "person/qi-lei"
//   explain(facts, "Qi Lei", "Lei, Q. @ cv.txt", lexicon, schema, {}, diagnostics).str();  // evidence and verdict
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
  unsigned jobs = 1;   ///< threads; the result is the same for any number
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

/// One reason for or against, in words that quote the facts.
struct Evidence {
  double weight;
  std::string text;
  std::vector<std::string> places;  ///< source, byte range and type of the facts it comes from
};

/// The names that resolve() may set in the `normal` of a fact of this type.
std::vector<std::string> normal_form_names(const facts::TypeSchema& type);

enum class Verdict { same, different, undecided, unknown };

/// Why two names are, or are not, one entity.
struct Explanation {
  std::string a, b;
  Verdict verdict = Verdict::unknown;  ///< unknown: one of them is not named in the facts
  double score = 0;                    ///< the sum of the evidence, for persons
  std::vector<Evidence> evidence;
  std::vector<Evidence> chain;  ///< the links that brought them together, by way of other mentions

  std::string str() const;
};

/// A mention whose entity a ledger line would change.
struct Change {
  Mention mention;
  std::string becomes;
};

/// Throws Error when the ledger can't be read; contradictions in it are diagnosed with both lines.
Resolution resolve(std::vector<facts::Fact> facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                   const Options& options, DiagnosticSink& diagnostics);

/// Resolves the facts and tells why `a` and `b` came together or not. An operand is a name, `name @ document` or a
/// path.
Explanation explain(const std::vector<facts::Fact>& facts, std::string_view a, std::string_view b,
                    const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                    DiagnosticSink& diagnostics);

/// What a further line of the ledger (`same A = B` merges, `different A != B` splits) would change; changes nothing.
std::vector<Change> preview(const std::vector<facts::Fact>& facts, std::string_view ledger_line,
                            const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                            DiagnosticSink& diagnostics);

/// A line for the ledger that a user asks for, and what it would do.
struct LedgerEdit {
  enum class Sort { merge, split };
  std::string line;             ///< "same A = B" or "different A != B"
  std::vector<Change> changes;  ///< mentions whose entity it would change
  bool holds = false;           ///< with it every A and every B are, or are not, one entity
};

/// Tries the line that makes `a` and `b` one (merge) or two (split); writes nothing. Operands are as in the ledger.
/// Throws Error for names that its syntax can't hold.
LedgerEdit edit_ledger(const std::vector<facts::Fact>& facts, LedgerEdit::Sort sort, std::string_view a,
                       std::string_view b, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                       const Options& options, DiagnosticSink& diagnostics);

}  // namespace vitagraph::resolution
