// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace vitagraph::rdf {

enum class TermKind : unsigned char { iri, blank, literal };

/// A term whose text somebody else owns. `datatype` and `language` belong to literals; a literal with neither is an
/// xsd:string (RDF 1.1 Concepts §3.3).
struct TermView {
  TermKind kind = TermKind::iri;
  std::string_view value;
  std::string_view datatype;
  std::string_view language;

  friend bool operator==(const TermView&, const TermView&) = default;
  friend auto operator<=>(const TermView&, const TermView&) = default;
};

/// An IRI, a blank node (value without "_:") or a literal; owns its text. Ordered by kind, then text.
struct Term {
  TermKind kind = TermKind::iri;
  std::string value;
  std::string datatype;
  std::string language;

  static Term iri(std::string_view value) { return {TermKind::iri, std::string(value), {}, {}}; }
  static Term blank(std::string_view label) { return {TermKind::blank, std::string(label), {}, {}}; }
  static Term literal(std::string_view value) { return {TermKind::literal, std::string(value), {}, {}}; }
  static Term typed(std::string_view value, std::string_view datatype) {
    return {TermKind::literal, std::string(value), std::string(datatype), {}};
  }
  static Term tagged(std::string_view value, std::string_view language) {
    return {TermKind::literal, std::string(value), {}, std::string(language)};
  }
  static Term copy(const TermView& view) {
    return {view.kind, std::string(view.value), std::string(view.datatype), std::string(view.language)};
  }

  TermView view() const { return {kind, value, datatype, language}; }
  operator TermView() const { return view(); }
  bool is_iri() const { return kind == TermKind::iri; }
  bool is_literal() const { return kind == TermKind::literal; }
  /// As N-Triples writes it.
  std::string str() const;

  friend bool operator==(const Term&, const Term&) = default;
  friend auto operator<=>(const Term&, const Term&) = default;
};

/// A statement; an empty graph value is the default graph.
struct QuadView {
  TermView subject, predicate, object, graph;
};
struct Quad {
  Term subject, predicate, object, graph;

  static Quad copy(const QuadView& q) {
    return {Term::copy(q.subject), Term::copy(q.predicate), Term::copy(q.object), Term::copy(q.graph)};
  }
  QuadView view() const { return {subject.view(), predicate.view(), object.view(), graph.view()}; }
  friend bool operator==(const Quad&, const Quad&) = default;
  friend auto operator<=>(const Quad&, const Quad&) = default;
};

/// Appends the term, or the quad with its " .\n", in canonical N-Quads (RDF 1.1 N-Quads §4; escapes as in RDFC-1.0).
void append_ntriples(std::string& out, const TermView& term);
void append_nquads(std::string& out, const QuadView& quad);

/// Why no RDF syntax can hold the statement ("`a b` is no absolute IRI"); empty if it can.
std::string why_unwritable(const QuadView& quad);

/// Whether the text can stand between < and > (RFC 3987 characters, an absolute IRI with a scheme).
bool is_absolute_iri(std::string_view text);
/// Whether the text is a well-formed BCP 47 tag as far as syntax goes ("en", "zh-Hans", "sl-rozaj-biske-1994").
bool is_language_tag(std::string_view text);

}  // namespace vitagraph::rdf
