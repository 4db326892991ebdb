// SPDX-License-Identifier: Apache-2.0
#pragma once
// The groups of the function table, one file each; a new function is a row in its group.
#include <string>
#include <vector>

#include "mapping/functions/functions.hpp"

namespace vitagraph::mapping {

inline std::string grel(std::string_view name) {
  return "http://users.ugent.be/~bjdmeest/function/grel.ttl#" + std::string(name);
}
inline std::string idlab(std::string_view name) { return "https://w3id.org/imec/idlab/function#" + std::string(name); }
inline std::string vgf(std::string_view name) { return "https://w3id.org/vitagraph/function#" + std::string(name); }

/// GREL's parameter for the text worked on, by the names it has had.
inline Parameter grel_text() { return {{grel("valueParameter"), grel("valueParam")}}; }
inline Parameter grel_second() { return {{grel("valueParameter2"), grel("valueParam2")}}; }

const std::vector<Function>& logic_functions();
const std::vector<Function>& text_functions();
const std::vector<Function>& list_functions_group();
const std::vector<Function>& number_functions();
const std::vector<Function>& scholarly_functions();

}  // namespace vitagraph::mapping
