// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_input.hpp"

#include <filesystem>

namespace vitagraph::cli {
namespace {
constexpr const char* default_graph = "output/graph.ttl";
/// What build --provenance writes where nothing else is said.
constexpr const char* with_provenance = "output/graph.trig";
}  // namespace

Option graph_option() {
  return {"-g,--graph",
          "FILE",
          std::string("the graph to read (Turtle, N-Triples, N-Quads or TriG; - is standard input); default ") +
              default_graph,
          "",
          {},
          true};
}

std::vector<std::string> graph_paths(const Arguments& arguments) {
  const std::vector<std::string>& given = arguments.all("graph");
  if (!given.empty()) return given;
  const bool there = std::filesystem::exists(default_graph);
  if (!there && std::filesystem::exists(with_provenance)) return {with_provenance};
  if (!there)
    throw Error("{} is not there; make it with `vitagraph build DOCUMENT…`, or name a graph with --graph",
                default_graph);
  return {default_graph};
}

graph::RelationGraph read_graph(const std::vector<std::string>& paths, Context& context, graph::Quotes quotes) {
  graph::RelationGraph graph = graph::read_relations(paths, context.diagnostics, quotes);
  if (graph.person_count() == 0)
    context.say(fmt::format("no persons in {}: {}", fmt::join(paths, ", "),
                            graph.statements == 0 ? "it states nothing"
                                                  : "none of its statements is of people in the project's ontology (" +
                                                        std::string(rdf::vocabulary::vg) + ")"));
  return graph;
}

rdf::Syntax output_syntax(const std::string& format, const std::string& path) {
  if (format.empty()) return rdf::syntax_of_file(path);
  const std::optional<rdf::Syntax> syntax = rdf::syntax_of(format);
  if (!syntax) throw Error("{}: not a syntax for RDF; known: turtle, ntriples, nquads, trig", format);
  return *syntax;
}

}  // namespace vitagraph::cli
