// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/parser.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

/// Patterns, paths and expressions nested deeper than this are refused: the parser and the evaluator recurse.
constexpr int deepest = 200;

std::string lower(std::string_view text) { return fold_case(text); }

const std::set<std::string, std::less<>> aggregate_names = {"count", "sum", "min", "max", "avg", "sample", "group_concat"};

/// §17.4: name -> least and most arguments.
const std::map<std::string, std::pair<int, int>, std::less<>> function_arities = {
    {"str", {1, 1}}, {"lang", {1, 1}}, {"langmatches", {2, 2}}, {"datatype", {1, 1}}, {"bound", {1, 1}}, {"iri", {1, 1}}, {"uri", {1, 1}},
    {"bnode", {0, 1}}, {"rand", {0, 0}}, {"abs", {1, 1}}, {"ceil", {1, 1}}, {"floor", {1, 1}}, {"round", {1, 1}}, {"concat", {0, 1000}},
    {"strlen", {1, 1}}, {"ucase", {1, 1}}, {"lcase", {1, 1}}, {"encode_for_uri", {1, 1}}, {"contains", {2, 2}}, {"strstarts", {2, 2}},
    {"strends", {2, 2}}, {"strbefore", {2, 2}}, {"strafter", {2, 2}}, {"year", {1, 1}}, {"month", {1, 1}}, {"day", {1, 1}}, {"hours", {1, 1}},
    {"minutes", {1, 1}}, {"seconds", {1, 1}}, {"timezone", {1, 1}}, {"tz", {1, 1}}, {"now", {0, 0}}, {"coalesce", {0, 1000}}, {"if", {3, 3}},
    {"strlang", {2, 2}}, {"strdt", {2, 2}}, {"sameterm", {2, 2}}, {"isiri", {1, 1}}, {"isuri", {1, 1}}, {"isblank", {1, 1}}, {"isliteral", {1, 1}},
    {"isnumeric", {1, 1}}, {"regex", {2, 3}}, {"substr", {2, 3}}, {"replace", {3, 4}}};

class Parser {
 public:
  Parser(std::string_view text, const rdf::Prefixes& prefixes) : tokens_(tokenize(text)), prefixes_(prefixes) {}

  Query run() {
    prologue();
    Query query = read_query(false);
    if (!at_end()) fail("the query ends here; nothing may follow but VALUES");
    return query;
  }

 private:
  // ---- tokens
  const Token& token() const { return tokens_[at_]; }
  const Token& ahead(std::size_t count) const { return tokens_[std::min(at_ + count, tokens_.size() - 1)]; }
  bool at_end() const { return token().kind == Token::Kind::end; }
  bool is_word(std::string_view word) const { return token().kind == Token::Kind::word && lower(token().text) == word; }
  bool is_mark(std::string_view mark) const { return token().kind == Token::Kind::punctuation && token().text == mark; }
  bool take_word(std::string_view word) { return is_word(word) ? (++at_, true) : false; }
  bool take_mark(std::string_view mark) { return is_mark(mark) ? (++at_, true) : false; }
  void expect_mark(std::string_view mark) {
    if (!take_mark(mark)) fail(fmt::format("`{}` is expected", mark));
  }
  void expect_word(std::string_view word) {
    if (!take_word(word)) fail(fmt::format("`{}` is expected", word));
  }
  [[noreturn]] void fail(std::string message) const {
    const Token& t = token();
    throw SyntaxError{t.span, t.kind == Token::Kind::end ? message + ", but the query ends" : message};
  }

  struct Depth {
    explicit Depth(Parser& p) : parser(p) {
      if (++parser.depth_ > deepest) parser.fail("nested too deeply");
    }
    ~Depth() { --parser.depth_; }
    Parser& parser;
  };

  // ---- names
  Variable variable_named(const std::string& name) {
    const auto [found, fresh] = variables_->emplace(name, static_cast<Variable>(query_->variables.size()));
    if (fresh) query_->variables.push_back(name);
    return found->second;
  }
  Variable fresh_variable() { return variable_named(fmt::format("_:{}", query_->variables.size())); }

