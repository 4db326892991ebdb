// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/evaluator.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "store/sparql/paths.hpp"
#include "store/sparql/solve.hpp"

namespace vitagraph::store::sparql {
namespace {

/// What binding a subject or an object leaves of the triples of a predicate, as a guess for ordering only.
constexpr double subject_share = 1e-4, object_share = 1e-2;

std::vector<bool> bound_columns(const Solutions& s) {
  std::vector<bool> out(s.width(), false);
  if (s.size() == 0) return out;
  for (std::size_t c = 0; c < s.width(); ++c) out[c] = s.row(0)[c] != unbound;
  return out;
}

void mark(const Node& node, std::vector<bool>& out) {
  if (node.is_variable()) out[node.variable] = true;
}

}  // namespace

void collect_variables(const Expression& e, std::vector<bool>& out) {
  if (e.kind == Expression::Kind::variable && e.variable < out.size()) out[e.variable] = true;
  // What EXISTS mentions is substituted from the row: let it count as everything.
  if (e.pattern) std::fill(out.begin(), out.end(), true);
  for (const Expression& argument : e.arguments) collect_variables(argument, out);
}

Scope Evaluator::scope(const TermId* row, std::size_t number, const std::vector<Value>* aggregates) {
  return {data_.terms(), budget_, row, number, aggregates, [this](const Pattern& pattern, const TermId* current) {
            Solutions start(width_, budget_);
            start.append(current);
            return group(pattern, std::move(start), exists_graph_).size() > 0;
          }};
}

TermId Evaluator::id_of(const Node& node, const TermId* row) const {
  return node.is_variable() ? row[node.variable] : data_.terms().find(node.term.view());
}

Solutions Evaluator::without_filters(const Pattern& pattern, Solutions input, TermId graph) {
  for (const Pattern& child : pattern.children)
    if (child.kind != Pattern::Kind::filter) input = element(child, std::move(input), graph);
  return input;
}

Solutions Evaluator::group(const Pattern& pattern, Solutions input, TermId graph) {
  input = without_filters(pattern, std::move(input), graph);
  // §18.2.2.2: a filter holds for its whole group, wherever it stands in it.
  const TermId outer = std::exchange(exists_graph_, graph);
  for (const Pattern& child : pattern.children)
    if (child.kind == Pattern::Kind::filter) input = filtered(*child.expression, input);
  exists_graph_ = outer;
  return input;
}

Solutions Evaluator::filtered(const Expression& condition, const Solutions& input) {
  Solutions out(width_, budget_);
  for (std::size_t i = 0; i < input.size(); ++i)
    if (effective_boolean(evaluate(condition, scope(input.row(i), i))).value_or(false)) out.append(input.row(i));
  return out;
}

bool Evaluator::passes(const Pattern& pattern, const TermId* row, std::size_t number) {
  for (const Pattern& child : pattern.children)
    if (child.kind == Pattern::Kind::filter &&
        !effective_boolean(evaluate(*child.expression, scope(row, number))).value_or(false))
      return false;
  return true;
}

Solutions Evaluator::element(const Pattern& p, Solutions input, TermId graph) {
  switch (p.kind) {
    case Pattern::Kind::triples: return triples(p.triples, std::move(input), graph);
    case Pattern::Kind::group: return joined(p, std::move(input), graph);
    case Pattern::Kind::optional: return optional(p.children[0], input, graph);
    case Pattern::Kind::minus: return minus(input, group(p.children[0], Solutions::unit(width_, budget_), graph));
    case Pattern::Kind::values: return join(input, values(p));
    case Pattern::Kind::subquery: return join(input, subquery(p, graph));
    case Pattern::Kind::graph: return in_graph(p, std::move(input));
    case Pattern::Kind::bind: {
      for (std::size_t i = 0; i < input.size(); ++i) {
        const TermId value = intern(evaluate(*p.expression, scope(input.row(i), i)));
        input.row(i)[p.variable] = value;
      }
      return input;
    }
    case Pattern::Kind::alternative: {
      Solutions out(width_, budget_);
      for (const Pattern& branch : p.children) {
        const Solutions part = joined(branch, input, graph);
        for (std::size_t i = 0; i < part.size(); ++i) out.append(part.row(i));
      }
      return out;
    }
    case Pattern::Kind::filter: break;
  }
  return input;
}

Solutions Evaluator::joined(const Pattern& p, Solutions input, TermId graph) {
  if (depends_only_on_own(p, false)) return group(p, std::move(input), graph);
  return join(input, group(p, Solutions::unit(width_, budget_), graph));
}

/// §18.2.2.6: LeftJoin(input, group without its filters, the filters): those see both sides.
Solutions Evaluator::optional(const Pattern& p, const Solutions& input, TermId graph) {
  const TermId outer = std::exchange(exists_graph_, graph);
  const auto accept = [&](const TermId* row, std::size_t number) { return passes(p, row, number); };
  Solutions out(width_, budget_);
  if (!depends_only_on_own(p, true)) {
    out = left_join(input, without_filters(p, Solutions::unit(width_, budget_), graph), accept);
  } else {
    for (std::size_t i = 0; i < input.size(); ++i) {
      Solutions one(width_, budget_);
      one.append(input.row(i));
      const Solutions extended = without_filters(p, std::move(one), graph);
      const std::size_t before = out.size();
      for (std::size_t j = 0; j < extended.size(); ++j)
        if (passes(p, extended.row(j), out.size())) out.append(extended.row(j));
      if (out.size() == before) out.append(input.row(i));
    }
  }
  exists_graph_ = outer;
  return out;
}

bool Evaluator::depends_only_on_own(const Pattern& p, bool optional) const {
  std::vector<bool> own(width_, false);
  collect_variables(p, own, true);
  for (const Pattern& child : p.children) {
    switch (child.kind) {
      case Pattern::Kind::triples:
      case Pattern::Kind::values: break;
      case Pattern::Kind::group:
        if (!depends_only_on_own(child, false)) return false;
        break;
      case Pattern::Kind::alternative:
        for (const Pattern& branch : child.children)
          if (!depends_only_on_own(branch, false)) return false;
        break;
      case Pattern::Kind::filter: {
        // A filter of an OPTIONAL sees the outer row (§18.2.2.6); any other sees its own group only.
        if (optional) break;
        std::vector<bool> used(width_, false);
        sparql::collect_variables(*child.expression, used);
        for (std::size_t c = 0; c < width_; ++c)
          if (used[c] && !own[c]) return false;
        break;
      }
      default: return false;
    }
  }
  return true;
}

void Evaluator::collect_variables(const Pattern& p, std::vector<bool>& out, bool certain) const {
  for (const TriplePattern& t : p.triples) {
    mark(t.subject, out);
    if (!t.path) mark(t.predicate, out);
    mark(t.object, out);
  }
  for (const Pattern& child : p.children)
    if (!certain || child.kind == Pattern::Kind::triples || child.kind == Pattern::Kind::group)
      collect_variables(child, out, certain);
}

Solutions Evaluator::values(const Pattern& p) const {
  Solutions out(width_, budget_);
  for (const auto& terms : p.rows) {
    TermId* row = out.append();
    for (std::size_t c = 0; c < p.columns.size(); ++c)
      if (terms[c]) row[p.columns[c]] = data_.terms().add(terms[c]->view());
  }
  return out;
}

Solutions Evaluator::subquery(const Pattern& p, TermId graph) {
  const Query& inner = *p.subquery;
  const Solutions found = select(data_, inner, budget_, graph);
  Solutions out(width_, budget_);
  std::vector<std::pair<Variable, Variable>> columns;  // inner, outer
  for (const Projection& projected : inner.projection) {
    const std::string& name = inner.variables[projected.variable];
    const auto outer = std::find(query_.variables.begin(), query_.variables.end(), name);
    if (outer != query_.variables.end())
      columns.emplace_back(projected.variable, static_cast<Variable>(outer - query_.variables.begin()));
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    TermId* row = out.append();
    for (const auto& [from, to] : columns) row[to] = found.row(i)[from];
  }
  return out;
}

Solutions Evaluator::in_graph(const Pattern& p, Solutions input) {
  if (!p.graph.is_variable()) {
    const TermId name = data_.terms().find(p.graph.term.view());
    if (name == unbound) return Solutions(width_, budget_);
    return joined(p.children[0], std::move(input), name);
  }
  Solutions out(width_, budget_);
  for (const TermId name : data_.graph_names()) {
    Solutions start(width_, budget_);
    for (std::size_t i = 0; i < input.size(); ++i) {
      const TermId held = input.row(i)[p.graph.variable];
      if (held != unbound && held != name) continue;
      start.append(input.row(i))[p.graph.variable] = name;
    }
    const Solutions part = joined(p.children[0], std::move(start), name);
    for (std::size_t i = 0; i < part.size(); ++i) out.append(part.row(i));
  }
  return out;
}

double Evaluator::cost(const TriplePattern& t, const std::vector<bool>& bound, TermId graph) const {
  const auto constant = [&](const Node& n) { return n.is_variable() ? unbound : data_.terms().find(n.term.view()); };
  const auto known = [&](const Node& n) { return n.is_variable() && bound[n.variable]; };
  if (t.path) {
    const bool anchored = !t.subject.is_variable() || !t.object.is_variable() || known(t.subject) || known(t.object);
    return anchored ? 50 : 1e12;
  }
  double rows =
      static_cast<double>(data_.match(graph, constant(t.subject), constant(t.predicate), constant(t.object)).size());
  if (known(t.subject)) rows *= subject_share;
  if (known(t.object)) rows *= object_share;
  if (known(t.predicate)) rows *= 0.1;
  // Rather than a cross product, take a worse pattern that touches what is bound.
  const bool touches = known(t.subject) || known(t.object) || known(t.predicate);
  const bool any_bound = std::find(bound.begin(), bound.end(), true) != bound.end();
  return touches || !any_bound ? rows : rows + 1e6;
}

Solutions Evaluator::triples(const std::vector<TriplePattern>& patterns, Solutions input, TermId graph) {
  std::vector<bool> bound = bound_columns(input);
  std::vector<bool> done(patterns.size(), false);
  for (std::size_t step = 0; step < patterns.size() && input.size() > 0; ++step) {
    std::size_t best = patterns.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const double c = done[i] ? std::numeric_limits<double>::infinity() : cost(patterns[i], bound, graph);
      if (c < least) {
        least = c;
        best = i;
      }
    }
    done[best] = true;
    const TriplePattern& t = patterns[best];
    input = t.path ? follow(t, input, graph) : match(t, input, graph);
    mark(t.subject, bound);
    mark(t.predicate, bound);
    mark(t.object, bound);
  }
  return input;
}

