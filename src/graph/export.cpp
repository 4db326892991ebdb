// SPDX-License-Identifier: Apache-2.0
#include "graph/export.hpp"

#include <fmt/format.h>

#include <map>

#include "base/base.hpp"
#include "graph/markup.hpp"

namespace vitagraph::graph {
namespace {

using Node = NetworkDrawing::Node;
using Edge = NetworkDrawing::Edge;

std::string json(std::string_view text) {
  std::string out;
  append_json_string(out, to_valid_utf8(text));
  return out;
}

std::string csv(std::string_view text) {
  std::string out = "\"";
  for (const char c : to_valid_utf8(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// Collects lines and hands them on in pieces.
class Writer {
 public:
  Writer(const RelationGraph& graph, const NetworkDrawing& drawing, const rdf::ByteSink& bytes)
      : graph_(graph), drawing_(drawing), bytes_(bytes) {}

  void graphml();
  void gexf();
  void dot_language();
  void pajek();
  void node_link();
  void csv_edges();
  void csv_nodes();
  void finish() { bytes_(buffer_); }

 private:
  template <typename... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    constexpr std::size_t piece = 1 << 16;
    fmt::format_to(std::back_inserter(buffer_), format, std::forward<Args>(args)...);
    if (buffer_.size() < piece) return;
    bytes_(buffer_);
    buffer_.clear();
  }

  std::string_view id(std::uint32_t node) const { return graph_.person_iri(drawing_.nodes[node].person); }
  std::string_view label(std::uint32_t node) const { return graph_.person_name(drawing_.nodes[node].person); }
  const std::vector<Edge>& edges() const { return drawing_.edges; }
  std::uint32_t node_count() const { return static_cast<std::uint32_t>(drawing_.nodes.size()); }

  const RelationGraph& graph_;
  const NetworkDrawing& drawing_;
  const rdf::ByteSink& bytes_;
  std::string buffer_;
};

bool dated(const Edge& edge) { return edge.first_year != RelationGraph::no_year; }

void Writer::graphml() {
  put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  const auto key = [&](const char* of, const char* name, const char* type) {
    put("  <key id=\"{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n", of, name, type);
  };
  key("node", "label", "string");
  for (const char* name : {"publications", "degree", "core", "component"}) key("node", name, "int");
  key("edge", "weight", "double");
  if (drawing_.directed) {
    key("edge", "kinds", "string");
  } else {
    key("edge", "newman", "double");
    key("edge", "first_year", "int");
    key("edge", "last_year", "int");
  }
  put("  <graph id=\"G\" edgedefault=\"{}\">\n", drawing_.directed ? "directed" : "undirected");
  for (std::uint32_t i = 0; i < node_count(); ++i) {
    const Node& node = drawing_.nodes[i];
    put("    <node id=\"{}\"><data key=\"label\">{}</data><data key=\"publications\">{}</data><data "
        "key=\"degree\">{}</data>"
        "<data key=\"core\">{}</data><data key=\"component\">{}</data></node>\n",
        xml_text(id(i)), xml_text(label(i)), node.publications, node.degree, node.core, node.component);
  }
  for (std::size_t i = 0; i < edges().size(); ++i) {
    const Edge& edge = edges()[i];
    put("    <edge id=\"e{}\" source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data>", i, xml_text(id(edge.a)),
        xml_text(id(edge.b)), edge.weight);
    if (drawing_.directed)
      put("<data key=\"kinds\">{}</data>", xml_text(edge.kinds));
    else
      put("<data key=\"newman\">{:.12g}</data>", edge.newman);
    if (dated(edge))
      put("<data key=\"first_year\">{}</data><data key=\"last_year\">{}</data>", edge.first_year, edge.last_year);
    put("</edge>\n");
  }
  put("  </graph>\n</graphml>\n");
}

void Writer::gexf() {
  put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "  <meta><creator>vitagraph</creator></meta>\n  <graph defaultedgetype=\"{}\" mode=\"static\">\n"
      "    <attributes class=\"node\">\n      <attribute id=\"publications\" title=\"publications\" "
      "type=\"integer\"/>\n"
      "      <attribute id=\"degree\" title=\"links\" type=\"integer\"/>\n      <attribute id=\"core\" title=\"core\" "
      "type=\"integer\"/>\n"
      "      <attribute id=\"component\" title=\"component\" type=\"integer\"/>\n    </attributes>\n    <attributes "
      "class=\"edge\">\n",
      drawing_.directed ? "directed" : "undirected");
  if (drawing_.directed)
    put("      <attribute id=\"kinds\" title=\"kinds\" type=\"string\"/>\n");
  else
    put("      <attribute id=\"newman\" title=\"newman\" type=\"double\"/>\n      <attribute id=\"first_year\" "
        "title=\"first_year\" type=\"integer\"/>\n"
        "      <attribute id=\"last_year\" title=\"last_year\" type=\"integer\"/>\n");
  put("    </attributes>\n    <nodes>\n");
  for (std::uint32_t i = 0; i < node_count(); ++i) {
    const Node& node = drawing_.nodes[i];
    put("      <node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"publications\" value=\"{}\"/><attvalue "
        "for=\"degree\" value=\"{}\"/>"
        "<attvalue for=\"core\" value=\"{}\"/><attvalue for=\"component\" value=\"{}\"/></attvalues></node>\n",
        xml_text(id(i)), xml_text(label(i)), node.publications, node.degree, node.core, node.component);
  }
  put("    </nodes>\n    <edges>\n");
  for (std::size_t i = 0; i < edges().size(); ++i) {
    const Edge& edge = edges()[i];
    // Gephi sums a weight that stands both as field and as attribute: the field only.
    put("      <edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>", i, xml_text(id(edge.a)),
        xml_text(id(edge.b)), edge.weight);
    if (drawing_.directed)
      put("<attvalue for=\"kinds\" value=\"{}\"/>", xml_text(edge.kinds));
    else
      put("<attvalue for=\"newman\" value=\"{:.12g}\"/>", edge.newman);
    if (dated(edge))
      put("<attvalue for=\"first_year\" value=\"{}\"/><attvalue for=\"last_year\" value=\"{}\"/>", edge.first_year,
          edge.last_year);
    put("</attvalues></edge>\n");
  }
  put("    </edges>\n  </graph>\n</gexf>\n");
}

void Writer::dot_language() {
  put("{} vitagraph {{\n", drawing_.directed ? "digraph" : "graph");
  for (std::uint32_t i = 0; i < node_count(); ++i) put("  {} [label={}];\n", dot_string(id(i)), dot_string(label(i)));
  for (const Edge& edge : edges()) {
    put("  {} {} {} [weight={}", dot_string(id(edge.a)), drawing_.directed ? "->" : "--", dot_string(id(edge.b)),
        edge.weight);
    if (drawing_.directed) put(", label={}", dot_string(edge.kinds));
    put("];\n");
  }
  put("}}\n");
}

/// Labels name the vertices for most readers, so two of one name get their IRIs; quotation marks can't be escaped.
void Writer::pajek() {
  std::map<std::string_view, std::uint32_t> uses;
  for (std::uint32_t i = 0; i < node_count(); ++i) ++uses[label(i)];
  put("*Vertices {}\n", node_count());
  for (std::uint32_t i = 0; i < node_count(); ++i) {
    std::string text = to_valid_utf8(label(i));
    if (uses[label(i)] > 1) text += fmt::format(" ({})", id(i));
    for (char& c : text) {
      if (c == '"') c = '\'';
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    put("{} \"{}\"\n", i + 1, text);
  }
  put("{}\n", drawing_.directed ? "*Arcs" : "*Edges");
  for (const Edge& edge : edges()) put("{} {} {}\n", edge.a + 1, edge.b + 1, edge.weight);
}

void Writer::node_link() {
  put("{{\"directed\":{},\"multigraph\":false,\"graph\":{{}},\n\"nodes\":[", drawing_.directed);
  for (std::uint32_t i = 0; i < node_count(); ++i) {
    const Node& node = drawing_.nodes[i];
    put("{}\n{{\"id\":{},\"label\":{},\"publications\":{},\"degree\":{},\"core\":{},\"component\":{}}}",
        i == 0 ? "" : ",", json(id(i)), json(label(i)), node.publications, node.degree, node.core, node.component);
  }
  put("],\n\"links\":[");
  for (std::size_t i = 0; i < edges().size(); ++i) {
    const Edge& edge = edges()[i];
    put("{}\n{{\"source\":{},\"target\":{},\"weight\":{}", i == 0 ? "" : ",", json(id(edge.a)), json(id(edge.b)),
        edge.weight);
    if (drawing_.directed)
      put(",\"kinds\":{}", json(edge.kinds));
    else
      put(",\"newman\":{:.12g}", edge.newman);
    if (dated(edge)) put(",\"first_year\":{},\"last_year\":{}", edge.first_year, edge.last_year);
    put("}}");
  }
  put("]}}\n");
}

void Writer::csv_edges() {
  put("Source,Target,Type,Weight,{}\n", drawing_.directed ? "Kinds" : "Newman,FirstYear,LastYear");
  for (const Edge& edge : edges()) {
    put("{},{},{},{},", csv(id(edge.a)), csv(id(edge.b)), drawing_.directed ? "Directed" : "Undirected", edge.weight);
    if (drawing_.directed)
      put("{}\n", csv(edge.kinds));
    else if (dated(edge))
      put("{:.12g},{},{}\n", edge.newman, edge.first_year, edge.last_year);
    else
      put("{:.12g},,\n", edge.newman);
  }
}

void Writer::csv_nodes() {
  put("Id,Label,Publications,Degree,Core,Component\n");
  for (std::uint32_t i = 0; i < node_count(); ++i) {
    const Node& node = drawing_.nodes[i];
    put("{},{},{},{},{},{}\n", csv(id(i)), csv(label(i)), node.publications, node.degree, node.core, node.component);
  }
}

}  // namespace

std::optional<ExportFormat> export_format_of(std::string_view name) {
  constexpr std::pair<std::string_view, ExportFormat> known[] = {
      {"graphml", ExportFormat::graphml}, {"gexf", ExportFormat::gexf},     {"dot", ExportFormat::dot},
      {"gv", ExportFormat::dot},          {"pajek", ExportFormat::pajek},   {"net", ExportFormat::pajek},
      {"json", ExportFormat::json},       {"csv", ExportFormat::csv_edges},
  };
  const std::size_t point = name.rfind('.');
  const std::string_view key = point == std::string_view::npos ? name : name.substr(point + 1);
  for (const auto& [word, format] : known)
    if (key == word) return format;
  return std::nullopt;
}

void write_drawing(const RelationGraph& graph, const NetworkDrawing& drawing, ExportFormat format,
                   const rdf::ByteSink& bytes) {
  Writer writer(graph, drawing, bytes);
  switch (format) {
    case ExportFormat::graphml: writer.graphml(); break;
    case ExportFormat::gexf: writer.gexf(); break;
    case ExportFormat::dot: writer.dot_language(); break;
    case ExportFormat::pajek: writer.pajek(); break;
    case ExportFormat::json: writer.node_link(); break;
    case ExportFormat::csv_edges: writer.csv_edges(); break;
    case ExportFormat::csv_nodes: writer.csv_nodes(); break;
  }
  writer.finish();
}

}  // namespace vitagraph::graph