  std::string resolve(const std::string& iri) const {
    if (rdf::is_absolute_iri(iri)) return iri;
    if (base_.empty()) throw SyntaxError{token().span, fmt::format("`<{}>` is relative and there is no BASE", iri)};
    return base_ + iri;
  }
  std::string iri() {
    const Token t = token();
    if (t.kind == Token::Kind::iri) {
      const std::string full = resolve(t.text);
      ++at_;
      return full;
    }
    if (t.kind != Token::Kind::prefixed) fail("an IRI is expected");
    const auto full = prefixes_.expand(t.text);
    if (!full) {
      std::vector<std::string> known;
      for (const auto& [prefix, ns] : prefixes_.all()) known.push_back(prefix);
      const std::string prefix = t.text.substr(0, t.text.find(':'));
      const std::string near = nearest_name(prefix, known);
      fail(fmt::format("no prefix `{}:` is declared{}", prefix, near.empty() ? "" : fmt::format("; similar: `{}:`", near)));
    }
    ++at_;
    return *full;
  }
  bool at_iri() const { return token().kind == Token::Kind::iri || token().kind == Token::Kind::prefixed; }

  // ---- §19.8 Prologue
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

  // ---- query forms
  Query read_query(bool sub) {
    const Depth depth(*this);
    Query query;
    Query* const outer_query = query_;
    std::map<std::string, Variable>* const outer_variables = variables_;
    std::map<std::string, Variable> variables;
    query_ = &query;
    variables_ = &variables;
    if (take_word("select")) select_clause();
    else if (sub) fail("SELECT is expected");
    else if (take_word("construct")) construct_clause();
    else if (take_word("ask")) query.form = Form::ask;
    else if (take_word("describe")) describe_clause();
    else fail("SELECT, CONSTRUCT, ASK or DESCRIBE is expected");
    while (!sub && take_word("from")) {
      if (take_word("named")) query.from_named.push_back(iri());
      else query.from.push_back(iri());
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
    if (take_word("distinct")) query_->distinct = true;
    else if (take_word("reduced")) query_->reduced = true;
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
        if (token().kind != Token::Kind::variable) fail("a variable is expected after AS");
        const Variable name = variable_named(token().text);
        ++at_;
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
        if (take_word("desc")) condition.descending = true;
        else take_word("asc");
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
      if (limit) query_->limit = number;
      else query_->offset = number;
    }
    if (!query_->aggregates.empty()) query_->grouped = true;
  }

  bool starts_condition() const {
    if (is_mark("(") || token().kind == Token::Kind::variable || at_iri()) return true;
    if (token().kind != Token::Kind::word) return false;
    const std::string word = lower(token().text);
    return function_arities.count(word) || aggregate_names.count(word) || word == "exists" || word == "not";
  }

  void group_condition() {
    if (token().kind == Token::Kind::variable) {
      query_->group_by.push_back({variable_named(token().text), std::nullopt});
      ++at_;
    } else if (take_mark("(")) {
      Expression value = expression();
      Variable name = no_variable;
      if (take_word("as")) {
        if (token().kind != Token::Kind::variable) fail("a variable is expected after AS");
        name = variable_named(token().text);
        ++at_;
      }
      expect_mark(")");
      query_->group_by.push_back({name == no_variable ? fresh_variable() : name, std::move(value)});
    } else {
      Expression value = primary();
      query_->group_by.push_back({fresh_variable(), std::move(value)});
    }
  }

  /// A bracketed expression, a call, or a variable.
  Expression constraint() { return primary(); }

