// SPDX-License-Identifier: Apache-2.0
#include "store/load/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::store {
namespace {

constexpr std::size_t MiB = 1 << 20;

// Sources: the stores' manuals and source code, and, for Virtuoso and Fuseki, what the tests see real servers do.
const std::vector<StoreProfile> table = {
    // MOVE, COPY, and DROP with ADD, onto a graph that holds statements lose some of the new ones (seen on 5.2.0 with
    // TDB2: of 60,000 some 100); the rewriting does not.
    {"fuseki", "Apache Jena Fuseki", "http://localhost:3030/DATASET", "/data", "/update", "/query", "graph",
     Authentication::challenge, Replacing::rewrite, Reading::graph, true, false, 16 * MiB, 100'000,
     "TDB2 grows with each replacement until `/$/compact` is called"},
    // A body over 20,971,520 bytes is cut (virtuoso-opensource #500), an answer ends after ResultSetMaxRows (10,000 as
    // shipped) without a word, and /sparql may not write.
    {"virtuoso", "OpenLink Virtuoso", "http://localhost:8890", "/sparql-graph-crud-auth", "/sparql-auth",
     "/sparql-auth", "graph-uri", Authentication::challenge, Replacing::move, Reading::construct, false, true, 8 * MiB,
     10'000, ""},
    // A PUT clears the graph before it parses; POST and MOVE do not.
    {"oxigraph", "Oxigraph", "http://localhost:7878", "/store", "/update", "/query", "graph", Authentication::challenge,
     Replacing::move, Reading::graph, true, false, 32 * MiB, 100'000, ""},
    {"qlever", "QLever", "http://localhost:7001", "", "", "", "graph", Authentication::bearer, Replacing::move,
     Reading::construct, false, false, 64 * MiB, 100'000,
     "QLever forgets updates when it restarts unless it runs with --persist-updates"},
    {"rdf4j", "Eclipse RDF4J", "http://localhost:8080/rdf4j-server/repositories/ID", "/rdf-graphs/service",
     "/statements", "", "graph", Authentication::challenge, Replacing::move, Reading::graph, false, false, 16 * MiB,
     100'000, ""},
    {"graphdb", "Ontotext GraphDB", "http://localhost:7200/repositories/ID", "/rdf-graphs/service", "/statements", "",
     "graph", Authentication::challenge, Replacing::move, Reading::graph, false, false, 16 * MiB, 100'000, ""},
    {"stardog", "Stardog", "http://localhost:5820/DATABASE", "", "/update", "/query", "graph",
     Authentication::challenge, Replacing::move, Reading::graph, true, false, 16 * MiB, 100'000, ""},
    // An encoded INSERT of some 4 MB came back as 500 (abi #648).
    {"neptune", "Amazon Neptune", "https://CLUSTER:8182", "/sparql/gsp/", "/sparql", "/sparql", "graph",
     Authentication::challenge, Replacing::move, Reading::graph, false, false, 2 * MiB, 100'000,
     "requests are not signed: this needs a cluster without IAM authentication"},
    // No Graph Store Protocol; the graph is a parameter of its own, which some versions ignore silently
    // (blazegraph #158): reading back finds out.
    {"blazegraph", "Blazegraph", "http://localhost:9999/blazegraph/namespace/NAMESPACE", "/sparql", "/sparql",
     "/sparql", "context-uri", Authentication::challenge, Replacing::move, Reading::construct, false, false, 16 * MiB,
     100'000, "graphs need a namespace in quads mode"},
};

std::size_t end_of_scheme(std::string_view address) {
  const std::size_t at = address.find("://");
  return at == std::string_view::npos ? at : at + 3;
}

}  // namespace

const std::vector<StoreProfile>& store_profiles() { return table; }

const StoreProfile* find_store_profile(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const StoreProfile& p) { return p.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string TargetGraph::reference() const { return is_default() ? "DEFAULT" : fmt::format("GRAPH <{}>", iri); }

std::string TargetGraph::pattern(std::string_view before, std::string_view after) const {
  const std::string triple = fmt::format("{}?s ?p ?o{}", before, after);
  return is_default() ? triple : fmt::format("GRAPH <{}> {{ {} }}", iri, triple);
}

std::string Endpoints::graph(const TargetGraph& target) const {
  return target.is_default() ? data + "?default"
                             : fmt::format("{}?{}={}", data, profile->parameter, percent_encode(target.iri));
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '_' || c == '.' || c == '~';
    if (unreserved)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

std::string origin_of(std::string_view address) {
  const std::size_t begin = end_of_scheme(address);
  return std::string(begin == std::string_view::npos ? address : address.substr(0, address.find('/', begin)));
}

std::string host_of(std::string_view address) {
  const std::string origin = origin_of(address);
  const std::size_t begin = end_of_scheme(origin);
  if (begin == std::string::npos) return origin;
  std::string_view host = std::string_view(origin).substr(begin);
  if (host.starts_with("[")) return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

Endpoints endpoints_of(const StoreProfile& profile, std::string_view address) {
  if (!address.starts_with("http://") && !address.starts_with("https://"))
    throw Error("{}: a store's address begins with http:// or https://, such as {}", address, profile.address);
  if (origin_of(address).find('@') != std::string::npos)
    throw Error(
        "the address holds a login, which others can see in the list of processes; leave it out and set "
        "VITAGRAPH_STORE_USER and VITAGRAPH_STORE_PASSWORD, or use ~/.netrc");
  if (address.find_first_of("?#") != std::string_view::npos)
    throw Error("{}: give the store's address without `?` and `#`; --graph names the graph", address);
  while (address.ends_with('/')) address.remove_suffix(1);
  const auto join = [&](std::string_view path) { return std::string(address).append(path.empty() ? "/" : path); };
  // A repository's own address must not end in a slash; a bare host's is "/".
  const bool bare = origin_of(address) == address;
  const auto at = [&](std::string_view path) { return path.empty() && !bare ? std::string(address) : join(path); };
  return {at(profile.data), at(profile.update), at(profile.query), &profile};
}

}  // namespace vitagraph::store
