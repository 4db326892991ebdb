// SPDX-License-Identifier: Apache-2.0
#pragma once
// What both languages say, in one form: rules over sources. YARRRML and RML are read into this; plan.cpp compiles it.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/base.hpp"

namespace vitagraph::mapping {

struct Function;  // functions/functions.hpp
struct Argument;

/// Which row of a join a reference looks at; everything outside joins looks at the child.
enum class Side : unsigned char { child, parent };

/// A piece of a template: fixed text, or a reference.
struct Piece {
  std::string text;
  bool is_reference = false;
  int slot = -1;  ///< set by the compiler
};

/// How values are made from a row (RML-Core "expression map"; RML-FNML for functions).
struct Expression {
  enum class Kind : unsigned char { constant, reference, pattern, function };
  Kind kind = Kind::constant;
  Side side = Side::child;
  std::string text;                 ///< constant: the value; reference: the reference
  std::vector<Piece> pieces;        ///< pattern
  std::string function;             ///< IRI
  std::string output;               ///< IRI of the return value asked for, may be empty
  std::vector<Argument> arguments;  ///< function
  Location location;
  int slot = -1;                             ///< reference; set by the compiler
  const Function* implementation = nullptr;  ///< set by the compiler

  static Expression constant(std::string value, Location place) {
    Expression e;
    e.text = std::move(value);
    e.location = std::move(place);
    return e;
  }
  bool is_constant() const { return kind == Kind::constant; }
};

struct Argument {
  std::string parameter;  ///< IRI
  Expression value;
  int position = -1;  ///< in the function's table row; set by the compiler
};

/// RML-Core §"Term types". `iri` keeps non-ASCII letters and encodes the rest of what a reference puts into a template;
/// `uri` encodes those too; the unsafe ones encode nothing.
enum class TermType : unsigned char { iri, uri, unsafe_iri, unsafe_uri, blank, literal };

struct TermMap {
  Expression expression;
  TermType type = TermType::literal;
  /// A blank node of its own for each row: a subject or object without any value.
  bool fresh_blank = false;
  std::vector<Expression> datatypes;   ///< none or one
  std::vector<Expression> languages;   ///< none or one
  std::vector<Expression> conditions;  ///< all must hold
  std::vector<std::string> targets;    ///< names in RuleSet::targets
  Location location;
};

/// An object: a term, or the subjects of other rules (RML "referencing object map").
struct ObjectMap {
  TermMap term;
  std::vector<std::string> parents;  ///< names of rules; when not empty, `term` holds only conditions and targets
  std::vector<Expression> joins;     ///< boolean functions over child and parent, all must hold
};

struct PredicateObjectMap {
  std::vector<TermMap> predicates, inverse_predicates, graphs;
  std::vector<ObjectMap> objects;
  std::vector<Expression> conditions;
  Location location;
};

/// A YARRRML mapping, an RML triples map.
struct Rule {
  std::string name;
  std::vector<std::size_t> sources;  ///< in RuleSet::sources
  std::vector<TermMap> subjects;
  std::vector<TermMap> graphs;
  std::vector<PredicateObjectMap> predicate_objects;
  std::vector<Expression> conditions;
  std::string base;  ///< of this rule alone (rml:baseIRI); may be empty
  Location location;
};

enum class Formulation : unsigned char { csv, json, json_lines, xml, sql, facts };

struct SourceDescription {
  std::string name;    ///< as the mapping calls it; may be empty
  std::string access;  ///< path, IRI or connection
  std::string type;    ///< localfile, sqlite, postgresql …; empty: by the access
  Formulation formulation = Formulation::csv;
  std::string iterator;
  std::string query;
  std::string user, password;
  std::string delimiter, quote, encoding, compression, comment_prefix;
  bool has_header = true;
  bool trim = false;
  std::vector<std::string> nulls;  ///< values that count as absent
  std::map<std::string, std::string> namespaces;
  std::string folder;  ///< relative paths start here
  bool used = false;
  Location location, access_location, iterator_location;
};

struct TargetDescription {
  std::string name;
  std::string access;
  std::string type;
  std::string serialization = "nquads";
  std::string compression, encoding;
  std::string folder;
  Location location;
};

struct RuleData {
  std::vector<SourceDescription> sources;
  std::vector<TargetDescription> targets;
  std::vector<Rule> rules;
  std::string base;  ///< the mapping's own; empty: the caller's
  std::map<std::string, std::string> prefixes;
};

}  // namespace vitagraph::mapping
