// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph {

/// The digest of the bytes as lower-case hexadecimal digits, by OpenSSL. `name`: "md5", "sha1", "sha256", "sha384" or
/// "sha512". MD5 and SHA-1 are for addresses that others made so, never for security. Throws Error for a name that the
/// library does not know or does not allow.
std::string digest(const char* name, std::string_view bytes);

/// SHA-256 (FIPS 180-4 §6.2) of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace vitagraph
