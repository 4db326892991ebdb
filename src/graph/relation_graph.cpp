// SPDX-License-Identifier: Apache-2.0
#include "graph/relation_graph.hpp"

#include <algorithm>
#include <array>

#include "graph/raw_relations.hpp"

namespace vitagraph::graph {
namespace {

constexpr std::array<std::string_view, 9> record_kind_names{"position", "education", "advising", "award",  "talk",
                                                            "teaching", "service",   "grant",    "project"};

constexpr std::string_view derived_properties[] = {"coauthor", "academicAncestor", "academicSibling",
                                                   "sharesVenueWith"};

}  // namespace

std::string_view record_kind_name(RecordKind kind) { return record_kind_names[static_cast<std::size_t>(kind)]; }

std::string_view RelationGraph::label(NodeId node) const {
  if (label_of_node[node] != none) return texts.text(label_of_node[node]);
  const std::string_view iri = nodes.text(node);
  const std::size_t cut = iri.find_last_of("/#", iri.size() > 1 ? iri.size() - 2 : 0);
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

bool RelationGraph::is_derived(const rdf::QuadView& quad) const {
  const std::string_view predicate = quad.predicate.value;
  if (predicate.starts_with(rdf::vocabulary::vg)) {
    const std::string_view local = predicate.substr(rdf::vocabulary::vg.size());
    if (std::find(std::begin(derived_properties), std::end(derived_properties), local) != std::end(derived_properties))
      return true;
  }
  if (derived_nodes.empty()) return false;
  return std::binary_search(derived_nodes.begin(), derived_nodes.end(), find_node(quad.subject));
}

bool RelationGraph::is_of_itself(const rdf::QuadView& quad) const {
  if (quad.object.kind == rdf::TermKind::literal) return false;
  if (quad.subject == quad.object && quad.predicate.value.starts_with(rdf::vocabulary::vg)) return true;
  const auto is_one = [&](const rdf::TermView& term) {
    return std::binary_search(self_advice.begin(), self_advice.end(), find_node(term));
  };
  return !self_advice.empty() && (is_one(quad.subject) || is_one(quad.object));
}

NodeId RelationGraph::find_node(const rdf::TermView& term) const {
  return term.kind == rdf::TermKind::blank ? nodes.find("_:" + std::string(term.value)) : nodes.find(term.value);
}

struct RelationGraphBuilder::Raw {
  RawRelations relations;
};

RelationGraphBuilder::RelationGraphBuilder(Quotes quotes) : raw_(std::make_unique<Raw>()) {
  raw_->relations.quotes = quotes;
}
RelationGraphBuilder::~RelationGraphBuilder() = default;
void RelationGraphBuilder::quad(const rdf::QuadView& quad) { raw_->relations.add(quad); }

RelationGraph RelationGraphBuilder::build() {
  RawRelations taken = std::move(raw_->relations);
  raw_ = std::make_unique<Raw>();
  raw_->relations.quotes = taken.quotes;
  return build_relations(std::move(taken));
}

RelationGraph read_relations(const std::vector<std::string>& paths, DiagnosticSink& diagnostics, Quotes quotes) {
  RelationGraphBuilder builder(quotes);
  std::size_t number = 0;
  for (const std::string& path : paths) {
    rdf::ReadOptions options;
    // Blank nodes of two files are two things (RDF 1.1 Semantics §4.1).
    if (paths.size() > 1) options.blank_prefix = "f" + std::to_string(++number);
    rdf::read_rdf(path, options, builder, diagnostics);
  }
  return builder.build();
}

}  // namespace vitagraph::graph
