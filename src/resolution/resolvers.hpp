// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "resolution/entities.hpp"

namespace vitagraph::resolution {

/// What the resolvers of the kinds work on, each on its own kind and on what those before it found.
struct Work {
  const Mentions& mentions;
  const Vocabulary& vocabulary;
  Clusters& clusters;
  std::vector<std::pair<Id, Id>>& undecided;  ///< pairs of nodes that may be the same
  std::vector<std::pair<Id, Id>>& versions;   ///< a preprint and a published version of it
};

void resolve_organizations(Work& work);
void label_organizations(std::vector<EntityDraft>& drafts, const Work& work);

void resolve_venues(Work& work);
void label_venues(std::vector<EntityDraft>& drafts, const Work& work);

void resolve_publications(Work& work);
void label_publications(std::vector<EntityDraft>& drafts, const Work& work);

void resolve_persons(Work& work);
void label_persons(std::vector<EntityDraft>& drafts, const Work& work);

/// Nodes of a kind in the order of their content.
std::vector<Id> nodes_of(const Mentions& mentions, EntityKind kind);
/// Unites the nodes of each key.
void unite_by_key(Clusters& clusters, const std::vector<Id>& nodes, const std::vector<std::string>& keys);
/// Every written form of the draft's nodes but the label, in order, each once.
void collect_names(EntityDraft& draft, const Mentions& mentions);

}  // namespace vitagraph::resolution
