// SPDX-License-Identifier: Apache-2.0
#include "resolution/mentions.hpp"

#include <algorithm>
#include <numeric>

namespace vitagraph::resolution {
namespace {

/// Kinds that are one node for each fact that denotes them.
bool one_for_each_fact(EntityKind kind) {
  return kind == EntityKind::publication || kind == EntityKind::talk || kind == EntityKind::project;
}

/// Kinds whose nodes are keyed by what else the fact says; resolved after those that they hang on.
bool depends_on_fact(EntityKind kind) {
  return kind == EntityKind::unit || kind == EntityKind::course || kind == EntityKind::award;
}

bool content_less(const facts::Fact& a, const facts::Fact& b) {
  static const facts::Provenance nowhere;
  const facts::Provenance& pa = a.provenance ? *a.provenance : nowhere;
  const facts::Provenance& pb = b.provenance ? *b.provenance : nowhere;
  if (const int order = pa.source.compare(pb.source)) return order < 0;
  if (pa.span != pb.span) return pa.span < pb.span;
  if (const int order = a.type.compare(b.type)) return order < 0;
  return a.fields < b.fields;
}

class Collector {
 public:
  explicit Collector(Mentions& mentions) : m_(mentions) {}

  void add(Id fact_id) {
    const facts::TypeSchema* type = m_.types[fact_id];
    const auto begin = static_cast<Id>(m_.occurrences.size());
    if (type)
      for (std::size_t f = 0; f < type->fields.size(); ++f)
        if (const auto kind = kind_of(type->fields[f].entity)) add_field(fact_id, static_cast<std::uint16_t>(f), *kind);
    m_.of_fact[fact_id] = {begin, static_cast<Id>(m_.occurrences.size())};
  }

 private:
  void add_field(Id fact_id, std::uint16_t field, EntityKind kind) {
    const facts::Value* value = m_.fact(fact_id).find(m_.types[fact_id]->fields[field].name);
    if (!value) return;
    if (const auto* text = std::get_if<std::string>(value)) {
      add_name(fact_id, field, 0, kind, *text, 0);
    } else if (const auto* list = std::get_if<facts::List>(value)) {
      const std::size_t count = std::min<std::size_t>(list->size(), 0xFFFF);
      for (std::size_t i = 0; i < count; ++i) {
        // One name twice in one list of authors is two people: all but the first are nodes of their own.
        const auto earlier = static_cast<Id>(
            count <= 64 ? std::count(list->begin(), list->begin() + static_cast<std::ptrdiff_t>(i), (*list)[i]) : 0);
        add_name(fact_id, field, static_cast<std::uint16_t>(i), kind, (*list)[i], earlier ? fact_id * 64 + earlier : 0);
      }
    }
  }

  void add_name(Id fact_id, std::uint16_t field, std::uint16_t position, EntityKind kind, std::string_view text,
                Id context) {
    std::string plain = collapse_blanks(text);
    if (plain.empty()) plain = "?";  // keeps the lists of names and entities parallel
    const Id name = m_.names.intern(plain);
    const Id document = m_.document_of_fact[fact_id];
    Id node = none;
    if (one_for_each_fact(kind) || depends_on_fact(kind)) context = fact_id + 1;
    // A colloquium at one place is not that of the same name at another.
    if (kind == EntityKind::venue)
      if (const std::string_view host = m_.fact(fact_id).text("organization"); !host.empty())
        context = m_.names.intern(collapse_blanks(host)) + 1;
    const Key key{static_cast<std::uint64_t>(document) << 32 | name,
                  static_cast<std::uint64_t>(context) << 8 | static_cast<std::uint64_t>(kind)};
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
      node = found->second;
    } else {
      node = static_cast<Id>(m_.nodes.size());
      m_.nodes.push_back({kind, document, name, fact_id, context});
      by_key_.emplace(key, node);
    }
    m_.occurrences.push_back({fact_id, node, field, position});
  }

  using Key = std::pair<std::uint64_t, std::uint64_t>;
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return (key.first * 0x9E3779B97F4A7C15ULL) ^ (key.second * 0xC2B2AE3D27D4EB4FULL >> 7);
    }
  };
  Mentions& m_;
  std::unordered_map<Key, Id, KeyHash> by_key_;
};

}  // namespace

Id Strings::intern(std::string_view text) {
  const auto found = ids_.find(text);
  if (found != ids_.end()) return found->second;
  const auto id = static_cast<Id>(texts_.size());
  texts_.emplace_back(text);
  ids_.emplace(texts_.back(), id);
  return id;
}

Id Strings::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? none : found->second;
}

Id Mentions::node_of(Id fact_id, std::string_view field_name, std::size_t position) const {
  const auto [begin, end] = of_fact[fact_id];
  for (Id i = begin; i < end; ++i)
    if (occurrences[i].position == position && field(occurrences[i]).name == field_name) return occurrences[i].node;
  return none;
}

Mentions collect_mentions(const std::vector<facts::Fact>& facts, const facts::Schema& schema) {
  Mentions m;
  m.facts = &facts;
  m.order.resize(facts.size());
  std::iota(m.order.begin(), m.order.end(), 0);
  std::stable_sort(m.order.begin(), m.order.end(), [&](Id a, Id b) { return content_less(facts[a], facts[b]); });
  m.types.resize(facts.size());
  m.document_of_fact.resize(facts.size());
  m.of_fact.resize(facts.size());
  Collector collector(m);
  for (const Id id : m.order) {
    const facts::TypeSchema* type = schema.type(facts[id].type);
    m.types[id] = type && !type->derived ? type : nullptr;
    m.document_of_fact[id] = m.documents.intern(facts[id].provenance ? facts[id].provenance->source : std::string());
    collector.add(id);
  }
  return m;
}

std::optional<EntityKind> kind_of(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(EntityKind::project); ++i)
    if (kind_name(static_cast<EntityKind>(i)) == name) return static_cast<EntityKind>(i);
  return std::nullopt;
}

}  // namespace vitagraph::resolution
