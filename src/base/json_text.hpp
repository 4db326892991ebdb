// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph {

/// Appends the text as a JSON string with its quotation marks (RFC 8259 §7). Requires well-formed UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace vitagraph
