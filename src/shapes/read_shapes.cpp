// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <optional>

#include "shapes/shape.hpp"

namespace vitagraph::shapes {
namespace {

using rdf::Term;
using rdf::vocabulary::rdf_type;

/// Longer lists than any shapes graph has; a circle ends here too.
constexpr std::size_t list_limit = 100'000;

const std::map<std::string, Component, std::less<>>& components() {
  static const std::map<std::string, Component, std::less<>> table = {{"class", Component::class_},
                                                                      {"datatype", Component::datatype},
                                                                      {"nodeKind", Component::node_kind},
                                                                      {"minCount", Component::min_count},
                                                                      {"maxCount", Component::max_count},
                                                                      {"minLength", Component::min_length},
                                                                      {"maxLength", Component::max_length},
                                                                      {"pattern", Component::pattern},
                                                                      {"in", Component::in},
                                                                      {"hasValue", Component::has_value},
                                                                      {"and", Component::and_},
                                                                      {"or", Component::or_},
                                                                      {"not", Component::not_},
                                                                      {"node", Component::node},
                                                                      {"property", Component::property}};
  return table;
}

/// Words that say something about a shape and are no constraints.
const std::set<std::string, std::less<>>& descriptions() {
  static const std::set<std::string, std::less<>> table = {"path",
                                                           "severity",
                                                           "message",
                                                           "deactivated",
                                                           "flags",
                                                           "name",
                                                           "description",
                                                           "order",
                                                           "group",
                                                           "defaultValue",
                                                           "targetClass",
                                                           "targetNode",
                                                           "targetSubjectsOf",
                                                           "targetObjectsOf"};
  return table;
}

class Reader {
 public:
  explicit Reader(const rdf::Model& model) : model_(model) {}

  ShapeSet read() {
    std::set<Term> targeted;
    for (const std::string_view target : {"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"})
      model_.match({}, sh_term(target), {},
                   [&](const rdf::QuadView& quad) { targeted.insert(Term::copy(quad.subject)); });
    for (const Term& node : targeted) set_.roots.push_back(shape(node));
    // Shapes may hold one another in a circle: each is listed when first met and read from here, without recursion.
    for (ShapeId id = 0; id < nodes_.size(); ++id) fill(id);
    return std::move(set_);
  }

 private:
  ShapeId shape(const Term& node) {
    const auto [entry, fresh] = ids_.emplace(node, static_cast<ShapeId>(nodes_.size()));
    if (fresh) {
      nodes_.push_back(node);
      set_.shapes.emplace_back();
    }
    return entry->second;
  }

  std::vector<Term> objects(const Term& node, std::string_view local) const {
    return model_.objects(node, sh_term(local));
  }

  std::vector<Term> list(Term at) const {
    std::vector<Term> out;
    const Term first = Term::iri(std::string(rdf::vocabulary::rdf) + "first"),
               rest = Term::iri(std::string(rdf::vocabulary::rdf) + "rest");
    while (out.size() < list_limit) {
      const std::optional<Term> value = model_.object(at, first), next = model_.object(at, rest);
      if (!value) break;
      out.push_back(*value);
      if (!next) break;
      at = *next;
    }
    return out;
  }

  void read_path(const Term& node, Shape& shape) {
    const std::vector<Term> paths = objects(node, "path");
    if (paths.empty()) return;
    shape.is_property = true;
    shape.path = paths[0];
    if (shape.path.is_iri()) return;
    const std::optional<Term> back = model_.object(paths[0], sh_term("inversePath"));
    if (back && back->is_iri()) {
      shape.path = *back;
      shape.inverse = true;
      return;
    }
    shape.active = false;
    unchecked("a path of more than one predicate");
  }

  void fill(ShapeId id) {
    const Term node = nodes_[id];
    Shape shape;
    read_path(node, shape);
    for (const Term& severity : objects(node, "severity")) {
      if (severity == sh_term("Warning")) shape.severity = Severity::warning;
      if (severity == sh_term("Info")) shape.severity = Severity::note;
    }
    for (const Term& message : objects(node, "message"))
      if (shape.message.empty() || message.language == "en") shape.message = message.value;
    for (const Term& off : objects(node, "deactivated")) shape.active = shape.active && off.value != "true";
    shape.target_classes = objects(node, "targetClass");
    shape.target_nodes = objects(node, "targetNode");
    shape.target_subjects = objects(node, "targetSubjectsOf");
    shape.target_objects = objects(node, "targetObjectsOf");
    std::vector<std::pair<std::string, Term>> said;
    model_.match(node, {}, {}, [&](const rdf::QuadView& quad) {
      if (quad.predicate.value.substr(0, sh.size()) == sh)
        said.emplace_back(quad.predicate.value.substr(sh.size()), Term::copy(quad.object));
    });
    std::sort(said.begin(), said.end());
    for (const auto& [name, value] : said) {
      const auto component = components().find(name);
      if (component != components().end())
        constrain(shape, node, component->second, name, value);
      else if (!descriptions().count(name))
        unchecked("sh:" + name);
    }
    set_.shapes[id] = std::move(shape);
  }

  void constrain(Shape& shape, const Term& node, Component component, const std::string& name, const Term& value) {
    Constraint constraint{component, name, value, {}, 0, nullptr, {}};
    switch (component) {
      case Component::min_count:
      case Component::max_count:
      case Component::min_length:
      case Component::max_length: {
        const char* end = value.value.data() + value.value.size();
        if (std::from_chars(value.value.data(), end, constraint.number).ptr != end || value.value.empty())
          return unchecked("sh:" + name + " " + value.str());
        break;
      }
      case Component::pattern: {
        RE2::Options options(RE2::Quiet);
        for (const Term& flags : objects(node, "flags"))
          options.set_case_sensitive(flags.value.find('i') == std::string::npos);
        constraint.pattern = std::make_unique<RE2>(value.value, options);
        if (!constraint.pattern->ok())
          return unchecked("sh:pattern " + value.str() + ": " + constraint.pattern->error());
        break;
      }
      case Component::in:
        for (Term& member : list(value)) constraint.among.insert(std::move(member));
        break;
      case Component::and_:
      case Component::or_:
        for (const Term& member : list(value)) constraint.shapes.push_back(this->shape(member));
        break;
      case Component::not_:
      case Component::node:
      case Component::property: constraint.shapes.push_back(this->shape(value)); break;
      case Component::class_:
      case Component::datatype:
      case Component::node_kind:
      case Component::has_value: break;
    }
    shape.constraints.push_back(std::move(constraint));
  }

  void unchecked(std::string what) {
    if (told_.insert(what).second) set_.unchecked.push_back(std::move(what));
  }

  const rdf::Model& model_;
  ShapeSet set_;
  std::map<Term, ShapeId> ids_;
  std::vector<Term> nodes_;
  std::set<std::string> told_;
};

}  // namespace

ShapeSet read_shapes(const rdf::Model& model) { return Reader(model).read(); }

}  // namespace vitagraph::shapes
