// SPDX-License-Identifier: Apache-2.0
#pragma once
// The groups of the function table, one file each; a new function is a row in its group.
#include <string>
#include <vector>

#include "mapping/functions/functions.hpp"

namespace vitagraph::mapping {

inline std::string grel(std::string_view name) {
  return "http://users.ugent.be/~bjdmeest/function/grel.ttl#" + std::string(name);
}
inline std::string idlab(std::string_view name) { return "https://w3id.org/imec/idlab/function#" + std::string(name); }
inline std::string vgf(std::string_view name) { return "https://w3id.org/vitagraph/function#" + std::string(name); }

/// The published descriptions name each parameter twice: itself, and the predicate that older mappings use for it.
/// GREL's parameter for the text worked on, by the names it has had.
inline Parameter grel_text() { return {{grel("valueParameter"), grel("valueParam")}}; }
inline Parameter grel_second() { return {{grel("valueParameter2"), grel("valueParam2")}}; }
inline Parameter grel_array(bool required = true) {
  return {{grel("p_array_a"), grel("param_a"), grel("valueParameter"), grel("valueParam")}, required, true};
}
inline Parameter grel_from() { return {{grel("p_int_i_from"), grel("param_int_i_from")}, true, false, Takes::number}; }
inline Parameter grel_to() {
  return {{grel("p_int_i_opt_to"), grel("param_int_i_opt_to")}, false, false, Takes::number};
}
inline Parameter grel_separator(bool required = true) {
  return {{grel("p_string_sep"), grel("string_sep"), grel("param_string_sep")}, required};
}
inline Parameter grel_part() { return {{grel("string_sub"), grel("param_string_sub"), grel("valueParameter2")}}; }
inline Parameter grel_find() { return {{grel("param_find"), grel("p_string_find")}}; }
inline Parameter grel_replace() { return {{grel("param_replace"), grel("p_string_replace")}}; }
inline Parameter grel_regex() {
  return {{grel("p_string_regex"), grel("param_regex"), grel("valueParameter2")}, true, false, Takes::pattern};
}
inline Parameter grel_mode() { return {{grel("modeParam"), grel("modeParameter"), grel("p_string_mode")}}; }
inline Parameter grel_boolean() { return {{grel("bool_b"), grel("param_b"), grel("valueParameter")}}; }
inline Parameter grel_booleans() {
  return {{grel("param_rep_b"), grel("bool_array_b"), grel("bool_rep_b")}, true, true};
}
inline Parameter grel_decimal() {
  return {
      {grel("p_dec_n"), grel("param_dec_n"), grel("valueParameter"), grel("valueParam")}, true, false, Takes::number};
}
inline Parameter grel_second_decimal() {
  return {{grel("param_n2"), grel("param_dec_n2"), grel("valueParameter2")}, true, false, Takes::number};
}
inline Parameter grel_integer() {
  return {{grel("p_int_i"), grel("param_int_i"), grel("valueParameter")}, true, false, Takes::number};
}
inline Parameter grel_second_integer() {
  return {{grel("p_int_i2"), grel("param_int_i2"), grel("valueParameter2")}, true, false, Takes::number};
}
inline Parameter idlab_parameter(std::string_view name, bool required = true, bool list = false) {
  return {{idlab(name), idlab("_" + std::string(name)), idlab("p_" + std::string(name))}, required, list};
}

/// Of dates.cpp, for Takes.
bool is_date(std::string_view text);
bool is_date_pattern(std::string_view text);
bool is_time_unit(std::string_view text);

const std::vector<Function>& logic_functions();
const std::vector<Function>& text_functions();
const std::vector<Function>& text_part_functions();
const std::vector<Function>& date_functions();
const std::vector<Function>& list_functions_group();
const std::vector<Function>& number_functions();
const std::vector<Function>& scholarly_functions();

}  // namespace vitagraph::mapping
