// SPDX-License-Identifier: Apache-2.0
// Arithmetic. What is no number, or has no result (the logarithm of -1), gives nothing
// and is told of.
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

constexpr double pi = 3.14159265358979323846;

std::optional<double> number(std::string_view text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

void give(Call& c, double result) {
  if (std::isfinite(result))
    c.give(result);
  else
    c.refuse("no number is the result");
}

template <double (*Operation)(double)>
void unary(Call& c) {
  if (const auto a = number(c.text(0))) give(c, Operation(*a));
}

template <double (*Operation)(double, double)>
void binary(Call& c) {
  const auto a = number(c.text(0)), b = number(c.text(1));
  if (a && b) give(c, Operation(*a, *b));
}

template <typename Fold>
void fold(Call& c, Fold fold_one) {
  std::optional<double> out;
  for (const Values& values : c.arguments)
    for (const Value& value : values)
      if (const auto next = number(value.text)) out = out ? fold_one(*out, *next) : *next;
  if (out) give(c, *out);
}

double larger(double a, double b) { return a > b ? a : b; }
double smaller(double a, double b) { return a < b ? a : b; }
double sum(double a, double b) { return a + b; }
double remainder(double a, double b) { return std::fmod(a, b); }
double quotient(double a, double b) { return std::trunc(a / b); }
double degrees(double a) { return a * 180 / pi; }
double radians(double a) { return a * pi / 180; }
/// OpenRefine: away from zero to the next even (odd) integer.
double even(double a) { return (a < 0 ? -2 : 2) * std::ceil(std::fabs(a) / 2); }
double odd(double a) { return (a < 0 ? -1 : 1) * (2 * std::ceil((std::fabs(a) - 1) / 2) + 1); }

/// a · (a - step) · (a - 2 step) …; beyond 170 steps a double has no room.
double falling(double a, double step) {
  if (a < 0 || step < 1 || a / step > 170) return NAN;
  double out = 1;
  for (double at = std::trunc(a); at > 1; at -= std::trunc(step)) out *= at;
  return out;
}
double factorial(double a) { return falling(a, 1); }
double combinations(double n, double k) {
  if (k < 0 || n < k || k > 10'000) return NAN;
  double out = 1;
  for (double i = 1; i <= k; ++i) out = out * (n - k + i) / i;
  return std::round(out);
}
/// Up to where doubles are integers.
bool is_exact(double a) { return a == std::trunc(a) && std::fabs(a) < 9e15; }
double divisor(double a, double b) {
  if (!is_exact(a) || !is_exact(b)) return NAN;
  return static_cast<double>(std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b)));
}
double multiple(double a, double b) {
  const double common = divisor(a, b);
  return common == 0 ? 0 : std::fabs(a / common * b);
}

Parameter decimals() {
  return {{grel("param_n1"), grel("p_dec_n"), grel("param_dec_n"), grel("valueParameter")}, true, true, Takes::number};
}
Parameter more_decimals() {
  return {{grel("param_n2"), grel("param_dec_n2"), grel("valueParameter2")}, false, true, Takes::number};
}
/// Of any type in the published descriptions.
Parameter anything() {
  return {
      {grel("p_any_e"), grel("param_any_e"), grel("valueParameter"), grel("valueParam")}, true, false, Takes::number};
}

void to_number(Call& c) {
  if (const auto a = number(c.text(0))) c.give(*a);
}
void largest(Call& c) { fold(c, larger); }
void smallest(Call& c) { fold(c, smaller); }
void add_up(Call& c) { fold(c, sum); }

}  // namespace

