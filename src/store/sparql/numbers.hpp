// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

#include "rdf/rdf.hpp"

namespace vitagraph::store::sparql {

/// XML Schema's numeric types by how wide they are; arithmetic gives the wider (§17.3, XPath 2.0 B.1).
enum class Width { integer, decimal, single, real };

/// A number as arithmetic needs it: integers and decimals exactly (38 digits, 18 of them behind the point; what needs
/// more is an error, as XML Schema 1.1 §5.4 allows), the others in binary.
class Number {
 public:
  __extension__ using Wide = __int128;

  /// Nothing if the term is no number, or its text is none of its type.
  static std::optional<Number> of(const rdf::Term& term);
  /// The same of a text, read as that type.
  static std::optional<Number> parse(std::string_view text, Width width);
  static Number integer(std::int64_t value) { return {Width::integer, value, 0, 0}; }
  static Number real(double value) { return {Width::real, 0, 0, value}; }

  Width width() const { return width_; }
  double as_double() const;
  bool is_nan() const { return !exact() && real_ != real_; }
  bool is_zero() const { return exact() ? mantissa_ == 0 : real_ == 0; }

  /// Nothing for an overflow and for a division by zero of exact numbers.
  static std::optional<Number> add(const Number& a, const Number& b);
  static std::optional<Number> subtract(const Number& a, const Number& b);
  static std::optional<Number> multiply(const Number& a, const Number& b);
  static std::optional<Number> divide(const Number& a, const Number& b);
  /// -1, 0, 1; nothing where one is NaN.
  static std::optional<int> compare(const Number& a, const Number& b);

  Number negated() const;
  Number absolute() const;
  enum class Rounding { down, up, nearest };
  /// XPath fn:floor, fn:ceiling, fn:round (a half goes up); of the same type.
  Number rounded(Rounding how) const;
  /// Casts of XPath 2.0 §17.1.3; to an integer by cutting what is behind the point. Nothing for what does not fit.
  std::optional<Number> to(Width width) const;

  /// The literal: xsd:integer, xsd:decimal, xsd:float or xsd:double.
  rdf::Term term() const;

 private:
  Number(Width width, Wide mantissa, int scale, double real)
      : width_(width), mantissa_(mantissa), scale_(scale), real_(real) {}
  bool exact() const { return width_ <= Width::decimal; }
  static std::optional<Number> scaled(Width width, Wide mantissa, int scale);
  std::string digits() const;

  Width width_;
  Wide mantissa_;  ///< exact: the value is mantissa / 10^scale
  int scale_;
  double real_;
};

/// The type's width, if it is a numeric one.
std::optional<Width> width_of(std::string_view datatype);

}  // namespace vitagraph::store::sparql
