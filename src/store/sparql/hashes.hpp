// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::store::sparql {

/// §17.4.6: the hash as lower-case hexadecimal digits. `name`: "md5", "sha1", "sha256", "sha384" or "sha512".
std::string hash_of(std::string_view name, std::string_view bytes);

}  // namespace vitagraph::store::sparql
