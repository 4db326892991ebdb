// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "store/sparql/grammar.hpp"
#include "store/sparql/text_pattern.hpp"

namespace vitagraph::store::sparql {
namespace {

const std::set<std::string, std::less<>> aggregate_names = {"count", "sum",    "min",         "max",
                                                            "avg",   "sample", "group_concat"};

/// §17.4: name -> least and most arguments.
const std::map<std::string, std::pair<int, int>, std::less<>> function_arities = {{"md5", {1, 1}},
                                                                                  {"sha1", {1, 1}},
                                                                                  {"sha256", {1, 1}},
                                                                                  {"sha384", {1, 1}},
                                                                                  {"sha512", {1, 1}},
                                                                                  {"uuid", {0, 0}},
                                                                                  {"struuid", {0, 0}},
                                                                                  {"str", {1, 1}},
                                                                                  {"lang", {1, 1}},
                                                                                  {"langmatches", {2, 2}},
                                                                                  {"datatype", {1, 1}},
                                                                                  {"bound", {1, 1}},
                                                                                  {"iri", {1, 1}},
                                                                                  {"uri", {1, 1}},
                                                                                  {"bnode", {0, 1}},
                                                                                  {"rand", {0, 0}},
                                                                                  {"abs", {1, 1}},
                                                                                  {"ceil", {1, 1}},
                                                                                  {"floor", {1, 1}},
                                                                                  {"round", {1, 1}},
                                                                                  {"concat", {0, 1000}},
                                                                                  {"strlen", {1, 1}},
                                                                                  {"ucase", {1, 1}},
                                                                                  {"lcase", {1, 1}},
                                                                                  {"encode_for_uri", {1, 1}},
                                                                                  {"contains", {2, 2}},
                                                                                  {"strstarts", {2, 2}},
                                                                                  {"strends", {2, 2}},
                                                                                  {"strbefore", {2, 2}},
                                                                                  {"strafter", {2, 2}},
                                                                                  {"year", {1, 1}},
                                                                                  {"month", {1, 1}},
                                                                                  {"day", {1, 1}},
                                                                                  {"hours", {1, 1}},
                                                                                  {"minutes", {1, 1}},
                                                                                  {"seconds", {1, 1}},
                                                                                  {"timezone", {1, 1}},
                                                                                  {"tz", {1, 1}},
                                                                                  {"now", {0, 0}},
                                                                                  {"coalesce", {0, 1000}},
                                                                                  {"if", {3, 3}},
                                                                                  {"strlang", {2, 2}},
                                                                                  {"strdt", {2, 2}},
                                                                                  {"sameterm", {2, 2}},
                                                                                  {"isiri", {1, 1}},
                                                                                  {"isuri", {1, 1}},
                                                                                  {"isblank", {1, 1}},
                                                                                  {"isliteral", {1, 1}},
                                                                                  {"isnumeric", {1, 1}},
                                                                                  {"regex", {2, 3}},
                                                                                  {"substr", {2, 3}},
                                                                                  {"replace", {3, 4}}};

Expression call(std::string name, std::vector<Expression> arguments) {
  Expression e;
  e.kind = Expression::Kind::call;
  e.name = std::move(name);
  e.arguments = std::move(arguments);
  return e;
}

Expression pair(std::string name, Expression a, Expression b) {
  std::vector<Expression> both;
  both.push_back(std::move(a));
  both.push_back(std::move(b));
  return call(std::move(name), std::move(both));
}

/// All in one call rather than nested: programs write conditions of thousands of parts.
Expression chained(const std::string& name, Expression a, Expression b) {
  if (a.kind != Expression::Kind::call || a.name != name) return pair(name, std::move(a), std::move(b));
  a.arguments.push_back(std::move(b));
  return a;
}

}  // namespace

void Expressions::count_operator() {
  if (++operators_ > most_operators) fail("too much arithmetic in one query");
}

Expression Expressions::constraint() {
  const bool call = token().kind == Token::Kind::word ||
                    (at_iri() && ahead(1).kind == Token::Kind::punctuation && ahead(1).text == "(");
  if (!is_mark("(") && !call) fail("a condition stands in brackets or is a function");
  if (is_word("true") || is_word("false")) fail("a condition stands in brackets or is a function");
  return primary();
}

namespace {

/// Where pattern and flags are constants they are compiled once, not in every row.
void compile_pattern(Expression& call) {
  const auto constant = [&](std::size_t i) {
    return call.arguments[i].kind == Expression::Kind::term && call.arguments[i].term.is_literal();
  };
  const std::size_t flags = call.name == "regex" ? 2 : 3;
  const bool has_flags = call.arguments.size() > flags;
  if (!constant(1) || (has_flags && !constant(flags))) return;
  call.text_pattern = std::make_shared<const TextPattern>(
      call.arguments[1].term.value,
      has_flags ? std::string_view(call.arguments[flags].term.value) : std::string_view());
}

}  // namespace

bool Expressions::starts_condition() const {
  if (is_mark("(") || token().kind == Token::Kind::variable || at_iri()) return true;
  if (token().kind != Token::Kind::word) return false;
  const std::string word = fold_case(token().text);
  return function_arities.count(word) || aggregate_names.count(word) || word == "exists" || word == "not";
}

Expression Expressions::expression() {
  const Depth depth(*this);
  Expression left = conjunction();
  while (take_mark("||")) left = chained("||", std::move(left), conjunction());
  return left;
}

Expression Expressions::conjunction() {
  Expression left = relation();
  while (take_mark("&&")) left = chained("&&", std::move(left), relation());
  return left;
}

Expression Expressions::relation() {
  Expression left = sum();
  for (const char* mark : {"=", "!=", "<=", ">=", "<", ">"})
    if (take_mark(mark)) return pair(mark, std::move(left), sum());
  const bool negated = is_word("not") && ahead(1).kind == Token::Kind::word && fold_case(ahead(1).text) == "in";
  if (negated) ++at_;
  if (!take_word("in")) return left;
  std::vector<Expression> members;
  members.push_back(std::move(left));
  expect_mark("(");
  if (!is_mark(")")) do
      members.push_back(expression());
    while (take_mark(","));
  expect_mark(")");
  return call(negated ? "not in" : "in", std::move(members));
}

Expression Expressions::sum() {
  Expression left = product();
  while (true) {
    if (take_mark("+"))
      left = pair("+", std::move(left), product());
    else if (take_mark("-"))
      left = pair("-", std::move(left), product());
    else
      return left;
    count_operator();
  }
}

Expression Expressions::product() {
  Expression left = unary();
  while (true) {
    if (take_mark("*"))
      left = pair("*", std::move(left), unary());
    else if (take_mark("/"))
      left = pair("/", std::move(left), unary());
    else
      return left;
    count_operator();
  }
}

Expression Expressions::unary() {
  const Depth depth(*this);
  const auto one = [](std::string name, Expression e) {
    std::vector<Expression> only;
    only.push_back(std::move(e));
    return call(std::move(name), std::move(only));
  };
  if (take_mark("!")) return one("!", unary());
  if (take_mark("-")) return one("u-", unary());
  if (take_mark("+")) return one("u+", unary());
  return primary();
}

Expression Expressions::primary() {
  if (take_mark("(")) {
    Expression inner = expression();
    expect_mark(")");
    return inner;
  }
  const Token t = token();
  Expression e;
  if (t.kind == Token::Kind::variable) {
    e.kind = Expression::Kind::variable;
    e.variable = variable_named(t.text);
    ++at_;
    return e;
  }
  if (at_iri()) {
    const std::string name = iri();
    if (is_mark("(")) return call(name, arguments());
    e.term = rdf::Term::iri(name);
    return e;
  }
  if (t.kind == Token::Kind::word) {
    const std::string word = fold_case(t.text);
    if (word == "true" || word == "false") {
      e.term = literal();
      return e;
    }
    ++at_;
    if (word == "exists") return existence(Expression::Kind::exists);
    if (word == "not" && take_word("exists")) return existence(Expression::Kind::not_exists);
    if (aggregate_names.count(word)) return aggregate(word);
    const auto arity = function_arities.find(word);
    if (arity != function_arities.end()) {
      Expression c = call(word == "uri" ? "iri" : word == "isuri" ? "isiri" : word, arguments());
      if (word == "bound" && (c.arguments.size() != 1 || c.arguments[0].kind != Expression::Kind::variable)) {
        --at_;
        fail("BOUND takes a variable");
      }
      const auto count = static_cast<int>(c.arguments.size());
      if (count < arity->second.first || count > arity->second.second) {
        --at_;
        fail(fmt::format("`{}` does not take {} arguments", t.text, count));
      }
      if (c.name == "regex" || c.name == "replace") compile_pattern(c);
      if (c.name == "iri" && !base_.empty()) {
        Expression base;
        base.term = rdf::Term::literal(base_);
        c.arguments.push_back(std::move(base));
      }
      return c;
    }
    --at_;
    std::vector<std::string> known(aggregate_names.begin(), aggregate_names.end());
    for (const auto& [name, counts] : function_arities) known.push_back(name);
    const std::string near = nearest_name(word, known);
    fail(fmt::format("no function is called `{}`{}", t.text, near.empty() ? "" : fmt::format("; similar: `{}`", near)));
  }
  e.term = literal();
  return e;
}

std::vector<Expression> Expressions::arguments() {
  std::vector<Expression> out;
  expect_mark("(");
  if (!is_mark(")")) do
      out.push_back(expression());
    while (take_mark(","));
  expect_mark(")");
  return out;
}

Expression Expressions::existence(Expression::Kind kind) {
  Expression e;
  e.kind = kind;
  if (in_aggregate_) fail("EXISTS cannot stand inside an aggregate");
  e.pattern = std::make_shared<const Pattern>(group());
  return e;
}

Expression Expressions::aggregate(const std::string& name) {
  Expression e;
  e.kind = Expression::Kind::aggregate;
  e.name = name;
  expect_mark("(");
  if (in_aggregate_) fail("an aggregate within an aggregate");
  if (!aggregates_allowed_) fail("an aggregate may stand in SELECT, HAVING and ORDER BY only");
  e.distinct = take_word("distinct");
  if (name == "count" && take_mark("*")) {
    // COUNT(*): no argument
  } else {
    in_aggregate_ = true;
    e.arguments.push_back(expression());
    in_aggregate_ = false;
  }
  if (name == "group_concat" && take_mark(";")) {
    expect_word("separator");
    expect_mark("=");
    if (token().kind != Token::Kind::string) fail("a string is expected");
    e.separator = token().text;
    ++at_;
  }
  expect_mark(")");
  e.slot = query_->aggregates.size();
  query_->aggregates.push_back(e);
  return e;
}

}  // namespace vitagraph::store::sparql
