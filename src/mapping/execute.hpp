// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rows through rules: one RowMapper per thread, over a plan and join tables that nobody changes any more.
#include <deque>
#include <string>
#include <vector>

#include "mapping/evaluate.hpp"
#include "mapping/join.hpp"
#include "mapping/plan.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

class RowMapper : private RowProblems {
 public:
  RowMapper(const Plan& plan, const std::deque<JoinTable>& tables, std::string_view base, DiagnosticSink& diagnostics);

  /// The quads of all rules over this layout's row.
  void map(std::size_t source, std::size_t layout, const Row& row, rdf::QuadSink& sink);
  /// The join tables that this layout's rows fill.
  void fill(std::size_t source, std::size_t layout, const Row& row, std::deque<JoinTable>& tables);

  std::uint64_t skipped() const { return skipped_; }

 private:
  void map_rule(const RulePlan& rule, const Row& row, rdf::QuadSink& sink);
  void subjects_of(const RulePlan& rule, std::size_t index, const Row& row, std::vector<rdf::TermView>& out);
  void objects_of(const ObjectPlan& object, const RulePlan& rule, std::string_view fresh, const Row& row,
                  std::vector<rdf::TermView>& out);
  void joined(const JoinPlan& join, const RulePlan& rule, const Row& row, std::vector<rdf::TermView>& out);
  void keys_of(const std::vector<Expression>& expressions, std::vector<std::string>& out);
  void value_problem(const std::string& what, const Location& place) override;

  const Plan& plan_;
  const std::deque<JoinTable>& tables_;
  std::string base_;
  DiagnosticSink& diagnostics_;
  Arena arena_;
  Evaluator evaluator_;
  const RulePlan* rule_ = nullptr;
  const Row* row_ = nullptr;
  std::uint64_t skipped_ = 0;
  std::vector<rdf::TermView> subjects_, predicates_, inverse_, objects_, rule_graphs_, graphs_;
};

}  // namespace vitagraph::mapping
