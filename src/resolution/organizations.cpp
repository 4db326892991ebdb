// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "resolution/organization_keys.hpp"
#include "resolution/named_sets.hpp"

namespace vitagraph::resolution {
namespace {

/// What a set of names is: it may hold names that say nothing (acronyms), but never two identities, and never both
/// "University of X" and "X University".
struct SetIdentity {
  std::string identity;
  bool of = false, after = false;

  bool fits(const SetIdentity& other) const {
    if (!identity.empty() && !other.identity.empty() && identity != other.identity) return false;
    return !((of || other.of) && (after || other.after));
  }
  void add(const SetIdentity& other) {
    if (identity.empty()) identity = other.identity;
    of = of || other.of;
    after = after || other.after;
  }
};

std::unordered_map<Id, OrganizationKey> organization_keys(const Work& work, const OrganizationKeys& make) {
  return keys_of_names(work, EntityKind::organization, [&](std::string_view name) { return make(name); });
}

class OrganizationResolver {
 public:
  explicit OrganizationResolver(Work& work) : work_(work), keys_(work.vocabulary), sets_(work) {}

  void run() {
    const auto keys = organization_keys(work_, keys_);
    for (const Id node : nodes_of(work_.mentions, EntityKind::organization)) {
      const OrganizationKey& key = keys.at(work_.mentions.nodes[node].name);
      sets_[node] = {key.only_acronym ? std::string() : key.identity, key.form == UniversityForm::of,
                     key.form == UniversityForm::after};
      all_.push_back({node, work_.mentions.nodes[node].document, key});
    }
    for (const Name& name : all_) sets_.take_over_ledger(name.node);
    equal_names();
    within_documents();
    slips();
    short_names_across_documents();
    acronyms_across_documents();
  }

 private:
  struct Name {
    Id node;
    Id document;
    OrganizationKey key;
  };

  void equal_names() {
    std::vector<Link> links;
    std::map<std::tuple<std::string, UniversityForm, Id>, Id> first;
    for (const Name& name : all_) {
      if (name.key.only_acronym) continue;
      // "Graduate School" is another one in each document.
      const Id where = name.key.general ? name.document : none;
      const auto [entry, fresh] = first.emplace(std::tuple(name.key.identity, name.key.form, where), name.node);
      if (!fresh) links.push_back({entry->second, name.node, 3, "the same name"});
    }
    // "Université X" is "X University" or "University of X", whichever is there.
    for (const auto& [key, node] : first)
      if (std::get<1>(key) == UniversityForm::bare)
        for (const UniversityForm form : {UniversityForm::after, UniversityForm::of})
          if (const auto other = first.find({std::get<0>(key), form, none}); other != first.end())
            links.push_back({node, other->second, 2, "the same name in another language"});
    sets_.apply(std::move(links));
  }

  using Roots = std::set<Id>;
  using InDocument = std::map<std::pair<Id, std::string>, Roots>;

  /// Links a name to the only set that a table has for the text in its document; false if it has none.
  bool link(const Name& name, const InDocument& table, const std::string& text, double score, const char* reason,
            std::vector<Link>& links) {
    const auto found = table.find({name.document, text});
    if (found == table.end()) return false;
    if (found->second.size() == 1)
      links.push_back({name.node, *found->second.begin(), score, reason});
    else
      for (const Id other : found->second) work_.undecided.emplace_back(name.node, other);
    return true;
  }

  /// Within a document an acronym stands for the one name that gives or fits it, a short name for the one it begins.
  void within_documents() {
    InDocument given, initials, shorts, bags;
    for (const Name& name : all_) {
      const OrganizationKey& key = name.key;
      const Id root = work_.clusters.find(name.node);
      if (!key.only_acronym && !key.acronym.empty()) given[{name.document, key.acronym}].insert(root);
      if (!key.only_acronym && key.initials.size() >= weights::least_initials)
        initials[{name.document, key.initials}].insert(root);
      for (const std::string& text : key.shorts) shorts[{name.document, text}].insert(root);
      if (!key.bag.empty()) bags[{name.document, key.bag}].insert(root);
    }
    std::vector<Link> links;
    for (const Name& name : all_) {
      if (name.key.only_acronym) {
        if (!link(name, given, name.key.acronym, 3, "the acronym that the document gives", links))
          link(name, initials, name.key.acronym, 2, "initials of the only name that fits", links);
      } else if (!name.key.known && !name.key.general && !is_country(name)) {
        const auto found = shorts.find({name.document, name.key.words});
        if (found == shorts.end() || found->second.size() != 1) continue;
        // A short name is unlike every identity; it takes on that of the long one.
        sets_.of_set(name.node) = {};
        links.push_back(
            {name.node, *found->second.begin(), 2, "the name without a general word, a place or a subtitle"});
      }
    }
    translations(bags, links);
    sets_.apply(std::move(links));
  }

