// SPDX-License-Identifier: Apache-2.0
// §15 and §16: from the solutions of the pattern to the answer.
#include "store/sparql/solve.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "store/sparql/aggregates.hpp"
#include "store/sparql/evaluator.hpp"

namespace vitagraph::store::sparql {
namespace {

/// The rows with their groups' aggregates: one row a group where the query groups, else the rows as they are.
struct Grouped {
  Solutions rows;
  std::vector<std::vector<Value>> aggregates;  ///< empty where the query does not group

  const std::vector<Value>* of(std::size_t row) const { return aggregates.empty() ? nullptr : &aggregates[row]; }
};

Grouped group_rows(Evaluator& evaluator, const Query& query, Solutions rows) {
  if (!query.grouped) return {std::move(rows), {}};
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const Projection& key : query.group_by)
      if (key.expression) {
        const TermId value = evaluator.intern(evaluate(*key.expression, evaluator.scope(rows.row(i), i)));
        rows.row(i)[key.variable] = value;
      }
  // Groups in the order of their first row.
  std::map<std::vector<TermId>, std::size_t> numbers;
  std::vector<std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<TermId> key;
    for (const Projection& k : query.group_by) key.push_back(rows.row(i)[k.variable]);
    const auto [at, fresh] = numbers.emplace(std::move(key), members.size());
    if (fresh) members.emplace_back();
    members[at->second].push_back(i);
  }
  if (members.empty() && query.group_by.empty())
    members.emplace_back();  // §11.2: no rows and no keys are one empty group

  Grouped out{Solutions(rows.width(), rows.budget()), {}};
  for (const std::vector<std::size_t>& group : members) {
    TermId* row = out.rows.append();
    for (const Projection& key : query.group_by)
      row[key.variable] = group.empty() ? unbound : rows.row(group[0])[key.variable];
    std::vector<Value> values;
    for (const Expression& aggregate : query.aggregates)
      values.push_back(evaluate_aggregate(evaluator, aggregate, rows, group));
    out.aggregates.push_back(std::move(values));
  }
  return out;
}

void keep(Grouped& grouped, const std::vector<std::size_t>& order) {
  Grouped out{Solutions(grouped.rows.width(), grouped.rows.budget()), {}};
  for (const std::size_t i : order) {
    out.rows.append(grouped.rows.row(i));
    if (!grouped.aggregates.empty()) out.aggregates.push_back(std::move(grouped.aggregates[i]));
  }
  grouped = std::move(out);
}

void apply_having(Evaluator& evaluator, const Query& query, Grouped& grouped) {
  if (query.having.empty()) return;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < grouped.rows.size(); ++i) {
    const Scope scope = evaluator.scope(grouped.rows.row(i), i, grouped.of(i));
    if (std::all_of(query.having.begin(), query.having.end(),
                    [&](const Expression& e) { return effective_boolean(evaluate(e, scope)).value_or(false); }))
      kept.push_back(i);
  }
  keep(grouped, kept);
}

/// VALUES behind the groups: joined to their rows.
void join_late_values(Evaluator& evaluator, const Query& query, Grouped& grouped) {
  if (!query.late_values) return;
  const Solutions given = evaluator.values(*query.late_values);
  Grouped out{Solutions(grouped.rows.width(), grouped.rows.budget()), {}};
  for (std::size_t i = 0; i < grouped.rows.size(); ++i) {
    Solutions one(grouped.rows.width(), grouped.rows.budget());
    one.append(grouped.rows.row(i));
    const Solutions both = join(one, given);
    for (std::size_t j = 0; j < both.size(); ++j) {
      out.rows.append(both.row(j));
      out.aggregates.push_back(grouped.aggregates[i]);
    }
  }
  grouped = std::move(out);
}

void compute_projection(Evaluator& evaluator, const Query& query, Grouped& grouped) {
  for (const Projection& p : query.projection)
    if (p.expression)
      for (std::size_t i = 0; i < grouped.rows.size(); ++i) {
        const TermId value =
            evaluator.intern(evaluate(*p.expression, evaluator.scope(grouped.rows.row(i), i, grouped.of(i))));
        grouped.rows.row(i)[p.variable] = value;
      }
}

void order_rows(Evaluator& evaluator, const Query& query, Grouped& grouped) {
  if (query.order_by.empty()) return;
  // A key with its term takes some thirty cells.
  grouped.rows.budget().allow(grouped.rows.size() * query.order_by.size() * 30);
  std::vector<std::vector<Value>> keys(grouped.rows.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (const OrderCondition& condition : query.order_by)
      keys[i].push_back(evaluate(condition.expression, evaluator.scope(grouped.rows.row(i), i, grouped.of(i))));
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    for (std::size_t k = 0; k < query.order_by.size(); ++k)
      if (const int c = compare_for_order(keys[a][k], keys[b][k])) return query.order_by[k].descending ? c > 0 : c < 0;
    return false;
  });
  keep(grouped, order);
}

