// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/sparql/expressions.hpp"
#include "store/sparql/solutions.hpp"

namespace vitagraph::store::sparql {

/// §18.6: evaluates the graph patterns of one query over a dataset.
class Evaluator {
 public:
  Evaluator(Dataset& data, const Query& query, Budget& budget)
      : data_(data), query_(query), budget_(budget), width_(query.variables.size()) {}

  Solutions where(TermId graph = unbound) { return group(query_.where, Solutions::unit(width_, budget_), graph); }
  /// The rows of a VALUES block.
  Solutions values(const Pattern& pattern) const;
  /// A scope for expressions over a row of this query, the `number`th of its solutions.
  Scope scope(const TermId* row, std::size_t number = 0, const std::vector<Value>* aggregates = nullptr);
  Budget& budget() { return budget_; }
  TermId intern(const Value& value) { return value ? data_.terms().add(value->view()) : unbound; }
  Dataset& data() { return data_; }

 private:
  Solutions group(const Pattern& pattern, Solutions input, TermId graph);
  Solutions element(const Pattern& pattern, Solutions input, TermId graph);
  /// A group joined to what is there: evaluated on each row where that means the same (§18.2 is bottom-up), else by
  /// itself.
  Solutions joined(const Pattern& pattern, Solutions input, TermId graph);
  Solutions triples(const std::vector<TriplePattern>& patterns, Solutions input, TermId graph);
  Solutions match(const TriplePattern& pattern, const Solutions& input, TermId graph);
  Solutions follow(const TriplePattern& pattern, const Solutions& input, TermId graph);
  Solutions subquery(const Pattern& pattern, TermId graph);
  Solutions in_graph(const Pattern& pattern, Solutions input);
  Solutions filtered(const Expression& condition, const Solutions& input);
  double cost(const TriplePattern& pattern, const std::vector<bool>& bound, TermId graph) const;
  bool depends_only_on_own(const Pattern& pattern, bool optional) const;
  Solutions optional(const Pattern& pattern, const Solutions& input, TermId graph);
  /// Whether the group's filters, those of the group itself and no other, hold for a row.
  bool passes(const Pattern& pattern, const TermId* row, std::size_t number);
  Solutions without_filters(const Pattern& pattern, Solutions input, TermId graph);
  void collect_variables(const Pattern& pattern, std::vector<bool>& out, bool certain) const;
  TermId id_of(const Node& node, const TermId* row) const;

  Dataset& data_;
  const Query& query_;
  Budget& budget_;
  std::size_t width_;
  TermId exists_graph_ = unbound;
};

/// The variables an expression mentions, those inside EXISTS too.
void collect_variables(const Expression& expression, std::vector<bool>& out);

}  // namespace vitagraph::store::sparql
