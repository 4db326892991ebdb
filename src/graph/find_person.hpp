// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Whom a text may mean.
struct PersonMatch {
  std::vector<PersonId> persons;     ///< one: found; several: ambiguous; none: unknown
  std::vector<std::string> similar;  ///< names near to the text when there is none, the nearest first
};

/// By IRI or its end ("person/ada-brook"), else by name, the strictest comparison that matches anybody: the person's
/// own name; a variant; the same words in any order ("Brook, Ada"); words that agree, initials standing for names
/// and middle names left out ("A. Brook" for "Ada Jane Brook"). Case, diacritics, dots and blanks never count.
PersonMatch find_person(const RelationGraph& graph, std::string_view text);

/// The one person meant. Throws Error otherwise, naming the similar names, or the candidates with their IRIs a line
/// each.
PersonId require_person(const RelationGraph& graph, std::string_view text);

}  // namespace vitagraph::graph
