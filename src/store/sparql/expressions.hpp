// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>

#include "store/sparql/solutions.hpp"
#include "store/sparql/text_pattern.hpp"

namespace vitagraph::store::sparql {

/// The value of an expression: a term, or nothing for an error or an unbound variable (§17.3: errors are values).
using Value = std::optional<rdf::Term>;

/// Bytes of one text that a query may make: a doubling in each of forty BINDs must not fill the memory.
inline constexpr std::size_t longest_text = 1 << 26;

/// What an expression may ask for besides the row it is evaluated on.
struct Scope {
  const Dictionary& terms;
  Budget& budget;
  const TermId* row = nullptr;
  std::size_t number = 0;                          ///< of the row: BNODE("x") is another node in each
  const std::vector<Value>* aggregates = nullptr;  ///< of the row's group, by slot
  std::function<bool(const Pattern&, const TermId*)> exists;
};

Value evaluate(const Expression& expression, const Scope& scope);

/// §17.2.2; nothing where the value has no truth.
std::optional<bool> effective_boolean(const Value& value);

/// §15.1: unbound, blank nodes, IRIs, literals; numbers and dates by value, all else by text. Negative, 0, positive.
int compare_for_order(const Value& a, const Value& b);

/// §17.3's operator mapping: the arithmetic and comparisons.
Value arithmetic(const std::string& name, const rdf::Term& a, const rdf::Term& b);
Value compare(const std::string& name, const rdf::Term& a, const rdf::Term& b);

rdf::Term boolean_term(bool value);
rdf::Term integer_term(std::int64_t value);

/// REGEX, or REPLACE by `by`, with a pattern that is compiled.
Value on_pattern(const std::string& name, const TextPattern& pattern, const rdf::Term& text, const rdf::Term& by);

/// The built-in functions of §17.4 on evaluated arguments (those that need no special handling of errors).
Value call_function(const std::string& name, const std::vector<rdf::Term>& arguments);

}  // namespace vitagraph::store::sparql