Solutions Evaluator::match(const TriplePattern& t, const Solutions& input, TermId graph) {
  Solutions out(width_, budget_);
  // A constant that no triple holds has no id, which must not read as "anything".
  for (const Node* n : {&t.subject, &t.predicate, &t.object})
    if (!n->is_variable() && data_.terms().find(n->term.view()) == unbound) return out;
  for (std::size_t i = 0; i < input.size(); ++i) {
    budget_.step();
    const TermId* row = input.row(i);
    for (const Triple& found :
         data_.match(graph, id_of(t.subject, row), id_of(t.predicate, row), id_of(t.object, row))) {
      // One variable at two places must be one term.
      if (t.subject.is_variable() && t.subject.variable == t.object.variable && found.s != found.o) continue;
      if (t.subject.is_variable() && t.subject.variable == t.predicate.variable && found.s != found.p) continue;
      if (t.predicate.is_variable() && t.predicate.variable == t.object.variable && found.p != found.o) continue;
      TermId* made = out.append(row);
      if (t.subject.is_variable()) made[t.subject.variable] = found.s;
      if (t.predicate.is_variable()) made[t.predicate.variable] = found.p;
      if (t.object.is_variable()) made[t.object.variable] = found.o;
    }
  }
  return out;
}

Solutions Evaluator::follow(const TriplePattern& t, const Solutions& input, TermId graph) {
  PathFinder finder(data_, graph, budget_);
  // Constants may be anywhere, even outside the graph: a path of no steps joins them to themselves.
  const auto end = [&](const Node& n, const TermId* row) {
    return n.is_variable() ? row[n.variable] : data_.terms().add(n.term.view());
  };
  const bool same = t.subject.is_variable() && t.subject.variable == t.object.variable;
  Solutions out(width_, budget_);
  for (std::size_t i = 0; i < input.size(); ++i) {
    const TermId* row = input.row(i);
    const TermId s = end(t.subject, row), o = end(t.object, row);
    const auto emit = [&](TermId from, TermId to) {
      if ((s != unbound && s != from) || (o != unbound && o != to) || (same && from != to)) return;
      TermId* made = out.append(row);
      if (t.subject.is_variable()) made[t.subject.variable] = from;
      if (t.object.is_variable()) made[t.object.variable] = to;
    };
    if (s != unbound) {
      for (const TermId to : finder.forward(*t.path, s)) emit(s, to);
    } else if (o != unbound) {
      for (const TermId from : finder.forward(*t.path, o, true)) emit(from, o);
    } else {
      for (const TermId from : finder.nodes())
        for (const TermId to : finder.forward(*t.path, from)) emit(from, to);
    }
  }
  return out;
}

}  // namespace vitagraph::store::sparql
