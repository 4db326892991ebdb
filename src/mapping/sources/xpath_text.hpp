// SPDX-License-Identifier: Apache-2.0
#pragma once
// XPath 1.0 as text: what libxml2 does not say of a path that it took or refused.
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::mapping {

/// Where the paths end that the path goes through: `/a/b[1]/c` passes `/a`, `/a/b`, `/a/b[1]`, `/a/b[1]/c`. Empty for a
/// union (`a | b`).
std::vector<std::size_t> path_ends(std::string_view path);

/// The first prefix that has no namespace; empty if all have.
std::string undeclared_prefix(std::string_view path, const std::map<std::string, std::string>& namespaces);

}  // namespace vitagraph::mapping
