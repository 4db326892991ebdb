// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/expressions.hpp"

#include <algorithm>

#include "store/sparql/numbers.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

Value truth(std::optional<bool> value) {
  if (!value) return std::nullopt;
  return boolean_term(*value);
}

/// §17.2: || and && let one side's answer outweigh the other side's error.
Value logical(const Expression& e, const Scope& scope) {
  const bool is_or = e.name == "||";
  bool failed = false;
  for (const Expression& argument : e.arguments) {
    const std::optional<bool> one = effective_boolean(evaluate(argument, scope));
    if (one && *one == is_or) return boolean_term(is_or);
    failed = failed || !one;
  }
  if (failed) return std::nullopt;
  return boolean_term(!is_or);
}

/// §17.4.2.9: one argument gives one node in one solution, and another in each other.
Value blank(const Expression& e, const Scope& scope) {
  static std::uint64_t count = 0;
  if (e.arguments.empty()) return rdf::Term::blank(fmt::format("b{}", ++count));
  const Value name = evaluate(e.arguments[0], scope);
  if (!name || !name->is_literal() || !name->datatype.empty()) return std::nullopt;
  return rdf::Term::blank(fmt::format("n{}x{}", scope.number, StableHash().add(name->value).hex(16)));
}

Value membership(const Expression& e, const Scope& scope) {
  const Value wanted = evaluate(e.arguments[0], scope);
  if (!wanted) return std::nullopt;
  bool failed = false;
  for (std::size_t i = 1; i < e.arguments.size(); ++i) {
    const Value member = evaluate(e.arguments[i], scope);
    const Value same = member ? compare("=", *wanted, *member) : std::nullopt;
    if (!same)
      failed = true;
    else if (same->value == "true")
      return boolean_term(e.name == "in");
  }
  if (failed) return std::nullopt;
  return boolean_term(e.name != "in");
}

/// REGEX and REPLACE with a pattern that is the same in every row.
Value with_pattern(const Expression& e, const Scope& scope) {
  const Value text = evaluate(e.arguments[0], scope);
  const bool replaces = e.name == "replace";
  const Value by = replaces ? evaluate(e.arguments[2], scope) : Value(rdf::Term());
  if (!text || !by) return std::nullopt;
  return on_pattern(e.name, *e.text_pattern, *text, *by);
}

Value call(const Expression& e, const Scope& scope) {
  if (e.text_pattern) return with_pattern(e, scope);
  if (e.name == "||" || e.name == "&&") return logical(e, scope);
  if (e.name == "in" || e.name == "not in") return membership(e, scope);
  if (e.name == "!") {
    const std::optional<bool> value = effective_boolean(evaluate(e.arguments[0], scope));
    return truth(value ? std::optional<bool>(!*value) : std::nullopt);
  }
  if (e.name == "bound") {
    const Expression& variable = e.arguments[0];
    return boolean_term(variable.kind == Expression::Kind::variable && scope.row &&
                        scope.row[variable.variable] != unbound);
  }
  if (e.name == "bnode") return blank(e, scope);
  if (e.name == "coalesce") {
    for (const Expression& argument : e.arguments)
      if (Value value = evaluate(argument, scope)) return value;
    return std::nullopt;
  }
  if (e.name == "if") {
    const std::optional<bool> condition = effective_boolean(evaluate(e.arguments[0], scope));
    if (!condition) return std::nullopt;
    return evaluate(e.arguments[*condition ? 1 : 2], scope);
  }
  std::vector<rdf::Term> arguments;
  for (const Expression& argument : e.arguments) {
    Value value = evaluate(argument, scope);
    if (!value) return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  if (arguments.size() == 2) {
    static constexpr std::string_view comparisons[] = {"=", "!=", "<", "<=", ">", ">="}, sums[] = {"+", "-", "*", "/"};
    if (std::find(std::begin(comparisons), std::end(comparisons), e.name) != std::end(comparisons))
      return compare(e.name, arguments[0], arguments[1]);
    if (std::find(std::begin(sums), std::end(sums), e.name) != std::end(sums))
      return arithmetic(e.name, arguments[0], arguments[1]);
  }
  if (e.name == "u-" || e.name == "u+") {
    const auto number = Number::of(arguments[0]);
    if (!number) return std::nullopt;
    return e.name == "u-" ? number->negated().term() : arguments[0];
  }
  return call_function(e.name, arguments);
}

}  // namespace

Value evaluate(const Expression& e, const Scope& scope) {
  scope.budget.step();
  switch (e.kind) {
    case Expression::Kind::term: return e.term;
    case Expression::Kind::variable:
      if (!scope.row || scope.row[e.variable] == unbound) return std::nullopt;
      return rdf::Term::copy(scope.terms.term(scope.row[e.variable]));
    case Expression::Kind::aggregate: return scope.aggregates ? (*scope.aggregates)[e.slot] : std::nullopt;
    case Expression::Kind::exists: return boolean_term(scope.exists(*e.pattern, scope.row));
    case Expression::Kind::not_exists: return boolean_term(!scope.exists(*e.pattern, scope.row));
    case Expression::Kind::call: return call(e, scope);
  }
  return std::nullopt;
}

std::optional<bool> effective_boolean(const Value& value) {
  if (!value || value->kind != rdf::TermKind::literal) return std::nullopt;
  if (value->datatype == v::xsd_boolean) return value->value == "true" || value->value == "1";
  if (const auto number = Number::of(*value)) return !number->is_zero() && !number->is_nan();
  if (width_of(value->datatype)) return false;  // §17.2.2: a number that is none
  if (value->datatype.empty()) return !value->value.empty();
  return std::nullopt;
}

}  // namespace vitagraph::store::sparql
