// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "facts/facts.hpp"

namespace vitagraph::resolution {

/// Sets `normal` for mapping, for each date field F: F, F_type, and for the whole earliest_start, latest_end and
/// current; doi, arxiv, orcid, homepage; kind_class and relation_property (local names of the ontology). A value that
/// has no normal form has none. Labels and keys come with the paths.
void set_normal_forms(facts::Fact& fact, const facts::TypeSchema& type);

/// A short label for what the fact states: "Assistant Professor, New York University".
std::string statement_label(const facts::Fact& fact);

}  // namespace vitagraph::resolution
