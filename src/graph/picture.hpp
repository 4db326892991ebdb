// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace vitagraph::graph {

/// A small drawn graph: laid out here for SVG, or handed to Graphviz as DOT.
struct Picture {
  struct Node {
    std::string label, iri;
    std::uint32_t level = 0;  ///< row of a layered picture, ring of a radial one
    double size = 1;          ///< what the disc of a radial picture shows
    bool emphasis = false;
    double x = 0, y = 0;  ///< set by the layout
  };
  struct Edge {
    std::uint32_t a, b;
    std::string title;  ///< shown on pointing at it
    double weight = 1;
    bool dashed = false;
  };
  enum class Layout { layered, radial };

  std::string title;
  Layout layout = Layout::layered;
  bool directed = false;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

/// Rows from the top, ordered so that few lines cross (barycentres, Sugiyama et al. 1981); or rings around the
/// emphasised node, ordered by whom they are linked to. No script, no outside font; the same picture gives the same
/// bytes.
std::string to_svg(Picture picture);
std::string to_dot(const Picture& picture);

}  // namespace vitagraph::graph
