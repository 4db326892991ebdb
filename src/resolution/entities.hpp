// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "resolution/cluster.hpp"
#include "resolution/names.hpp"

namespace vitagraph::resolution {

/// An entity on its way to a path.
struct EntityDraft {
  EntityKind kind = EntityKind::person;
  std::vector<Id> nodes;  ///< in order of content
  std::string label;
  std::vector<std::string> names;  ///< every written form but the label, in order
  std::string slug;                ///< the path wanted, without its kind
  std::string content;             ///< what tells it from others of its slug: text that no other document changes
  bool subject = false;            ///< a document is about it
  std::string acronym, parent, given, family;
  std::string path;
};

/// Gives every draft its path: `kind/slug`; where several share a slug, all but a sole subject of a document get
/// `-hash` of their content. Equal contents (two of one name on one paper) are counted.
void assign_paths(std::vector<EntityDraft>& drafts);

/// Groups the nodes of a kind by their set; drafts in order of their first node.
std::vector<EntityDraft> draft_entities(EntityKind kind, const Mentions& mentions, Clusters& clusters,
                                        std::vector<Id>& draft_of_node);

}  // namespace vitagraph::resolution
