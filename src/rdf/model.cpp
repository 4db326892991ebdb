// SPDX-License-Identifier: Apache-2.0
#include "rdf/model.hpp"

#include <sord/sord.h>

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::rdf {
namespace {

struct WorldDeleter {
  void operator()(SordWorld* world) const { sord_world_free(world); }
};
struct ModelDeleter {
  void operator()(SordModel* model) const { sord_free(model); }
};

const std::uint8_t* bytes(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }

/// A node of Sord's world, released on the way out.
class Node {
 public:
  Node(SordWorld* world, const TermView& term) : world_(world), node_(make(world, term)) {}
  ~Node() { sord_node_free(world_, node_); }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  SordNode* get() const { return node_; }

 private:
  static SordNode* make(SordWorld* world, const TermView& term) {
    const std::string value(term.value);
    switch (term.kind) {
      case TermKind::iri: return sord_new_uri(world, bytes(value));
      case TermKind::blank: return sord_new_blank(world, bytes(value));
      case TermKind::literal: break;
    }
    // Sord keeps 15 bytes of a language tag and drops the rest in silence: carry the tag in the datatype instead.
    if (!term.language.empty()) {
      const std::string tag = std::string(language_mark) + std::string(term.language);
      SordNode* datatype = sord_new_uri(world, bytes(tag));
      SordNode* node = sord_new_literal(world, datatype, bytes(value), nullptr);
      sord_node_free(world, datatype);
      return node;
    }
    SordNode* datatype = term.datatype.empty() ? nullptr : sord_new_uri(world, bytes(std::string(term.datatype)));
    SordNode* node = sord_new_literal(world, datatype, bytes(value), nullptr);
    if (datatype) sord_node_free(world, datatype);
    return node;
  }

  SordWorld* world_;
  SordNode* node_;

 public:
  static constexpr std::string_view language_mark = "lang:";
};

std::string_view text_of(const SordNode* node) {
  std::size_t length = 0;
  const std::uint8_t* text = sord_node_get_string_counted(node, &length);
  return {reinterpret_cast<const char*>(text), length};
}

TermView view_of(const SordNode* node) {
  if (!node) return {};
  TermView out;
  out.value = text_of(node);
  switch (sord_node_get_type(node)) {
    case SORD_URI: out.kind = TermKind::iri; return out;
    case SORD_BLANK: out.kind = TermKind::blank; return out;
    case SORD_LITERAL: out.kind = TermKind::literal; break;
  }
  if (const SordNode* datatype = sord_node_get_datatype(node)) {
    const std::string_view name = text_of(datatype);
    if (name.substr(0, Node::language_mark.size()) == Node::language_mark)
      out.language = name.substr(Node::language_mark.size());
    else
      out.datatype = name;
  }
  return out;
}

}  // namespace

struct Model::Impl {
  std::unique_ptr<SordWorld, WorldDeleter> world{sord_world_new()};
  std::unique_ptr<SordModel, ModelDeleter> model{sord_new(world.get(), SORD_SPO | SORD_OPS, true)};
};

Model::Model() : impl_(std::make_unique<Impl>()) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

bool Model::add(const QuadView& quad) {
  SordWorld* world = impl_->world.get();
  const Node s(world, quad.subject), p(world, quad.predicate), o(world, quad.object);
  std::optional<Node> g;
  if (!quad.graph.value.empty()) g.emplace(world, quad.graph);
  const SordQuad nodes = {s.get(), p.get(), o.get(), g ? g->get() : nullptr};
  return sord_add(impl_->model.get(), nodes);
}

std::size_t Model::size() const { return sord_num_quads(impl_->model.get()); }

void Model::match(const std::optional<Term>& subject, const std::optional<Term>& predicate,
                  const std::optional<Term>& object, const Visitor& visit) const {
  SordWorld* world = impl_->world.get();
  std::optional<Node> s, p, o;
  if (subject) s.emplace(world, *subject);
  if (predicate) p.emplace(world, *predicate);
  if (object) o.emplace(world, *object);
  const SordQuad pattern = {s ? s->get() : nullptr, p ? p->get() : nullptr, o ? o->get() : nullptr, nullptr};
  const std::unique_ptr<SordIter, void (*)(SordIter*)> at(sord_find(impl_->model.get(), pattern), sord_iter_free);
  for (; at && !sord_iter_end(at.get()); sord_iter_next(at.get())) {
    SordQuad found;
    sord_iter_get(at.get(), found);
    visit({view_of(found[SORD_SUBJECT]), view_of(found[SORD_PREDICATE]), view_of(found[SORD_OBJECT]),
           view_of(found[SORD_GRAPH])});
  }
}

bool Model::has(const Term& subject, const Term& predicate, const Term& object) const {
  bool found = false;
  match(subject, predicate, object, [&](const QuadView&) { found = true; });
  return found;
}

std::vector<Term> Model::objects(const Term& subject, const Term& predicate) const {
  std::vector<Term> out;
  match(subject, predicate, {}, [&](const QuadView& quad) { out.push_back(Term::copy(quad.object)); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Term> Model::subjects(const Term& predicate, const Term& object) const {
  std::vector<Term> out;
  match({}, predicate, object, [&](const QuadView& quad) { out.push_back(Term::copy(quad.subject)); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::optional<Term> Model::object(const Term& subject, const Term& predicate) const {
  const std::vector<Term> all = objects(subject, predicate);
  if (all.empty()) return std::nullopt;
  return all.front();
}

}  // namespace vitagraph::rdf
