// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::graph {

/// Text for XML 1.0: markup escaped, control characters that no XML may hold made blanks, ill-formed UTF-8 replaced.
std::string xml_text(std::string_view text);
/// A quoted string of the DOT language; a backslash is escaped too, or it would change what follows.
std::string dot_string(std::string_view text);

}  // namespace vitagraph::graph
