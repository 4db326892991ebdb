// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include "facts/facts.hpp"

namespace vitagraph::facts {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// A scalar as text: numbers and booleans as JSON writes them. Nothing for null, lists and objects.
std::optional<std::string> scalar(const element& value) {
  switch (value.type()) {
    case element_type::STRING: return std::string(std::string_view(value.get_string()));
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
    case element_type::BOOL: return simdjson::to_string(value);
    default: return std::nullopt;
  }
}

List list_of(const simdjson::dom::array& array) {
  List out;
  for (const element item : array)
    if (auto text = scalar(item)) out.push_back(std::move(*text));
  return out;
}

Object object_of(const simdjson::dom::object& object) {
  Object out;
  for (const auto& [key, value] : object) {
    if (value.is_array())
      out.emplace(std::string(key), list_of(value.get_array()));
    else if (auto text = scalar(value))
      out.emplace(std::string(key), std::move(*text));
  }
  return out;
}

Span span_of(const element& value) {
  Span span;
  if (!value.is_array() || value.get_array().size() != 2) return span;
  std::uint64_t begin = 0, end = 0;
  if (value.at(0).get(begin) || value.at(1).get(end)) return span;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

void take_member(Fact& fact, Provenance& provenance, bool& has_provenance, std::string_view key, const element& value) {
  if (key == "entities" && value.is_object()) {
    fact.entities = object_of(value.get_object());
  } else if (key == "normal" && value.is_object()) {
    fact.normal = object_of(value.get_object());
  } else if (key == "span") {
    provenance.span = span_of(value);
    has_provenance = true;
  } else if (key == "confidence") {
    double confidence = 0;
    if (!value.get(confidence)) provenance.confidence = confidence;
  } else if (value.is_object()) {
    fact.fields.emplace_back(std::string(key), object_of(value.get_object()));
  } else if (value.is_array()) {
    fact.set(key, list_of(value.get_array()));
  } else if (auto text = scalar(value)) {
    if (key == "type")
      fact.type = std::move(*text);
    else if (key == "id" && fact.type != "entity" && fact.type != "document")
      fact.id = std::move(*text);
    else if (key == "source" && fact.type != "document") {
      provenance.source = std::move(*text);
      has_provenance = true;
    } else if (key == "rule")
      provenance.rule = std::move(*text);
    else
      fact.set(key, std::move(*text));
  }
}

}  // namespace

void read_facts(const SourceFile& file, const Schema& schema, DiagnosticSink& diagnostics,
                const std::function<void(Fact&&)>& visit) {
  simdjson::dom::parser parser;
  std::vector<std::string> type_names;
  for (const TypeSchema& type : schema.types()) type_names.push_back(type.name);

  for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
    const std::string_view line = trim(file.line_text(number));
    if (line.empty()) continue;
    element root;
    if (const auto failed = parser.parse(line.data(), line.size()).get(root)) {
      diagnostics.report(Kind::fact_syntax, file.locate_line(number, 1), simdjson::error_message(failed));
      continue;
    }
    simdjson::dom::object object;
    std::string_view type_name;
    if (root.get(object) || object["type"].get(type_name)) {
      diagnostics.report(Kind::fact_syntax, file.locate_line(number, 1), "not an object with a `type`");
      continue;
    }
    const TypeSchema* type = schema.type(type_name);
    if (!type) {
      auto d = DiagnosticSink::make(Kind::fact_unknown_type, file.locate_line(number, 1), type_name);
      const std::string near = nearest_name(std::string(type_name), type_names);
      if (!near.empty()) d.notes.push_back({fmt::format("similar name: `{}`", near), {}});
      diagnostics.report(std::move(d));
      continue;
    }
    Fact fact{std::string(type_name)};
    Provenance provenance;
    bool has_provenance = false;
    for (const auto& [key, value] : object) take_member(fact, provenance, has_provenance, key, value);
    if (has_provenance) fact.provenance = std::move(provenance);
    const FieldSchema* missing = nullptr;
    for (const FieldSchema& field : type->fields)
      if (field.required && !fact.has(field.name) && !missing) missing = &field;
    if (missing) {
      diagnostics.report(Kind::fact_missing_field, file.locate_line(number, 1), fact.type, missing->name);
      continue;
    }
    visit(std::move(fact));
  }
}

}  // namespace vitagraph::facts
