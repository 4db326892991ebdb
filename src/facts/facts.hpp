// SPDX-License-Identifier: Apache-2.0
#pragma once
// facts: what a document states, one thing at a time: the interchange format between extraction and everything after
// it, as JSON Lines. The types and their fields stand in ontology/facts.yml; who extracts by other means writes the
// same lines.
//
//   Fact fact("talk");
//   fact.set("speaker", "Ada Moss").set("title", "On Moss").set("date", "2024-05-02");
//   write_fact(out, fact);       // {"type":"talk","speaker":"Ada Moss",…}
//   read_facts(file, schema, diagnostics, [&](Fact&& fact) { … });
//
// A value is text, a list of texts, or (ids, entities, normal) names with texts. Fields that are absent are absent:
// no empty strings, no nulls. Unknown fields are kept: other programs may add their own.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/base.hpp"
#include "values/values.hpp"

namespace vitagraph::facts {

using List = std::vector<std::string>;
/// Names with values, in order of name. Values are texts or lists (entities.authors).
using Object = std::map<std::string, std::variant<std::string, List>, std::less<>>;
using Value = std::variant<std::string, List, Object>;

/// Where a fact comes from.
struct Provenance {
  std::string source;  ///< the document's name or URL as given
  Span span;           ///< in the document's UTF-8 bytes
  std::string rule;    ///< name of the rule that found it
  double confidence = 1;
};

class Fact {
 public:
  Fact() = default;
  explicit Fact(std::string type_name) : type(std::move(type_name)) {}

  std::string type;
  std::vector<std::pair<std::string, Value>> fields;  ///< in the order they were set
  std::string id;
  std::optional<Provenance> provenance;
  Object entities;  ///< field -> entity path(s); resolution fills it
  Object normal;    ///< normal forms; resolution fills it

  /// Sets or replaces; an empty text or list removes.
  Fact& set(std::string_view field, std::string value);
  Fact& set(std::string_view field, List values);
  /// Appends to a list field; an empty text does nothing.
  Fact& add(std::string_view field, std::string value);
  Fact& set_id(std::string_view kind, std::string value);  ///< ids{kind}

  const Value* find(std::string_view field) const;
  bool has(std::string_view field) const { return find(field) != nullptr; }
  /// The text of a field; the first of a list; empty if absent.
  std::string_view text(std::string_view field) const;
  /// The list of a field; one element for a text; empty if absent.
  List list(std::string_view field) const;
  void erase(std::string_view field);
};

/// Appends one line of JSON with its line break.
void append_fact(std::string& out, const Fact& fact);

/// What ontology/facts.yml says of a field.
struct FieldSchema {
  std::string name;
  std::string kind;          ///< text, list, object, date, year, … (see facts.yml)
  std::string entity;        ///< the kind of entity the field names; empty if none
  std::string entity_field;  ///< its name under `entities`: the field's own, unless the schema says otherwise
  bool key = false;
  bool required = false;
  std::string description;
  std::vector<std::string> names;  ///< of a field of names with texts (ids)
};

struct TypeSchema {
  std::string name;
  std::string description;
  std::string denotes;   ///< the kind of node that `entities.self` names
  bool derived = false;  ///< written by the program, not by extraction (entity, document)
  std::vector<FieldSchema> fields;
  const FieldSchema* field(std::string_view name) const;
};

class Schema {
 public:
  /// Throws Error when the file can't be read or is not of the expected shape.
  static Schema load(const std::string& path);
  const TypeSchema* type(std::string_view name) const;
  const std::vector<TypeSchema>& types() const { return types_; }

 private:
  std::vector<TypeSchema> types_;
};

/// Reads JSON Lines, calling back for each fact. A line that is no fact (bad JSON, unknown type, a required field
/// missing) is reported with file and line and left out.
void read_facts(const SourceFile& file, const Schema& schema, DiagnosticSink& diagnostics,
                const std::function<void(Fact&&)>& visit);

}  // namespace vitagraph::facts