  void translations(const InDocument& bags, std::vector<Link>& links) {
    Roots foreign;
    for (const Name& name : all_)
      if (name.key.foreign) foreign.insert(work_.clusters.find(name.node));
    for (const auto& [key, roots] : bags)
      if (roots.size() == 2 && foreign.count(*roots.begin()) != foreign.count(*roots.rbegin()))
        link_translations(*roots.begin(), *roots.rbegin(), links);
  }

  bool is_country(const Name& name) const {
    return lexicon::has_notation(work_.vocabulary.lexicon().find("places", name.key.shown), "country");
  }

  /// One letter amiss in a long word of a longer name, within a document.
  void slips() {
    std::vector<SlipName> names;
    for (const Name& name : all_)
      if (!name.key.only_acronym) names.push_back({name.node, name.document, &name.key.words});
    std::vector<Link> links;
    for (const auto& [a, b] : slips_of(names, work_.clusters)) {
      if (sets_.of_set(a).of != sets_.of_set(b).of || sets_.of_set(a).after != sets_.of_set(b).after) continue;
      sets_.of_set(b).identity = sets_.of_set(a).identity;
      links.push_back({a, b, 1, "one letter apart, in one document"});
    }
    sets_.apply(std::move(links));
  }

  /// "Fern Hill" is the one Fern Hill University of all documents. A "University of X" is more often mistaken for X.
  void short_names_across_documents() {
    std::map<std::string, Roots> stems;
    Roots after;
    for (const Name& name : all_) {
      if (name.key.stem.empty()) continue;
      const Id root = work_.clusters.find(name.node);
      stems[name.key.stem].insert(root);
      if (name.key.form == UniversityForm::after) after.insert(root);
    }
    std::vector<Link> links;
    for (const Name& name : all_) {
      if (name.key.only_acronym || name.key.known || name.key.form != UniversityForm::other) continue;
      const auto found = stems.find(name.key.words);
      if (found == stems.end() || found->second.size() != 1 || !after.count(*found->second.begin()) ||
          work_.clusters.same(name.node, *found->second.begin()) || !keys_.may_stand_alone(name.key.shown))
        continue;
      sets_.of_set(name.node) = {};
      links.push_back({name.node, *found->second.begin(), 1, "the only university that the documents call so"});
    }
    sets_.apply(std::move(links));
  }

  /// The same words in two languages: only where one name is foreign and the other is not.
  void link_translations(Id a, Id b, std::vector<Link>& links) {
    if (sets_[a].of || sets_[a].after || sets_[b].of || sets_[b].after) return;
    sets_[b].identity.clear();
    links.push_back({a, b, 1, "the same words in another language"});
  }

  void acronyms_across_documents() {
    AcronymUses uses;
    for (const Name& name : all_)
      if (!name.key.acronym.empty())
        (name.key.only_acronym ? uses.bare : uses.explained)[name.key.acronym].insert(work_.clusters.find(name.node));
    sets_.link_acronyms(uses);
  }

  Work& work_;
  const OrganizationKeys keys_;
  std::vector<Name> all_;
  NamedSets<SetIdentity> sets_;
};

}  // namespace

void resolve_organizations(Work& work) { OrganizationResolver(work).run(); }

void label_organizations(std::vector<EntityDraft>& drafts, const Work& work) {
  const auto keys = organization_keys(work, OrganizationKeys(work.vocabulary));
  for (EntityDraft& draft : drafts) {
    std::map<std::string, int> shown;
    for (const Id node : draft.nodes) {
      const OrganizationKey& key = keys.at(work.mentions.nodes[node].name);
      if (key.known) draft.label = key.label;
      if (!key.acronym_shown.empty() && key.acronym_shown != key.label &&
          (draft.acronym.empty() || key.acronym_shown < draft.acronym))
        draft.acronym = key.acronym_shown;
      shown[key.shown] += key.only_acronym ? 0 : 1;
    }
    if (draft.label.empty()) draft.label = most_written(shown);
    if (draft.acronym == draft.label) draft.acronym.clear();
    draft.slug = slug(draft.label);
    draft.content = draft.label;
  }
}

}  // namespace vitagraph::resolution
