// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "cli/command.hpp"

namespace vitagraph::cli {

std::string Option::key() const {
  const std::size_t dashes = names.find("--");
  const std::size_t begin = dashes == std::string::npos ? names.find_first_not_of('-') : dashes + 2;
  return names.substr(begin, names.find(',', begin) - begin);
}

const std::vector<std::string>& Arguments::all(std::string_view key) const {
  static const std::vector<std::string> none;
  const auto found = values.find(key);
  return found == values.end() ? none : found->second;
}

std::string Arguments::text(std::string_view key) const {
  const std::vector<std::string>& given = all(key);
  if (!given.empty()) return given.back();
  const auto found = fallbacks.find(key);
  return found == fallbacks.end() ? std::string() : found->second;
}

long Arguments::number(std::string_view key, long least, long most) const {
  const std::string given = text(key);
  long value = 0;
  const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), value);
  if (failed != std::errc() || end != given.data() + given.size() || value < least || value > most)
    throw Error("--{} {}: not a number from {} to {}", key, given, least, most);
  return value;
}

}  // namespace vitagraph::cli
