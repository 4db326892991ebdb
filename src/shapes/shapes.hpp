// SPDX-License-Identifier: Apache-2.0
#pragma once
// shapes: whether a graph is as SHACL shapes want it, and where it is not.
//
//   rdf::Model data, shapes, classes;                       // classes: an ontology, for rdfs:subClassOf
//   const Report report = validate(data, shapes, classes);
//   for (const Result& result : report.results) …           // severity, focus node, path, value, message
//
// Of SHACL Core (W3C Recommendation 2017-07-20): targets by class, node, subjects and objects of a predicate; paths of
// one predicate, forward or inverse; class, datatype (with the lexical form), nodeKind, minCount, maxCount, minLength,
// maxLength, pattern, in, hasValue, and, or, not, node, property; severity, message, deactivated.
//
// Refuses to pass over what it does not know: any other constraint is listed, once, as not checked.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::shapes {

/// One constraint that one node or value breaks (SHACL §3.6.2).
struct Result {
  Severity severity = Severity::error;  ///< sh:Violation is an error, sh:Warning a warning, sh:Info a note
  rdf::Term focus;                      ///< the node that was checked
  std::string path;                     ///< the predicate's IRI, with "^" in front if inverse; empty: the node itself
  std::optional<rdf::Term> value;       ///< the value that is wrong, where it is one
  std::string component;                ///< "minCount"
  std::string message;                  ///< the shape's own, else empty

  friend auto operator<=>(const Result&, const Result&) = default;
};

struct Report {
  std::vector<Result> results;         ///< by focus node, path, component, value
  std::size_t focus_nodes = 0;         ///< how many nodes were checked, once for each shape
  std::vector<std::string> unchecked;  ///< what of the shapes is not known here, or wrong: "sh:lessThan"
  std::size_t count(Severity severity) const;
};

/// Checks all of `data`. `classes` says what is below what, beside what `data` says itself. Throws nothing of its own.
Report validate(const rdf::Model& data, const rdf::Model& shapes, const rdf::Model& classes);

/// The report as a sh:ValidationReport (SHACL §3.6) named `iri`, its results below it, in a fixed order. Any result
/// makes sh:conforms false, also a warning.
std::vector<rdf::Quad> as_rdf(const Report& report, const std::string& iri);

/// Looks for what FOOPS!, OOPS! and ROBOT's report would find in an ontology without the network, its files taken
/// together: what its header must say; labels, definitions, domains and ranges; circles; terms used but not declared;
/// axioms about terms of others. Which terms are its own, vann:preferredNamespaceUri says.
void check_ontology(const std::vector<SourceFile>& files, DiagnosticSink& diagnostics);

/// Whether the text is a lexical form of the datatype (XML Schema 1.1 Part 2); true for datatypes it does not know.
bool is_lexical_form(std::string_view text, std::string_view datatype);

}  // namespace vitagraph::shapes
