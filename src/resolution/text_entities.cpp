// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "resolution/resolver.hpp"

namespace vitagraph::resolution {
namespace {

/// The key without the years in it: an award keeps its name over the years.
std::string without_years(const std::string& key) {
  std::string out;
  for (const lexicon::Word& word : lexicon::split_words(key)) {
    if (word.key.size() == 4 && word.key.find_first_not_of("0123456789") == std::string::npos) continue;
    if (!out.empty()) out += ' ';
    out += word.key;
  }
  return out.empty() ? key : out;
}

}  // namespace

std::string Resolver::path_of(Id fact, std::string_view field) const {
  const Id node = mentions_.node_of(fact, field);
  return node == none ? std::string() : path(node);
}

Resolver::TextEntity Resolver::identify(Id node) const {
  const Node& n = mentions_.nodes[node];
  const facts::Fact& fact = mentions_.fact(n.fact);
  const std::string name(mentions_.name(node));
  std::string key = lexicon::label_key(name);
  if (key.empty()) key = name;
  const std::string place = path_of(n.fact, "organization");
  switch (n.kind) {
    case EntityKind::unit: {
      // A department of which nobody says where it is, is that of this document.
      const std::string owner = place.empty() ? mentions_.documents[n.document] : place;
      const std::string prefix = place.empty() ? std::string() : place.substr(place.find('/') + 1) + "-";
      return {owner + '\n' + key, prefix + slug(name), place};
    }
    case EntityKind::course: return {(place.empty() ? path_of(n.fact, "person") : place) + '\n' + key, slug(name), {}};
    case EntityKind::award: return {place + '\n' + without_years(key), slug(without_years(key)), {}};
    case EntityKind::talk: {
      // Given twice, it is two talks: the day tells them apart, else the event, else the host.
      std::string when(fact.text("date"));
      if (when.empty()) when = path_of(n.fact, "event") + place;
      const std::string year(fact.text("date").substr(0, 4));
      const bool dated = year.size() == 4 && year[0] != '-';
      return {path_of(n.fact, "speaker") + '\n' + key + '\n' + when, slug(name) + (dated ? "-" + year : ""), {}};
    }
    case EntityKind::project: return {path_of(n.fact, "person") + '\n' + key, slug(name), {}};
    default: return {key, slug(name), {}};
  }
}

void Resolver::draft_by_text() {
  std::vector<Id> nodes;
  std::vector<TextEntity> found;
  std::map<std::pair<EntityKind, std::string_view>, Id> first;
  for (Id node = 0; node < mentions_.nodes.size(); ++node)
    if (draft_of_node_[node] == none) nodes.push_back(node);
  found.reserve(nodes.size());
  std::vector<Link> links;
  for (const Id node : nodes) {
    found.push_back(identify(node));
    const auto [entry, fresh] =
        first.emplace(std::pair(mentions_.nodes[node].kind, std::string_view(found.back().key)), node);
    if (!fresh) links.push_back({entry->second, node, 1, "the same name, of the same"});
  }
  clusters_.apply(
      std::move(links), [](Id, Id) { return true; }, [](Id, Id) {});
  std::unordered_map<Id, Id> draft_of_root;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    std::vector<EntityDraft>& all = drafts(mentions_.nodes[nodes[i]].kind);
    const auto [entry, fresh] = draft_of_root.emplace(clusters_.find(nodes[i]), static_cast<Id>(all.size()));
    if (fresh) {
      EntityDraft& made = all.emplace_back();
      made.kind = mentions_.nodes[nodes[i]].kind;
      made.label = mentions_.name(nodes[i]);
      made.slug = found[i].slug;
      made.content = found[i].key;
      made.parent = found[i].parent;
    }
    all[entry->second].nodes.push_back(nodes[i]);
    draft_of_node_[nodes[i]] = entry->second;
  }
  for (const EntityKind kind : {EntityKind::unit, EntityKind::talk, EntityKind::course, EntityKind::award,
                                EntityKind::topic, EntityKind::project}) {
    for (EntityDraft& draft : drafts(kind)) collect_names(draft, mentions_);
    assign_paths(drafts(kind));
  }
}

}  // namespace vitagraph::resolution
