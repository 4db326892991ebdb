// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "resolution/normal_forms.hpp"
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {
namespace {

constexpr std::size_t kinds = static_cast<std::size_t>(EntityKind::project) + 1;
/// Digits of the names of n-ary nodes: with 64 bits ten million statements meet by chance once in 400,000 graphs.
constexpr std::size_t statement_digits = 16;

/// Kinds whose identity is a text: what it says, and whom it hangs on.
struct TextEntity {
  EntityKind kind;
  std::string key;    ///< equal keys are one entity
  std::string slug;
  std::string parent; ///< path of a unit's organization
};

class Resolver {
 public:
  Resolver(std::vector<facts::Fact>&& facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema)
      : facts_(std::move(facts)), mentions_(collect_mentions(facts_, schema)), vocabulary_(lexicon), clusters_(mentions_.nodes.size()),
        work_{mentions_, vocabulary_, clusters_, undecided_, versions_}, draft_of_node_(mentions_.nodes.size(), none) {}

  Resolution run() {
    resolve_organizations(work_);
    resolve_venues(work_);
    resolve_publications(work_);
    resolve_persons(work_);
    draft(EntityKind::organization, label_organizations);
    draft(EntityKind::venue, label_venues);
    draft(EntityKind::publication, label_publications);
    draft(EntityKind::person, label_persons);
    draft_dependent();
    for (const Id id : mentions_.order) fill_entities(id);
    link_versions();
    return finish();
  }

 private:
  using Label = void (*)(std::vector<EntityDraft>&, const Work&);

  std::vector<EntityDraft>& drafts(EntityKind kind) { return drafts_[static_cast<std::size_t>(kind)]; }

  void draft(EntityKind kind, Label label) {
    drafts(kind) = draft_entities(kind, mentions_, clusters_, draft_of_node_);
    label(drafts(kind), work_);
    close(kind);
  }

  void close(EntityKind kind) {
    for (EntityDraft& draft : drafts(kind)) collect_names(draft, mentions_);
    assign_paths(drafts(kind));
  }

  const std::string& path(Id node) {
    return drafts(mentions_.nodes[node].kind)[draft_of_node_[node]].path;
  }
  std::string path_of(Id fact, std::string_view field) {
    const Id node = mentions_.node_of(fact, field);
    return node == none ? std::string() : path(node);
  }

  /// Units, courses, awards, topics, talks and projects: by normalised name and by what they hang on.
  TextEntity identify(Id node) {
    const Node& n = mentions_.nodes[node];
    const facts::Fact& fact = mentions_.fact(n.fact);
    const std::string name = std::string(mentions_.names[n.name]);
    const std::string key = lexicon::label_key(name);
    std::string place = path_of(n.fact, "organization");
    switch (n.kind) {
      case EntityKind::unit: {
        // A department of which nobody says where it is, is that of this document.
        const std::string owner = place.empty() ? mentions_.documents[n.document] : place;
        const std::string prefix = place.empty() ? std::string() : place.substr(place.find('/') + 1) + "-";
        return {n.kind, owner + '\n' + key, prefix + slug(name), place};
      }
      case EntityKind::course: return {n.kind, (place.empty() ? path_of(n.fact, "person") : place) + '\n' + key, slug(name), {}};
      case EntityKind::award: return {n.kind, place + '\n' + without_years(key), slug(without_years(key)), {}};
      case EntityKind::talk: {
        std::string when(fact.text("date"));
        if (when.empty()) when = path_of(n.fact, "event") + place;
        const std::string year(fact.text("date").substr(0, 4));
        return {n.kind, path_of(n.fact, "speaker") + '\n' + key + '\n' + when, slug(name) + (year.empty() ? "" : "-" + year), {}};
      }
      case EntityKind::project: return {n.kind, path_of(n.fact, "person") + '\n' + key, slug(name), {}};
      default: return {n.kind, key, slug(name), {}};
    }
  }

  static std::string without_years(const std::string& key) {
    std::string out;
    for (const lexicon::Word& word : lexicon::split_words(key)) {
      const bool year = word.key.size() == 4 && std::all_of(word.key.begin(), word.key.end(), [](char c) { return is_digit(static_cast<unsigned char>(c)); });
      if (year) continue;
      if (!out.empty()) out += ' ';
      out += word.key;
    }
    return out.empty() ? key : out;
  }

  void draft_dependent() {
    std::map<std::pair<EntityKind, std::string>, Id> by_key;
    for (Id node = 0; node < mentions_.nodes.size(); ++node) {
      if (draft_of_node_[node] != none) continue;
      TextEntity found = identify(node);
      std::vector<EntityDraft>& all = drafts(found.kind);
      const auto [entry, fresh] = by_key.emplace(std::pair(found.kind, found.key), static_cast<Id>(all.size()));
      if (fresh) {
        all.emplace_back();
        all.back().kind = found.kind;
        all.back().label = mentions_.name(node);
        all.back().slug = found.slug;
        all.back().content = found.key;
        all.back().parent = found.parent;
      }
      all[entry->second].nodes.push_back(node);
      draft_of_node_[node] = entry->second;
    }
    for (const EntityKind kind : {EntityKind::unit, EntityKind::talk, EntityKind::course, EntityKind::award, EntityKind::topic, EntityKind::project})
      close(kind);
  }

  void fill_entities(Id id) {
    facts::Fact& fact = facts_[id];
    const facts::TypeSchema* type = mentions_.types[id];
    if (!type) return;
    const auto [begin, end] = mentions_.of_fact[id];
    for (Id i = begin; i < end; ++i) {
      const Occurrence& o = mentions_.occurrences[i];
      const facts::FieldSchema& field = mentions_.field(o);
      if (!std::holds_alternative<facts::List>(*fact.find(field.name)))
        fact.entities.insert_or_assign(field.entity_field, path(o.node));
      else if (o.position == 0 || !fact.entities.count(field.entity_field))
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

  /// A preprint says which publication it became; of several the first in order of path.
  void link_versions() {
    for (const auto& [preprint, published] : versions_) {
      const std::string& to = path(published);
      if (to == path(preprint)) continue;
      facts::Fact& fact = facts_[mentions_.nodes[preprint].fact];
      const auto known = fact.normal.find("version_of");
      if (known == fact.normal.end() || to < std::get<std::string>(known->second)) fact.normal.insert_or_assign("version_of", to);
    }
  }

  /// The same statement in two documents has one name: resolved entities count, not how they were written.
  static std::string statement_path(const facts::Fact& fact, const facts::TypeSchema& type) {
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

  static std::string fact_id(const facts::Fact& fact) {
    facts::Fact bare(fact.type);
    bare.fields = fact.fields;
    bare.provenance = fact.provenance;
    std::string line;
    append_fact(line, bare);
    return StableHash().add(line).hex(12);
  }

  /// Each fact says which document states it, where the facts hold one about that document.
  void link_documents() {
    std::map<std::string, std::string, std::less<>> paths;
    for (const facts::Fact& fact : facts_)
      if (fact.type == "document") paths.emplace(fact.text("source"), fact.text("id"));
    for (facts::Fact& fact : facts_) {
      if (!fact.provenance || fact.type == "document") continue;
      const auto document = paths.find(fact.provenance->source);
      if (document != paths.end()) fact.entities.insert_or_assign("document", document->second);
    }
  }

  Resolution finish() {
    link_documents();
    Resolution out;
    for (std::size_t kind = 0; kind < kinds; ++kind)
      for (EntityDraft& draft : drafts_[kind]) out.facts.push_back(entity_fact(draft));
    std::sort(out.facts.begin(), out.facts.end(), [](const facts::Fact& a, const facts::Fact& b) { return a.text("id") < b.text("id"); });
    for (const facts::Fact& fact : out.facts)
      out.entities.push_back({*kind_of(fact.text("kind")), std::string(fact.text("id")), std::string(fact.text("label")), fact.list("names")});
    std::map<std::tuple<EntityKind, std::string_view, std::string_view, std::string_view>, bool> seen;
    for (Id node = 0; node < mentions_.nodes.size(); ++node) {
      const Node& n = mentions_.nodes[node];
      if (seen.emplace(std::tuple(n.kind, std::string_view(mentions_.documents[n.document]), mentions_.name(node), std::string_view(path(node))), true).second)
        out.mentions.push_back({n.kind, mentions_.documents[n.document], std::string(mentions_.name(node)), path(node)});
    }
    for (const auto& [a, b] : undecided_) out.undecided.emplace_back(std::min(path(a), path(b)), std::max(path(a), path(b)));
    std::sort(out.undecided.begin(), out.undecided.end());
    out.undecided.erase(std::unique(out.undecided.begin(), out.undecided.end()), out.undecided.end());
    facts_.insert(facts_.end(), std::make_move_iterator(out.facts.begin()), std::make_move_iterator(out.facts.end()));
    out.facts = std::move(facts_);
    return out;
  }

  static facts::Fact entity_fact(const EntityDraft& draft) {
    facts::Fact fact("entity");
    fact.set("kind", std::string(kind_name(draft.kind))).set("id", draft.path).set("label", draft.label).set("names", draft.names);
    fact.set("acronym", draft.acronym).set("parent", draft.parent).set("given", draft.given).set("family", draft.family);
    return fact;
  }

  std::vector<facts::Fact> facts_;
  Mentions mentions_;
  Vocabulary vocabulary_;
  Clusters clusters_;
  std::vector<std::pair<Id, Id>> undecided_, versions_;
  Work work_;
  std::vector<Id> draft_of_node_;
  std::vector<EntityDraft> drafts_[kinds];
};

}  // namespace

std::vector<Id> nodes_of(const Mentions& mentions, EntityKind kind) {
  std::vector<Id> out;
  for (Id node = 0; node < mentions.nodes.size(); ++node)
    if (mentions.nodes[node].kind == kind) out.push_back(node);
  return out;
}

void unite_by_key(Clusters& clusters, const std::vector<Id>& nodes, const std::vector<std::string>& keys) {
  std::unordered_map<std::string_view, Id> first;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto [entry, fresh] = first.emplace(keys[i], nodes[i]);
    if (!fresh) clusters.unite(entry->second, nodes[i]);
  }
}

void collect_names(EntityDraft& draft, const Mentions& mentions) {
  for (const Id node : draft.nodes) draft.names.emplace_back(mentions.name(node));
  std::sort(draft.names.begin(), draft.names.end());
  draft.names.erase(std::unique(draft.names.begin(), draft.names.end()), draft.names.end());
  draft.names.erase(std::remove(draft.names.begin(), draft.names.end(), draft.label), draft.names.end());
}

Resolution resolve(std::vector<facts::Fact> facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options&,
                   DiagnosticSink&) {
  // What an earlier run appended would be entities twice.
  facts.erase(std::remove_if(facts.begin(), facts.end(), [](const facts::Fact& fact) { return fact.type == "entity"; }), facts.end());
  for (facts::Fact& fact : facts) {
    const auto document = fact.entities.find("document");
    facts::Object kept;
    if (document != fact.entities.end()) kept.insert(*document);
    fact.entities = std::move(kept);
    fact.normal.clear();
  }
  return Resolver(std::move(facts), lexicon, schema).run();
}

}  // namespace vitagraph::resolution
