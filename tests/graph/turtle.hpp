// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace vitagraph::graph {

/// The relations of a Turtle text whose prefixes are vg:, rdfs:, foaf:, skos:, dcterms:, xsd: and the empty one
/// (http://e/).
inline RelationGraph graph_of(const std::string& turtle, Quotes quotes = Quotes::skip) {
  const std::string prefixes =
      "@prefix : <http://e/> .\n@prefix vg: <https://w3id.org/vitagraph/ontology#> .\n"
      "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
      "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";
  RelationGraphBuilder builder(quotes);
  DiagnosticList diagnostics;
  EXPECT_TRUE(rdf::read_rdf(SourceFile("test.ttl", prefixes + turtle), {}, builder, diagnostics)) << turtle;
  return builder.build();
}

/// Text with vg: and : for the long namespaces, to be read by people.
inline std::string shortened(std::string text) {
  const std::pair<std::string_view, std::string_view> names[] = {
      {"https://w3id.org/vitagraph/ontology#", "vg:"},
      {"https://w3id.org/vitagraph/id/", "id:"},
      {"http://www.w3.org/2000/01/rdf-schema#", "rdfs:"},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"},
      {"http://e/", ":"}};
  for (const auto& [from, to] : names)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  return text;
}

struct Related {
  std::vector<std::string> lines;  ///< "subject predicate object", sorted
  std::vector<std::string> diagnostics;
  RelateSummary summary;
  std::string bytes;  ///< in the order written

  /// The lines with this predicate ("vg:coauthor").
  std::vector<std::string> with(const std::string& predicate) const {
    std::vector<std::string> out;
    for (const std::string& line : lines)
      if (line.find(" " + predicate + " ") != std::string::npos) out.push_back(line);
    return out;
  }
};

inline Related related(const RelationGraph& graph, const RelateOptions& options = {}) {
  Related out;
  DiagnosticList diagnostics;
  rdf::QuadList quads;
  out.summary = relate(graph, options, quads, diagnostics);
  for (const rdf::Quad& quad : quads.quads()) {
    const auto text = [](const rdf::Term& term) {
      return term.is_literal() ? '"' + term.value + '"' : shortened(term.value);
    };
    out.lines.push_back(text(quad.subject) + " " + text(quad.predicate) + " " + text(quad.object));
    out.bytes += out.lines.back() + "\n";
  }
  std::sort(out.lines.begin(), out.lines.end());
  EXPECT_EQ(std::adjacent_find(out.lines.begin(), out.lines.end()), out.lines.end()) << "a statement is written twice";
  for (const Diagnostic& diagnostic : diagnostics.sorted()) out.diagnostics.push_back(diagnostic.message);
  return out;
}

inline Related related(const std::string& turtle, const RelateOptions& options = {}) {
  return related(graph_of(turtle), options);
}

using Lines = std::vector<std::string>;

}  // namespace vitagraph::graph
