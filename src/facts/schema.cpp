// SPDX-License-Identifier: Apache-2.0
#include <yaml-cpp/yaml.h>

#include "facts/facts.hpp"

namespace vitagraph::facts {
namespace {

std::string text_of(const YAML::Node& node, const char* key) {
  const YAML::Node value = node.IsMap() ? node[key] : YAML::Node();
  return value && value.IsScalar() ? value.as<std::string>() : std::string();
}

FieldSchema field_of(const std::string& name, const YAML::Node& node) {
  FieldSchema field;
  field.name = name;
  field.kind = text_of(node, "kind");
  field.entity = text_of(node, "entity");
  field.entity_field = text_of(node, "entity_field");
  if (field.entity_field.empty()) field.entity_field = name;
  field.description = text_of(node, "description");
  field.key = text_of(node, "key") == "true";
  field.required = text_of(node, "required") == "true";
  if (node.IsMap() && node["names"])
    for (const YAML::Node& known : node["names"]) field.names.push_back(known.as<std::string>());
  return field;
}

}  // namespace

const FieldSchema* TypeSchema::field(std::string_view field_name) const {
  for (const FieldSchema& field : fields)
    if (field.name == field_name) return &field;
  return nullptr;
}

const TypeSchema* Schema::type(std::string_view name) const {
  for (const TypeSchema& type : types_)
    if (type.name == name) return &type;
  return nullptr;
}

Schema Schema::load(const std::string& path) {
  const SourceFile file = SourceFile::read(path);
  Schema schema;
  try {
    const YAML::Node root = YAML::Load(std::string(file.text()));
    for (const auto& entry : root) {
      TypeSchema type;
      type.name = entry.first.as<std::string>();
      type.description = text_of(entry.second, "description");
      type.denotes = text_of(entry.second, "denotes");
      type.derived = text_of(entry.second, "derived") == "true";
      for (const auto& field : entry.second["fields"])
        type.fields.push_back(field_of(field.first.as<std::string>(), field.second));
      schema.types_.push_back(std::move(type));
    }
  } catch (const YAML::Exception& e) {
    throw Error("{}:{}:{}: {}", path, e.mark.line + 1, e.mark.column + 1, e.msg);
  }
  return schema;
}

}  // namespace vitagraph::facts
