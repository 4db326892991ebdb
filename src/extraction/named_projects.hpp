// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// Adds the projects that a line of a post or study names: `Coordinating the "Atlas of Mosses" (AM) project` and
/// "Select projects: a moss press, and a fern garden". `organization` is where the post or study was; may be empty.
void find_named_projects(Span line, const std::string& organization, const Context& context, Findings& findings);

}  // namespace vitagraph::extraction
