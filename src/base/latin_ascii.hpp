// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace vitagraph {

/// The ASCII that is written for a letter or sign without one by decomposition: "ss" for "ß", "-" for a dash; empty
/// where there is none.
std::string_view latin_ascii(char32_t c);

}  // namespace vitagraph
