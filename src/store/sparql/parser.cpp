// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/parser.hpp"

#include <algorithm>

#include "store/sparql/grammar.hpp"
#include "store/sparql/iris.hpp"

namespace vitagraph::store::sparql {
namespace {

/// §16, §19.8: a whole query.
class Parser final : public Patterns {
 public:
  using Patterns::Patterns;

  Query run() {
    prologue();
    Query query = read_query(false);
    if (!at_end()) fail("the query ends here; nothing may follow but VALUES");
    return query;
  }

 private:
  void prologue() {
    while (true) {
      if (take_word("base")) {
        if (token().kind != Token::Kind::iri) fail("an IRI is expected after BASE");
        base_ = base_.empty() ? token().text : resolve_iri(base_, token().text);
        ++at_;
      } else if (take_word("prefix")) {
        const Token name = token();
        if (name.kind != Token::Kind::prefixed || name.text.find(':') != name.text.size() - 1)
          fail("a prefix with its colon is expected");
        ++at_;
        if (token().kind != Token::Kind::iri) fail("an IRI is expected after the prefix");
        prefixes_.set(name.text.substr(0, name.text.size() - 1), resolve(token().text));
        ++at_;
      } else {
        return;
      }
    }
  }

  Query read_query(bool sub) override {
    const Depth depth(*this);
    Query query;
    Query* const outer_query = query_;
    std::map<std::string, Variable>* const outer_variables = variables_;
    std::map<std::string, Variable> variables;
    const bool outer_aggregates = aggregates_allowed_;
    query_ = &query;
    variables_ = &variables;
    if (take_word("select"))
      select_clause();
    else if (sub)
      fail("SELECT is expected");
    else if (take_word("construct"))
      construct_clause();
    else if (take_word("ask"))
      query.form = Form::ask;
    else if (take_word("describe"))
      describe_clause();
    else
      fail("SELECT, CONSTRUCT, ASK or DESCRIBE is expected");
    aggregates_allowed_ = false;
    while (!sub && take_word("from")) {
      if (take_word("named"))
        query.from_named.push_back(iri());
      else
        query.from.push_back(iri());
    }
    if (query.form == Form::construct && template_is_where_) {
      expect_word("where");
      query.where = group();
      template_from_where(query.where);
    } else if (query.form != Form::describe || is_word("where") || is_mark("{")) {
      take_word("where");
      query.where = group();
    }
    modifiers();
    if (take_word("values")) {
      // §18.2.4.3: joined to the groups, where there are any.
      if (query.grouped)
        query.late_values = std::make_shared<const Pattern>(values_block());
      else
        query.where.children.push_back(values_block());
    }
    check_scope(query);
    query_ = outer_query;
    variables_ = outer_variables;
    aggregates_allowed_ = outer_aggregates;
    return query;
  }

  void select_clause() {
    aggregates_allowed_ = true;
    if (take_word("distinct"))
      query_->distinct = true;
    else if (take_word("reduced"))
      query_->reduced = true;
    if (take_mark("*")) {
      query_->all = true;
      return;
    }
    while (true) {
      if (token().kind == Token::Kind::variable) {
        query_->projection.push_back({variable_named(token().text), std::nullopt});
        ++at_;
      } else if (take_mark("(")) {
        Expression value = expression();
        expect_word("as");
        const Variable name = take_variable("AS");
        expect_mark(")");
        query_->projection.push_back({name, std::move(value)});
      } else {
        break;
      }
    }
    if (query_->projection.empty()) fail("variables, `*` or (expression AS ?name) are expected");
  }

  void construct_clause() {
    query_->form = Form::construct;
    template_is_where_ = is_word("where") || is_word("from");
    if (template_is_where_) return;
    expect_mark("{");
    Pattern triples;
    triples.kind = Pattern::Kind::triples;
    in_template_ = true;
    triples_block(triples.triples);
    in_template_ = false;
    expect_mark("}");
    query_->construct_template = std::move(triples.triples);
  }

  void template_from_where(const Pattern& where) {
    for (const Pattern& child : where.children) {
      const bool plain = child.kind == Pattern::Kind::triples &&
                         std::none_of(child.triples.begin(), child.triples.end(),
                                      [](const TriplePattern& t) { return t.path.has_value(); });
      if (!plain) fail("CONSTRUCT WHERE takes triples only");
      query_->construct_template.insert(query_->construct_template.end(), child.triples.begin(), child.triples.end());
    }
  }

  void describe_clause() {
    query_->form = Form::describe;
    if (take_mark("*")) {
      query_->all = true;
      return;
    }
    while (token().kind == Token::Kind::variable || at_iri()) {
      Node node;
      if (token().kind == Token::Kind::variable) {
        node.variable = variable_named(token().text);
        ++at_;
      } else {
        node.term = rdf::Term::iri(iri());
      }
      query_->described.push_back(std::move(node));
    }
    if (query_->described.empty()) fail("a variable, an IRI or `*` is expected after DESCRIBE");
  }

