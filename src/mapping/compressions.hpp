// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::mapping {

/// RML-IO §"Compression": gzip, zip, targzip, tarxz, and zstd; "" and "none" change nothing.
bool has_compression(std::string_view name);

/// The text compressed; an archive has one file of that name in it, with a fixed date, so that the same text gives the
/// same bytes. Throws Error.
std::string compress(std::string_view name, const std::string& text, const std::string& file);

}  // namespace vitagraph::mapping