  // ---- graph patterns
  Pattern group() {
    const Depth depth(*this);
    expect_mark("{");
    Pattern out;
    if (is_word("select")) {
      Pattern sub;
      sub.kind = Pattern::Kind::subquery;
      sub.subquery = std::make_shared<Query>(read_query(true));
      // A subquery's variables are its own; those it projects are joined by name.
      for (const Projection& p : projected(*sub.subquery)) variable_named(sub.subquery->variables[p.variable]);
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

  void element(Pattern& out) {
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
      if (token().kind != Token::Kind::variable) fail("a variable is expected after AS");
      p.variable = variable_named(token().text);
      ++at_;
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

  void alternatives(Pattern& out) {
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

  Pattern values_block() {
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

  std::optional<rdf::Term> data_value() {
    if (take_word("undef")) return std::nullopt;
    Node n = node();
    if (n.is_variable()) fail("VALUES takes terms, not variables");
    return n.term;
  }

  // ---- triples
  void triples_block(std::vector<TriplePattern>& out) {
    while (!is_mark("}") && !at_end()) {
      triples_same_subject(out);
      if (!take_mark(".")) break;
    }
  }

  void triples_same_subject(std::vector<TriplePattern>& out) {
    Node subject;
    const bool made = is_mark("[") || is_mark("(");
    if (made) subject = collection_or_blank(out);
    else subject = node();
    if (made && (is_mark(".") || is_mark("}"))) return;
    property_list(subject, out);
  }

  void property_list(const Node& subject, std::vector<TriplePattern>& out) {
    do {
      if (is_mark(".") || is_mark("}") || is_mark("]") || is_mark(";")) continue;  // "a ; ; b" and a trailing ";"
      TriplePattern pattern;
      pattern.subject = subject;
      if (token().kind == Token::Kind::variable) {
        pattern.predicate.variable = variable_named(token().text);
        ++at_;
      } else {
        Path path = path_alternative();
        if (path.kind == Path::Kind::iri) pattern.predicate.term = rdf::Term::iri(path.iri);
        else if (in_template_) fail("a template takes predicates, not paths");
        else pattern.path = std::move(path);
      }
      do {
        pattern.object = is_mark("[") || is_mark("(") ? collection_or_blank(out) : node();
        out.push_back(pattern);
      } while (take_mark(","));
    } while (take_mark(";"));
  }

  Node collection_or_blank(std::vector<TriplePattern>& out) {
    const Depth depth(*this);
    Node self;
    if (take_mark("[")) {
      self.variable = fresh_variable();
      if (!is_mark("]")) property_list(self, out);
      expect_mark("]");
      return self;
    }
    expect_mark("(");
    std::vector<Node> items;
    while (!take_mark(")")) items.push_back(is_mark("[") || is_mark("(") ? collection_or_blank(out) : node());
    Node list;
    list.term = rdf::Term::iri(std::string(v::rdf) + "nil");
    for (std::size_t i = items.size(); i-- > 0;) {
      Node cell;
      cell.variable = fresh_variable();
      const auto link = [&](const char* name, const Node& object) {
        TriplePattern t;
        t.subject = cell;
        t.predicate.term = rdf::Term::iri(std::string(v::rdf) + name);
        t.object = object;
        out.push_back(std::move(t));
      };
      link("first", items[i]);
      link("rest", list);
      list = cell;
    }
    return list;
  }

  Node node() {
    const Token t = token();
    Node out;
    switch (t.kind) {
      case Token::Kind::variable: out.variable = variable_named(t.text); break;
      case Token::Kind::blank: out.variable = variable_named("_:" + t.text); break;
      case Token::Kind::iri:
      case Token::Kind::prefixed: out.term = rdf::Term::iri(iri()); return out;
      default: out.term = literal(); return out;
    }
    ++at_;
    return out;
  }

  rdf::Term literal() {
    const Token t = token();
    std::string sign;
    if ((t.kind == Token::Kind::punctuation) && (t.text == "-" || t.text == "+") &&
        (ahead(1).kind == Token::Kind::integer || ahead(1).kind == Token::Kind::decimal || ahead(1).kind == Token::Kind::real)) {
      sign = t.text == "-" ? "-" : "";
      ++at_;
      rdf::Term number = literal();
      number.value = sign + number.value;
      return number;
    }
    ++at_;
    switch (t.kind) {
      case Token::Kind::integer: return rdf::Term::typed(t.text, v::xsd_integer);
      case Token::Kind::decimal: return rdf::Term::typed(t.text, std::string(v::xsd) + "decimal");
      case Token::Kind::real: return rdf::Term::typed(t.text, v::xsd_double);
      case Token::Kind::word: {
        const std::string word = lower(t.text);
        if (word == "true" || word == "false") return rdf::Term::typed(word, v::xsd_boolean);
        break;
      }
      case Token::Kind::string:
        if (token().kind == Token::Kind::language) return rdf::Term::tagged(t.text, tokens_[at_++].text);
        if (take_mark("^^")) {
          const std::string datatype = iri();
          return datatype == v::xsd_string ? rdf::Term::literal(t.text) : rdf::Term::typed(t.text, datatype);
        }
        return rdf::Term::literal(t.text);
      default: break;
    }
    --at_;
    fail("a term is expected");
  }

  // ---- §9 paths
  Path path_alternative() {
    const Depth depth(*this);
    Path first = path_sequence();
    if (!is_mark("|")) return first;
    Path out;
    out.kind = Path::Kind::alternative;
    out.parts.push_back(std::move(first));
    while (take_mark("|")) out.parts.push_back(path_sequence());
    return out;
  }

  Path path_sequence() {
    Path first = path_step();
    if (!is_mark("/")) return first;
    Path out;
    out.kind = Path::Kind::sequence;
    out.parts.push_back(std::move(first));
    while (take_mark("/")) out.parts.push_back(path_step());
    return out;
  }

  Path path_step() {
    const bool inverse = take_mark("^");
    Path out = path_primary();
    for (const auto& [mark, kind] : {std::pair{"?", Path::Kind::zero_or_one}, std::pair{"*", Path::Kind::zero_or_more}, std::pair{"+", Path::Kind::one_or_more}})
      if (take_mark(mark)) {
        Path repeated;
        repeated.kind = kind;
        repeated.parts.push_back(std::move(out));
        out = std::move(repeated);
        break;
      }
    if (!inverse) return out;
    Path turned;
    turned.kind = Path::Kind::inverse;
    turned.parts.push_back(std::move(out));
    return turned;
  }

  std::string path_iri() {
    if (is_word("a")) {
      ++at_;
      return std::string(v::rdf_type);
    }
    if (!at_iri()) fail("a predicate is expected");
    return iri();
  }

  Path path_primary() {
    if (take_mark("(")) {
      Path out = path_alternative();
      expect_mark(")");
      return out;
    }
    Path out;
    if (take_mark("!")) {
      out.kind = Path::Kind::negated;
      const bool several = take_mark("(");
      do {
        if (several && is_mark(")")) break;
        const bool back = take_mark("^");
        (back ? out.backward : out.forward).push_back(path_iri());
      } while (several && take_mark("|"));
      if (several) expect_mark(")");
      return out;
    }
    out.iri = path_iri();
    return out;
  }

  // ---- §17 expressions, by precedence
  static Expression call(std::string name, std::vector<Expression> arguments) {
    Expression e;
    e.kind = Expression::Kind::call;
    e.name = std::move(name);
    e.arguments = std::move(arguments);
    return e;
  }
  static Expression pair(std::string name, Expression a, Expression b) {
    std::vector<Expression> both;
    both.push_back(std::move(a));
    both.push_back(std::move(b));
    return call(std::move(name), std::move(both));
  }

  Expression expression() {
    const Depth depth(*this);
    Expression left = conjunction();
    while (take_mark("||")) left = pair("||", std::move(left), conjunction());
    return left;
  }
  Expression conjunction() {
    Expression left = relation();
    while (take_mark("&&")) left = pair("&&", std::move(left), relation());
    return left;
  }
  Expression relation() {
    Expression left = sum();
    for (const char* mark : {"=", "!=", "<=", ">=", "<", ">"})
      if (take_mark(mark)) return pair(mark, std::move(left), sum());
    const bool negated = is_word("not") && ahead(1).kind == Token::Kind::word && lower(ahead(1).text) == "in";
    if (negated) ++at_;
    if (!take_word("in")) return left;
    std::vector<Expression> members;
    members.push_back(std::move(left));
    expect_mark("(");
    if (!is_mark(")")) do members.push_back(expression());
      while (take_mark(","));
    expect_mark(")");
    return call(negated ? "not in" : "in", std::move(members));
  }
  Expression sum() {
    Expression left = product();
    while (true) {
      if (take_mark("+")) left = pair("+", std::move(left), product());
      else if (take_mark("-")) left = pair("-", std::move(left), product());
      else return left;
    }
  }
  Expression product() {
    Expression left = unary();
    while (true) {
      if (take_mark("*")) left = pair("*", std::move(left), unary());
      else if (take_mark("/")) left = pair("/", std::move(left), unary());
      else return left;
    }
  }
  Expression unary() {
    const Depth depth(*this);
    const auto one = [](std::string name, Expression e) {
      std::vector<Expression> only;
      only.push_back(std::move(e));
      return call(std::move(name), std::move(only));
    };
    if (take_mark("!")) return one("!", unary());
    if (take_mark("-")) return one("u-", unary());
    if (take_mark("+")) return unary();
    return primary();
  }

  Expression primary() {
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
      const std::string word = lower(t.text);
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
        const auto count = static_cast<int>(c.arguments.size());
        if (count < arity->second.first || count > arity->second.second) {
          --at_;
          fail(fmt::format("`{}` does not take {} arguments", t.text, count));
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

  std::vector<Expression> arguments() {
    std::vector<Expression> out;
    expect_mark("(");
    if (!is_mark(")")) do out.push_back(expression());
      while (take_mark(","));
    expect_mark(")");
    return out;
  }

  Expression existence(Expression::Kind kind) {
    Expression e;
    e.kind = kind;
    e.pattern = std::make_shared<const Pattern>(group());
    return e;
  }

  Expression aggregate(const std::string& name) {
    Expression e;
    e.kind = Expression::Kind::aggregate;
    e.name = name;
    expect_mark("(");
    if (in_aggregate_) fail("an aggregate within an aggregate");
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

  // ---- what a query may say of its variables
  static std::vector<Projection> projected(const Query& query) {
    if (!query.all) return query.projection;
    std::vector<Projection> out;
    for (Variable i = 0; i < query.variables.size(); ++i)
      if (query.variables[i].rfind("_:", 0) != 0) out.push_back({i, std::nullopt});
    return out;
  }

  void check_scope(Query& query) const {
    if (query.form != Form::select) return;
    if (query.all && query.grouped) throw SyntaxError{token().span, "SELECT * cannot go with GROUP BY"};
    query.projection = projected(query);
    if (!query.grouped) return;
    // §11.4: beside aggregates, only what is grouped by.
    for (const Projection& p : query.projection) {
      const bool key = std::any_of(query.group_by.begin(), query.group_by.end(), [&](const Projection& g) { return g.variable == p.variable; });
      if (!p.expression && !key)
        throw SyntaxError{token().span, fmt::format("`?{}` is neither grouped by nor inside an aggregate", query.variables[p.variable])};
    }
  }

  std::vector<Token> tokens_;
  rdf::Prefixes prefixes_;
  std::string base_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool in_template_ = false, in_aggregate_ = false, template_is_where_ = false;
  Query* query_ = nullptr;
  std::map<std::string, Variable>* variables_ = nullptr;
};

}  // namespace

Query parse_query(std::string_view text, const rdf::Prefixes& prefixes) { return Parser(text, prefixes).run(); }

}  // namespace vitagraph::store::sparql
