// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>

#include "provenance/explain.hpp"

namespace vitagraph::provenance {

/// The documents that quotations name, read again at most once each.
class Sources {
 public:
  /// The passage at the span of the document, if the file still has the hash; sets `state`.
  std::optional<Passage> passage(const std::string& name, const std::string& hash, Span span, SourceState& state);

 private:
  struct Read {
    std::string hash;
    SourceFile source;
    bool there = false;
  };
  const Read& read(const std::string& name);
  std::map<std::string, Read> read_;
};

struct Explainer::Impl {
  explicit Impl(const rdf::Model& of) : graph(of) {}

  Explanation explain(const rdf::Term& subject, const rdf::Term& predicate, const rdf::Term& object, int depth);
  Explanation begin(const rdf::Term& subject, const rdf::Term& predicate, const rdf::Term& object) const;
  std::string label(const rdf::Term& term) const;
  bool says(const rdf::Term& s, const rdf::Term& p, const rdf::Term& o) const { return graph.has(s, p, o); }
  /// The nodes that record the statements about the subject.
  const std::map<std::pair<rdf::Term, rdf::Term>, std::vector<rdf::Term>>& records(const rdf::Term& subject);
  Evidence evidence(const rdf::Term& quotation);
  void add_record(const rdf::Term& record, Explanation& to);

  // explain_derived.cpp. Each says what implies the statement, in `because`; no reason: it is not of that kind.
  void derive(Explanation& what, int depth);
  void coauthors(Explanation& what, const rdf::Term& a, const rdf::Term& b);
  void venues(Explanation& what, const rdf::Term& a, const rdf::Term& b, const std::optional<rdf::Term>& venue);
  void chain(Explanation& what, const rdf::Term& from, const rdf::Term& to, int depth);
  void siblings(Explanation& what, const rdf::Term& a, const rdf::Term& b, int depth);
  void advising(Explanation& what, int depth);
  void publication(Explanation& what, const rdf::Term& paper, const std::vector<rdf::Term>& authors,
                   const std::optional<rdf::Term>& venue);

  const rdf::Model& graph;
  Sources sources;
  std::map<std::string, Evidence> seen;
  std::optional<rdf::Term> records_of;
  std::set<std::string>* wanted = nullptr;  ///< while it is only asked what an answer would rest on
  const std::set<std::string>* spaces = nullptr;
  std::map<std::pair<rdf::Term, rdf::Term>, std::vector<rdf::Term>> records_;
};

/// A term of our ontology.
rdf::Term vg(std::string_view name);

}  // namespace vitagraph::provenance
