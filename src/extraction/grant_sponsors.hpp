// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// "We thank X, Y and Z for their support": adds a grant of each of them. Whether the text is such a sentence, without
/// sum and date of its own.
bool recognize_sponsors(const std::string& text, Span span, const Context& context, Findings& findings);

}  // namespace vitagraph::extraction
