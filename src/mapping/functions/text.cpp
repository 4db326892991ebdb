// SPDX-License-Identifier: Apache-2.0
// GREL's functions on text, as the FnO descriptions at the IRIs name their parameters.
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {

const std::vector<Function>& text_functions() {
  static const std::vector<Function> functions = {
      {GREL "string_trim",
       {{GREL "valueParameter"}},
       "without white space at both ends",
       " a b  => a b",
       [](Call& c) { c.give(trim(c.text(0))); }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
