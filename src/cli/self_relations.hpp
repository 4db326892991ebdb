// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rdf/rdf.hpp"

namespace vitagraph::cli {

/// The statements without those that say nothing true: relations of our ontology from a thing to itself, and advising
/// whose two ends are one person. `relate` reports the persons.
rdf::QuadList without_self_relations(rdf::QuadList quads);

}  // namespace vitagraph::cli
