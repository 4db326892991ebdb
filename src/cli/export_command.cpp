// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"

namespace vitagraph::cli {
namespace {

graph::ExportFormat format_of(const Arguments& arguments) {
  const std::string named = arguments.text("format");
  if (!named.empty()) return *graph::export_format_of(named);
  const std::string output = arguments.text("output");
  const std::optional<graph::ExportFormat> format = graph::export_format_of(output);
  if (output != "-" && !format) throw Error("{}: no graph format has this ending; name one with --format", output);
  return format.value_or(graph::ExportFormat::graphml);
}

void write_to(const std::string& path, const graph::RelationGraph& graph, const graph::NetworkDrawing& drawing,
              graph::ExportFormat format) {
  OutputFile out(path);
  graph::write_drawing(graph, drawing, format, [&](std::string_view bytes) { out.write(bytes); });
  out.commit();
}

int export_graph(const Arguments& arguments, Context& context) {
  constexpr long most = 0x7FFFFFFF;
  const graph::ExportFormat format = format_of(arguments);
  const graph::RelationGraph graph = read_graph(graph_paths(arguments), context);
  graph::AnalysisArguments times;
  times.values = arguments.values;
  graph::ExportOptions options;
  options.window = graph::window_of(times);
  const std::string relation = arguments.text("relation");
  options.relation = relation == "advising" ? graph::ExportRelation::advising
                     : relation == "venue"  ? graph::ExportRelation::venue
                                            : graph::ExportRelation::coauthor;
  options.coauthors.max_team = static_cast<std::uint32_t>(arguments.number("max-team", 0, most));
  options.coauthors.from_year = options.window.first_year();
  options.coauthors.to_year = options.window.last_year();
  options.min_weight = static_cast<std::uint32_t>(arguments.number("min-weight", 1, most));
  options.min_degree = static_cast<std::uint32_t>(arguments.number("min-degree", 0, most));
  if (const std::string name = arguments.text("around"); !name.empty())
    options.around = graph::require_person(graph, name);
  options.depth = static_cast<std::uint32_t>(arguments.number("depth", 1, most));

  const graph::NetworkDrawing drawing = graph::make_drawing(graph, options);
  const std::string output = arguments.text("output");
  write_to(output, graph, drawing, format);
  if (format == graph::ExportFormat::csv_edges && output != "-") {
    const std::string nodes = std::filesystem::path(output).replace_extension(".nodes.csv").string();
    write_to(nodes, graph, drawing, graph::ExportFormat::csv_nodes);
    context.say(fmt::format("the persons are in {}", nodes));
  }
  context.say(fmt::format("{} persons, {} links; {} persons left out", drawing.nodes.size(), drawing.edges.size(),
                          graph.person_count() - drawing.nodes.size()));
  if (!drawing.directed) {
    for (const std::string& note : graph::left_out(graph, options.coauthors)) context.say(note);
  } else if (const std::optional<std::string> note = graph::undated_advising(graph, options.window)) {
    context.say(*note);
  }
  return 0;
}

}  // namespace

Command export_command() {
  return {"export",
          "write the network of persons for Gephi, NetworkX, Graphviz, Pajek …",
          "One link for each pair: of coauthors, weighted by joint publications, with first and last year; of "
          "advisor and advisee; or of persons who publish at the same venues, weighted by their number. Persons carry "
          "their IRI as id, name, publications, degree, core and component. GraphML, GEXF 1.3, DOT, Pajek, node-link "
          "JSON, or CSV (links to the "
          "output, persons beside it as .nodes.csv).",
          "vitagraph export -o output/coauthors.gexf",
          {},
          {graph_option(),
           {"-o,--output", "FILE", "where to write", "-", {}, false},
           {"--format",
            "FORMAT",
            "by default by the output's ending, else graphml",
            "",
            {"graphml", "gexf", "dot", "pajek", "json", "csv"},
            false},
           {"--relation",
            "RELATION",
            "joint publications, advising (directed), or shared venues",
            "coauthor",
            {"coauthor", "advising", "venue"},
            false},
           {"--around", "NAME", "only the surroundings of this person", "", {}, false},
           {"--depth", "N", "steps around that person", "1", {}, false},
           {"--min-weight", "N", "leave out links of fewer joint publications", "1", {}, false},
           {"--min-degree", "N", "leave out persons with fewer links", "0", {}, false},
           {"--max-team", "N", "leave out publications with more authors; 0 for none", "200", {}, false},
           {"--as-of", "DATE", "only what was so by then: 2019, 2019-05 or 2019-05-23", "", {}, false},
           {"--between", "FROM..TO", "only what falls between two such dates; either may be left out", "", {}, false}},
          export_graph};
}

}  // namespace vitagraph::cli
