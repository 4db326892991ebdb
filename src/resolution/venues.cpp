// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "resolution/named_sets.hpp"
#include "resolution/venue_keys.hpp"

namespace vitagraph::resolution {
namespace {

/// What a set of names is: acronyms say nothing, full names one thing, and a seminar is somewhere.
struct SetIdentity {
  std::string identity;
  Id place = none;
  bool event = false;

  bool fits(const SetIdentity& other) const {
    if (!identity.empty() && !other.identity.empty() && identity != other.identity) return false;
    return !(event && other.event && place != none && other.place != none && place != other.place);
  }
  void add(const SetIdentity& other) {
    if (identity.empty()) identity = other.identity;
    if (place == none) place = other.place;
    event = event || other.event;
  }
};

std::unordered_map<Id, VenueKey> venue_keys(const Work& work) {
  const VenueKeys make(work.vocabulary);
  return keys_of_names(work, EntityKind::venue, [&](std::string_view name) { return make(name); });
}

class VenueResolver {
 public:
  explicit VenueResolver(Work& work) : work_(work), sets_(work) {}

  void run() {
    const auto keys = venue_keys(work_);
    for (const Id node : nodes_of(work_.mentions, EntityKind::venue)) {
      const Node& n = work_.mentions.nodes[node];
      const VenueKey& key = keys.at(n.name);
      const Id host = work_.mentions.node_of(n.fact, "organization");
      all_.push_back({node, n.document, key});
      // A talk "at the Moss Society" is one at its meeting.
      if (key.society && !key.known && work_.mentions.fact(n.fact).type == "talk") {
        for (std::string* text : {&all_.back().key.identity, &all_.back().key.words}) *text += " meeting";
        all_.back().key.assembly = true;
      }
      sets_[node] = {key.only_acronym ? std::string() : all_.back().key.identity,
                     host == none ? none : work_.clusters.find(host), key.event};
    }
    for (const Name& name : all_) sets_.take_over_ledger(name.node);
    equal_names();
    within_documents();
    slips();
    shared_acronyms();
    abbreviated_beginnings();
    acronyms_across_documents();
  }

 private:
  struct Name {
    Id node;
    Id document;
    VenueKey key;
  };
  using Roots = std::set<Id>;

  /// Makes the two identities one: what linked them is stronger than their words.
  void adopt(Id a, Id b) { sets_.of_set(b).identity = sets_.of_set(a).identity; }

  void equal_names() {
    std::vector<Link> links;
    std::map<std::tuple<std::string, Id, Id>, Id> first;
    std::map<std::pair<std::string, Id>, Roots> places;
    for (const Name& name : all_) {
      if (name.key.only_acronym) continue;
      const Id place = name.key.event ? sets_.of_set(name.node).place : none;
      // An "Annual Meeting" is another one in each document.
      const Id document = name.key.general ? name.document : none;
      const auto [entry, fresh] = first.emplace(std::tuple(name.key.identity, document, place), name.node);
      if (!fresh) links.push_back({entry->second, name.node, 3, "the same name"});
      if (place != none) places[{name.key.identity, document}].insert(entry->second);
    }
    // A seminar without a place is the one there is of its name.
    for (const auto& [named, nodes] : places)
      if (const auto nowhere = first.find({named.first, named.second, none});
          nowhere != first.end() && nodes.size() == 1)
        links.push_back({nowhere->second, *nodes.begin(), 2, "the only one of this name"});
    sets_.apply(std::move(links));
  }

  using InDocument = std::map<std::pair<Id, std::string>, Roots>;

  /// Links a name to the only set that a table has for the text in its document.
  bool link(const Name& name, const InDocument& table, const std::string& text, double score, const char* reason,
            std::vector<Link>& links) {
    const auto found = table.find({name.document, text});
    if (found == table.end() || found->second.size() != 1) return false;
    links.push_back({name.node, *found->second.begin(), score, reason});
    return true;
  }

  void within_documents() {
    InDocument given, initials, meetings, shorts, identities;
    for (const Name& name : all_) {
      if (name.key.only_acronym) continue;
      const Id root = work_.clusters.find(name.node);
      if (!name.key.acronym.empty()) given[{name.document, name.key.acronym}].insert(root);
      for (const std::string& letters : name.key.initials) {
        if (letters.size() < weights::least_initials || name.key.part) continue;
        initials[{name.document, letters}].insert(root);
        if (name.key.assembly) meetings[{name.document, letters}].insert(root);
      }
      for (const std::string& text : name.key.shorts) shorts[{name.document, text}].insert(root);
      identities[{name.document, name.key.words}].insert(root);
    }
    std::vector<Link> links;
    const auto adopted = [&](const Name& name, const InDocument& table, const std::string& text, const char* reason) {
      if (text.empty() || !link(name, table, text, 2, reason, links)) return false;
      adopt(links.back().b, links.back().a);
      return true;
    };
    for (const Name& name : all_) {
      if (name.key.only_acronym) {
        if (!link(name, given, name.key.acronym, 3, "the acronym that the document gives", links))
          link(name, initials, name.key.acronym, 2, "initials of the only name that fits", links);
      } else if (!adopted(name, identities, name.key.quoted, "the part in quotation marks") && !name.key.known) {
        if (!name.key.part)
          adopted(name, shorts, name.key.words, "the name without its sponsor, its university or a place");
        if (name.key.assembly && name.key.rest.find(' ') == std::string::npos)
          adopted(name, meetings, name.key.prefix, "the meeting of the only body with these initials");
      }
    }
    sets_.apply(std::move(links));
  }

