// SPDX-License-Identifier: Apache-2.0
#pragma once
// The groups of the function table, one file each; a new function is a row in its group.
#include <vector>

#include "mapping/functions/functions.hpp"

#define GREL "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
#define IDLAB "https://w3id.org/imec/idlab/function#"

namespace vitagraph::mapping {

const std::vector<Function>& logic_functions();
const std::vector<Function>& text_functions();

}  // namespace vitagraph::mapping
