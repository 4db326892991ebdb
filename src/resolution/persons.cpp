// SPDX-License-Identifier: Apache-2.0
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

void resolve_persons(Work& work) {
  const std::vector<Id> nodes = nodes_of(work.mentions, EntityKind::person);
  std::vector<std::string> keys;
  for (const Id node : nodes)
    keys.push_back(work.mentions.nodes[node].context ? "#" + std::to_string(node) : std::to_string(work.mentions.nodes[node].document) + parse_name(work.mentions.name(node), work.vocabulary).key);
  unite_by_key(work.clusters, nodes, keys);
}

void label_persons(std::vector<EntityDraft>& drafts, const Work& work) {
  for (EntityDraft& draft : drafts) {
    for (const Id node : draft.nodes) {
      const NameForm form = parse_name(work.mentions.name(node), work.vocabulary);
      if (form.shown.size() > draft.label.size()) draft.label = form.shown;
      draft.subject = draft.subject || work.mentions.fact(work.mentions.nodes[node].fact).type == "person";
    }
    draft.slug = slug(draft.label);
    draft.content = std::string(work.mentions.documents[work.mentions.nodes[draft.nodes.front()].document]) + draft.label;
  }
}

}  // namespace vitagraph::resolution
