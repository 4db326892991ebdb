// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "shapes/shape.hpp"

namespace vitagraph::shapes {
namespace {

using rdf::Term;

/// From this depth of shapes inside shapes on, what was found is remembered: shapes that share others, or hold one
/// another in a circle, would be checked again and again. Above it there is little to share and much to remember.
constexpr int remember_from = 3;
/// Deeper than any shapes graph that people write; the stack is finite.
constexpr int depth_limit = 256;

const Term& type_term() {
  static const Term term = Term::iri(rdf::vocabulary::rdf_type);
  return term;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Validator {
 public:
  Validator(const rdf::Model& data, const ShapeSet& set, const rdf::Model& classes)
      : data_(data), set_(set), classes_(classes) {}

  Report run() {
    for (const ShapeId id : set_.roots) {
      const std::set<Term> nodes = targets(set_.shapes[id]);
      report_.focus_nodes += nodes.size();
      for (const Term& node : nodes) holds(id, node, &report_.results, 0);
    }
    std::sort(report_.results.begin(), report_.results.end(), [](const Result& a, const Result& b) {
      return std::tie(a.focus, a.path, a.component, a.value, a.message) <
             std::tie(b.focus, b.path, b.component, b.value, b.message);
    });
    report_.results.erase(std::unique(report_.results.begin(), report_.results.end()), report_.results.end());
    return std::move(report_);
  }

 private:
  /// The class and all below it, by the data and by the ontology.
  const std::vector<Term>& with_subclasses(const Term& top) {
    const auto [entry, fresh] = below_.try_emplace(top.value);
    if (!fresh) return entry->second;
    static const Term sub_class_of = Term::iri(std::string(rdf::vocabulary::rdfs) + "subClassOf");
    std::set<Term> seen{top};
    std::vector<Term> out{top};
    for (std::size_t i = 0; i < out.size(); ++i) {
      const Term at = out[i];
      for (const rdf::Model* model : {&classes_, &data_})
        for (Term& child : model->subjects(sub_class_of, at))
          if (seen.insert(child).second) out.push_back(std::move(child));
    }
    return below_[top.value] = std::move(out);
  }

  bool is_instance(const Term& node, const Term& of) {
    if (node.is_literal()) return false;
    const std::vector<Term>& kinds = with_subclasses(of);
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const Term& kind) { return data_.has(node, type_term(), kind); });
  }

  std::set<Term> targets(const Shape& shape) {
    std::set<Term> out(shape.target_nodes.begin(), shape.target_nodes.end());
    for (const Term& top : shape.target_classes)
      for (const Term& kind : with_subclasses(top))
        for (Term& node : data_.subjects(type_term(), kind)) out.insert(std::move(node));
    for (const Term& predicate : shape.target_subjects)
      data_.match({}, predicate, {}, [&](const rdf::QuadView& quad) { out.insert(Term::copy(quad.subject)); });
    for (const Term& predicate : shape.target_objects)
      data_.match({}, predicate, {}, [&](const rdf::QuadView& quad) { out.insert(Term::copy(quad.object)); });
    return out;
  }

  std::vector<Term> values(const Shape& shape, const Term& focus) const {
    if (!shape.is_property) return {focus};
    if (shape.inverse) return data_.subjects(shape.path, focus);
    if (focus.is_literal()) return {};
    return data_.objects(focus, shape.path);
  }

  /// Whether the focus node is as the shape wants it; adds what is not to `results`, if any are wanted.
  bool holds(ShapeId id, const Term& focus, std::vector<Result>* results, int depth) {
    if (depth < remember_from) return check(id, focus, results, depth);
    // SHACL leaves circles undefined (§3.4.3): until it is known, a shape holds.
    const auto [known, fresh] = known_.try_emplace({id, results != nullptr, focus}, true);
    if (!fresh || depth > depth_limit) return known->second;
    return known->second = check(id, focus, results, depth);
  }

  bool check(ShapeId id, const Term& focus, std::vector<Result>* results, int depth) {
    const Shape& shape = set_.shapes[id];
    if (!shape.active) return true;
    const std::vector<Term> found = values(shape, focus);
    bool good = true;
    for (const Constraint& constraint : shape.constraints) {
      const auto fail = [&](const Term* value) {
        good = false;
        if (!results) return;
        const std::string path = shape.is_property ? (shape.inverse ? "^" : "") + shape.path.value : std::string();
        results->push_back({shape.severity, focus, path, value ? std::optional(*value) : std::nullopt, constraint.name,
                            shape.message});
      };
      switch (constraint.component) {
        case Component::min_count:
          if (found.size() < constraint.number) fail(nullptr);
          break;
        case Component::max_count:
          if (found.size() > constraint.number) fail(nullptr);
          break;
        case Component::has_value:
          if (std::find(found.begin(), found.end(), constraint.term) == found.end()) fail(nullptr);
          break;
        case Component::property:
          // A property shape inside reports for itself.
          for (const Term& value : found) good = holds(constraint.shapes[0], value, results, depth + 1) && good;
          break;
        default:
          for (const Term& value : found)
            if (!fits(constraint, value, depth)) fail(&value);
      }
    }
    return good;
  }

  /// Whether one value fulfils a constraint on single values.
  bool fits(const Constraint& constraint, const Term& value, int depth) {
    const auto inside = [&](ShapeId id) { return holds(id, value, nullptr, depth + 1); };
    switch (constraint.component) {
      case Component::class_: return is_instance(value, constraint.term);
      case Component::datatype:
        return value.is_literal() && datatype(value) == constraint.term.value &&
               is_lexical_form(value.value, constraint.term.value);
      case Component::node_kind: return is_kind(value, std::string_view(constraint.term.value).substr(sh.size()));
      case Component::min_length:
        return value.kind != rdf::TermKind::blank && code_points(value.value) >= constraint.number;
      case Component::max_length:
        return value.kind != rdf::TermKind::blank && code_points(value.value) <= constraint.number;
      case Component::pattern:
        return value.kind != rdf::TermKind::blank && RE2::PartialMatch(value.value, *constraint.pattern);
      case Component::in: return constraint.among.count(value) > 0;
      case Component::and_:
      case Component::node: return std::all_of(constraint.shapes.begin(), constraint.shapes.end(), inside);
      case Component::or_: return std::any_of(constraint.shapes.begin(), constraint.shapes.end(), inside);
      case Component::not_: return !inside(constraint.shapes[0]);
      default: return true;
    }
  }

  static std::string_view datatype(const Term& literal) {
    if (!literal.language.empty()) return rdf::vocabulary::rdf_lang_string;
    return literal.datatype.empty() ? rdf::vocabulary::xsd_string : std::string_view(literal.datatype);
  }

  static bool is_kind(const Term& value, std::string_view kind) {
    const char* word = value.is_iri() ? "IRI" : value.is_literal() ? "Literal" : "BlankNode";
    return kind.find(word) != std::string_view::npos;  // also "BlankNodeOrIRI" and its like
  }

  const rdf::Model& data_;
  const ShapeSet& set_;
  const rdf::Model& classes_;
  std::unordered_map<std::string, std::vector<Term>> below_;
  std::map<std::tuple<ShapeId, bool, Term>, bool> known_;
  Report report_;
};

}  // namespace

std::size_t Report::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const Result& r) { return r.severity == severity; }));
}

Report validate(const rdf::Model& data, const rdf::Model& shapes, const rdf::Model& classes) {
  const ShapeSet set = read_shapes(shapes);
  Report report = Validator(data, set, classes).run();
  report.unchecked = set.unchecked;
  return report;
}

}  // namespace vitagraph::shapes
