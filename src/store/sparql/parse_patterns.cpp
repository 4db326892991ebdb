// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "store/sparql/grammar.hpp"

namespace vitagraph::store::sparql {

Pattern Patterns::group() {
  const Depth depth(*this);
  expect_mark("{");
  Pattern out;
  if (is_word("select")) {
    Pattern sub;
    sub.kind = Pattern::Kind::subquery;
    sub.subquery = std::make_shared<Query>(read_query(true));
    // A subquery's variables are its own; those it projects are joined by name.
    for (const Projection& p : projected_variables(*sub.subquery)) variable_named(sub.subquery->variables[p.variable]);
    out.children.push_back(std::move(sub));
    expect_mark("}");
    block_ = ++last_block_;
    return out;
  }
  block_ = ++last_block_;
  const bool outer = std::exchange(aggregates_allowed_, false);
  bool open = false;  // triples without a dot behind them
  while (!take_mark("}")) {
    if (at_end()) fail("`}` is expected");
    if (open && !starts_element()) fail("`.` or `}` is expected");
    const bool triples = !starts_element(), filter = is_word("filter");
    // A FILTER does not end a basic graph pattern, whatever it holds.
    const std::size_t block = block_;
    element(out);
    block_ = triples || filter ? block : ++last_block_;
    open = !take_mark(".") && triples;
  }
  block_ = ++last_block_;
  aggregates_allowed_ = outer;
  return out;
}

bool Patterns::starts_element() const {
  static constexpr std::string_view words[] = {"optional", "minus", "graph", "filter", "bind", "values", "service"};
  return is_mark("{") ||
         std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return is_word(w); });
}

void Patterns::bind(Pattern& out) {
  Pattern p;
  p.kind = Pattern::Kind::bind;
  expect_mark("(");
  p.expression = expression();
  expect_word("as");
  const std::size_t known = query_->variables.size();
  const Token name = token();
  p.variable = take_variable("AS");
  if (p.variable < known) {
    const std::vector<Variable> bound = in_scope(out, *query_);
    if (std::find(bound.begin(), bound.end(), p.variable) != bound.end())
      throw SyntaxError{name.span, fmt::format("`?{}` has a value here already; BIND wants a new name", name.text)};
  }
  expect_mark(")");
  out.children.push_back(std::move(p));
}

void Patterns::element(Pattern& out) {
  if (take_word("optional")) {
    Pattern p;
    p.kind = Pattern::Kind::optional;
    p.children.push_back(group());
    out.children.push_back(std::move(p));
  } else if (take_word("minus")) {
    Pattern p;
    p.kind = Pattern::Kind::minus;
    p.children.push_back(group());
    out.children.push_back(std::move(p));
  } else if (take_word("graph")) {
    Pattern p;
    p.kind = Pattern::Kind::graph;
    if (token().kind != Token::Kind::variable && !at_iri()) fail("a graph is named by an IRI or a variable");
    p.graph = node();
    p.children.push_back(group());
    out.children.push_back(std::move(p));
  } else if (take_word("filter")) {
    Pattern p;
    p.kind = Pattern::Kind::filter;
    p.expression = constraint();
    out.children.push_back(std::move(p));
  } else if (take_word("bind")) {
    bind(out);
  } else if (take_word("values")) {
    out.children.push_back(values_block());
  } else if (is_word("service")) {
    fail("SERVICE asks another server; queries here stay on the one graph");
  } else if (is_mark("{")) {
    alternatives(out);
  } else {
    if (out.children.empty() || out.children.back().kind != Pattern::Kind::triples) {
      out.children.emplace_back();
      out.children.back().kind = Pattern::Kind::triples;
    }
    triples_same_subject(out.children.back().triples);
  }
}

void Patterns::alternatives(Pattern& out) {
  Pattern first = group();
  if (!is_word("union")) {
    out.children.push_back(std::move(first));
    return;
  }
  Pattern p;
  p.kind = Pattern::Kind::alternative;
  p.children.push_back(std::move(first));
  while (take_word("union")) p.children.push_back(group());
  out.children.push_back(std::move(p));
}

Pattern Patterns::values_block() {
  Pattern p;
  p.kind = Pattern::Kind::values;
  const bool several = take_mark("(");
  if (!several && token().kind != Token::Kind::variable) fail("a variable is expected after VALUES");
  while (token().kind == Token::Kind::variable) {
    p.columns.push_back(variable_named(token().text));
    ++at_;
    if (!several) break;
  }
  if (several) expect_mark(")");
  expect_mark("{");
  while (!take_mark("}")) {
    std::vector<std::optional<rdf::Term>> row;
    if (several) {
      expect_mark("(");
      while (!take_mark(")")) row.push_back(data_value());
    } else {
      row.push_back(data_value());
    }
    if (row.size() != p.columns.size()) fail("a row of VALUES has as many terms as there are variables");
    p.rows.push_back(std::move(row));
  }
  return p;
}

std::vector<Variable> in_scope(const Pattern& pattern, const Query& query) {
  std::vector<Variable> out;
  std::vector<bool> seen(query.variables.size(), false);
  const auto add = [&](Variable variable) {
    if (variable >= seen.size() || seen[variable]) return;
    seen[variable] = true;
    out.push_back(variable);
  };
  const auto add_node = [&](const Node& node) {
    if (node.is_variable()) add(node.variable);
  };
  // Children in the order written; patterns nest no deeper than the parser lets them.
  const auto walk = [&](const auto& self, const Pattern& p) -> void {
    for (const TriplePattern& t : p.triples) {
      add_node(t.subject);
      if (!t.path) add_node(t.predicate);
      add_node(t.object);
    }
    if (p.kind == Pattern::Kind::graph) add_node(p.graph);
    if (p.kind == Pattern::Kind::bind) add(p.variable);
    for (const Variable column : p.columns) add(column);
    if (p.kind == Pattern::Kind::minus) return;
    for (const Pattern& child : p.children) self(self, child);
    if (!p.subquery) return;
    for (const Projection& projected : p.subquery->projection) {
      const std::string& name = p.subquery->variables[projected.variable];
      const auto at = std::find(query.variables.begin(), query.variables.end(), name);
      add(static_cast<Variable>(at - query.variables.begin()));
    }
  };
  walk(walk, pattern);
  return out;
}

std::optional<rdf::Term> Patterns::data_value() {
  if (take_word("undef")) return std::nullopt;
  if (token().kind == Token::Kind::variable || token().kind == Token::Kind::blank)
    fail("VALUES takes IRIs and literals");
  return node().term;
}

}  // namespace vitagraph::store::sparql
