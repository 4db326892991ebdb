// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "resolution/parallel.hpp"
#include "resolution/resolvers.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {

/// The key of every written name of a kind, by the number of the name, each made once. `make` takes the name.
template <typename Make>
auto keys_of_names(const Work& work, EntityKind kind, const Make& make) {
  using Key = decltype(make(std::string_view()));
  std::vector<std::pair<Id, Key>> made;
  std::unordered_map<Id, Key> out;
  for (const Node& node : work.mentions.nodes)
    if (node.kind == kind && out.emplace(node.name, Key()).second) made.emplace_back(node.name, Key());
  for_each_index(made.size(), work.jobs,
                 [&](std::size_t i) { made[i].second = make(work.mentions.names[made[i].first]); });
  for (auto& [name, key] : made) out[name] = std::move(key);
  return out;
}

/// A name for slips_of: its words in normal form, joined by blanks.
struct SlipName {
  Id node;
  Id document;
  const std::string* words;
};

/// Pairs of names of one document, not one yet, that have three words or more and differ by one letter in one long
/// word: "National Science Founation". In order of the first, each name in one pair only.
std::vector<std::pair<Id, Id>> slips_of(const std::vector<SlipName>& names, Clusters& clusters);

/// The sets that use an acronym: with the name it stands for, or bare.
struct AcronymUses {
  std::map<std::string, std::set<Id>> explained, bare;
};

/// Sets of organisations or of venues with what their names say they are. An Identity tells whether two may be one
/// (`fits`) and takes over what the other knows (`add`).
template <typename Identity>
class NamedSets {
 public:
  explicit NamedSets(Work& work) : work_(work), of_node_(work.mentions.nodes.size()) {}

  /// Of a set, by its root; before anything is united, of each node.
  Identity& operator[](Id root) { return of_node_[root]; }
  Identity& of_set(Id node) { return of_node_[work_.clusters.find(node)]; }

  /// What the ledger united is one, whatever its names.
  void take_over_ledger(Id node) {
    if (const Id root = work_.clusters.find(node); root != node) of_node_[root].add(of_node_[node]);
  }

  void apply(std::vector<Link> links) {
    work_.clusters.apply(
        std::move(links), [&](Id a, Id b) { return of_node_[a].fits(of_node_[b]); },
        [&](Id root, Id gone) { of_node_[root].add(of_node_[gone]); });
  }

  /// Equal bare acronyms are one among themselves, and what documents explain them as, where these agree and the
  /// acronym is long enough to be rare (weights::telling_acronym): UCL is in London and in Louvain.
  void link_acronyms(const AcronymUses& uses) {
    std::vector<Link> links;
    for (const auto& [acronym, roots] : uses.bare)
      for (const Id root : roots)
        if (root != *roots.begin()) links.push_back({*roots.begin(), root, 2, "the same acronym"});
    apply(std::move(links));
    links.clear();
    for (const auto& [acronym, roots] : uses.bare) {
      const auto known = uses.explained.find(acronym);
      if (known == uses.explained.end()) continue;
      const bool enough = acronym.size() >= weights::telling_acronym && known->second.size() == 1;
      std::set<Id> left;
      for (const Id root : roots) left.insert(work_.clusters.find(root));
      for (const Id root : left)
        for (const Id other : known->second) {
          if (enough)
            links.push_back({root, other, 1, "an acronym that another document explains"});
          else
            work_.undecided.emplace_back(root, other);
        }
    }
    apply(std::move(links));
  }

 private:
  Work& work_;
  std::vector<Identity> of_node_;
};

/// The name written most often; of equals the longest, then the first. Acronyms count as never written. Requires one.
inline const std::string& most_written(const std::map<std::string, int>& shown) {
  const auto rank = [](const auto& entry) { return std::pair(entry.second, entry.first.size()); };
  const auto* best = &*shown.begin();
  for (const auto& candidate : shown)
    if (rank(candidate) > rank(*best)) best = &candidate;
  return best->first;
}

}  // namespace vitagraph::resolution
