// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>

#include "mapping/mapping.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// The same for all spellings of a file's name. Folders may have several names; what the file's own name links to is
/// replaced, not written.
std::string file_place(const std::string& path);

/// The places of the files that a run reads: the rules and their sources, under the names given and under their own.
std::set<std::string> input_places(const RuleData& rules, const MappingOptions& options);

}  // namespace vitagraph::mapping
