// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "resolution/normal_forms.hpp"
#include "resolution/resolver.hpp"

namespace vitagraph::resolution {
namespace {

/// Digits of the names of n-ary nodes: with 64 bits ten million statements meet by chance once in 400,000 graphs.
constexpr std::size_t statement_digits = 16;
constexpr std::size_t fact_id_digits = 12;

/// The same statement in two documents has one name: resolved entities count, not how they were written.
std::string statement_path(const facts::Fact& fact, const facts::TypeSchema& type) {
  StableHash hash;
  hash.add(fact.type);
  for (const facts::FieldSchema& field : type.fields) {
    const auto entity = field.entity.empty() ? fact.entities.end() : fact.entities.find(field.entity_field);
    hash.add(field.name);
    if (entity == fact.entities.end()) {
      for (const std::string& value : fact.list(field.name)) hash.add(lexicon::label_key(value));
    } else if (const auto* one = std::get_if<std::string>(&entity->second)) {
      hash.add(*one);
    } else {
      for (const std::string& value : std::get<facts::List>(entity->second)) hash.add(value);
    }
  }
  return type.denotes + "/" + hash.hex(statement_digits);
}

/// For facts that come without an id: of what they say and where.
std::string fact_id(const facts::Fact& fact) {
  facts::Fact bare(fact.type);
  bare.fields = fact.fields;
  bare.provenance = fact.provenance;
  std::string line;
  append_fact(line, bare);
  return StableHash().add(line).hex(fact_id_digits);
}

facts::Fact entity_fact(const EntityDraft& draft) {
  facts::Fact fact("entity");
  fact.set("kind", std::string(kind_name(draft.kind)))
      .set("id", draft.path)
      .set("label", draft.label)
      .set("names", draft.names);
  fact.set("acronym", draft.acronym).set("parent", draft.parent).set("given", draft.given).set("family", draft.family);
  return fact;
}

}  // namespace

void Resolver::fill(Id id) {
  facts::Fact& fact = facts_[id];
  const facts::TypeSchema* type = mentions_.types[id];
  if (!type) return;
  const auto [begin, end] = mentions_.of_fact[id];
  for (Id i = begin; i < end; ++i) {
    const Occurrence& o = mentions_.occurrences[i];
    const facts::FieldSchema& field = mentions_.field(o);
    if (!std::holds_alternative<facts::List>(*fact.find(field.name)))
      fact.entities.insert_or_assign(field.entity_field, path(o.node));
    else if (o.position == 0)
      fact.entities.insert_or_assign(field.entity_field, facts::List{path(o.node)});
    else
      std::get<facts::List>(fact.entities.find(field.entity_field)->second).push_back(path(o.node));
  }
  set_normal_forms(fact, *type);
  if (!fact.entities.count("self")) {
    // An interest denotes its topic; what is left are statements, named by what they say.
    const auto same = fact.entities.find(type->denotes);
    fact.entities.insert_or_assign("self", same != fact.entities.end() ? same->second : statement_path(fact, *type));
  }
  if (fact.id.empty()) fact.id = fact_id(fact);
  const std::string& self = std::get<std::string>(fact.entities.find("self")->second);
  fact.normal.insert_or_assign("key", self.substr(self.rfind('/') + 1));
  fact.normal.insert_or_assign("label", statement_label(fact));
}

/// Advising whose two ends turned out to be one person stays as it is written and denotes nothing: every mapping then
/// makes nothing of it.
void Resolver::leave_out_self_advice() {
  for (facts::Fact& fact : facts_) {
    const auto advisor = fact.entities.find("advisor"), advisee = fact.entities.find("advisee");
    if (advisor == fact.entities.end() || advisee == fact.entities.end() || advisor->second != advisee->second)
      continue;
    Location location;
    if (fact.provenance) location.file = fact.provenance->source;
    diagnostics_.report(Kind::advisor_self, std::move(location), fact.text("advisee"));
    fact.entities.clear();
    fact.normal.clear();
  }
}

/// A preprint says which publication it became; of several the first in order of path.
void Resolver::link_versions() {
  for (const auto& [preprint, published] : versions_) {
    const std::string& to = path(published);
    if (to == path(preprint)) continue;
    facts::Fact& fact = facts_[mentions_.nodes[preprint].fact];
    const auto known = fact.normal.find("version_of");
    if (known == fact.normal.end() || to < std::get<std::string>(known->second))
      fact.normal.insert_or_assign("version_of", to);
  }
}

/// Each fact says which document states it, where the facts hold one about that document.
void Resolver::link_documents() {
  std::map<std::string, std::string, std::less<>> paths;
  for (const facts::Fact& fact : facts_)
    if (fact.type == "document") paths.emplace(fact.text("source"), fact.text("id"));
  for (facts::Fact& fact : facts_) {
    if (!fact.provenance || fact.type == "document") continue;
    const auto document = paths.find(fact.provenance->source);
    if (document != paths.end()) fact.entities.insert_or_assign("document", document->second);
  }
}

std::vector<facts::Fact> Resolver::entity_facts() const {
  std::vector<facts::Fact> out;
  for (const std::vector<EntityDraft>& all : drafts_)
    for (const EntityDraft& draft : all) out.push_back(entity_fact(draft));
  std::sort(out.begin(), out.end(),
            [](const facts::Fact& a, const facts::Fact& b) { return a.text("id") < b.text("id"); });
  return out;
}

Resolution Resolver::take() {
  link_documents();
  Resolution out;
  out.facts = entity_facts();
  for (const facts::Fact& fact : out.facts)
    out.entities.push_back({*kind_of(fact.text("kind")), std::string(fact.text("id")), std::string(fact.text("label")),
                            fact.list("names")});
  std::set<std::tuple<EntityKind, Id, Id, Id>> seen;
  for (Id node = 0; node < mentions_.nodes.size(); ++node) {
    const Node& n = mentions_.nodes[node];
    if (seen.emplace(n.kind, n.document, n.name, draft_of_node_[node]).second)
      out.mentions.push_back({n.kind, mentions_.documents[n.document], std::string(mentions_.name(node)), path(node)});
  }
  for (const auto& [a, b] : undecided_)
    if (path(a) != path(b)) out.undecided.emplace_back(std::min(path(a), path(b)), std::max(path(a), path(b)));
  std::sort(out.undecided.begin(), out.undecided.end());
  out.undecided.erase(std::unique(out.undecided.begin(), out.undecided.end()), out.undecided.end());
  facts_.insert(facts_.end(), std::make_move_iterator(out.facts.begin()), std::make_move_iterator(out.facts.end()));
  out.facts = std::move(facts_);
  return out;
}

}  // namespace vitagraph::resolution
