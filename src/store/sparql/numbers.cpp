// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/numbers.hpp"

#include <charconv>
#include <cmath>

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;
using Wide = Number::Wide;

constexpr int most_digits_behind = 18;

Wide power(int exponent) {
  Wide out = 1;
  for (; exponent > 0; --exponent) out *= 10;
  return out;
}

std::optional<double> parse_real(std::string_view text) {
  if (text == "INF" || text == "+INF") return INFINITY;
  if (text == "-INF") return -INFINITY;
  if (text == "NaN") return NAN;
  if (text.starts_with('+')) text.remove_prefix(1);
  // from_chars also takes "inf", "nan" and their kin.
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return std::nullopt;
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || failed == std::errc::invalid_argument) return std::nullopt;
  if (failed == std::errc::result_out_of_range) return text.find("e-") != text.npos ? 0 : INFINITY;
  return value;
}

bool mul_overflow(Wide a, Wide b, Wide& out) { return __builtin_mul_overflow(a, b, &out); }

}  // namespace

std::optional<Width> width_of(std::string_view datatype) {
  if (!datatype.starts_with(v::xsd)) return std::nullopt;
  const std::string_view name = datatype.substr(v::xsd.size());
  if (name == "double") return Width::real;
  if (name == "float") return Width::single;
  if (name == "decimal") return Width::decimal;
  for (const std::string_view integer :
       {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"})
    if (name == integer) return Width::integer;
  return std::nullopt;
}

std::optional<Number> Number::of(const rdf::Term& term) {
  if (!term.is_literal()) return std::nullopt;
  const std::optional<Width> width = width_of(term.datatype);
  return width ? parse(term.value, *width) : std::nullopt;
}

std::optional<Number> Number::parse(std::string_view text, Width width) {
  if (width >= Width::single) {
    const std::optional<double> value = parse_real(text);
    if (!value) return std::nullopt;
    return Number{width, 0, 0, width == Width::single ? static_cast<double>(static_cast<float>(*value)) : *value};
  }
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Wide mantissa = 0;
  int scale = 0;
  bool behind = false, any = false;
  for (const char c : text) {
    if (c == '.' && width == Width::decimal && !behind) {
      behind = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (behind && scale == most_digits_behind) continue;  // more precision than is kept
    if (mul_overflow(mantissa, 10, mantissa) || __builtin_add_overflow(mantissa, Wide{c - '0'}, &mantissa))
      return std::nullopt;
    scale += behind;
  }
  if (!any) return std::nullopt;
  return scaled(width, negative ? -mantissa : mantissa, scale);
}

/// With as few digits behind the point as the value needs.
std::optional<Number> Number::scaled(Width width, Wide mantissa, int scale) {
  while (scale > 0 && (mantissa % 10 == 0 || scale > most_digits_behind)) {
    mantissa /= 10;
    --scale;
  }
  return Number{width, mantissa, scale, 0};
}

double Number::as_double() const {
  if (!exact()) return real_;
  // By the text: the division of two rounded numbers may be off in the last place.
  return parse_real(digits()).value_or(NAN);
}

std::string Number::digits() const {
  Wide rest = mantissa_ < 0 ? -mantissa_ : mantissa_;
  std::string out;
  for (int i = 0; rest > 0 || i <= scale_; ++i) {
    if (i == scale_ && i > 0) out += '.';
    out += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (mantissa_ < 0) out += '-';
  return {out.rbegin(), out.rend()};
}

std::optional<Number> Number::add(const Number& a, const Number& b) {
  const Width width = std::max(a.width_, b.width_);
  if (width >= Width::single) return Number{width, 0, 0, a.as_double() + b.as_double()};
  const int scale = std::max(a.scale_, b.scale_);
  Wide x = 0, y = 0, sum = 0;
  if (mul_overflow(a.mantissa_, power(scale - a.scale_), x) || mul_overflow(b.mantissa_, power(scale - b.scale_), y) ||
      __builtin_add_overflow(x, y, &sum))
    return std::nullopt;
  return scaled(width, sum, scale);
}

std::optional<Number> Number::subtract(const Number& a, const Number& b) { return add(a, b.negated()); }

std::optional<Number> Number::multiply(const Number& a, const Number& b) {
  const Width width = std::max(a.width_, b.width_);
  if (width >= Width::single) return Number{width, 0, 0, a.as_double() * b.as_double()};
  Wide product = 0;
  if (mul_overflow(a.mantissa_, b.mantissa_, product)) return std::nullopt;
  return scaled(width, product, a.scale_ + b.scale_);
}

std::optional<Number> Number::divide(const Number& a, const Number& b) {
  const Width width = std::max({a.width_, b.width_, Width::decimal});  // of two integers: a decimal
  if (width >= Width::single) return Number{width, 0, 0, a.as_double() / b.as_double()};
  if (b.mantissa_ == 0) return std::nullopt;
  Wide dividend = a.mantissa_;
  int scale = a.scale_ - b.scale_;
  while (scale < most_digits_behind && dividend % b.mantissa_ != 0 && !mul_overflow(dividend, 10, dividend)) ++scale;
  Wide quotient = dividend / b.mantissa_;
  for (; scale < 0; ++scale)
    if (mul_overflow(quotient, 10, quotient)) return std::nullopt;
  return scaled(width, quotient, scale);
}

std::optional<int> Number::compare(const Number& a, const Number& b) {
  if (a.exact() && b.exact()) {
    if (const std::optional<Number> difference = subtract(a, b))
      return difference->mantissa_ < 0 ? -1 : difference->mantissa_ > 0;
  }
  if (a.is_nan() || b.is_nan()) return std::nullopt;
  const double x = a.as_double(), y = b.as_double();
  return x < y ? -1 : x > y;
}

Number Number::negated() const { return {width_, -mantissa_, scale_, -real_}; }

Number Number::absolute() const { return {width_, mantissa_ < 0 ? -mantissa_ : mantissa_, scale_, std::fabs(real_)}; }

Number Number::rounded(Rounding how) const {
  if (!exact()) {
    const double out = how == Rounding::down ? std::floor(real_)
                       : how == Rounding::up ? std::ceil(real_)
                                             : std::floor(real_ + 0.5);
    return {width_, 0, 0, out};
  }
  const Wide unit = power(scale_);
  Wide whole = mantissa_ / unit, rest = mantissa_ % unit;
  if (rest < 0) {
    rest += unit;
    --whole;
  }
  if ((how == Rounding::up && rest > 0) || (how == Rounding::nearest && 2 * rest >= unit)) ++whole;
  return {width_, whole, 0, 0};
}

std::optional<Number> Number::to(Width width) const {
  if (width >= Width::single) {
    const double value = as_double();
    return Number{width, 0, 0, width == Width::single ? static_cast<double>(static_cast<float>(value)) : value};
  }
  if (exact())
    return width == Width::integer ? Number{width, mantissa_ / power(scale_), 0, 0}
                                   : Number{width, mantissa_, scale_, 0};
  if (!std::isfinite(real_) || std::fabs(real_) >= 1e20) return std::nullopt;
  if (width == Width::integer) return Number{width, static_cast<Wide>(real_), 0, 0};
  return parse(fmt::format("{:.18f}", real_), width);
}

rdf::Term Number::term() const {
  switch (width_) {
    case Width::integer: return rdf::Term::typed(digits(), v::xsd_integer);
    // With a point, as Turtle and SPARQL write decimals, so that the shorthand stays one.
    case Width::decimal:
      return rdf::Term::typed(scale_ == 0 ? digits() + ".0" : digits(), std::string(v::xsd) + "decimal");
    case Width::single:
    case Width::real: break;
  }
  const std::string text = std::isnan(real_)         ? "NaN"
                           : std::isinf(real_)       ? (real_ < 0 ? "-INF" : "INF")
                           : width_ == Width::single ? fmt::format("{}", static_cast<float>(real_))
                                                     : fmt::format("{}", real_);
  return rdf::Term::typed(text, width_ == Width::single ? std::string(v::xsd) + "float" : std::string(v::xsd_double));
}

}  // namespace vitagraph::store::sparql
