// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "mapping/quoting.hpp"
#include "mapping/rules.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// Whether a logical target (RML-IO §"Logical targets") can be written at all; says why not: an address that is not
/// reached here, or a serialization or compression without a writer.
bool can_write(const TargetDescription& target, bool offline, DiagnosticSink& diagnostics);

/// Writes with the prefixes that are used; Turtle and N-Triples, which know no named graphs, have the statements of
/// all. Requires sort_unique().
void write_statements(const OutputStatements& statements, const rdf::Prefixes& prefixes, rdf::Syntax syntax,
                      const rdf::ByteSink& out);

/// Writes its statements in its serialization, encoding and compression, or sends them so; a SPARQL service gets them
/// as updates. Requires can_write(), sort_unique(), and
/// holds_triple_terms() if statements are quoted. Throws Error.
void write_target(const TargetDescription& target, const OutputStatements& statements, const rdf::Prefixes& prefixes);

}  // namespace vitagraph::mapping
