// SPDX-License-Identifier: Apache-2.0
#include "graph/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/base.hpp"
#include "graph/markup.hpp"

namespace vitagraph::graph {
namespace {

constexpr double letter_width = 7.2;  // of a sans-serif at 13 px, generously
constexpr double row_height = 84;
constexpr double gap = 22;
constexpr double margin = 30;
constexpr double box_height = 28;

double label_width(const std::string& label) {
  double width = 0;
  for (std::size_t at = 0; at < label.size();) {
    const CodePoint c = code_point_at(label, at);
    width += is_cjk(c.value) ? 2 * letter_width : letter_width;
    at += c.length;
  }
  return width;
}

std::vector<std::vector<std::uint32_t>> levels_of(const Picture& picture) {
  std::vector<std::vector<std::uint32_t>> levels;
  for (std::uint32_t i = 0; i < picture.nodes.size(); ++i) {
    if (picture.nodes[i].level >= levels.size()) levels.resize(picture.nodes[i].level + std::size_t{1});
    levels[picture.nodes[i].level].push_back(i);
  }
  return levels;
}

/// Sorts each level by the mean place of its neighbours on other levels, down and up a few times.
void order_levels(const Picture& picture, std::vector<std::vector<std::uint32_t>>& levels) {
  constexpr int sweeps = 8;
  std::vector<std::vector<std::uint32_t>> neighbours(picture.nodes.size());
  for (const Picture::Edge& edge : picture.edges) {
    if (picture.nodes[edge.a].level == picture.nodes[edge.b].level) continue;
    neighbours[edge.a].push_back(edge.b);
    neighbours[edge.b].push_back(edge.a);
  }
  std::vector<double> place(picture.nodes.size());
  const auto number = [&](const std::vector<std::uint32_t>& level) {
    for (std::size_t i = 0; i < level.size(); ++i)
      place[level[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(level.size());
  };
  for (const auto& level : levels) number(level);
  for (int sweep = 0; sweep < sweeps; ++sweep)
    for (std::size_t k = 0; k < levels.size(); ++k) {
      auto& level = levels[sweep % 2 == 0 ? k : levels.size() - 1 - k];
      std::vector<double> wish(picture.nodes.size());
      for (const std::uint32_t node : level) {
        double sum = 0;
        for (const std::uint32_t other : neighbours[node]) sum += place[other];
        wish[node] = neighbours[node].empty() ? place[node] : sum / static_cast<double>(neighbours[node].size());
      }
      std::stable_sort(level.begin(), level.end(), [&](std::uint32_t a, std::uint32_t b) { return wish[a] < wish[b]; });
      number(level);
    }
}

struct Size {
  double width, height;
};

Size lay_out_rows(Picture& picture) {
  std::vector<std::vector<std::uint32_t>> levels = levels_of(picture);
  order_levels(picture, levels);
  const auto width_of = [&](const std::vector<std::uint32_t>& level) {
    double width = 0;
    for (const std::uint32_t node : level) width += label_width(picture.nodes[node].label) + 2 * gap;
    return width;
  };
  double widest = 0;
  for (const auto& level : levels) widest = std::max(widest, width_of(level));
  for (std::size_t row = 0; row < levels.size(); ++row) {
    double x = margin + (widest - width_of(levels[row])) / 2;
    for (const std::uint32_t node : levels[row]) {
      const double width = label_width(picture.nodes[node].label) + 2 * gap;
      picture.nodes[node].x = x + width / 2;
      picture.nodes[node].y = margin + box_height + static_cast<double>(row) * row_height;
      x += width;
    }
  }
  return {widest + 2 * margin,
          2 * margin + 2 * box_height + static_cast<double>(levels.empty() ? 0 : levels.size() - 1) * row_height};
}

double radius_of(const Picture::Node& node) { return std::min(16.0, 4 + 1.2 * std::sqrt(node.size)); }

Size lay_out_rings(Picture& picture) {
  std::vector<std::vector<std::uint32_t>> levels = levels_of(picture);
  order_levels(picture, levels);
  std::vector<double> radii(levels.size(), 0);
  double widest_label = 0;
  for (const Picture::Node& node : picture.nodes) widest_label = std::max(widest_label, label_width(node.label));
  constexpr double ring_step = 130;
  constexpr double least_arc = 20;  // labels of neighbours on a ring must not touch
  for (std::size_t ring = 1; ring < levels.size(); ++ring)
    radii[ring] = std::max(radii[ring - 1] + ring_step + (ring > 1 ? widest_label : 0),
                           static_cast<double>(levels[ring].size()) * least_arc / (2 * std::numbers::pi));
  const double half = (radii.empty() ? 0 : radii.back()) + widest_label + 2 * margin;
  for (std::size_t ring = 0; ring < levels.size(); ++ring)
    for (std::size_t i = 0; i < levels[ring].size(); ++i) {
      const double angle =
          2 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(levels[ring].size());
      Picture::Node& node = picture.nodes[levels[ring][i]];
      node.x = half + radii[ring] * std::cos(angle);
      node.y = half + radii[ring] * std::sin(angle);
    }
  return {2 * half, 2 * half};
}

void append_edge(std::string& out, const Picture& picture, const Picture::Edge& edge) {
  const Picture::Node& a = picture.nodes[edge.a];
  const Picture::Node& b = picture.nodes[edge.b];
  const double width = std::min(8.0, 0.8 + 0.8 * std::log2(edge.weight + 0.5));
  const char* dashes = edge.dashed ? " stroke-dasharray=\"5 4\"" : "";
  if (picture.layout == Picture::Layout::radial) {
    const char* faint = a.emphasis || b.emphasis ? "" : " stroke-opacity=\"0.35\"";
    out += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke-width=\"{:.2f}\"{}{}>",
                       a.x, a.y, b.x, b.y, width, dashes, faint);
    out += fmt::format("<title>{}</title></line>\n", xml_text(edge.title));
    return;
  }
  const double bend = (b.y - a.y) / 2;
  const double shift = b.y > a.y ? box_height / 2 : -box_height / 2;
  out += fmt::format(
      "<path d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\" fill=\"none\" stroke-width=\"1.4\"{}{}>",
      a.x, a.y + shift, a.x, a.y + bend, b.x, b.y - bend, b.x, b.y - shift, dashes,
      picture.directed ? " marker-end=\"url(#arrow)\"" : "");
  out += fmt::format("<title>{}</title></path>\n", xml_text(edge.title));
}

void append_node(std::string& out, const Picture& picture, const Picture::Node& node, double centre) {
  const std::string label = xml_text(node.label);
  const char* weight = node.emphasis ? " font-weight=\"bold\"" : "";
  if (picture.layout == Picture::Layout::layered) {
    const double width = label_width(node.label) + gap;
    out += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.0f}\" rx=\"6\" fill=\"{}\" stroke=\"#30506e\"/>",
        node.x - width / 2, node.y - box_height / 2, width, box_height, node.emphasis ? "#ffe9b8" : "#eef4fa");
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\"{}>{}</text>\n", node.x, node.y + 4.5,
                       weight, label);
    return;
  }
  const double radius = radius_of(node);
  out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\" stroke=\"#30506e\"/>", node.x,
                     node.y, radius, node.emphasis ? "#ffe9b8" : "#9dbdd9");
  if (node.emphasis) {
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\"{}>{}</text>\n", node.x,
                       node.y - radius - 5, weight, label);
    return;
  }
  // Along the radius, so that neighbours on a full ring don't write over one another; never upside down.
  const bool left = node.x < centre;
  const double angle = std::atan2(node.y - centre, node.x - centre) * 180 / std::numbers::pi + (left ? 180 : 0);
  out += fmt::format(
      "<text transform=\"translate({:.1f} {:.1f}) rotate({:.1f})\" x=\"{:.1f}\" y=\"4.5\" "
      "text-anchor=\"{}\">{}</text>\n",
      node.x, node.y, angle, left ? -radius - 4 : radius + 4, left ? "end" : "start", label);
}

}  // namespace

