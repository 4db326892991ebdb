// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/xpath_text.hpp"

namespace vitagraph::mapping {
namespace {

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

/// Behind the literal that begins at `at`.
std::size_t literal_end(std::string_view path, std::size_t at) {
  const std::size_t close = path.find(path[at], at + 1);
  return close == std::string_view::npos ? path.size() : close + 1;
}

}  // namespace

std::vector<std::size_t> path_ends(std::string_view path) {
  std::vector<std::size_t> out;
  int depth = 0;
  for (std::size_t at = 0; at < path.size();) {
    const char c = path[at];
    if (c == '"' || c == '\'') {
      at = literal_end(path, at);
      continue;
    }
    if (depth == 0 && c == '|') return {};
    const bool second_slash = at > 0 && path[at - 1] == '/';
    if (depth == 0 && at > 0 && (c == '[' || (c == '/' && !second_slash))) out.push_back(at);
    if (c == '[' || c == '(') ++depth;
    if (c == ']' || c == ')') --depth;
    ++at;
  }
  out.push_back(path.size());
  return out;
}

std::string undeclared_prefix(std::string_view path, const std::map<std::string, std::string>& namespaces) {
  for (std::size_t at = 0; at < path.size();) {
    if (path[at] == '"' || path[at] == '\'') {
      at = literal_end(path, at);
      continue;
    }
    if (!begins_name(path[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < path.size() && continues_name(path[at])) ++at;
    const bool prefix = at + 1 < path.size() && path[at] == ':' && (begins_name(path[at + 1]) || path[at + 1] == '*');
    const std::string name(path.substr(begin, at - begin));
    if (prefix && name != "xml" && namespaces.count(name) == 0) return name;
    if (prefix) ++at;  // the local name is no prefix
    while (prefix && at < path.size() && continues_name(path[at])) ++at;
  }
  return {};
}

}  // namespace vitagraph::mapping
