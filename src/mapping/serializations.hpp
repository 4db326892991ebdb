// SPDX-License-Identifier: Apache-2.0
#pragma once
// Serializations that only targets ask for; Serd writes the others.
#include <string>
#include <string_view>
#include <vector>

#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// For serializations that know no named graphs: the statements of all graphs, each once, sorted.
std::vector<rdf::Quad> in_one_graph(std::vector<rdf::Quad> quads);

/// Whether `write_serialization` knows it: jsonld, rdfxml, rdfjson.
bool has_serialization(std::string_view name);

/// JSON-LD 1.1 in expanded form, RDF 1.1 XML Syntax, RDF 1.1 JSON Alternate Serialization. The two that know no named
/// graphs write the statements of all graphs. Throws Error for a property that RDF/XML has no element name for.
std::string write_serialization(std::string_view name, std::vector<rdf::Quad> quads);

}  // namespace vitagraph::mapping
