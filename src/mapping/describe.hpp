// SPDX-License-Identifier: Apache-2.0
#pragma once
// Expressions as text for people: `http://example.org/$(id)`, `grel:toUpperCase($(name))`.
#include <map>
#include <string>

#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// Function and parameter names are shortened by the prefixes; `quoted`: constants in double quotation marks.
std::string describe(const Expression& e, const std::map<std::string, std::string>& prefixes, bool quoted = false);

/// `prefix:local` where a prefix fits, else `<iri>`.
std::string shorten(const std::string& iri, const std::map<std::string, std::string>& prefixes);

}  // namespace vitagraph::mapping
