// SPDX-License-Identifier: Apache-2.0
#include "mapping/row.hpp"

namespace vitagraph::mapping {

std::unique_ptr<RowSource> open_source(const SourceContext& context) {
  switch (context.description.formulation) {
    case Formulation::facts: return open_facts(context);
    default: break;
  }
  throw Error("{}: sources of this kind cannot be read yet", context.description.access);
}

}  // namespace vitagraph::mapping
