// SPDX-License-Identifier: Apache-2.0
// §17.3: comparisons and arithmetic on terms.
#include <charconv>
#include <algorithm>
#include <cmath>

#include "store/sparql/expressions.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

/// XML Schema's numeric types by how wide they are; arithmetic gives the wider.
enum class Width { none, integer, decimal, single, real };

Width width_of(const rdf::Term& term) {
  if (term.kind != rdf::TermKind::literal || term.datatype.rfind(v::xsd, 0) != 0) return Width::none;
  const std::string_view name = std::string_view(term.datatype).substr(v::xsd.size());
  if (name == "double") return Width::real;
  if (name == "float") return Width::single;
  if (name == "decimal") return Width::decimal;
  for (const std::string_view integer :
       {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"})
    if (name == integer) return Width::integer;
  return Width::none;
}

std::optional<double> parse(std::string_view text) {
  if (text == "INF") return INFINITY;
  if (text == "-INF") return -INFINITY;
  if (text == "NaN") return NAN;
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

rdf::Term decimal_term(double value) {
  std::string text = fmt::format("{:.15f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text += '0';
  return rdf::Term::typed(text, std::string(v::xsd) + "decimal");
}

/// Dates and their parts compare by their text, which ISO 8601 made to be so.
bool is_date(const rdf::Term& term) {
  for (const std::string_view name : {"date", "dateTime", "gYear", "gYearMonth", "time"})
    if (term.datatype.size() == v::xsd.size() + name.size() && term.datatype.rfind(v::xsd, 0) == 0 &&
        std::string_view(term.datatype).substr(v::xsd.size()) == name)
      return true;
  return false;
}

/// Negative, 0, positive; nothing where the two have no order.
std::optional<int> order(const rdf::Term& a, const rdf::Term& b) {
  if (a.kind != rdf::TermKind::literal || b.kind != rdf::TermKind::literal) return std::nullopt;
  if (width_of(a) == Width::integer && width_of(b) == Width::integer) {
    const auto x = parse_integer(a.value), y = parse_integer(b.value);
    if (x && y) return *x < *y ? -1 : *x > *y;
  }
  const auto x = number_of(a), y = number_of(b);
  if (x && y) {
    if (*x != *x || *y != *y) return std::nullopt;
    return *x < *y ? -1 : *x > *y;
  }
  const bool strings = a.datatype.empty() && b.datatype.empty() && a.language == b.language;
  const bool dates = is_date(a) && is_date(b);
  const bool truths = a.datatype == v::xsd_boolean && b.datatype == v::xsd_boolean;
  if (!strings && !dates && !truths) return std::nullopt;
  return a.value.compare(b.value);
}

}  // namespace

std::optional<double> number_of(const rdf::Term& term) {
  if (width_of(term) == Width::none) return std::nullopt;
  return parse(term.value);
}

rdf::Term boolean_term(bool value) { return rdf::Term::typed(value ? "true" : "false", v::xsd_boolean); }
rdf::Term integer_term(std::int64_t value) { return rdf::Term::typed(fmt::format("{}", value), v::xsd_integer); }

Value arithmetic(const std::string& name, const rdf::Term& a, const rdf::Term& b) {
  const Width wider = std::max(width_of(a), width_of(b));
  const auto x = number_of(a), y = number_of(b);
  if (!x || !y) return std::nullopt;
  if (wider == Width::integer && name != "/") {
    const auto i = parse_integer(a.value), j = parse_integer(b.value);
    std::int64_t out = 0;
    if (!i || !j) return std::nullopt;
    const bool overflow = name == "+"   ? __builtin_add_overflow(*i, *j, &out)
                          : name == "-" ? __builtin_sub_overflow(*i, *j, &out)
                                        : __builtin_mul_overflow(*i, *j, &out);
    if (overflow) return std::nullopt;
    return integer_term(out);
  }
  if (name == "/" && *y == 0 && wider <= Width::decimal) return std::nullopt;
  const double out = name == "+" ? *x + *y : name == "-" ? *x - *y : name == "*" ? *x * *y : *x / *y;
  if (wider <= Width::decimal) return std::isfinite(out) ? Value(decimal_term(out)) : std::nullopt;
  return rdf::Term::typed(fmt::format("{}", out),
                          wider == Width::single ? std::string(v::xsd) + "float" : std::string(v::xsd_double));
}

Value compare(const std::string& name, const rdf::Term& a, const rdf::Term& b) {
  const std::optional<int> ordered = order(a, b);
  if (name == "=" || name == "!=") {
    bool same = a == b;
    if (!same && ordered) same = *ordered == 0;
    // §17.4.1.7 RDFterm-equal: two literals of types nobody here knows may yet mean the same.
    const bool unknown = !same && !ordered && a.is_literal() && b.is_literal() && !a.datatype.empty() &&
                         !b.datatype.empty() && a.datatype == b.datatype;
    if (unknown) return std::nullopt;
    return boolean_term(same == (name == "="));
  }
  if (!ordered) return std::nullopt;
  const int c = *ordered;
  return boolean_term(name == "<" ? c < 0 : name == "<=" ? c <= 0 : name == ">" ? c > 0 : c >= 0);
}

int compare_for_order(const Value& a, const Value& b) {
  const auto rank = [](const Value& value) {
    if (!value) return 0;
    return value->kind == rdf::TermKind::blank ? 1 : value->kind == rdf::TermKind::iri ? 2 : 3;
  };
  if (rank(a) != rank(b)) return rank(a) - rank(b);
  if (!a) return 0;
  if (const auto ordered = order(*a, *b); ordered && *ordered != 0) return *ordered;
  if (const auto x = number_of(*a), y = number_of(*b); x.has_value() != y.has_value())
    return x ? -1 : 1;
  else if (x && y)
    return 0;
  if (const int c = a->value.compare(b->value)) return c;
  if (const int c = a->datatype.compare(b->datatype)) return c;
  return a->language.compare(b->language);
}

}  // namespace vitagraph::store::sparql
