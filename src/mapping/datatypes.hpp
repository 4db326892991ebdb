// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>

#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// Warns of a constant datatype in XML Schema's namespace that XML Schema 1.1 Part 2 does not have (`xsd:Integer`):
/// statements would have it all the same, and nothing would compare them as meant.
void check_datatype(const Expression& datatype, const std::map<std::string, std::string>& prefixes,
                    DiagnosticSink& diagnostics);

/// Whether XML Schema has a datatype of that local name.
bool is_xsd_datatype(const std::string& name);

}  // namespace vitagraph::mapping
