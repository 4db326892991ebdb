// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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
    return out;
  }
  while (!take_mark("}")) {
    if (at_end()) fail("`}` is expected");
    element(out);
    take_mark(".");
  }
  return out;
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
    p.graph = node();
    p.children.push_back(group());
    out.children.push_back(std::move(p));
  } else if (take_word("filter")) {
    Pattern p;
    p.kind = Pattern::Kind::filter;
    p.expression = constraint();
    out.children.push_back(std::move(p));
  } else if (take_word("bind")) {
    Pattern p;
    p.kind = Pattern::Kind::bind;
    expect_mark("(");
    p.expression = expression();
    expect_word("as");
    p.variable = take_variable("AS");
    expect_mark(")");
    out.children.push_back(std::move(p));
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

std::optional<rdf::Term> Patterns::data_value() {
  if (take_word("undef")) return std::nullopt;
  Node n = node();
  if (n.is_variable()) fail("VALUES takes terms, not variables");
  return n.term;
}

}  // namespace vitagraph::store::sparql
