// SPDX-License-Identifier: Apache-2.0
// Arithmetic. What is no number gives nothing.
#include <charconv>
#include <cmath>
#include <optional>

#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

std::optional<double> number(std::string_view text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

template <double (*Operation)(double)>
void unary(Call& c) {
  if (const auto a = number(c.text(0))) c.give(Operation(*a));
}

template <typename Fold>
void fold(Call& c, Fold fold_one) {
  std::optional<double> out;
  for (const Value& value : c.arguments[0])
    if (const auto next = number(value.text)) out = out ? fold_one(*out, *next) : *next;
  if (out) c.give(*out);
}

Parameter decimal() { return {{grel("p_dec_n"), grel("valueParameter"), grel("valueParam")}}; }
Parameter decimals() { return {{grel("param_n1"), grel("p_dec_n"), grel("valueParameter")}, true, true}; }

}  // namespace

const std::vector<Function>& number_functions() {
  static const std::vector<Function> functions = {
      {grel("math_round"), {decimal()}, "the nearest integer", "2.6 => 3", unary<std::round>},
      {grel("math_floor"), {decimal()}, "the integer below", "2.6 => 2", unary<std::floor>},
      {grel("math_ceil"), {decimal()}, "the integer above", "2.1 => 3", unary<std::ceil>},
      {grel("math_abs"), {decimal()}, "without its sign", "-2 => 2", unary<std::fabs>},
      {grel("max"),
       {decimals()},
       "the largest",
       "1;3;2 => 3",
       [](Call& c) { fold(c, [](double a, double b) { return a > b ? a : b; }); }},
      {grel("min"),
       {decimals()},
       "the smallest",
       "1;3;2 => 1",
       [](Call& c) { fold(c, [](double a, double b) { return a < b ? a : b; }); }},
      {grel("math_sum"),
       {decimals()},
       "all together",
       "1;2;4 => 7",
       [](Call& c) { fold(c, [](double a, double b) { return a + b; }); }},
      {grel("toNumber"),
       {grel_text()},
       "as a number",
       "012 => 12",
       [](Call& c) {
         if (const auto a = number(c.text(0))) c.give(*a);
       }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
