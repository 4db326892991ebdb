// SPDX-License-Identifier: Apache-2.0
#pragma once
// What both languages say, in one form: rules over sources. YARRRML and RML are read into this; plan.cpp compiles it.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/base.hpp"
#include "mapping/secrets.hpp"

namespace vitagraph::mapping {

struct Function;    // functions/functions.hpp
struct GatherMap;   // below
struct GatherPlan;  // plan.hpp
struct QuotedMap;   // below
struct QuotedPlan;  // plan.hpp
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
  std::string text;           ///< constant: the value; reference: the reference
  std::vector<Piece> pieces;  ///< pattern
  std::string function;       ///< IRI
  std::string output;         ///< IRI of the return value asked for, may be empty
  Location output_location;
  std::vector<Argument> arguments;  ///< function
  Location location;
  int slot = -1;  ///< reference; set by the compiler
  /// Set by the compiler: a template that begins with an absolute IRI, so that encoded values cannot make it a wrong
  /// one.
  bool begins_absolute = false;
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
  int position = -1;       ///< in the function's table row; set by the compiler
  Location location = {};  ///< of the parameter's name
};

/// RML-Core §"Term types". `iri` keeps non-ASCII letters and encodes the rest of what a reference puts into a template;
/// `uri` encodes those too; the unsafe ones encode nothing.
enum class TermType : unsigned char { iri, uri, unsafe_iri, unsafe_uri, blank, literal };

/// A target as a term of some row sees it.
struct TargetUse {
  std::size_t index;  ///< in RuleData::targets
  Expression path;    ///< bound to the row
  bool on_web;        ///< as the mapping says; a row cannot turn a file into an address on the web
};

struct TermMap {
  Expression expression;
  TermType type = TermType::literal;
  /// A blank node of its own for each row: a subject or object without any value.
  bool fresh_blank = false;
  /// A literal that was written with a prefix, as IRIs are.
  bool prefixed_text = false;
  std::vector<Expression> datatypes;   ///< none or one
  std::vector<Expression> languages;   ///< none or one
  std::vector<Expression> conditions;  ///< all must hold
  std::vector<std::string> targets;    ///< names in RuleSet::targets
  /// RML-CC: the term heads a list or container; `expression` names it if `has_expression`, else it is a blank node.
  std::shared_ptr<const GatherMap> gather;
  std::shared_ptr<const GatherPlan> gather_plan;  ///< set by the compiler
  bool has_expression = true;
  /// RML-star: the term stands for statements of other rules; `expression` is not used.
  std::shared_ptr<const QuotedMap> quoted;
  std::shared_ptr<const QuotedPlan> quoted_plan;  ///< set by the compiler
  /// Set by the compiler: a constant IRI, and how N-Quads write it.
  bool ready = false;
  std::string written;
  std::vector<TargetUse> target_uses;  ///< set by the compiler
  Location location;
};

/// An object: a term, or the subjects of other rules (RML "referencing object map").
struct ObjectMap {
  TermMap term;
  std::vector<std::string> parents;  ///< names of rules; when not empty, `term` holds only conditions and targets
  std::vector<Expression> joins;     ///< boolean functions over child and parent, all must hold
};

/// RML-CC §"Gather maps".
struct GatherMap {
  enum class Kind : unsigned char { list, bag, sequence, alternative };
  Kind kind = Kind::list;
  std::vector<ObjectMap> items;
  bool allow_empty = false;
  bool product = false;  ///< every combination of the items' values is a collection; otherwise all values are one
};

/// RML-star §"Star maps": statements of other rules, of the same row or where all joins hold.
struct QuotedMap {
  std::vector<std::string> rules;  ///< names
  std::vector<Expression> joins;   ///< boolean functions over child and parent
  const char* join_key = "";       ///< what the language calls a join, for messages
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
  /// False: its statements are not made, only quoted by other rules (rml:NonAssertedTriplesMap).
  bool asserted = true;
  Location location;
};