std::string to_svg(Picture picture) {
  const Size size = picture.layout == Picture::Layout::radial ? lay_out_rings(picture) : lay_out_rows(picture);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" "
      "font-family=\"sans-serif\" font-size=\"13\">\n<title>{}</title>\n",
      size.width, size.height, size.width, size.height, xml_text(picture.title));
  out +=
      "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
      "orient=\"auto\">"
      "<path d=\"M0 0L8 4L0 8z\" fill=\"#55708a\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" "
      "fill=\"white\"/>\n<g stroke=\"#55708a\">\n";
  for (const Picture::Edge& edge : picture.edges) append_edge(out, picture, edge);
  out += "</g>\n";
  for (const Picture::Node& node : picture.nodes) append_node(out, picture, node, size.width / 2);
  return out + "</svg>\n";
}

std::string to_dot(const Picture& picture) {
  const char* link = picture.directed ? "->" : "--";
  std::string out =
      fmt::format("{} vitagraph {{\n  label={};\n", picture.directed ? "digraph" : "graph", dot_string(picture.title));
  out += picture.layout == Picture::Layout::layered ? "  node [shape=box];\n" : "  layout=neato; overlap=false;\n";
  for (const Picture::Node& node : picture.nodes)
    out += fmt::format("  {} [label={}{}];\n", dot_string(node.iri), dot_string(node.label),
                       node.emphasis ? ", style=bold" : "");
  for (const Picture::Edge& edge : picture.edges)
    out += fmt::format("  {} {} {} [tooltip={}, weight={:g}{}];\n", dot_string(picture.nodes[edge.a].iri), link,
                       dot_string(picture.nodes[edge.b].iri), dot_string(edge.title), edge.weight,
                       edge.dashed ? ", style=dashed" : "");
  return out + "}\n";
}

}  // namespace vitagraph::graph
