// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "graph/graph.hpp"

namespace vitagraph::cli {

/// -g,--graph FILE, which may be repeated.
Option graph_option();
/// The files of --graph, else output/graph.ttl; throws Error saying how to make that one when it is not there.
std::vector<std::string> graph_paths(const Arguments& arguments);
graph::RelationGraph read_graph(const std::vector<std::string>& paths, Context& context,
                                graph::Quotes quotes = graph::Quotes::skip);

/// The syntax that --format names, else the one of the output file's ending, else Turtle. Throws Error for other names.
rdf::Syntax output_syntax(const std::string& format, const std::string& path);

}  // namespace vitagraph::cli
