// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::mapping {

/// RFC 1321, as 32 hexadecimal digits. For addresses that others made so, never for security.
std::string md5(std::string_view text);
/// RFC 3174, as 40 hexadecimal digits.
std::string sha1(std::string_view text);

}  // namespace vitagraph::mapping