const std::vector<Function>& number_functions() {
  static const std::vector<Function> functions = {
      {grel("math_round"), {grel_decimal()}, "the nearest integer", "2.6 => 3", unary<std::round>},
      {grel("math_floor"), {grel_decimal()}, "the integer below", "2.6 => 2", unary<std::floor>},
      {grel("math_ceil"), {grel_decimal()}, "the integer above", "2.1 => 3", unary<std::ceil>},
      {grel("math_abs"), {grel_decimal()}, "without its sign", "-2 => 2", unary<std::fabs>},
      {grel("max"), {decimals(), more_decimals()}, "the largest", "1;3;2 => 3", largest},
      {grel("min"), {decimals(), more_decimals()}, "the smallest", "1;3;2 => 1", smallest},
      {grel("math_max"), {decimals(), more_decimals()}, "the larger one", "1 | 3 => 3", largest},
      {grel("math_min"), {decimals(), more_decimals()}, "the smaller one", "1 | 3 => 1", smallest},
      {grel("math_sum"), {decimals(), more_decimals()}, "all together", "1;2;4 => 7", add_up},
      {grel("array_sum"), {grel_array()}, "all together", "1;2;4 => 7", add_up},
      {grel("math_mod"), {grel_integer(), grel_second_integer()}, "the remainder", "7 | 3 => 1", binary<remainder>},
      {grel("math_quotient"),
       {grel_decimal(), grel_second_decimal()},
       "how often the second is in the first",
       "7 | 2 => 3",
       binary<quotient>},
      {grel("math_pow"),
       {grel_decimal(),
        {{grel("p_any_exp"), grel("param_dec_n_exp"), grel("valueParameter2")}, true, false, Takes::number}},
       "the first to the power of the second",
       "2 | 10 => 1024",
       binary<std::pow>},
      {grel("math_exp"), {grel_decimal()}, "e to that power", "0 => 1", unary<std::exp>},
      {grel("math_ln"), {grel_decimal()}, "the natural logarithm", "1 => 0", unary<std::log>},
      {grel("math_log"), {grel_decimal()}, "the logarithm to base 10", "1000 => 3", unary<std::log10>},
      {grel("math_sin"), {grel_decimal()}, "the sine of radians", "0 => 0", unary<std::sin>},
      {grel("math_cos"), {grel_decimal()}, "the cosine of radians", "0 => 1", unary<std::cos>},
      {grel("math_tan"), {grel_decimal()}, "the tangent of radians", "0 => 0", unary<std::tan>},
      {grel("math_asin"), {grel_decimal()}, "the arc sine", "0 => 0", unary<std::asin>},
      {grel("math_acos"), {grel_decimal()}, "the arc cosine", "1 => 0", unary<std::acos>},
      {grel("math_atan"), {grel_decimal()}, "the arc tangent", "0 => 0", unary<std::atan>},
      {grel("math_sinh"), {grel_decimal()}, "the hyperbolic sine", "0 => 0", unary<std::sinh>},
      {grel("math_cosh"), {grel_decimal()}, "the hyperbolic cosine", "0 => 1", unary<std::cosh>},
      {grel("math_tanh"), {grel_decimal()}, "the hyperbolic tangent", "0 => 0", unary<std::tanh>},
      {grel("math_degrees"), {grel_decimal()}, "radians as degrees", "0 => 0", unary<degrees>},
      {grel("math_radians"), {grel_decimal()}, "degrees as radians", "0 => 0", unary<radians>},
      {grel("math_even"), {grel_decimal()}, "the next even number, away from zero", "3 => 4", unary<even>},
      {grel("math_odd"), {grel_decimal()}, "the next odd number, away from zero", "2.5 => 3", unary<odd>},
      {grel("math_fact"), {grel_integer()}, "the factorial", "5 => 120", unary<factorial>},
      {grel("math_factn"),
       {grel_integer(), grel_second_integer()},
       "the product of every n-th number down from the first",
       "6 | 2 => 48",
       binary<falling>},
      {grel("math_combin"),
       {grel_integer(), grel_second_integer()},
       "how many choices of so many",
       "5 | 2 => 10",
       binary<combinations>},
      {grel("math_gcd"),
       {grel_integer(), grel_second_integer()},
       "the greatest common divisor",
       "12 | 18 => 6",
       binary<divisor>},
      {grel("math_lcm"),
       {grel_integer(), grel_second_integer()},
       "the least common multiple",
       "4 | 6 => 12",
       binary<multiple>},
      {grel("toNumber"), {anything()}, "as a number", "012 => 12", to_number},
      {grel("string_toNumber"), {anything()}, "as a number", "012 => 12", to_number},
  };
  return functions;
}

}  // namespace vitagraph::mapping
