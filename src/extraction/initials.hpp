// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace vitagraph::extraction {

/// Whether an initial with its full stop stands behind the first comma of the words, as names do in references ("Moss,
/// A. (2019)"): what tells lines that patterns for such names need not be asked of.
bool begins_with_initials(std::string_view text);

}  // namespace vitagraph::extraction
