// SPDX-License-Identifier: Apache-2.0
#pragma once
// The functions that mappings may call: one table row each, with an example that runs as a test.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"

namespace vitagraph::mapping {

struct Parameter {
  std::string_view iri;
  bool required = true;
  bool list = false;  ///< takes all values of its argument at once; otherwise the function runs for each
};

/// A call in progress: arguments in the order of the table row's parameters; results go to `out`.
struct Call {
  std::span<const Values> arguments;
  Arena& arena;
  Values& out;

  bool has(std::size_t i) const { return i < arguments.size() && !arguments[i].empty(); }
  std::string_view text(std::size_t i) const { return has(i) ? arguments[i].front().text : std::string_view(); }
  void give(std::string_view text, Natural natural = Natural::text) { out.push_back({arena.keep(text), natural}); }
  void give(bool value) { out.push_back({value ? "true" : "false", Natural::boolean}); }
};

struct Function {
  std::string_view iri;
  std::vector<Parameter> parameters;
  std::string_view doc;
  /// "argument | argument => result | result", with the arguments as in the parameters.
  std::string_view example;
  void (*call)(Call& call);
  std::vector<std::string_view> outputs = {};  ///< IRIs of its return value; any when empty
};

/// Null when there is none of this IRI.
const Function* find_function(std::string_view iri);
/// In the order of the table.
const std::vector<const Function*>& all_functions();

}  // namespace vitagraph::mapping
