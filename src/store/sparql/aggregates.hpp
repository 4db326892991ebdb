// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/sparql/evaluator.hpp"

namespace vitagraph::store::sparql {

/// §18.5.1: COUNT, SUM, MIN, MAX, AVG, SAMPLE, GROUP_CONCAT over the rows of one group.
Value evaluate_aggregate(Evaluator& evaluator, const Expression& aggregate, const Solutions& rows,
                         const std::vector<std::size_t>& group);

}  // namespace vitagraph::store::sparql
