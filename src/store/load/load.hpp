// SPDX-License-Identifier: Apache-2.0
#pragma once
// load: a graph into a SPARQL store over HTTP, and proof that it is there.
//
//   LoadOptions options;
//   options.address = "http://localhost:3030/people";
//   options.graph = {"https://example.org/graph"};
//   const LoadReport report = load("output/graph.ttl", options, diagnostics);
//
// The file is read and checked before the first byte goes out. Its statements go into a staging graph, are read back
// and compared, and only then take the live graph's place in one update; the live graph is compared too. Whatever
// fails on the way, the live graph stays as it was. profile.hpp has the table of what is peculiar about each store.
//
// Several graphs are exchanged in one update, which the standard wants done wholly or not at all; a store that takes no
// such update has them one after the other, and the report says so.
//
// Refuses: the store's own bulk loaders, Amazon's signed requests.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/rdf.hpp"
#include "store/load/http.hpp"
#include "store/load/profile.hpp"
#include "store/load/session.hpp"

namespace vitagraph::store {

enum class LoadMode {
  add,      ///< what the graph holds stays
  replace,  ///< the graph holds the file's statements and nothing else
};

struct LoadOptions {
  std::string store = "auto";  ///< a profile's name
  std::string address;         ///< as the profile's example
  TargetGraph graph;
  LoadMode mode = LoadMode::add;
  std::optional<rdf::Syntax> syntax;  ///< default: by the file's ending
  Patience patience;
  LoginSource logins = [](const LoginQuestion&) { return std::nullopt; };
  std::function<void(std::string_view)> say = [](std::string_view) {};
  std::function<void(std::size_t done, std::size_t total)> progress = [](std::size_t, std::size_t) {};
};

struct LoadReport {
  std::size_t graphs = 0;
  bool at_once = true;         ///< all graphs were exchanged in one update
  std::string store;           ///< the profile's title
  std::size_t statements = 0;  ///< of the file, each once
  std::uint64_t in_graph = 0;  ///< what the store counts in the live graph afterwards
  std::string digest;          ///< order-independent, of the file's statements; found in the store too
};

/// Loads a file. Mistakes in it are reported, and nothing is sent. Throws Error for that, and for whatever the store
/// refuses or fails to do; its text says what became of the live graph.
LoadReport load(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics);

/// Loads each named graph of a file into the graph of that name, and the statements of no graph into `options.graph`:
/// all of them staged and compared first, then exchanged together. Throws Error as load() does, saying which graphs are
/// as they were. The report is of all together; its digest is that of the last.
LoadReport load_graphs(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics);

/// The same as a shell script with curl, for people to read, change and run. Reads and counts the file as load() does
/// (`graphs`: as load_graphs() does), and asks the store nothing. Throws Error for a file with mistakes, and where
/// `options.store` is "auto": what the commands are depends on the store.
std::string load_script(const std::string& path, const LoadOptions& options, bool graphs, DiagnosticSink& diagnostics);

}  // namespace vitagraph::store
