// SPDX-License-Identifier: Apache-2.0
#pragma once
// The functions that mappings may call: one table row each, with an example that runs as a test.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"

namespace vitagraph::mapping {

/// What a parameter's values must be for the function to have any use of them.
enum class Takes : unsigned char { text, number, pattern, date_pattern, date, time_unit };

struct Parameter {
  /// The first is the one that messages and `--functions` name; published descriptions differ in the others.
  std::vector<std::string> iris;
  bool required = true;
  bool list = false;  ///< takes all values of its argument at once; otherwise the function runs for each
  Takes takes = Takes::text;

  bool is(std::string_view iri) const;
};

/// A call in progress: arguments in the order of the table row's parameters; results go to `out`.
struct Call {
  std::span<const Values> arguments;
  Arena& arena;
  Values& out;
  const Row* row = nullptr;  ///< the row at hand, for what names rows
  std::string fault = {};    ///< why an argument could not be used; set by refuse()

  bool has(std::size_t i) const { return i < arguments.size() && !arguments[i].empty(); }
  std::string_view text(std::size_t i) const { return has(i) ? arguments[i].front().text : std::string_view(); }
  void give(std::string_view text, Natural natural = Natural::text) { out.push_back({arena.keep(text), natural}); }
  void give(const char* text) { give(std::string_view(text)); }
  void give(bool value) { out.push_back({value ? "true" : "false", Natural::boolean}); }
  void give(double value);
  void refuse(std::string why) { fault = std::move(why); }
};

/// Why a parameter of that kind has no use of the text; empty when it has, or when there is no text.
std::string why_unusable(Takes takes, std::string_view text);

struct Function {
  std::string iri;
  std::vector<Parameter> parameters;
  std::string doc;
  /// "argument | argument => result | result", with the arguments as in the parameters; a list's elements by `;`.
  std::string example;
  void (*call)(Call& call);
};

/// Null when there is none of this IRI.
const Function* find_function(std::string_view iri);
/// In the order of the table.
const std::vector<const Function*>& all_functions();
/// Whether functions may be asked for a return value of this IRI (fno:returns of the published descriptions).
bool is_known_output(std::string_view iri);

}  // namespace vitagraph::mapping
