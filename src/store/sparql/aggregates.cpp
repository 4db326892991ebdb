// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/aggregates.hpp"

#include <algorithm>
#include <set>

namespace vitagraph::store::sparql {
namespace {

Value count_rows(const Expression& aggregate, const Solutions& rows, const std::vector<std::size_t>& group) {
  if (!aggregate.distinct) return integer_term(static_cast<std::int64_t>(group.size()));
  std::set<std::vector<TermId>> seen;
  for (const std::size_t i : group) seen.insert(std::vector<TermId>(rows.row(i), rows.row(i) + rows.width()));
  return integer_term(static_cast<std::int64_t>(seen.size()));
}

Value sum(const std::vector<rdf::Term>& values) {
  Value total = integer_term(0);
  for (const rdf::Term& value : values) {
    total = arithmetic("+", *total, value);
    if (!total) return std::nullopt;
  }
  return total;
}

Value join_texts(const std::vector<rdf::Term>& values, const std::string& separator) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].kind == rdf::TermKind::blank) return std::nullopt;
    if (i) out += separator;
    if (out.size() + values[i].value.size() > longest_text) return std::nullopt;
    out += values[i].value;
  }
  return rdf::Term::literal(out);
}

}  // namespace

Value evaluate_aggregate(Evaluator& evaluator, const Expression& e, const Solutions& rows,
                         const std::vector<std::size_t>& group) {
  if (e.arguments.empty()) return count_rows(e, rows, group);
  std::vector<rdf::Term> values;
  std::set<rdf::Term> seen;
  bool failed = false;
  for (const std::size_t i : group) {
    Value value = evaluate(e.arguments[0], evaluator.scope(rows.row(i), i));
    if (!value)
      failed = true;
    else if (!e.distinct || seen.insert(*value).second)
      values.push_back(std::move(*value));
  }
  if (e.name == "count") return integer_term(static_cast<std::int64_t>(values.size()));
  if (e.name == "sample") return values.empty() ? std::nullopt : Value(values.front());
  const auto less = [](const rdf::Term& a, const rdf::Term& b) { return compare_for_order(a, b) < 0; };
  if (e.name == "min")
    return values.empty() ? std::nullopt : Value(*std::min_element(values.begin(), values.end(), less));
  if (e.name == "max")
    return values.empty() ? std::nullopt : Value(*std::max_element(values.begin(), values.end(), less));
  if (e.name == "group_concat") return join_texts(values, e.separator);
  if (failed) return std::nullopt;
  const Value total = sum(values);
  if (e.name == "sum" || !total) return total;
  if (values.empty()) return integer_term(0);
  return arithmetic("/", *total, integer_term(static_cast<std::int64_t>(values.size())));
}

}  // namespace vitagraph::store::sparql
