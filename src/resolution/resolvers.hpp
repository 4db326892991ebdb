// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "resolution/blocks.hpp"
#include "resolution/entities.hpp"

namespace vitagraph::resolution {

/// What the resolvers of the kinds work on, each on its own kind and on what those before it found.
struct Work {
  const Mentions& mentions;
  const Vocabulary& vocabulary;
  Clusters& clusters;
  std::vector<std::pair<Id, Id>>& undecided;  ///< pairs of nodes that may be the same
  std::vector<std::pair<Id, Id>>& versions;   ///< a preprint and a published version of it
  std::vector<Crowd>& crowds;                 ///< blocks that could not be compared in full
  unsigned jobs = 1;
};

void resolve_organizations(Work& work);
void label_organizations(std::vector<EntityDraft>& drafts, const Work& work);

void resolve_venues(Work& work);
void label_venues(std::vector<EntityDraft>& drafts, const Work& work);

void resolve_publications(Work& work);
void label_publications(std::vector<EntityDraft>& drafts, const Work& work);

void label_persons(std::vector<EntityDraft>& drafts, const Work& work);

/// Nodes of a kind in the order of their content.
std::vector<Id> nodes_of(const Mentions& mentions, EntityKind kind);
/// Every written form of the draft's nodes but the label, in order, each once.
void collect_names(EntityDraft& draft, const Mentions& mentions);

class Resolver;
Explanation explain_pair(Resolver& resolver, std::string_view a, std::string_view b);

}  // namespace vitagraph::resolution
