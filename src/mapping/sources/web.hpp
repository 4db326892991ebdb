// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sources on the web (YARRRML §"Sources", RML-IO registry: DCAT, Web of Things, SPARQL services).
#include <functional>
#include <string>
#include <string_view>

#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// Asks the description's address, of a service the query, with `accept` as what is wanted unless a header of the
/// description says it. Throws Error.
void fetch_source(const SourceDescription& description, const std::string& query, const std::string& accept,
                  const std::function<void(std::string_view)>& receive);

}  // namespace vitagraph::mapping
