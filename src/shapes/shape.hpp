// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <re2/re2.h>

#include "shapes/shapes.hpp"

namespace vitagraph::shapes {

inline constexpr std::string_view sh = "http://www.w3.org/ns/shacl#";
inline rdf::Term sh_term(std::string_view local) { return rdf::Term::iri(std::string(sh) + std::string(local)); }

using ShapeId = std::uint32_t;

enum class Component {
  class_,
  datatype,
  node_kind,
  min_count,
  max_count,
  min_length,
  max_length,
  pattern,
  in,
  has_value,
  and_,
  or_,
  not_,
  node,
  property
};

/// What to compare with: which of these counts depends on the component.
struct Constraint {
  Component component;
  std::string name;           ///< as SHACL calls it: "minCount"
  rdf::Term term;             ///< class, datatype, nodeKind, hasValue
  std::set<rdf::Term> among;  ///< in
  std::size_t number = 0;     ///< counts and lengths
  std::unique_ptr<RE2> pattern;
  std::vector<ShapeId> shapes;  ///< and, or, not, node, property
};

struct Shape {
  rdf::Term path;  ///< an IRI for a property shape
  bool is_property = false, inverse = false, active = true;
  Severity severity = Severity::error;
  std::string message;
  std::vector<Constraint> constraints;
  std::vector<rdf::Term> target_classes, target_nodes, target_subjects, target_objects;
};

/// All shapes of a shapes graph, those inside others too.
struct ShapeSet {
  std::vector<Shape> shapes;
  std::vector<ShapeId> roots;  ///< those with targets
  std::vector<std::string> unchecked;
};

ShapeSet read_shapes(const rdf::Model& model);

}  // namespace vitagraph::shapes
