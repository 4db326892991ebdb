// SPDX-License-Identifier: Apache-2.0
// Comparisons and conditions.
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

bool is_true(const Value& value) { return value.text == "true"; }

}  // namespace

const std::vector<Function>& logic_functions() {
  static const std::vector<Function> functions = {
      {IDLAB "equal",
       {{GREL "valueParameter"}, {GREL "valueParameter2"}},
       "whether both texts are the same",
       "a | a => true",
       [](Call& c) { c.give(c.text(0) == c.text(1)); }},
      {IDLAB "notEqual",
       {{GREL "valueParameter"}, {GREL "valueParameter2"}},
       "whether the texts differ",
       "a | b => true",
       [](Call& c) { c.give(c.text(0) != c.text(1)); }},
      {IDLAB "trueCondition",
       {{IDLAB "strBoolean"}, {IDLAB "str"}},
       "the second text if the first is \"true\", else nothing",
       "true | kept => kept",
       [](Call& c) {
         if (c.text(0) == "true") c.give(c.text(1));
       }},
      {IDLAB "isNull",
       {{IDLAB "str", false, true}},
       "whether there is no value",
       " => true",
       [](Call& c) { c.give(!c.has(0)); }},
      {GREL "boolean_and",
       {{GREL "param_rep_b", true, true}},
       "whether all are true",
       "true | false => false",
       [](Call& c) {
         bool all = c.has(0);
         for (const Value& value : c.arguments[0]) all = all && is_true(value);
         c.give(all);
       }},
      {GREL "boolean_or",
       {{GREL "param_rep_b", true, true}},
       "whether one is true",
       "true | false => true",
       [](Call& c) {
         bool any = false;
         for (const Value& value : c.arguments[0]) any = any || is_true(value);
         c.give(any);
       }},
      {GREL "boolean_not",
       {{GREL "bool_b"}},
       "the opposite",
       "true => false",
       [](Call& c) { c.give(c.text(0) != "true"); }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
