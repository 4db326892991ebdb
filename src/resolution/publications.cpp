// SPDX-License-Identifier: Apache-2.0
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

void resolve_publications(Work& work) {
  const std::vector<Id> nodes = nodes_of(work.mentions, EntityKind::publication);
  std::vector<std::string> keys;
  for (const Id node : nodes) keys.push_back(lexicon::label_key(work.mentions.name(node)));
  unite_by_key(work.clusters, nodes, keys);
}

void label_publications(std::vector<EntityDraft>& drafts, const Work& work) {
  for (EntityDraft& draft : drafts) {
    for (const Id node : draft.nodes)
      if (work.mentions.name(node).size() > draft.label.size()) draft.label = work.mentions.name(node);
    std::string year;
    for (const Id node : draft.nodes)
      if (const std::string_view stated = work.mentions.fact(work.mentions.nodes[node].fact).text("year"); year.empty() || stated < year) year = stated;
    draft.slug = slug(draft.label) + (year.empty() ? "" : "-" + year);
    draft.content = draft.label;
  }
}

}  // namespace vitagraph::resolution
