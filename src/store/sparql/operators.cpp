// SPDX-License-Identifier: Apache-2.0
// §17.3: comparisons and arithmetic on terms.
#include "store/sparql/dates.hpp"
#include "store/sparql/expressions.hpp"
#include "store/sparql/numbers.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

/// What a literal is compared as. `other`: a type nobody here knows, or a text that is none of its type.
enum class Class { number, text, tagged, moment, truth, other };

std::optional<bool> truth_of(const rdf::Term& term) {
  if (term.datatype != v::xsd_boolean) return std::nullopt;
  if (term.value == "true" || term.value == "1") return true;
  if (term.value == "false" || term.value == "0") return false;
  return std::nullopt;
}

Class class_of(const rdf::Term& literal) {
  if (!literal.language.empty()) return Class::tagged;
  if (literal.datatype.empty()) return Class::text;
  if (truth_of(literal)) return Class::truth;
  if (Number::of(literal)) return Class::number;
  if (Moment::of(literal)) return Class::moment;
  return Class::other;
}

/// Negative, 0, positive of two literals of one class; nothing for NaN and what has no order.
std::optional<int> order(Class kind, const rdf::Term& a, const rdf::Term& b) {
  switch (kind) {
    case Class::number: return Number::compare(*Number::of(a), *Number::of(b));
    case Class::text: return a.value.compare(b.value);
    case Class::truth: return *truth_of(a) - *truth_of(b);
    // Years, months and days together too: a CV says when as exactly as it cares to.
    case Class::moment: {
      const Moment x = *Moment::of(a), y = *Moment::of(b);
      if (x.has_time != y.has_time || x.has_date != y.has_date) return std::nullopt;
      return Moment::order(x, y);
    }
    case Class::tagged:
    case Class::other: break;
  }
  return std::nullopt;
}

/// Nothing where nobody can say: two literals of types unknown here may yet mean the same (§17.4.1.7).
std::optional<bool> equal(const rdf::Term& a, const rdf::Term& b) {
  if (!a.is_literal() || !b.is_literal()) return a == b;
  const Class x = class_of(a), y = class_of(b);
  if (x == Class::other || y == Class::other) {
    if (a == b) return true;
    // A text of an unknown type is surely no text in a language, and a text in a language no number.
    if (x == Class::tagged || y == Class::tagged) return false;
    return std::nullopt;
  }
  if (x != y) return false;
  if (x == Class::tagged) return a.value == b.value && fold_case(a.language) == fold_case(b.language);
  if (x == Class::moment && a.datatype != b.datatype) return false;
  const std::optional<int> ordered = order(x, a, b);
  if (!ordered && x == Class::moment) return std::nullopt;
  return ordered && *ordered == 0;
}

}  // namespace

rdf::Term boolean_term(bool value) { return rdf::Term::typed(value ? "true" : "false", v::xsd_boolean); }
rdf::Term integer_term(std::int64_t value) { return Number::integer(value).term(); }

Value arithmetic(const std::string& name, const rdf::Term& a, const rdf::Term& b) {
  const auto x = Number::of(a), y = Number::of(b);
  if (!x || !y) return std::nullopt;
  const std::optional<Number> out = name == "+"   ? Number::add(*x, *y)
                                    : name == "-" ? Number::subtract(*x, *y)
                                    : name == "*" ? Number::multiply(*x, *y)
                                                  : Number::divide(*x, *y);
  if (!out) return std::nullopt;
  return out->term();
}

Value compare(const std::string& name, const rdf::Term& a, const rdf::Term& b) {
  if (name == "=" || name == "!=") {
    const std::optional<bool> same = equal(a, b);
    if (!same) return std::nullopt;
    return boolean_term(*same == (name == "="));
  }
  if (!a.is_literal() || !b.is_literal()) return std::nullopt;
  const Class kind = class_of(a);
  if (kind != class_of(b) || kind == Class::tagged || kind == Class::other) return std::nullopt;
  const std::optional<int> ordered = order(kind, a, b);
  if (!ordered && kind == Class::moment) return std::nullopt;
  if (!ordered) return boolean_term(false);  // NaN is neither less nor more than anything
  const int c = *ordered;
  return boolean_term(name == "<" ? c < 0 : name == "<=" ? c <= 0 : name == ">" ? c > 0 : c >= 0);
}

int compare_for_order(const Value& a, const Value& b) {
  const auto rank = [](const Value& value) {
    if (!value) return 0;
    if (value->kind != rdf::TermKind::literal) return value->kind == rdf::TermKind::blank ? 1 : 2;
    const Class kind = class_of(*value);
    return kind == Class::number   ? 3
           : kind == Class::truth  ? 4
           : kind == Class::moment ? 5
           : kind == Class::other  ? 7
                                   : 6;
  };
  const int of_a = rank(a), of_b = rank(b);
  if (of_a != of_b) return of_a - of_b;
  if (!a) return 0;
  if (of_a >= 3 && of_a <= 5) {
    const auto nan = [&](const rdf::Term& t) { return of_a == 3 && Number::of(t)->is_nan(); };
    if (nan(*a) != nan(*b)) return nan(*a) ? -1 : 1;
    if (const int c =
            of_a == 5 ? Moment::compare(*Moment::of(*a), *Moment::of(*b)) : order(class_of(*a), *a, *b).value_or(0))
      return c;
  }
  if (const int c = a->value.compare(b->value)) return c;
  if (const int c = a->datatype.compare(b->datatype)) return c;
  return a->language.compare(b->language);
}

}  // namespace vitagraph::store::sparql
