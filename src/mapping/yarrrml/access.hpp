// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the readers of YARRRML's sources and targets have in common.
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "mapping/yarrrml/reader.hpp"

namespace vitagraph::mapping {

namespace key {
inline const KeyNames access{"access"}, credentials{"credentials"}, encoding{"encoding"}, compression{"compression"};
inline const KeyNames content_type{"contentType"}, operation{"operationType"}, security{"security"};
inline const KeyNames username{"username"}, password{"password"};
}  // namespace key

inline std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

/// The keys of a map, for a similar name; none of so many that each suggestion would take long.
template <typename Map>
std::vector<std::string> names_for_suggestions(const Map& map) {
  constexpr std::size_t most = 1000;
  std::vector<std::string> out;
  if (map.size() <= most)
    for (const auto& entry : map) out.push_back(entry.first);
  return out;
}

inline std::string folder_of(const std::string& file) {
  const std::filesystem::path parent = std::filesystem::path(file).parent_path();
  return parent.empty() ? std::string(".") : parent.string();
}

/// "data.json~jsonpath": what stands before and after the last tilde.
inline std::pair<std::string, std::string> split_tilde(const std::string& text) {
  const std::size_t at = text.rfind('~');
  if (at == std::string::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

}  // namespace vitagraph::mapping
