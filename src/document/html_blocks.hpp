// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "document/builder.hpp"

namespace vitagraph::document {

/// Writes the blocks of a page or a fragment of one. `source` is where the fragment begins in the source.
void write_html_blocks(std::string_view html, std::uint32_t source, Builder& builder, Metadata* metadata);

}  // namespace vitagraph::document
