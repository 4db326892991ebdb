// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis.hpp"

#include <charconv>

namespace vitagraph::graph {
namespace {

std::string key_of(const std::string& names) {
  const std::size_t begin = names.find("--") + 2;
  return names.substr(begin, names.find(',', begin) - begin);
}

template <typename Value>
Value number_from(std::string_view key, const std::string& given, Value least, Value most) {
  Value value = 0;
  const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), value);
  // Written so that a value that is not a number fails too.
  if (failed != std::errc() || end != given.data() + given.size() || !(value >= least && value <= most))
    throw Error("--{} {}: not a number from {} to {}", key, to_valid_utf8(given), least, most);
  return value;
}

}  // namespace

const std::vector<std::string>& AnalysisArguments::all(std::string_view key) const {
  static const std::vector<std::string> nothing;
  const auto found = values.find(key);
  return found == values.end() ? nothing : found->second;
}

std::string AnalysisArguments::text(std::string_view key) const {
  const std::vector<std::string>& given = all(key);
  if (!given.empty()) return given.back();
  const auto found = fallbacks.find(key);
  return found == fallbacks.end() ? std::string() : found->second;
}

std::int64_t AnalysisArguments::number(std::string_view key, std::int64_t least, std::int64_t most) const {
  return number_from<std::int64_t>(key, text(key), least, most);
}

double AnalysisArguments::real(std::string_view key, double least, double most) const {
  return number_from<double>(key, text(key), least, most);
}

const Analysis* find_analysis(std::string_view name) {
  for (const Analysis& analysis : analyses())
    if (analysis.name == name) return &analysis;
  return nullptr;
}

AnalysisArguments default_arguments(const Analysis& analysis) {
  AnalysisArguments arguments;
  for (const AnalysisOption& option : analysis.options)
    if (!option.fallback.empty()) arguments.fallbacks[key_of(option.names)] = option.fallback;
  return arguments;
}

}  // namespace vitagraph::graph
