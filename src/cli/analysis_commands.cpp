// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"

namespace vitagraph::cli {
namespace {

int run_analysis(const graph::Analysis& analysis, const Arguments& arguments, Context& context) {
  const graph::RelationGraph graph = read_graph(graph_paths(arguments), context, analysis.quotes);
  graph::AnalysisArguments given;
  given.values = arguments.values;
  given.fallbacks = arguments.fallbacks;
  for (const graph::AnalysisOption& option : analysis.options) {
    if (option.data_file.empty()) continue;
    const std::string key = option.names.substr(option.names.find("--") + 2);
    const std::string usual = context.data_path(option.data_file);
    if (given.all(key).empty() && std::filesystem::exists(usual)) given.values[key] = {usual};
  }
  const std::string format = arguments.text("format");
  const std::string output = arguments.text("output");
  if (format == "svg" || format == "dot") {
    const graph::Picture picture = analysis.picture(graph, given);
    OutputFile out(output);
    out.write(format == "svg" ? to_svg(picture) : to_dot(picture));
    out.commit();
    return 0;
  }
  const graph::Table table = analysis.run(graph, given, context.diagnostics);
  OutputFile out(output);
  if (format == "json")
    out.write(to_json(table));
  else if (format == "csv")
    out.write(to_csv(table));
  else
    out.write(to_text(table, output == "-" ? reading_width() : 0));
  out.commit();
  for (const std::string& note : table.notes) context.say(note);
  if (table.rows.empty() && table.notes.empty() && graph.person_count() != 0) context.say("nothing found");
  return 0;
}

Command command_of(const graph::Analysis& analysis) {
  Command command;
  command.name = analysis.name;
  command.summary = analysis.summary;
  command.description = analysis.description;
  command.example = "vitagraph " + analysis.example;
  for (const graph::AnalysisParameter& p : analysis.parameters)
    command.positionals.push_back({p.name, p.summary, p.least, p.most});
  for (const graph::AnalysisOption& o : analysis.options)
    command.options.push_back({o.names, o.value, o.summary, o.fallback, o.choices, o.repeats});
  command.options.push_back(graph_option());
  command.options.push_back({"-o,--output", "FILE", "where to write", "-", {}, false});
  std::vector<std::string> formats{"table", "csv", "json"};
  if (analysis.picture) formats.insert(formats.end(), {"svg", "dot"});
  command.options.push_back({"--format", "FORMAT", "how to write", "table", formats, false});
  command.run = [&analysis](const Arguments& arguments, Context& context) {
    return run_analysis(analysis, arguments, context);
  };
  return command;
}

}  // namespace

std::vector<Command> analysis_commands() {
  std::vector<Command> all;
  for (const graph::Analysis& analysis : graph::analyses()) all.push_back(command_of(analysis));
  return all;
}

}  // namespace vitagraph::cli
