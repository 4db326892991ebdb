// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::store {

/// How a staged graph takes the live one's place.
enum class Replacing {
  move,     ///< MOVE (SPARQL 1.1 Update §3.2.4), which the store carries out as one transaction
  rewrite,  ///< one DELETE/INSERT of both graphs (§3.1.3): the standard makes that one step too, at more work
};

enum class Authentication {
  challenge,  ///< nothing is sent until the store asks (RFC 9110 §11.6.1)
  bearer,     ///< a token, and never anything else: the store takes another scheme for an error
};

/// How the content of a graph is read back.
enum class Reading {
  graph,      ///< GET of the graph (SPARQL 1.1 Graph Store Protocol §5.2)
  construct,  ///< CONSTRUCT for some subjects at a time, where GET is missing or is cut off
};

/// What is peculiar about one kind of store. Addresses are relative to the one the user gives.
struct StoreProfile {
  std::string_view name;       ///< as --store takes it
  std::string_view title;      ///< as people write it
  std::string_view address;    ///< an example of what the user gives
  std::string_view data;       ///< where statements are posted and graphs are read
  std::string_view update;     ///< where updates are posted
  std::string_view query;      ///< where queries are posted
  std::string_view parameter;  ///< the parameter that names the graph
  Authentication authentication;
  Replacing replacing;
  Reading reading;
  bool own_default_graph;     ///< the default graph is a graph, not the union of the others
  bool booleans_are_numbers;  ///< gives "true" back as 1
  std::size_t largest_chunk;  ///< bytes of N-Triples in one request
  std::size_t page;           ///< statements that one answer may hold
  std::string_view note;      ///< what to know before loading; empty: nothing
};

/// The table of stores, in the order --help lists them.
const std::vector<StoreProfile>& store_profiles();
/// nullptr if no store is called that.
const StoreProfile* find_store_profile(std::string_view name);

/// The graph that a request is about.
struct TargetGraph {
  std::string iri;  ///< empty: the default graph
  bool is_default() const { return iri.empty(); }
  /// "GRAPH <iri>" or "DEFAULT", as graph management takes it.
  std::string reference() const;
  /// "GRAPH <iri> { ?s ?p ?o }", or the triple pattern alone; `before` and `after` stand beside the triple pattern.
  std::string pattern(std::string_view before = {}, std::string_view after = {}) const;
};

/// The three addresses of one store.
struct Endpoints {
  std::string data, update, query;
  const StoreProfile* profile;

  /// The address of a graph: always with an explicit graph or default.
  std::string graph(const TargetGraph& target) const;
};

/// Joins them. Throws Error for an address that is not http or https, or that holds a password.
Endpoints endpoints_of(const StoreProfile& profile, std::string_view address);

/// Percent-encodes for a query string (RFC 3986 §2.3: only unreserved characters stay).
std::string percent_encode(std::string_view text);
/// "https://host:port" of an address, and its host alone.
std::string origin_of(std::string_view address);
std::string host_of(std::string_view address);

}  // namespace vitagraph::store
