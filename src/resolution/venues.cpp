// SPDX-License-Identifier: Apache-2.0
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

void resolve_venues(Work& work) {
  const std::vector<Id> nodes = nodes_of(work.mentions, EntityKind::venue);
  std::vector<std::string> keys;
  for (const Id node : nodes) keys.push_back(lexicon::label_key(work.mentions.name(node)));
  unite_by_key(work.clusters, nodes, keys);
}

void label_venues(std::vector<EntityDraft>& drafts, const Work& work) {
  for (EntityDraft& draft : drafts) {
    for (const Id node : draft.nodes)
      if (work.mentions.name(node).size() > draft.label.size()) draft.label = work.mentions.name(node);
    draft.slug = slug(draft.label);
    draft.content = draft.label;
  }
}

}  // namespace vitagraph::resolution
