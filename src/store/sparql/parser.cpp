// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/parser.hpp"

#include <algorithm>

#include "store/sparql/grammar.hpp"

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
        base_ = token().text;
        ++at_;
      } else if (take_word("prefix")) {
        const Token name = token();
        if (name.kind != Token::Kind::prefixed || name.text.back() != ':') fail("a prefix with its colon is expected");
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
    while (!sub && take_word("from")) {
      if (take_word("named"))
        query.from_named.push_back(iri());
      else
        query.from.push_back(iri());
    }
    if (query.form == Form::construct && template_is_where_) {
      query.where = group();
      template_from_where(query.where);
    } else if (query.form != Form::describe || is_word("where") || is_mark("{")) {
      take_word("where");
      query.where = group();
    }
    modifiers();
    if (take_word("values")) query.where.children.push_back(values_block());
    query_ = outer_query;
    variables_ = outer_variables;
    check_scope(query);
    return query;
  }

  void select_clause() {
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
    if (template_is_where_) {
      if (is_word("where")) ++at_;
      return;
    }
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
      if (child.kind != Pattern::Kind::triples) fail("CONSTRUCT WHERE takes triples only");
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
        condition.expression = constraint();
        query_->order_by.push_back(std::move(condition));
      }
      if (query_->order_by.empty()) fail("something to order by is expected");
    }
    while (is_word("limit") || is_word("offset")) {
      const bool limit = take_word("limit");
      if (!limit) ++at_;
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
    if (!query.grouped) return;
    // §11.4: beside aggregates, only what is grouped by.
    for (const Projection& p : query.projection) {
      const bool key = std::any_of(query.group_by.begin(), query.group_by.end(),
                                   [&](const Projection& g) { return g.variable == p.variable; });
      if (!p.expression && !key)
        throw SyntaxError{token().span, fmt::format("`?{}` is neither grouped by nor inside an aggregate",
                                                    query.variables[p.variable])};
    }
  }

  bool template_is_where_ = false;
};

}  // namespace

std::vector<Projection> projected_variables(const Query& query) {
  if (!query.all) return query.projection;
  std::vector<Projection> out;
  for (Variable i = 0; i < query.variables.size(); ++i)
    if (query.variables[i].rfind("_:", 0) != 0) out.push_back({i, std::nullopt});
  return out;
}

Query parse_query(std::string_view text, const rdf::Prefixes& prefixes) { return Parser(text, prefixes).run(); }

}  // namespace vitagraph::store::sparql
