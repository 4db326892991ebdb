// SPDX-License-Identifier: Apache-2.0
// Comparisons and conditions.
#include <algorithm>

#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

bool is_true(const Value& value) { return value.text == "true"; }

}  // namespace

const std::vector<Function>& logic_functions() {
  static const std::vector<Function> functions = {
      {idlab("equal"),
       {grel_text(), grel_second()},
       "whether both texts are the same",
       "a | a => true",
       [](Call& c) { c.give(c.text(0) == c.text(1)); }},
      {idlab("notEqual"),
       {grel_text(), grel_second()},
       "whether the texts differ",
       "a | b => true",
       [](Call& c) { c.give(c.text(0) != c.text(1)); }},
      {idlab("trueCondition"),
       {idlab_parameter("strBoolean"), idlab_parameter("str")},
       "the second text if the first is \"true\", else nothing",
       "true | kept => kept",
       [](Call& c) {
         if (c.text(0) == "true") c.give(c.text(1));
       }},
      {idlab("isNull"),
       {idlab_parameter("str", false, true)},
       "whether there is no value",
       " => true",
       [](Call& c) { c.give(!c.has(0)); }},
      {idlab("notNull"),
       {idlab_parameter("str", false, true)},
       "whether there is a value",
       "x => true",
       [](Call& c) { c.give(c.has(0)); }},
      {idlab("stringContainsOtherString"),
       {idlab_parameter("str"), idlab_parameter("otherStr"), idlab_parameter("delimiter", false)},
       "whether the first text holds the second; with a delimiter, whether one of its parts is the second",
       "a;bc | b | ; => false",
       [](Call& c) {
         const std::string_view text = c.text(0), wanted = c.text(1), delimiter = c.text(2);
         bool found = delimiter.empty() && text.find(wanted) != std::string_view::npos;
         for (std::size_t at = 0; !delimiter.empty() && !found && at <= text.size();) {
           const std::size_t end = std::min(text.find(delimiter, at), text.size());
           found = text.substr(at, end - at) == wanted;
           at = end + delimiter.size();
         }
         c.give(found);
       }},
      {idlab("inRange"),
       {idlab_parameter("test"), idlab_parameter("from"), idlab_parameter("to")},
       "whether a number is in [from, to)",
       "5 | 1 | 9 => true",
       [](Call& c) {
         const auto number = [&](std::size_t i) { return std::strtod(std::string(c.text(i)).c_str(), nullptr); };
         c.give(number(0) >= number(1) && number(0) < number(2));
       }},
      {grel("boolean_and"),
       {grel_booleans()},
       "whether all are true",
       "true;false => false",
       [](Call& c) {
         bool all = c.has(0);
         for (const Value& value : c.arguments[0]) all = all && is_true(value);
         c.give(all);
       }},
      {grel("boolean_or"),
       {grel_booleans()},
       "whether one is true",
       "true;false => true",
       [](Call& c) {
         bool any = false;
         for (const Value& value : c.arguments[0]) any = any || is_true(value);
         c.give(any);
       }},
      {grel("boolean_xor"),
       {grel_booleans()},
       "whether an odd number is true",
       "true;false => true",
       [](Call& c) {
         bool odd = false;
         for (const Value& value : c.arguments[0]) odd = odd != is_true(value);
         c.give(odd);
       }},
      {grel("boolean_not"),
       {grel_boolean()},
       "the opposite",
       "true => false",
       [](Call& c) { c.give(c.text(0) != "true"); }},
      {grel("controls_if"),
       {grel_boolean(),
        {{grel("any_true"), grel("param_true")}, false},
        {{grel("any_false"), grel("param_false")}, false}},
       "one of two values",
       "true | yes | no => yes",
       [](Call& c) {
         const std::size_t pick = c.text(0) == "true" ? 1 : 2;
         if (c.has(pick)) c.give(c.text(pick));
       }},
      {idlab("listContainsElement"),
       {idlab_parameter("list", false, true), idlab_parameter("str")},
       "whether one of the values is the text",
       "a;b | b => true",
       [](Call& c) {
         const auto is_it = [&](const Value& value) { return value.text == c.text(1); };
         c.give(std::any_of(c.arguments[0].begin(), c.arguments[0].end(), is_it));
       }},
      {idlab("decide"),
       {idlab_parameter("str"), idlab_parameter("expectedStr"), idlab_parameter("result")},
       "the third text if the first is the second, else nothing",
       "x | x | found => found",
       [](Call& c) {
         if (c.text(0) == c.text(1)) c.give(c.text(2));
       }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
