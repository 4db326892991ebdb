// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "store/sparql/parser.hpp"

/// The parser in layers, each knowing the productions of one chapter and calling down; what calls up (EXISTS holds a
/// pattern, a pattern holds a subquery) goes through the two virtual functions of Names.
namespace vitagraph::store::sparql {

/// Variables of one query: each row of an intermediate result has a cell for each.
inline constexpr std::size_t most_variables = 10'000;
/// Arithmetic of a whole query: 1+1+1+… is as deep as it is long.
inline constexpr int most_operators = 2000;
/// Patterns, paths and expressions nested deeper than this are refused: the parser and the evaluator recurse.
inline constexpr int deepest = 200;

/// A cursor over the tokens.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : tokens_(tokenize(text)) {}
  virtual ~Cursor() = default;

 protected:
  const Token& token() const { return tokens_[at_]; }
  const Token& ahead(std::size_t count) const { return tokens_[std::min(at_ + count, tokens_.size() - 1)]; }
  bool at_end() const { return token().kind == Token::Kind::end; }
  bool is_word(std::string_view word) const {
    return token().kind == Token::Kind::word && fold_case(token().text) == word;
  }
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
    explicit Depth(Cursor& c) : cursor(c) {
      if (++cursor.depth_ > deepest) cursor.fail("nested too deeply");
    }
    ~Depth() { --cursor.depth_; }
    Cursor& cursor;
  };

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// Names of variables, IRIs and terms within the query being read.
class Names : public Cursor {
 public:
  Names(std::string_view text, const rdf::Prefixes& prefixes) : Cursor(text), prefixes_(prefixes) {}

 protected:
  Variable variable_named(const std::string& name);
  Variable blank_named(const std::string& label);
  Variable fresh_variable() { return variable_named(fmt::format("_:{}", query_->variables.size())); }
  /// The variable that stands here; `after` says what it should follow.
  Variable take_variable(std::string_view after);
  std::string resolve(const std::string& iri) const;
  std::string iri();
  bool at_iri() const { return token().kind == Token::Kind::iri || token().kind == Token::Kind::prefixed; }
  Node node();
  rdf::Term literal();

  virtual Pattern group() = 0;
  virtual Query read_query(bool sub) = 0;

  rdf::Prefixes prefixes_;
  std::string base_;
  bool in_template_ = false;
  std::map<std::string, std::size_t> blocks_;  ///< the basic graph pattern that a blank node's label belongs to
  std::size_t block_ = 0, last_block_ = 0;
  Query* query_ = nullptr;
  std::map<std::string, Variable>* variables_ = nullptr;
};

/// §17: expressions, by precedence.
class Expressions : public Names {
 public:
  using Names::Names;

 protected:
  Expression expression();
  /// A bracketed expression or a call.
  Expression constraint();
  bool starts_condition() const;
  bool aggregates_allowed_ = false;

 private:
  Expression conjunction();
  Expression relation();
  Expression sum();
  Expression product();
  Expression unary();
  Expression primary();
  std::vector<Expression> arguments();
  Expression existence(Expression::Kind kind);
  Expression aggregate(const std::string& name);

  void count_operator();

  bool in_aggregate_ = false;
  int operators_ = 0;
};

/// §4.2, §9: triples and property paths.
class Triples : public Expressions {
 public:
  using Expressions::Expressions;

 protected:
  void triples_block(std::vector<TriplePattern>& out);
  void triples_same_subject(std::vector<TriplePattern>& out);

 private:
  void property_list(const Node& subject, std::vector<TriplePattern>& out);
  Node collection_or_blank(std::vector<TriplePattern>& out);
  Path path_alternative();
  Path path_sequence();
  Path path_step();
  Path path_primary();
  std::string path_iri();
};

/// §5–§10, §13: graph patterns.
class Patterns : public Triples {
 public:
  using Triples::Triples;

 protected:
  Pattern group() override;
  Pattern values_block();

 private:
  void element(Pattern& out);
  void bind(Pattern& out);
  /// Whether what comes is anything of a group but triples.
  bool starts_element() const;
  void alternatives(Pattern& out);
  std::optional<rdf::Term> data_value();
};

/// §18.2.1: the variables that a pattern may bind, in the order they come, each once.
std::vector<Variable> in_scope(const Pattern& pattern, const Query& query);
/// The variables a query gives, SELECT * spelt out.
std::vector<Projection> projected_variables(const Query& query);

}  // namespace vitagraph::store::sparql
