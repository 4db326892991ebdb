// SPDX-License-Identifier: Apache-2.0
#pragma once
// store: SPARQL 1.1, embedded: questions on a graph without a server; and a graph into a server (load/load.hpp).
//
//   EmbeddedStore store = EmbeddedStore::open("output/graph.ttl", "", diagnostics);
//   QueryResult result = store.query("SELECT ?n { ?p foaf:name ?n } ORDER BY ?n", "query.rq");
//   print(format_result(result, ResultFormat::table));
//
// The engine is our own, since none of Debian's will do: Rasqal crashes, and TinySPARQL 3.4 aborts the process on
// LANG(), adds statements of its own to the graph, loses datatypes and takes an unknown property for an error. The
// tests hold its answers against rdflib's.
//
// Refuses: SERVICE (another server's business), updates (the graph is a file: build writes it), inference.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/rdf.hpp"
#include "store/dataset.hpp"
#include "store/load/fetch.hpp"
#include "store/load/load.hpp"

namespace vitagraph::store {

enum class ResultKind { table, boolean, graph };

/// What a query gives: a table for SELECT, a boolean for ASK, quads for CONSTRUCT and DESCRIBE.
struct QueryResult {
  ResultKind kind = ResultKind::table;
  std::vector<std::string> variables;
  std::vector<std::vector<std::optional<rdf::Term>>> rows;
  bool answer = false;
  std::vector<rdf::Quad> quads;  ///< in the order of order_for_reading
  rdf::Prefixes prefixes;
  std::vector<std::string> missing_graphs;  ///< after FROM, of which the file has none
};

struct QueryOptions {
  DefaultGraph default_graph = DefaultGraph::everything;  ///< what a query without FROM sees outside GRAPH
  std::chrono::seconds time{300};                         ///< after which a query is given up
};

/// A graph in memory, ready for queries. Not for several threads at once: queries intern the terms they make.
class EmbeddedStore {
 public:
  /// Reads Turtle, N-Triples, N-Quads or TriG; syntax errors are reported and what is good is kept. A large graph
  /// without mistakes is kept in `cache_folder` as it lies in memory, for the next time; empty: no cache. Throws Error
  /// when the file can't be opened.
  static EmbeddedStore open(const std::string& path, const std::string& cache_folder, DiagnosticSink& diagnostics);

  /// Runs a query; `query.name()` stands in diagnostics. Nothing if the query is wrong: the diagnostic (`query-syntax`)
  /// says where. The graph's own prefixes and the standard ones need no PREFIX line. Throws Error for a query that
  /// takes more memory or time than a query may.
  std::optional<QueryResult> query(const SourceFile& query, DiagnosticSink& diagnostics,
                                   const QueryOptions& options = {});

  std::size_t size() const { return data_.size(); }
  const rdf::Prefixes& prefixes() const { return prefixes_; }

 private:
  Dataset data_;
  rdf::Prefixes prefixes_;
};

enum class ResultFormat { table, csv, tsv, json, turtle, ntriples };
std::optional<ResultFormat> result_format_of(std::string_view name);

/// SPARQL 1.1 Query Results CSV and TSV, Query Results JSON, or a table for people (IRIs shortened, `width` columns
/// of text at most, 0: any). Quads come as Turtle or N-Triples; a table or CSV of them has columns s, p and o.
std::string format_result(const QueryResult& result, ResultFormat format, std::size_t width = 0);

}  // namespace vitagraph::store
