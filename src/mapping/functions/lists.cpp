// SPDX-License-Identifier: Apache-2.0
// Functions on several values, and those that make several of one.
#include <algorithm>

#include "base/base.hpp"
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

void split(Call& c, std::string_view text, std::string_view separator) {
  if (separator.empty()) {
    c.give(text);
    return;
  }
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t found = std::min(text.find(separator, at), text.size());
    c.give(text.substr(at, found - at));
    at = found + separator.size();
  }
}

Parameter array() { return {{grel("p_array_a"), grel("valueParameter"), grel("valueParam")}, true, true}; }

}  // namespace

const std::vector<Function>& list_functions_group() {
  static const std::vector<Function> functions = {
      {grel("string_split"),
       {grel_text(), {{grel("p_string_sep"), grel("string_sep")}}},
       "the parts between the separators",
       "a,b | , => a | b",
       [](Call& c) { split(c, c.text(0), c.text(1)); }},
      {idlab("stringSplit"),
       {{{idlab("str")}}, {{idlab("delimiter")}}},
       "the parts between the separators",
       "a,b | , => a | b",
       [](Call& c) { split(c, c.text(0), c.text(1)); }},
      {grel("array_join"),
       {array(), {{grel("p_string_sep"), grel("string_sep")}, false}},
       "all values as one text",
       "a;b | - => a-b",
       [](Call& c) {
         std::string out;
         for (const Value& value : c.arguments[0]) {
           if (&value != &c.arguments[0].front()) out += c.text(1);
           out += value.text;
         }
         c.give(out);
       }},
      {grel("array_length"),
       {{{grel("p_array_a"), grel("valueParameter")}, false, true}},
       "how many values",
       "a;b => 2",
       [](Call& c) { c.give(static_cast<double>(c.arguments[0].size())); }},
      {grel("array_get"),
       {array(), {{grel("p_int_i_from")}}},
       "the value at a place, from 0; negative ones count from the end",
       "a;b;c | 1 => b",
       [](Call& c) {
         auto at = static_cast<std::ptrdiff_t>(std::strtol(std::string(c.text(1)).c_str(), nullptr, 10));
         const auto size = static_cast<std::ptrdiff_t>(c.arguments[0].size());
         if (at < 0) at += size;
         if (at >= 0 && at < size) c.give(c.arguments[0][static_cast<std::size_t>(at)].text);
       }},
      {grel("array_uniques"),
       {array()},
       "each value once",
       "a;b;a => a | b",
       [](Call& c) {
         for (std::size_t i = 0; i < c.arguments[0].size(); ++i) {
           const auto before = c.arguments[0].begin() + static_cast<std::ptrdiff_t>(i);
           if (std::none_of(c.arguments[0].begin(), before, [&](const Value& v) { return v.text == before->text; }))
             c.give(before->text);
         }
       }},
      {grel("array_sort"),
       {array()},
       "in the order of code points",
       "b;a => a | b",
       [](Call& c) {
         Values sorted(c.arguments[0]);
         std::stable_sort(sorted.begin(), sorted.end(), [](const Value& a, const Value& b) { return a.text < b.text; });
         for (const Value& value : sorted) c.give(value.text);
       }},
      {grel("array_reverse"),
       {array()},
       "last first",
       "a;b => b | a",
       [](Call& c) {
         for (std::size_t i = c.arguments[0].size(); i-- > 0;) c.give(c.arguments[0][i].text);
       }},
      {grel("coalesce"),
       {{{grel("p_any_rep"), grel("valueParameter")}, false, true}, {{grel("valueParameter2")}, false, true}},
       "the first value there is",
       " | b => b",
       [](Call& c) {
         for (const Values& values : c.arguments)
           if (!values.empty()) {
             c.give(values.front().text);
             return;
           }
       }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
