// SPDX-License-Identifier: Apache-2.0
#include "store/load/updates.hpp"

#include "store/load/probe.hpp"

namespace vitagraph::store {

TargetGraph staging_graph(const TargetGraph& live) {
  return {"urn:vitagraph:staging:" + StableHash().add(live.iri).hex(16)};
}

std::string drop_update(const TargetGraph& graph) { return fmt::format("DROP SILENT {}", graph.reference()); }

std::string publish_update(LoadMode mode, const TargetGraph& staging, const TargetGraph& live) {
  return fmt::format("{} {} TO {}", mode == LoadMode::replace ? "MOVE" : "ADD", staging.reference(), live.reference());
}

std::string rewrite_update(LoadMode mode, const TargetGraph& staging, const TargetGraph& live) {
  const auto in = [&](const TargetGraph& graph, std::string_view triple) {
    return graph.is_default() ? fmt::format("{{ {} }}", triple)
                              : fmt::format("{{ GRAPH <{}> {{ {} }} }}", graph.iri, triple);
  };
  const std::string insert = fmt::format("INSERT {} WHERE ", in(live, "?s ?p ?o"));
  const std::string staged = in(staging, "?s ?p ?o");
  if (mode == LoadMode::add) return insert + staged;
  const std::string old = in(live, "?s0 ?p0 ?o0");
  return fmt::format("DELETE {} {}{{ {} UNION {} }}", old, insert, old, staged);
}

const StoreProfile& choose_profile(const LoadOptions& options) {
  const StoreProfile* profile =
      options.store == "auto" ? &probe_store(options.address) : find_store_profile(options.store);
  if (!profile) throw Error("--store {}: no such store", options.store);
  if (options.graph.is_default() && !profile->own_default_graph)
    throw Error("{} has no default graph of its own (it shows all graphs together); name one with --graph IRI",
                profile->title);
  if (!options.graph.is_default() && !rdf::is_absolute_iri(options.graph.iri))
    throw Error("--graph {}: not an absolute IRI", options.graph.iri);
  return *profile;
}

}  // namespace vitagraph::store
