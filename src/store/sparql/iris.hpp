// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::store::sparql {

/// A reference resolved against an absolute base (RFC 3986 §5.2).
std::string resolve_iri(std::string_view base, std::string_view reference);

}  // namespace vitagraph::store::sparql
