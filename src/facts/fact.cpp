// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "facts/facts.hpp"

namespace vitagraph::facts {
namespace {

void append_list(std::string& out, const List& list) {
  out += '[';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i) out += ", ";
    append_json_string(out, list[i]);
  }
  out += ']';
}

void append_object(std::string& out, const Object& object) {
  out += '{';
  bool first = true;
  for (const auto& [name, value] : object) {
    if (!first) out += ", ";
    first = false;
    append_json_string(out, name);
    out += ": ";
    if (const auto* text = std::get_if<std::string>(&value))
      append_json_string(out, *text);
    else
      append_list(out, std::get<List>(value));
  }
  out += '}';
}

void append_number(std::string& out, std::uint32_t number) {
  char digits[10];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
}

void append_value(std::string& out, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    append_json_string(out, *text);
  else if (const auto* list = std::get_if<List>(&value))
    append_list(out, *list);
  else
    append_object(out, std::get<Object>(value));
}

}  // namespace

Fact& Fact::set(std::string_view field, std::string value) {
  if (value.empty()) {
    erase(field);
    return *this;
  }
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == field; });
  if (found != fields.end())
    found->second = std::move(value);
  else
    fields.emplace_back(std::string(field), std::move(value));
  return *this;
}

Fact& Fact::set(std::string_view field, List values) {
  erase(field);
  values.erase(std::remove(values.begin(), values.end(), std::string()), values.end());
  if (!values.empty()) fields.emplace_back(std::string(field), std::move(values));
  return *this;
}

Fact& Fact::add(std::string_view field, std::string value) {
  if (value.empty()) return *this;
  for (auto& [name, held] : fields) {
    if (name != field) continue;
    if (auto* list = std::get_if<List>(&held)) {
      if (std::find(list->begin(), list->end(), value) == list->end()) list->push_back(std::move(value));
    }
    return *this;
  }
  fields.emplace_back(std::string(field), List{std::move(value)});
  return *this;
}

Fact& Fact::set_id(std::string_view kind, std::string value) {
  for (auto& [name, held] : fields)
    if (name == "ids") {
      if (auto* object = std::get_if<Object>(&held)) object->emplace(std::string(kind), std::move(value));
      return *this;
    }
  fields.emplace_back("ids", Object{{std::string(kind), std::move(value)}});
  return *this;
}

const Value* Fact::find(std::string_view field) const {
  for (const auto& [name, value] : fields)
    if (name == field) return &value;
  return nullptr;
}

std::string_view Fact::text(std::string_view field) const {
  const Value* value = find(field);
  if (!value) return {};
  if (const auto* text = std::get_if<std::string>(value)) return *text;
  if (const auto* list = std::get_if<List>(value)) return list->empty() ? std::string_view() : list->front();
  return {};
}

List Fact::list(std::string_view field) const {
  const Value* value = find(field);
  if (!value) return {};
  if (const auto* text = std::get_if<std::string>(value)) return {*text};
  if (const auto* list = std::get_if<List>(value)) return *list;
  return {};
}

void Fact::erase(std::string_view field) {
  fields.erase(std::remove_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == field; }),
               fields.end());
}

void append_fact(std::string& out, const Fact& fact) {
  out += "{\"type\": ";
  append_json_string(out, fact.type);
  for (const auto& [name, value] : fact.fields) {
    out += ", ";
    append_json_string(out, name);
    out += ": ";
    append_value(out, value);
  }
  if (!fact.id.empty()) {
    out += ", \"id\": ";
    append_json_string(out, fact.id);
  }
  if (fact.provenance) {
    out += ", \"source\": ";
    append_json_string(out, fact.provenance->source);
    out += ", \"span\": [";
    append_number(out, fact.provenance->span.begin);
    out += ", ";
    append_number(out, fact.provenance->span.end);
    out += "], \"rule\": ";
    append_json_string(out, fact.provenance->rule);
    out += fmt::format(", \"confidence\": {:.2f}", fact.provenance->confidence);
  }
  if (!fact.entities.empty()) {
    out += ", \"entities\": ";
    append_object(out, fact.entities);
  }
  if (!fact.normal.empty()) {
    out += ", \"normal\": ";
    append_object(out, fact.normal);
  }
  out += "}\n";
}

}  // namespace vitagraph::facts