  void modifiers() {
    if (take_word("group")) {
      expect_word("by");
      query_->grouped = true;
      while (starts_condition()) group_condition();
      if (query_->group_by.empty()) fail("something to group by is expected");
    }
    aggregates_allowed_ = true;
    if (take_word("having")) {
      query_->grouped = true;
      while (starts_condition()) query_->having.push_back(constraint());
      if (query_->having.empty()) fail("a condition is expected after HAVING");
    }
    if (take_word("order")) {
      expect_word("by");
      while (is_word("asc") || is_word("desc") || starts_condition()) {
        OrderCondition condition;
        if (take_word("desc"))
          condition.descending = true;
        else
          take_word("asc");
        condition.expression = token().kind == Token::Kind::variable ? expression_of_variable() : constraint();
        query_->order_by.push_back(std::move(condition));
      }
      if (query_->order_by.empty()) fail("something to order by is expected");
    }
    aggregates_allowed_ = false;
    bool limited = false, moved = false;
    while ((is_word("limit") && !limited) || (is_word("offset") && !moved)) {
      const bool limit = take_word("limit");
      if (!limit) ++at_;
      (limit ? limited : moved) = true;
      if (token().kind != Token::Kind::integer || token().text.size() > 18) fail("a number is expected");
      const std::uint64_t number = std::stoull(token().text);
      ++at_;
      if (limit)
        query_->limit = number;
      else
        query_->offset = number;
    }
    if (!query_->aggregates.empty()) query_->grouped = true;
  }

  Expression expression_of_variable() {
    Expression out;
    out.kind = Expression::Kind::variable;
    out.variable = take_variable("ORDER BY");
    return out;
  }

  void group_condition() {
    if (token().kind == Token::Kind::variable) {
      query_->group_by.push_back({variable_named(token().text), std::nullopt});
      ++at_;
    } else if (take_mark("(")) {
      Expression value = expression();
      Variable name = no_variable;
      if (take_word("as")) {
        name = take_variable("AS");
      }
      expect_mark(")");
      query_->group_by.push_back({name == no_variable ? fresh_variable() : name, std::move(value)});
    } else {
      Expression value = constraint();
      query_->group_by.push_back({fresh_variable(), std::move(value)});
    }
  }

  void check_scope(Query& query) const {
    if (query.form != Form::select) return;
    if (query.all && query.grouped) throw SyntaxError{token().span, "SELECT * cannot go with GROUP BY"};
    query.projection = projected_variables(query);
    const std::vector<Variable> bound = in_scope(query.where, query);
    std::vector<bool> known(query.variables.size(), false);  // by the clause itself
    for (const Projection& key : query.group_by) known[key.variable] = true;
    std::vector<bool> seen(query.variables.size(), false);
    for (const Projection& p : query.projection) {
      if (p.expression) {
        // §18.2.4.4
        if (seen[p.variable] || std::find(bound.begin(), bound.end(), p.variable) != bound.end())
          refuse(query, p.variable, "has a value already; AS wants a new name");
        if (query.grouped) check_grouped(query, *p.expression, known);
      } else if (query.grouped && !known[p.variable]) {
        refuse(query, p.variable, "is neither grouped by nor inside an aggregate");
      }
      seen[p.variable] = true;
      if (p.expression) known[p.variable] = true;
    }
  }

  [[noreturn]] void refuse(const Query& query, Variable variable, std::string_view why) const {
    throw SyntaxError{token().span, fmt::format("`?{}` {}", query.variables[variable], why)};
  }

  /// §11.4: beside aggregates, only what is grouped by.
  void check_grouped(const Query& query, const Expression& e, const std::vector<bool>& known) const {
    if (e.kind == Expression::Kind::aggregate || e.pattern) return;
    if (e.kind == Expression::Kind::variable && !known[e.variable])
      refuse(query, e.variable, "is neither grouped by nor inside an aggregate");
    for (const Expression& argument : e.arguments) check_grouped(query, argument, known);
  }

  bool template_is_where_ = false;
};

}  // namespace

std::vector<Projection> projected_variables(const Query& query) {
  if (!query.all) return query.projection;
  std::vector<Projection> out;
  for (const Variable variable : in_scope(query.where, query))
    if (query.variables[variable].rfind("_:", 0) != 0) out.push_back({variable, std::nullopt});
  return out;
}

Query parse_query(std::string_view text, const rdf::Prefixes& prefixes) { return Parser(text, prefixes).run(); }

}  // namespace vitagraph::store::sparql
