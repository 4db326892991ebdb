// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/sparql/solutions.hpp"

namespace vitagraph::store::sparql {

/// A SELECT query's solutions after grouping, projection, DISTINCT, ORDER BY and LIMIT: rows of the query's own
/// variables, those not projected unbound.
Solutions select(Dataset& data, const Query& query);

/// The quads of a CONSTRUCT or DESCRIBE query, sorted, each once.
std::vector<rdf::Quad> construct(Dataset& data, const Query& query);

/// Whether an ASK query has any solution.
bool ask(Dataset& data, const Query& query);

}  // namespace vitagraph::store::sparql
