// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "document/document.hpp"

namespace vitagraph::document {

/// Under this key of the metadata stand, parted by blanks, the targets of links that show no words: icons, menus that
/// were left out, lists in front matter.
inline constexpr std::string_view targets_key = "link_targets";

/// The length of the YAML block ("---" … "---") that opens the text, 0 if there is none. Its scalars, and its lists of
/// scalars joined by ", ", go to `metadata`; what nests deeper is left out.
/// Lists of links ("href: https://…") are kept under targets_key.
std::size_t read_front_matter(std::string_view text, Metadata& metadata);

}  // namespace vitagraph::document
