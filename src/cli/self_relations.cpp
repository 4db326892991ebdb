// SPDX-License-Identifier: Apache-2.0
#include "cli/self_relations.hpp"

#include <map>
#include <set>

namespace vitagraph::cli {
namespace {

bool relates_to_itself(const rdf::Quad& quad) {
  return quad.object.is_iri() && quad.subject == quad.object && quad.predicate.value.starts_with(rdf::vocabulary::vg);
}

/// The vg:Advising nodes with one person at both ends.
std::set<rdf::Term> nodes_of_self_advice(const std::vector<rdf::Quad>& quads) {
  const std::string advisor = std::string(rdf::vocabulary::vg) + "advisingAdvisor";
  const std::string advisee = std::string(rdf::vocabulary::vg) + "advisingAdvisee";
  std::map<rdf::Term, std::pair<std::set<rdf::Term>, std::set<rdf::Term>>> ends;
  for (const rdf::Quad& quad : quads) {
    if (quad.predicate.value == advisor) ends[quad.subject].first.insert(quad.object);
    if (quad.predicate.value == advisee) ends[quad.subject].second.insert(quad.object);
  }
  std::set<rdf::Term> out;
  for (const auto& [node, of] : ends)
    if (of.first.size() == 1 && of.first == of.second) out.insert(node);
  return out;
}

}  // namespace

rdf::QuadList without_self_relations(rdf::QuadList quads) {
  const std::set<rdf::Term> nodes = nodes_of_self_advice(quads.quads());
  const auto is_wrong = [&](const rdf::Quad& quad) {
    return relates_to_itself(quad) || nodes.count(quad.subject) || nodes.count(quad.object);
  };
  bool any = !nodes.empty();
  for (const rdf::Quad& quad : quads.quads()) any = any || relates_to_itself(quad);
  if (!any) return quads;
  rdf::QuadList out;
  for (const rdf::Quad& quad : quads.quads())
    if (!is_wrong(quad)) out.quad(quad.view());
  return out;
}

}  // namespace vitagraph::cli
