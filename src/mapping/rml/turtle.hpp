// SPDX-License-Identifier: Apache-2.0
#pragma once
// Turtle 1.1 with a place for every term. The rdf stage reads Turtle by Serd, which says where a statement is only when
// it is wrong; a mapping's mistakes mostly show later (a file that does not exist, a reference that gives nothing) and
// must still be blamed on a line and column. Mappings are small: the whole graph is kept.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/base.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

struct PlacedTerm {
  rdf::Term term;
  Span span;
};

struct PlacedStatement {
  std::string predicate;
  PlacedTerm object;
  Span predicate_span;
};

/// Statements by subject, in the order of the file.
class TurtleGraph {
 public:
  struct Subject {
    rdf::Term term;
    Span span;  ///< where it was first written; of `[`, for a blank node in brackets
    std::vector<PlacedStatement> statements;
  };

  const Subject* find(const rdf::Term& term) const;
  const std::vector<Subject>& subjects() const { return subjects_; }
  std::vector<Subject>& subjects() { return subjects_; }
  const std::map<std::string, std::string>& prefixes() const { return prefixes_; }

 private:
  friend class TurtleParser;
  Subject& at(const PlacedTerm& term);

  std::vector<Subject> subjects_;
  std::map<rdf::Term, std::size_t> index_;
  std::map<std::string, std::string> prefixes_;
};

/// Nothing after a mistake, which is reported (`rdf-syntax`, `rdf-unknown-prefix`).
std::optional<TurtleGraph> parse_turtle(const SourceFile& file, DiagnosticSink& diagnostics);

}  // namespace vitagraph::mapping
