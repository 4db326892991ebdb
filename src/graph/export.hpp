// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/coauthorship.hpp"
#include "graph/dates.hpp"
#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

enum class ExportFormat { graphml, gexf, dot, pajek, json, csv_edges, csv_nodes };
/// "graphml", "gexf", "dot", "pajek", "json", "csv" (edges); also by a file's ending (.graphml, .gexf, .gv, .dot, .net,
/// .json, .csv).
std::optional<ExportFormat> export_format_of(std::string_view name_or_path);

enum class ExportRelation {
  coauthor,  ///< undirected, one edge a pair, weight: joint publications
  advising,  ///< from advisor to advisee, weight 1
  venue,     ///< undirected, weight: venues where both count by relate()'s rule
};

struct ExportOptions {
  ExportRelation relation = ExportRelation::coauthor;
  CoauthorOptions coauthors;
  Window window;                 ///< for advising
  std::uint32_t min_weight = 1;  ///< edges below are left out
  std::uint32_t min_degree = 0;  ///< then persons with fewer links; 0 keeps the lonely
  PersonId around = none;        ///< only this person's surroundings …
  std::uint32_t depth = 1;       ///< … of so many steps
};

/// What is drawn: persons with the figures that programs like to colour by, and one edge a pair.
struct NetworkDrawing {
  struct Node {
    PersonId person;
    std::uint32_t publications, degree, core;
    std::uint32_t component;  ///< 1 the largest
  };
  struct Edge {
    std::uint32_t a, b;  ///< indices into nodes
    std::uint32_t weight;
    double newman;  ///< each publication, or venue, shared out among its pairs
    std::int32_t first_year, last_year;
    std::string kinds;  ///< of advising
  };
  bool directed = false;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

NetworkDrawing make_drawing(const RelationGraph& graph, const ExportOptions& options);

/// Writes the drawing for other programs: every attribute declared with its type, a stable id (the IRI) and label for
/// each node, an id for each edge, the weight once. Same drawing, same bytes.
/// GraphML (graphml.graphdrawing.org), GEXF 1.3 (gexf.net), DOT, Pajek .net, node-link JSON as NetworkX and D3 read it,
/// and CSV with the headings Gephi expects.
void write_drawing(const RelationGraph& graph, const NetworkDrawing& drawing, ExportFormat format,
                   const rdf::ByteSink& bytes);

}  // namespace vitagraph::graph
