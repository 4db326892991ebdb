// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "rdf/rdf.hpp"

namespace vitagraph::store {

/// Appends a literal's canonical form: what a store that keeps values rather than texts still tells apart. Numbers of
/// xsd:integer (and the types derived from it) and xsd:decimal by their value, doubles and floats by their nearest
/// value, booleans as true and false (or as numbers), language tags in lower case (RDF 1.1 Concepts §3.3), fractions
/// of seconds without closing zeros, the offset +00:00 as Z. What no value can be read from stays as it is.
/// A term that is no literal, or has no such form, is written as N-Triples.
void append_canonical(std::string& out, const rdf::TermView& term, bool booleans_are_numbers);

}  // namespace vitagraph::store
