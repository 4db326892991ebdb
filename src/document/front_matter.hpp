// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "document/document.hpp"

namespace vitagraph::document {

/// The length of the YAML block ("---" … "---") that opens the text, 0 if there is none. Its scalars, and its lists of
/// scalars joined by ", ", go to `metadata`; what nests deeper is left out.
std::size_t read_front_matter(std::string_view text, Metadata& metadata);

}  // namespace vitagraph::document