enum class Formulation : unsigned char { csv, json, json_lines, xml, sql, sparql, facts, view };

struct ViewDescription;  // below

/// A key that says who asks; no message shows it.
struct ApiKey {
  bool in_query = false;  ///< of the address; else a header
  std::string name, value;

  bool operator==(const ApiKey&) const = default;
};

/// How an address on the web is asked, or written to.
struct WebDescription {
  std::vector<std::string> headers;  ///< "Name: value"; none twice
  std::vector<ApiKey> keys;
  std::string user, password;  ///< of a target
  std::string method;          ///< of a target; empty: PUT
  std::string relation;        ///< a target that the address links to by this relation (RFC 8288)
  bool service = false;        ///< a SPARQL service: asked its query, or given an update
  std::string unknown_login;   ///< of a kind that is not spoken here

  bool operator==(const WebDescription&) const = default;
};
/// http and https.
bool is_on_web(const std::string& access);

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
  /// Whether numbers and booleans of the source become typed literals; the older RML vocabulary knows only texts.
  bool natural_types = true;
  std::vector<std::string> nulls;  ///< values that count as absent
  std::map<std::string, std::string> namespaces;
  std::string folder;  ///< relative paths start here
  bool used = false;
  std::shared_ptr<const ViewDescription> view;  ///< of Formulation::view
  WebDescription web;
  Location location, access_location, iterator_location;
};

/// RML-LV §"Fields": an expression field gives values, an iterable one records that its own fields read.
struct FieldDescription {
  std::string name;  ///< declared
  bool iterable = false;
  Expression expression;                    ///< of an expression field
  std::optional<SourceDescription> format;  ///< of an iterable field that changes the reference formulation
  std::string iterator;
  std::vector<FieldDescription> fields;
  Location location;
};

/// RML-LV §"Logical view joins": fields of another view's rows, where all conditions hold.
struct ViewJoinDescription {
  bool left = false;       ///< a row without a match stays
  std::size_t parent = 0;  ///< in RuleData::sources; a view
  std::vector<Expression> child_keys, parent_keys;
  std::vector<FieldDescription> fields;
};

struct ViewDescription {
  std::size_t base = 0;  ///< in RuleData::sources
  std::vector<FieldDescription> fields;
  std::vector<ViewJoinDescription> joins;
};

struct TargetDescription {
  std::string name;
  std::string access;  ///< as written
  Expression path;     ///< the access with what its references give: a file for each value
  std::string type;
  std::string serialization = "nquads";
  std::string compression, encoding;
  std::string folder;
  WebDescription web;
  Location location, login_location;

  /// Whether it is written over HTTP, even where only a row says the address.
  bool on_web() const {
    return is_on_web(access) || type == "directhttprequest" || type == "linkedhttprequest" || web.service;
  }
  /// Whether both are one target, whatever they are called.
  bool same_as(const TargetDescription& other) const {
    return access == other.access && on_web() == other.on_web() && serialization == other.serialization &&
           compression == other.compression && encoding == other.encoding && folder == other.folder && web == other.web;
  }
};

struct RuleData {
  std::vector<std::string> files;  ///< that the rules were read from
  std::vector<SourceDescription> sources;
  std::vector<TargetDescription> targets;
  std::vector<Rule> rules;
  std::string base;  ///< the mapping's own; empty: the caller's
  std::map<std::string, std::string> prefixes;
  Secrets secrets;
  /// Rules in RML: a value that makes no term ends the run (RML-Core §"Errors"), where YARRRML skips and counts it.
  bool stops_at_bad_values = false;

  /// The first target that is the same as the one at `i`.
  std::size_t first_target_like(std::size_t i) const {
    return static_cast<std::size_t>(
        std::find_if(targets.begin(), targets.end(), [&](const auto& t) { return t.same_as(targets[i]); }) -
        targets.begin());
  }
};

}  // namespace vitagraph::mapping
