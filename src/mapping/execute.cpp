// SPDX-License-Identifier: Apache-2.0
#include "mapping/execute.hpp"

namespace vitagraph::mapping {
namespace {

/// A mistake in every row of a million must not fill the disk.
constexpr std::uint64_t most_reports = 100;

/// RML-Core §"Graph maps": this IRI stands for the default graph.
bool is_default_graph(std::string_view iri) {
  return iri == "http://w3id.org/rml/defaultGraph" || iri == "http://www.w3.org/ns/r2rml#defaultGraph";
}

}  // namespace

RowMapper::RowMapper(const Plan& plan, const std::deque<JoinTable>& tables, std::string_view base,
                     DiagnosticSink& diagnostics)
    : plan_(plan), tables_(tables), base_(base), diagnostics_(diagnostics), evaluator_(arena_, *this) {}

void RowMapper::value_problem(const std::string& what, const Location& place) {
  if (++skipped_ <= most_reports)
    diagnostics_.report(Kind::mapping_row_value, place, what, row_->number + 1,
                        plan_.sources[rule_->source].description->access);
}

void RowMapper::map(std::size_t source, std::size_t layout, const Row& row, rdf::QuadSink& sink) {
  for (const std::size_t rule : plan_.sources[source].rules[layout]) {
    arena_.reset();
    map_rule(plan_.rules[rule], row, sink);
  }
}

void RowMapper::subjects_of(const RulePlan& rule, std::size_t index, const Row& row, std::vector<rdf::TermView>& out) {
  const std::string fresh = fmt::format("r{}_{}", index, row.number);
  for (const TermMap& map : rule.subjects) evaluator_.terms(map, arena_.keep(fresh), out);
}

void RowMapper::map_rule(const RulePlan& rule, const Row& row, rdf::QuadSink& sink) {
  rule_ = &rule;
  row_ = &row;
  evaluator_.set_rows(row);
  evaluator_.set_base(rule.base.empty() ? std::string_view(base_) : rule.base);
  if (!evaluator_.holds(rule.conditions)) return;
  const auto index = static_cast<std::size_t>(&rule - plan_.rules.data());
  subjects_.clear();
  subjects_of(rule, index, row, subjects_);
  if (subjects_.empty()) return;
  rule_graphs_.clear();
  for (const TermMap& map : rule.graphs) evaluator_.terms(map, {}, rule_graphs_);

  std::size_t object_number = 0;
  for (const PredicateObjectPlan& po : rule.predicate_objects) {
    if (!evaluator_.holds(po.conditions)) {
      object_number += po.objects.size();
      continue;
    }
    predicates_.clear();
    inverse_.clear();
    objects_.clear();
    for (const TermMap& map : po.predicates) evaluator_.terms(map, {}, predicates_);
    for (const TermMap& map : po.inverse_predicates) evaluator_.terms(map, {}, inverse_);
    for (const ObjectPlan& object : po.objects) {
      std::string_view fresh;
      if (object.term.fresh_blank) fresh = arena_.keep(fmt::format("r{}_{}_{}", index, row.number, object_number));
      ++object_number;
      objects_of(object, rule, fresh, row, objects_);
    }
    graphs_.assign(rule_graphs_.begin(), rule_graphs_.end());
    for (const TermMap& map : po.graphs) evaluator_.terms(map, {}, graphs_);
    if (graphs_.empty()) graphs_.push_back({});
    for (rdf::TermView& graph : graphs_)
      if (is_default_graph(graph.value)) graph = {};
    for (const rdf::TermView& graph : graphs_)
      for (const rdf::TermView& subject : subjects_)
        for (const rdf::TermView& object : objects_) {
          for (const rdf::TermView& predicate : predicates_) sink.quad({subject, predicate, object, graph});
          for (const rdf::TermView& predicate : inverse_)
            if (object.kind != rdf::TermKind::literal) sink.quad({object, predicate, subject, graph});
        }
  }
}

void RowMapper::objects_of(const ObjectPlan& object, const RulePlan& rule, std::string_view fresh, const Row& row,
                           std::vector<rdf::TermView>& out) {
  if (object.joins.empty()) {
    evaluator_.terms(object.term, fresh, out);
    return;
  }
  if (!evaluator_.holds(object.term.conditions)) return;
  for (const JoinPlan& join : object.joins) joined(join, rule, row, out);
}

void RowMapper::joined(const JoinPlan& join, const RulePlan& rule, const Row& row, std::vector<rdf::TermView>& out) {
  if (join.same_row) {
    const RulePlan& parent = plan_.rules[join.parent];
    evaluator_.set_base(parent.base.empty() ? std::string_view(base_) : parent.base);
    if (evaluator_.holds(parent.conditions)) subjects_of(parent, join.parent, row, out);
    evaluator_.set_base(rule.base.empty() ? std::string_view(base_) : rule.base);
    return;
  }
  std::vector<std::string> keys;
  keys_of(join.child_keys, keys);
  for (const std::string& key : keys)
    for (const JoinTable::Entry* entry : tables_[join.table].find(key)) {
      if (!join.filters.empty()) {
        evaluator_.set_rows(row, &entry->row->row);
        const bool fits = evaluator_.holds(join.filters);
        evaluator_.set_rows(row);
        if (!fits) continue;
      }
      for (const rdf::Term& subject : entry->subjects) out.push_back(subject.view());
    }
}

void RowMapper::keys_of(const std::vector<Expression>& expressions, std::vector<std::string>& out) {
  out.assign(1, {});
  for (const Expression& e : expressions) {
    Values values;
    evaluator_.values(e, Evaluator::Encoding::none, values);
    std::vector<std::string> longer;
    for (const std::string& key : out)
      for (const Value& value : values) {
        longer.push_back(key);
        JoinTable::append_key(longer.back(), value.text);
      }
    out = std::move(longer);
  }
}

void RowMapper::fill(std::size_t source, std::size_t layout, const Row& row, std::deque<JoinTable>& tables) {
  for (const std::size_t index : plan_.sources[source].tables[layout]) {
    const JoinTablePlan& table = plan_.tables[index];
    const RulePlan& parent = plan_.rules[table.parent];
    arena_.reset();
    rule_ = &parent;
    row_ = &row;
    evaluator_.set_rows(row);
    evaluator_.set_base(parent.base.empty() ? std::string_view(base_) : parent.base);
    if (!evaluator_.holds(parent.conditions)) continue;
    subjects_.clear();
    subjects_of(parent, table.parent, row, subjects_);
    if (subjects_.empty()) continue;
    std::vector<std::string> keys;
    keys_of(table.keys, keys);
    std::vector<rdf::Term> subjects;
    for (const rdf::TermView& subject : subjects_) subjects.push_back(rdf::Term::copy(subject));
    tables[index].add(keys, std::move(subjects), table.keep_rows ? &row : nullptr);
  }
}

}  // namespace vitagraph::mapping
