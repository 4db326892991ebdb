// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "mapping/rules.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// Writes a logical target's statements (RML-IO §"Logical targets") in its serialization, encoding and compression.
/// Returns false, with a diagnostic, for one that cannot be written: a store, or a serialization without a writer here.
bool write_target(const TargetDescription& target, const std::vector<rdf::Quad>& quads, const rdf::Prefixes& prefixes,
                  DiagnosticSink& diagnostics);

}  // namespace vitagraph::mapping
