// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/sparql/ast.hpp"
#include "store/sparql/lexer.hpp"

namespace vitagraph::store::sparql {

/// Parses a query of SPARQL 1.1 Query §19.8. `prefixes` are declared before it, so that short queries need no PREFIX
/// lines. Throws SyntaxError with the place and what was expected.
Query parse_query(std::string_view text, const rdf::Prefixes& prefixes);

}  // namespace vitagraph::store::sparql