  /// One letter amiss in a long word of a longer name, within a document.
  void slips() {
    std::vector<SlipName> names;
    for (const Name& name : all_)
      if (!name.key.only_acronym && !name.key.part) names.push_back({name.node, name.document, &name.key.words});
    std::vector<Link> links;
    for (const auto& [a, b] : slips_of(names, work_.clusters)) {
      adopt(a, b);
      links.push_back({a, b, 1, "one letter apart, in one document"});
    }
    sets_.apply(std::move(links));
  }

  /// One acronym in parentheses behind two names that have most words in common.
  void shared_acronyms() {
    std::map<std::string, std::vector<const Name*>> by_acronym;
    for (const Name& name : all_)
      if (!name.key.only_acronym && !name.key.acronym.empty() && !name.key.known)
        by_acronym[name.key.acronym].push_back(&name);
    std::vector<Link> links;
    for (const auto& [acronym, names] : by_acronym) {
      const Name* first = names.front();
      for (const Name* name : names)
        if (name->key.part == first->key.part && name->key.identity != first->key.identity &&
            overlap(first->key.words, name->key.words) >= weights::name_overlap) {
          adopt(first->node, name->node);
          links.push_back({first->node, name->node, 2, "the same acronym and nearly the same words"});
        }
    }
    sets_.apply(std::move(links));
  }

  static double overlap(const std::string& a, const std::string& b) {
    Keys left = split(a), right = split(b), both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(both, both.end()));
    const std::size_t all = left.size() + right.size() - both.size();
    return all ? static_cast<double>(both.size()) / static_cast<double>(all) : 0;
  }
  using Keys = std::set<std::string>;
  static Keys split(const std::string& words) {
    Keys out;
    for (const lexicon::Word& word : lexicon::split_words(words)) out.insert(word.key);
    return out;
  }

  /// "AEJ: Applied Economics" is the only one whose first words have these initials and that goes on so.
  void abbreviated_beginnings() {
    std::map<std::string, Roots> expansions;
    std::set<std::string> wanted;
    for (const Name& name : all_)
      if (!name.key.prefix.empty()) wanted.insert(name.key.prefix + "|" + name.key.rest);
    if (wanted.empty()) return;
    for (const Name& name : all_) {
      if (name.key.part || name.key.only_acronym) continue;
      const std::string& words = name.key.words;
      std::string beginning;
      for (std::size_t at = 0; at < words.size();) {
        const std::size_t blank = words.find(' ', at);
        if (blank == std::string::npos) break;
        beginning += words[at];
        at = blank + 1;
        const std::string text = beginning + "|" + words.substr(at);
        if (beginning.size() >= 3 && wanted.count(text)) expansions[text].insert(work_.clusters.find(name.node));
      }
    }
    std::vector<Link> links;
    for (const Name& name : all_) {
      if (name.key.prefix.empty()) continue;
      const auto found = expansions.find(name.key.prefix + "|" + name.key.rest);
      if (found == expansions.end() || found->second.size() != 1 ||
          work_.clusters.same(name.node, *found->second.begin()))
        continue;
      adopt(*found->second.begin(), name.node);
      links.push_back({name.node, *found->second.begin(), 2, "the initials of its first words, and the rest"});
    }
    sets_.apply(std::move(links));
  }

  void acronyms_across_documents() {
    AcronymUses uses;
    for (const Name& name : all_)
      if (!name.key.acronym.empty() && !name.key.part)
        (name.key.only_acronym ? uses.bare : uses.explained)[name.key.acronym].insert(work_.clusters.find(name.node));
    sets_.link_acronyms(uses);
  }

  Work& work_;
  std::vector<Name> all_;
  NamedSets<SetIdentity> sets_;
};

}  // namespace

void resolve_venues(Work& work) { VenueResolver(work).run(); }

void label_venues(std::vector<EntityDraft>& drafts, const Work& work) {
  const auto keys = venue_keys(work);
  for (EntityDraft& draft : drafts) {
    std::map<std::string, int> shown;
    std::string known;
    for (const Id node : draft.nodes) {
      const VenueKey& key = keys.at(work.mentions.nodes[node].name);
      if (key.known) {
        draft.label = key.label;
        known = key.notation;
      }
      if (!key.acronym_shown.empty() && (draft.acronym.empty() || key.acronym_shown < draft.acronym))
        draft.acronym = key.acronym_shown;
      shown[key.shown] += key.only_acronym ? 0 : 1;
      if (const Id host = work.mentions.node_of(work.mentions.nodes[node].fact, "organization");
          host != none && draft.content.empty())
        draft.content = work.mentions.name(host);
    }
    if (draft.label.empty()) draft.label = most_written(shown);
    // A known venue is called by its notation: venue/icml.
    draft.slug = slug(known.empty() ? draft.label : known);
    draft.content += "\n" + draft.label;
    if (draft.acronym == draft.label) draft.acronym.clear();
  }
}

}  // namespace vitagraph::resolution
