// SPDX-License-Identifier: Apache-2.0
#include "mapping/row.hpp"

namespace vitagraph::mapping {

std::unique_ptr<RowSource> open_source(const SourceContext& context) {
  switch (context.description.formulation) {
    case Formulation::csv: return open_csv(context);
    case Formulation::json: return open_json(context);
    case Formulation::json_lines: return open_json_lines(context);
    case Formulation::xml: return open_xml(context);
    case Formulation::sql: return open_sql(context);
    case Formulation::facts: return open_facts(context);
  }
  throw Error("{}: no reader for this source", context.description.access);
}

}  // namespace vitagraph::mapping
