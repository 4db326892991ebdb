// SPDX-License-Identifier: Apache-2.0
// Functions on several values, and those that make several of one.
#include <algorithm>
#include <charconv>
#include <optional>

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

void join(Call& c) {
  std::string out;
  for (const Value& value : c.arguments[0]) {
    if (&value != &c.arguments[0].front()) out += c.text(1);
    out += value.text;
  }
  c.give(out);
}

void coalesce(Call& c) {
  for (const Values& values : c.arguments)
    if (!values.empty()) {
      c.give(values.front().text);
      return;
    }
}

/// The values from a place up to before another; negative places count from the end.
void slice(Call& c, std::optional<std::ptrdiff_t> from, std::optional<std::ptrdiff_t> to) {
  const auto size = static_cast<std::ptrdiff_t>(c.arguments[0].size());
  const auto place = [&](std::ptrdiff_t at) { return std::clamp<std::ptrdiff_t>(at < 0 ? at + size : at, 0, size); };
  for (std::ptrdiff_t i = place(from.value_or(0)); i < place(to.value_or(size)); ++i)
    c.give(c.arguments[0][static_cast<std::size_t>(i)].text);
}

std::optional<std::ptrdiff_t> integer(std::string_view text) {
  std::ptrdiff_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace

const std::vector<Function>& list_functions_group() {
  static const std::vector<Function> functions = {
      {grel("string_split"),
       {grel_text(), grel_separator()},
       "the parts between the separators",
       "a,b | , => a | b",
       [](Call& c) { split(c, c.text(0), c.text(1)); }},
      {idlab("stringSplit"),
       {idlab_parameter("str"), idlab_parameter("delimiter")},
       "the parts between the separators",
       "a,b | , => a | b",
       [](Call& c) { split(c, c.text(0), c.text(1)); }},
      {grel("array_join"), {grel_array(), grel_separator(false)}, "all values as one text", "a;b | - => a-b", join},
      {grel("array_length"),
       {grel_array(false)},
       "how many values",
       "a;b => 2",
       [](Call& c) { c.give(static_cast<double>(c.arguments[0].size())); }},
      {grel("array_get"),
       {grel_array(), grel_from(), grel_to()},
       "the value at a place, from 0, or those up to before a second place; negative ones count from the end",
       "a;b;c | 1 => b",
       [](Call& c) {
         const auto from = integer(c.text(1)), to = integer(c.text(2));
         if (!from || (c.has(2) && !to)) return;
         const auto size = static_cast<std::ptrdiff_t>(c.arguments[0].size());
         const std::ptrdiff_t at = *from < 0 ? *from + size : *from;
         if (to)
           slice(c, from, to);
         else if (at >= 0 && at < size)
           c.give(c.arguments[0][static_cast<std::size_t>(at)].text);
       }},
      {grel("array_slice"),
       {grel_array(), grel_from(), grel_to()},
       "the values from a place on, up to before a second one if given; negative ones count from the end",
       "a;b;c | 1 => b | c",
       [](Call& c) {
         const auto from = integer(c.text(1)), to = integer(c.text(2));
         if (from && (to || !c.has(2))) slice(c, from, to);
       }},
      {grel("array_uniques"),
       {grel_array()},
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
       {grel_array()},
       "in the order of code points",
       "b;a => a | b",
       [](Call& c) {
         Values sorted(c.arguments[0]);
         std::stable_sort(sorted.begin(), sorted.end(), [](const Value& a, const Value& b) { return a.text < b.text; });
         for (const Value& value : sorted) c.give(value.text);
       }},
      {grel("array_reverse"),
       {grel_array()},
       "last first",
       "a;b => b | a",
       [](Call& c) {
         for (std::size_t i = c.arguments[0].size(); i-- > 0;) c.give(c.arguments[0][i].text);
       }},
      {grel("coalesce"),
       {{{grel("p_any_rep"), grel("valueParameter")}, false, true}, {{grel("valueParameter2")}, false, true}},
       "the first value there is",
       " | b => b",
       coalesce},
      {grel("other_coalesce"),
       {{{grel("p_any_rep_e"), grel("param_any_rep_e"), grel("valueParameter")}, false, true}},
       "the first value there is",
       "a;b => a",
       coalesce},
      {idlab("concatSequence"),
       {{{idlab("seq"), idlab("_seq"), "http://www.w3.org/1999/02/22-rdf-syntax-ns#_nnn"}, true, true},
        idlab_parameter("delimiter", false)},
       "all values as one text, with the delimiter between",
       "a;b;c | - => a-b-c",
       join},
  };
  return functions;
}

}  // namespace vitagraph::mapping
