// SPDX-License-Identifier: Apache-2.0
#include <sys/ioctl.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "store/store.hpp"

namespace vitagraph::cli {
namespace fs = std::filesystem;
namespace {

/// The named queries, sorted.
std::vector<fs::path> shipped_queries(const Context& context) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(context.data_path("ontology/queries")))
    if (entry.path().extension() == ".rq") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// A query's first comment says what it answers.
std::string question_of(const SourceFile& query) {
  std::string_view line = query.line_text(1);
  while (!line.empty() && (line.front() == '#' || line.front() == ' ')) line.remove_prefix(1);
  return std::string(line);
}

int list_queries(const Context& context) {
  for (const fs::path& path : shipped_queries(context))
    context.print(fmt::format("{:<22} {}\n", path.stem().string(), question_of(SourceFile::read(path.string()))));
  return 0;
}

SourceFile named_query(const std::string& name, const Context& context) {
  std::vector<std::string> known;
  for (const fs::path& path : shipped_queries(context)) {
    if (path.stem() == name) return SourceFile::read(path.string());
    known.push_back(path.stem().string());
  }
  const std::string near = nearest_name(name, known);
  throw Error("no query is called `{}`{}; --list shows them", name,
              near.empty() ? "" : fmt::format("; similar: `{}`", near));
}

SourceFile wanted_query(const Arguments& arguments, const Context& context) {
  const std::string given = arguments.text("QUERY");
  if (!arguments.text("run").empty()) return named_query(arguments.text("run"), context);
  if (given.empty() || given == "-") return SourceFile::read("-");
  if (fs::path(given).extension() == ".rq" || fs::exists(given)) return SourceFile::read(given);
  return SourceFile("<query>", given);
}

/// $XDG_CACHE_HOME/vitagraph, else ~/.cache/vitagraph; empty without a home.
std::string cache_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value ? value : "");
  };
  // A relative path is to be ignored (XDG Base Directory Specification).
  if (const std::string cache = variable("XDG_CACHE_HOME"); cache.starts_with('/')) return cache + "/vitagraph";
  const std::string home = variable("HOME");
  return home.empty() ? "" : home + "/.cache/vitagraph";
}

int query(const Arguments& arguments, Context& context) {
  if (arguments.flag("list")) return list_queries(context);
  const SourceFile text = wanted_query(arguments, context);
  const std::string wanted = arguments.text("format");
  const auto format = store::result_format_of(wanted.empty() ? "table" : wanted);

  store::EmbeddedStore graph = store::EmbeddedStore::open(
      graph_paths(arguments).back(), arguments.flag("no-cache") ? "" : cache_folder(), context.diagnostics);
  context.flush_diagnostics();
  store::QueryOptions options;
  options.time = std::chrono::seconds(arguments.number("timeout", 1, 1 << 20));
  if (arguments.text("default-graph") == "own") options.default_graph = store::DefaultGraph::own;
  const auto result = graph.query(text, context.diagnostics, options);
  if (!result) return 2;
  for (const std::string& name : result->missing_graphs)
    context.say(fmt::format("FROM <{}>: the file has no graph of that name", name));
  const bool for_graphs = *format == store::ResultFormat::turtle || *format == store::ResultFormat::ntriples;
  if (for_graphs && result->kind != store::ResultKind::graph)
    throw Error("--format {}: SELECT and ASK give no graph; take table, csv, tsv or json", wanted);
  context.print(format_result(*result, *format, reading_width()));
  return 0;
}

}  // namespace

Command query_command() {
  return {
      "query",
      "answer SPARQL 1.1 on a graph, without a server",
      "QUERY is the query itself, a file with it, or - for standard input. SELECT, ASK, CONSTRUCT and DESCRIBE with "
      "property paths, "
      "aggregates, subqueries and EXISTS; the graph's prefixes need no PREFIX lines. Everything is read into memory; a "
      "large graph is kept as it lies there in ~/.cache/vitagraph, so that the next query on it begins at once.",
      "vitagraph query 'SELECT ?name (COUNT(?paper) AS ?papers) { ?paper vg:author ?p . ?p rdfs:label ?name } GROUP BY "
      "?name ORDER BY DESC(?papers) ?name LIMIT 5'",
      {{"QUERY", "a query or a file", 0, 1}},
      {{"-g,--graph", "FILE", "the graph", "output/graph.ttl", {}, false},
       {"-f,--format",
        "FORMAT",
        "table, csv, tsv or json; turtle or ntriples for CONSTRUCT and DESCRIBE",
        "",
        {"table", "csv", "tsv", "json", "turtle", "ntriples"},
        false},
       {"--run", "NAME", "run a query that comes with the program", "", {}, false},
       {"--list", "", "list those queries", "", {}, false},
       {"--default-graph",
        "WHICH",
        "what a query without FROM sees outside GRAPH: everything, or only the statements of no named graph (own)",
        "everything",
        {"everything", "own"},
        false},
       {"--timeout", "SECONDS", "after which a query is given up", "300", {}, false},
       {"--no-cache", "", "parse the graph, and keep nothing of it for the next query", "", {}, false}},
      query};
}

}  // namespace vitagraph::cli