Solutions project(const Query& query, const Solutions& rows) {
  Solutions out(rows.width(), rows.budget());
  std::set<std::vector<TermId>> seen;
  std::uint64_t skipped = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (query.limit && out.size() >= *query.limit) break;
    if (query.distinct || query.reduced) {
      std::vector<TermId> key;
      for (const Projection& p : query.projection) key.push_back(rows.row(i)[p.variable]);
      if (!seen.insert(std::move(key)).second) continue;
    }
    if (skipped < query.offset) {
      ++skipped;
      continue;
    }
    TermId* row = out.append();
    for (const Projection& p : query.projection) row[p.variable] = rows.row(i)[p.variable];
  }
  return out;
}

/// LIMIT and OFFSET for the forms that use the rows, not their projection.
Solutions solutions(Evaluator& evaluator, const Query& query) {
  Grouped grouped = group_rows(evaluator, query, evaluator.where());
  apply_having(evaluator, query, grouped);
  join_late_values(evaluator, query, grouped);
  order_rows(evaluator, query, grouped);
  Solutions out(grouped.rows.width(), grouped.rows.budget());
  for (std::size_t i = query.offset; i < grouped.rows.size(); ++i) {
    if (query.limit && out.size() >= *query.limit) break;
    out.append(grouped.rows.row(i));
  }
  return out;
}

void instantiate(const Query& query, const Dictionary& terms, const TermId* row, std::size_t number,
                 std::vector<rdf::Quad>& out) {
  const auto term_of = [&](const Node& n) -> std::optional<rdf::Term> {
    if (!n.is_variable()) return n.term;
    if (row[n.variable] != unbound) return rdf::Term::copy(terms.term(row[n.variable]));
    const std::string& name = query.variables[n.variable];
    if (name.rfind("_:", 0) == 0) return rdf::Term::blank(fmt::format("r{}x{}", number, slug(name)));
    return std::nullopt;
  };
  for (const TriplePattern& t : query.construct_template) {
    const auto s = term_of(t.subject), p = term_of(t.predicate), o = term_of(t.object);
    // §16.2: what would be no RDF is left out.
    if (s && p && o && !s->is_literal() && p->is_iri()) out.push_back({*s, *p, *o, {}});
  }
}

/// Everything said of a node, and of the blank nodes that says it.
void describe(const Dataset& data, TermId node, std::vector<rdf::Quad>& out) {
  std::vector<TermId> queue = {node};
  std::set<TermId> seen = {node};
  for (std::size_t i = 0; i < queue.size(); ++i)
    for (const Triple& t : data.match(unbound, queue[i], unbound, unbound)) {
      out.push_back({rdf::Term::copy(data.terms().term(t.s)),
                     rdf::Term::copy(data.terms().term(t.p)),
                     rdf::Term::copy(data.terms().term(t.o)),
                     {}});
      if (data.terms().term(t.o).kind == rdf::TermKind::blank && seen.insert(t.o).second) queue.push_back(t.o);
    }
}

}  // namespace

Solutions select(Dataset& data, const Query& query, Budget& budget, TermId graph) {
  Evaluator evaluator(data, query, budget);
  Grouped grouped = group_rows(evaluator, query, evaluator.where(graph));
  apply_having(evaluator, query, grouped);
  join_late_values(evaluator, query, grouped);
  compute_projection(evaluator, query, grouped);
  order_rows(evaluator, query, grouped);
  return project(query, grouped.rows);
}

bool ask(Dataset& data, const Query& query, Budget& budget) {
  Evaluator evaluator(data, query, budget);
  return solutions(evaluator, query).size() > 0;
}

std::vector<rdf::Quad> construct(Dataset& data, const Query& query, Budget& budget) {
  Evaluator evaluator(data, query, budget);
  const Solutions rows = solutions(evaluator, query);
  std::vector<rdf::Quad> out;
  if (query.form == Form::construct) {
    for (std::size_t i = 0; i < rows.size(); ++i) instantiate(query, data.terms(), rows.row(i), i, out);
  } else {
    std::set<TermId> nodes;
    for (const Node& n : query.described)
      if (!n.is_variable()) nodes.insert(data.terms().find(n.term.view()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const Node& n : query.described)
        if (n.is_variable()) nodes.insert(rows.row(i)[n.variable]);
      if (query.all) nodes.insert(rows.row(i), rows.row(i) + rows.width());
    }
    for (const TermId node : nodes)
      if (node != unbound) describe(data, node, out);
  }
  rdf::order_for_reading(out);
  return out;
}

}  // namespace vitagraph::store::sparql
