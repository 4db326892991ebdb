// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/sparql/solutions.hpp"

namespace vitagraph::store::sparql {

/// A SELECT query's solutions after grouping, projection, DISTINCT, ORDER BY and LIMIT: rows of the query's own
/// variables, those not projected unbound. `graph`: the one around a subquery.
Solutions select(Dataset& data, const Query& query, Budget& budget, TermId graph = unbound);

/// The quads of a CONSTRUCT or DESCRIBE query, sorted, each once.
std::vector<rdf::Quad> construct(Dataset& data, const Query& query, Budget& budget);

/// Whether an ASK query has any solution.
bool ask(Dataset& data, const Query& query, Budget& budget);

}  // namespace vitagraph::store::sparql
