// SPDX-License-Identifier: Apache-2.0
#include "mapping/quoting.hpp"

#include <algorithm>
#include <set>

namespace vitagraph::mapping {
namespace {

/// A chain of rules that quote one another is followed by recursion; people need two or three.
constexpr std::size_t deepest = 50;

bool gathers(const RulePlan& rule) {
  for (const TermMap& subject : rule.subjects)
    if (subject.gather_plan) return true;
  for (const PredicateObjectPlan& po : rule.predicate_objects)
    for (const ObjectPlan& object : po.objects)
      if (object.term.gather_plan) return true;
  return false;
}

/// The rules that a term quotes, or that the items of a collection do.
void note_quoted(const TermMap& map, std::set<std::size_t>& out) {
  if (map.quoted_plan)
    for (const JoinPlan& join : map.quoted_plan->joins) out.insert(join.parent);
  if (map.gather_plan)
    for (const ObjectPlan& item : map.gather_plan->items) note_quoted(item.term, out);
}

}  // namespace

void OutputStatements::sort_unique() {
  quads.sort_unique();
  std::sort(reifying.begin(), reifying.end());
  reifying.erase(std::unique(reifying.begin(), reifying.end()), reifying.end());
}

bool holds_triple_terms(const std::string& serialization) {
  return serialization != "n3" && rdf::syntax_of(serialization).has_value();
}

void write_reifying(const std::vector<ReifyingStatement>& statements, rdf::Syntax syntax, const rdf::ByteSink& out) {
  const std::string reifies = " <" + std::string(rdf::vocabulary::rdf) + "reifies> ";
  const bool graphs = syntax == rdf::Syntax::nquads || syntax == rdf::Syntax::trig;
  std::string line;
  if (!statements.empty() && (syntax == rdf::Syntax::turtle || syntax == rdf::Syntax::trig)) out("\n");
  std::set<std::string> written;  // one reifier is one triple, whatever the graph
  for (const ReifyingStatement& statement : statements) {
    if (!graphs && !written.insert(statement.reifier).second) continue;
    line.clear();
    const bool named = graphs && !statement.graph.value.empty();
    if (named && syntax == rdf::Syntax::trig) line += statement.graph.str() + " { ";
    line += "_:" + statement.reifier + reifies + statement.triple;
    if (named && syntax == rdf::Syntax::nquads) line += ' ' + statement.graph.str();
    line += named && syntax == rdf::Syntax::trig ? " }\n" : " .\n";
    out(line);
  }
}

void QuotingOrder::Found::take(const Found& inner, std::size_t further) {
  level = std::max(level, inner.level + further);
  depth = std::max(depth, inner.depth + 1);
}

const QuotingOrder::Found& QuotingOrder::find(std::size_t rule, bool statements) {
  const auto [at, fresh] = found_.try_emplace({rule, statements});
  Found& out = at->second;
  if (!fresh) {
    if (!out.done) diagnostics_.report(Kind::mapping_view_cycle, place_, plan_.rules[rule].name);
    return out;
  }
  const RulePlan& plan = plan_.rules[rule];
  for (const TermMap& subject : plan.subjects) look(subject, out);
  if (statements)
    for (const PredicateObjectPlan& po : plan.predicate_objects)
      for (const ObjectPlan& object : po.objects) look(object, out);
  out.done = true;
  return out;
}

void QuotingOrder::look(const ObjectPlan& object, Found& out) {
  look(object.term, out);
  look(object.joins, object.term.location, out);
}

void QuotingOrder::look(const TermMap& map, Found& out) {
  if (map.quoted_plan) look(map.quoted_plan->joins, map.location, out);
  if (map.gather_plan)
    for (const ObjectPlan& item : map.gather_plan->items) look(item, out);
}

void QuotingOrder::look(const std::vector<JoinPlan>& joins, const Location& place, Found& out) {
  const auto too_deep = [&] {
    diagnostics_.report(Kind::mapping_wrong_term_type, place, "a statement",
                        fmt::format("quoted within more than {} others", deepest));
  };
  for (const JoinPlan& join : joins) {
    // Counted on the way down, since what is there may be deeper than the stack.
    if (depth_ == deepest) {
      too_deep();
      return;
    }
    const Location before = place_;
    place_ = place;
    ++depth_;
    out.take(find(join.parent, join.statements), join.same_row ? 0 : 1);
    --depth_;
    place_ = before;
    // What was found before was not gone down to.
    if (out.depth > deepest) {
      too_deep();
      out.depth = 0;
    }
    if (join.statements && gathers(plan_.rules[join.parent]))
      diagnostics_.report(Kind::mapping_wrong_term_type, place, "a collection", "quoted");
  }
}

void QuotingOrder::check_not_asserted() {
  std::set<std::size_t> quoted;
  for (const RulePlan& rule : plan_.rules) {
    for (const TermMap& subject : rule.subjects) note_quoted(subject, quoted);
    for (const PredicateObjectPlan& po : rule.predicate_objects)
      for (const ObjectPlan& object : po.objects) note_quoted(object.term, quoted);
  }
  for (std::size_t i = 0; i < plan_.rules.size(); ++i)
    if (!plan_.rules[i].asserted && quoted.count(i) == 0)
      diagnostics_.report(Kind::mapping_without_effect, plan_.rules[i].location, plan_.rules[i].name,
                          "its statements are not asserted, and nothing quotes them");
}

}  // namespace vitagraph::mapping
