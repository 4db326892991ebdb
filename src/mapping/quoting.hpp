// SPDX-License-Identifier: Apache-2.0
#pragma once
// Quoted statements (RML-star) as RDF 1.2 has them. RML-star was written for the RDF-star of a community group, where a
// statement could be the subject or object of another. RDF 1.2 has triple terms as objects only, and speaks about a
// statement by a node that reifies it: what Turtle 1.2 writes as `<< s p o >> q v` is `_:r rdf:reifies <<( s p o )>>`
// and `_:r q v`. So a term that quotes is a blank node, the same for the same statement wherever it is quoted, as one
// quoted statement was one term.
#include <compare>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/base.hpp"
#include "mapping/plan.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// `reifier rdf:reifies triple`, where a statement of the graph speaks of the reifier. rdf's terms have no triple
/// terms.
struct ReifyingStatement {
  rdf::Term graph;  ///< empty: the default graph
  std::string reifier, triple;

  friend auto operator<=>(const ReifyingStatement&, const ReifyingStatement&) = default;
};

/// What is written to one file.
struct OutputStatements {
  rdf::QuadList quads;
  std::vector<ReifyingStatement> reifying;

  void sort_unique();
  std::size_t size() const { return quads.quads().size() + reifying.size(); }
};

/// Whether a syntax has a form of RDF 1.2: those that rdf writes, but for N3.
bool holds_triple_terms(const std::string& serialization);

/// Appends them in N-Quads, N-Triples, Turtle or TriG of RDF 1.2; the syntaxes without graphs write those of all.
/// Requires sort_unique().
void write_reifying(const std::vector<ReifyingStatement>& statements, rdf::Syntax syntax, const rdf::ByteSink& out);

/// Which rules' statements must be known before which.
class QuotingOrder {
 public:
  QuotingOrder(const Plan& plan, DiagnosticSink& diagnostics) : plan_(plan), diagnostics_(diagnostics) {}

  /// How many tables, one behind the other, are looked into to make a row's subjects, or all of its statements. A rule
  /// that needs its own statements is reported.
  std::size_t level(std::size_t rule, bool statements) { return find(rule, statements).level; }
  /// Reports rules that make no statements and are not quoted either.
  void check_not_asserted();

 private:
  struct Found {
    std::size_t level = 0, depth = 0;  ///< depth: of rules within rules
    bool done = false;

    void take(const Found& inner, std::size_t further);
  };
  const Found& find(std::size_t rule, bool statements);
  void look(const std::vector<JoinPlan>& joins, const Location& place, Found& out);
  void look(const ObjectPlan& object, Found& out);
  void look(const TermMap& map, Found& out);

  const Plan& plan_;
  DiagnosticSink& diagnostics_;
  std::map<std::pair<std::size_t, bool>, Found> found_;
  Location place_;         ///< of the term that wants what is looked at
  std::size_t depth_ = 0;  ///< of the rules that are being looked at, each within the one before
};

}  // namespace vitagraph::mapping
