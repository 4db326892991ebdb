// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Makes quads of the default graph with predicates under vg:.
class Statements {
 public:
  Statements(const RelationGraph& graph, rdf::QuadSink& sink) : graph_(graph), sink_(sink) {}

  rdf::TermView node(NodeId node) const {
    const std::string_view text = graph_.nodes.text(node);
    return text.starts_with("_:") ? rdf::TermView{rdf::TermKind::blank, text.substr(2), {}, {}}
                                  : rdf::TermView{rdf::TermKind::iri, text, {}, {}};
  }
  rdf::TermView person(PersonId person) const { return node(graph_.persons[person]); }

  void link(const rdf::TermView& subject, std::string_view local, const rdf::TermView& object) {
    predicate_.assign(rdf::vocabulary::vg).append(local);
    sink_.quad({subject, {rdf::TermKind::iri, predicate_, {}, {}}, object, {}});
  }
  void integer(const rdf::TermView& subject, std::string_view local, std::int64_t value) {
    const fmt::format_int text(value);
    link(subject, local, {rdf::TermKind::literal, {text.data(), text.size()}, rdf::vocabulary::xsd_integer, {}});
  }
  void type(const rdf::TermView& subject, std::string_view local) {
    object_.assign(rdf::vocabulary::vg).append(local);
    sink_.quad({subject, iri(rdf::vocabulary::rdf_type), iri(object_), {}});
  }
  void label(const rdf::TermView& subject, std::string_view text) {
    sink_.quad({subject, iri(rdf::vocabulary::rdfs_label), {rdf::TermKind::literal, text, {}, {}}, {}});
  }

 private:
  static rdf::TermView iri(std::string_view text) { return {rdf::TermKind::iri, text, {}, {}}; }

  const RelationGraph& graph_;
  rdf::QuadSink& sink_;
  std::string predicate_;
  std::string object_;
};

}  // namespace vitagraph::graph
