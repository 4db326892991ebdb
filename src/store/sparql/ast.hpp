// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rdf/rdf.hpp"

/// The abstract syntax of SPARQL 1.1 Query (W3C Recommendation, 21 March 2013), section numbers of which stand below.
namespace vitagraph::store::sparql {

using Variable = std::uint32_t;  ///< index into Query::variables
inline constexpr Variable no_variable = UINT32_MAX;

/// A position of a triple pattern: a variable or a term. Blank nodes of a query are variables nobody can name (§4.1.4).
struct Node {
  Variable variable = no_variable;
  rdf::Term term;
  bool is_variable() const { return variable != no_variable; }
};

/// §9 property paths.
struct Path {
  enum class Kind { iri, inverse, sequence, alternative, zero_or_one, zero_or_more, one_or_more, negated };
  Kind kind = Kind::iri;
  std::string iri;                             ///< for iri
  std::vector<Path> parts;                     ///< for the others
  std::vector<std::string> forward, backward;  ///< for negated: the forbidden predicates each way
};

struct TriplePattern {
  Node subject, predicate, object;
  std::optional<Path> path;  ///< instead of the predicate, where it is more than an IRI or a variable
};

struct Pattern;
class TextPattern;

/// §17 expressions. `name` is the operator ("||", "=", "+", "!", "u-", "in", "not in") or the function in lower case
/// ("strlen", "if", "count" …) or a cast's IRI; terms and variables have their own kinds.
struct Expression {
  enum class Kind { term, variable, call, exists, not_exists, aggregate };
  Kind kind = Kind::term;
  rdf::Term term;
  Variable variable = no_variable;
  std::string name;
  std::vector<Expression> arguments;
  std::shared_ptr<const Pattern> pattern;           ///< of EXISTS; shared since expressions are copied into projections
  bool distinct = false;                            ///< of aggregates
  std::string separator = " ";                      ///< of GROUP_CONCAT
  std::shared_ptr<const TextPattern> text_pattern;  ///< of REGEX and REPLACE whose pattern and flags are constants
  std::size_t slot = 0;                             ///< of aggregates: which of the group's results
};

struct Query;

/// §5–§8, §10, §13: a graph pattern. Groups hold their elements in the order written.
struct Pattern {
  enum class Kind { group, triples, optional, alternative, minus, graph, filter, bind, values, subquery };
  Kind kind = Kind::group;
  std::vector<Pattern> children;
  std::vector<TriplePattern> triples;
  std::optional<Expression> expression;  ///< of filter and bind
  Variable variable = no_variable;       ///< of bind
  Node graph;                            ///< of graph
  std::vector<Variable> columns;         ///< of values
  std::vector<std::vector<std::optional<rdf::Term>>> rows;
  std::shared_ptr<Query> subquery;
};

struct Projection {
  Variable variable;
  std::optional<Expression> expression;
};

struct OrderCondition {
  Expression expression;
  bool descending = false;
};

enum class Form { select, construct, ask, describe };

struct Query {
  Form form = Form::select;
  bool distinct = false, reduced = false, all = false;  ///< all: SELECT *, DESCRIBE *
  std::vector<Projection> projection;
  std::vector<TriplePattern> construct_template;
  std::vector<Node> described;
  Pattern where;
  std::vector<Projection> group_by;  ///< the variable of each key; with an expression where it is computed
  bool grouped = false;
  std::vector<Expression> having;
  std::vector<OrderCondition> order_by;
  std::optional<std::uint64_t> limit;
  std::uint64_t offset = 0;
  std::vector<Expression> aggregates;  ///< each aggregate of the query, by slot
  std::vector<std::string> variables;  ///< names by Variable; those of blank nodes begin with "_:"
  std::vector<std::string> from, from_named;
  std::shared_ptr<const Pattern> late_values;  ///< VALUES behind a query that groups
};

}  // namespace vitagraph::store::sparql
