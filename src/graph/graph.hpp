// SPDX-License-Identifier: Apache-2.0
#pragma once
// graph: what statements about scholars imply about their relations, whoever made the statements. The only folder that
// includes boost/graph.
//
// Reads any RDF in the project's ontology, keeps the predicates it needs in dense arrays of 32-bit numbers, and either
// writes derived statements (relate) or answers a question with a table (analyses).
//
//   RelationGraph graph = read_relations({"graph.ttl"}, diagnostics);
//   relate(graph, {}, sink, diagnostics);  // coauthors, ancestors, siblings, shared venues, as statements
//   Table table = find_analysis("lineage")->run(graph, arguments, diagnostics);
//
// Refuses: inference beyond the properties it names, guessing relations from names, recursion over the graph (every
// input is hostile: a lineage may be a million steps long).

#include "graph/analysis.hpp"
#include "graph/coauthorship.hpp"
#include "graph/csr.hpp"
#include "graph/dates.hpp"
#include "graph/export.hpp"
#include "graph/find_person.hpp"
#include "graph/lineage.hpp"
#include "graph/picture.hpp"
#include "graph/relate.hpp"
#include "graph/relation_graph.hpp"
#include "graph/table.hpp"
#include "graph/vocabulary.hpp"
