// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "resolution/entities.hpp"

namespace vitagraph::resolution {
namespace {

/// Long enough that two of one slug hardly ever meet, short enough to read.
constexpr std::size_t suffix_digits = 6;
/// Paths are read by people and typed by some: a title's slug is cut at a word.
constexpr std::size_t longest_slug = 80;

std::string cut(std::string slug_text) {
  if (slug_text.size() <= longest_slug) return slug_text;
  const std::size_t hyphen = slug_text.rfind('-', longest_slug);
  slug_text.resize(hyphen == std::string::npos || hyphen == 0 ? longest_slug : hyphen);
  return slug_text;
}

}  // namespace

void assign_paths(std::vector<EntityDraft>& drafts) {
  std::map<std::string, std::vector<std::size_t>> wanted;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    EntityDraft& draft = drafts[i];
    draft.slug = cut(std::move(draft.slug));
    // A name without any letter that can be transliterated still needs a path.
    if (draft.slug.empty()) draft.slug = StableHash().add(draft.label).hex(12);
    wanted[std::string(kind_name(draft.kind)) + "/" + draft.slug].push_back(i);
  }
  std::set<std::string> taken;
  for (const auto& [path, sharers] : wanted) taken.insert(path);
  for (auto& [path, sharers] : wanted) {
    const auto subjects =
        std::count_if(sharers.begin(), sharers.end(), [&](std::size_t i) { return drafts[i].subject; });
    std::sort(sharers.begin(), sharers.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(drafts[a].content, a) < std::tie(drafts[b].content, b);
    });
    for (const std::size_t i : sharers) {
      EntityDraft& draft = drafts[i];
      if (sharers.size() == 1 || (subjects == 1 && draft.subject)) {
        draft.path = path;
        continue;
      }
      const std::string hashed = path + "-" + StableHash().add(draft.content).hex(suffix_digits);
      draft.path = hashed;
      for (int again = 2; !taken.insert(draft.path).second; ++again) draft.path = hashed + "-" + std::to_string(again);
    }
  }
}

std::vector<EntityDraft> draft_entities(EntityKind kind, const Mentions& mentions, Clusters& clusters,
                                        std::vector<Id>& draft_of_node) {
  std::vector<EntityDraft> drafts;
  std::unordered_map<Id, Id> draft_of_root;
  for (Id node = 0; node < mentions.nodes.size(); ++node) {
    if (mentions.nodes[node].kind != kind) continue;
    const auto [entry, fresh] = draft_of_root.emplace(clusters.find(node), static_cast<Id>(drafts.size()));
    if (fresh) {
      drafts.emplace_back();
      drafts.back().kind = kind;
    }
    drafts[entry->second].nodes.push_back(node);
    draft_of_node[node] = entry->second;
  }
  return drafts;
}

}  // namespace vitagraph::resolution
