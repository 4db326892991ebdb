// SPDX-License-Identifier: Apache-2.0
// RML-LV: logical views, their fields and joins. Annotations state what holds of the data already; they change no row.
#include "mapping/rml/reader.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t deepest_field = 50, deepest_view = 50;

}  // namespace

std::optional<std::size_t> RmlReader::read_view(const Subject& map, SourceDescription out) {
  for (std::size_t i = 0; i < rules_.sources.size(); ++i)
    if (rules_.sources[i].view && rules_.sources[i].name == out.name &&
        rules_.sources[i].location.file == out.location.file)
      return i;
  // RML-LV §"Logical views": what a view is made of must not lead back to it.
  if (views_open_.size() >= deepest_view || !views_open_.insert(map.term).second) {
    diagnostics_.report(Kind::mapping_view_cycle, out.location, map.term.value);
    return std::nullopt;
  }
  auto view = std::make_shared<ViewDescription>();
  const PlacedStatement* on = one(map, "viewOn");
  std::optional<std::size_t> base;
  if (on)
    base = read_logical_source(on->object);
  else
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this logical view", "rml:viewOn");
  if (base) {
    view->base = *base;
    const SourceDescription& of = rules_.sources[*base];
    out.access = of.access;
    out.access_location = of.access_location;
    view->fields = read_fields(map, of);
    for (const char* name : {"innerJoin", "leftJoin"})
      for (const PlacedStatement* join : all(map, name)) read_view_join(join->object, join->predicate, *view);
  }
  views_open_.erase(map.term);
  if (!base) return std::nullopt;
  out.formulation = Formulation::view;
  out.view = std::move(view);
  rules_.sources.push_back(std::move(out));
  return rules_.sources.size() - 1;
}

std::vector<FieldDescription> RmlReader::read_fields(const Subject& around, const SourceDescription& format) {
  std::vector<FieldDescription> out;
  for (const PlacedStatement* statement : all(around, "field"))
    if (auto made = read_field(statement->object, format)) out.push_back(std::move(*made));
  return out;
}

std::optional<FieldDescription> RmlReader::read_field(const PlacedTerm& placed, const SourceDescription& format) {
  const Subject* field = node(placed);
  FieldDescription out;
  out.location = locate(placed);
  const PlacedStatement* name = field ? one(*field, "fieldName") : nullptr;
  if (!name) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this field", "rml:fieldName");
    return std::nullopt;
  }
  out.name = name->object.term.value;
  out.location = locate(name->object);
  if (fields_open_.size() >= deepest_field || !fields_open_.insert(field->term).second) {
    diagnostics_.report(Kind::mapping_view_cycle, out.location, out.name);
    return std::nullopt;
  }
  if (const PlacedStatement* iterator = one(*field, "iterator")) out.iterator = iterator->object.term.value;
  auto expression = read_expression(*field);
  out.iterable = !expression;
  SourceDescription inner = format;
  if (const PlacedStatement* formulation = one(*field, "referenceFormulation")) {
    inner = SourceDescription();
    inner.natural_types = format.natural_types;
    read_formulation(formulation->object, inner);
    if (out.iterable && inner.formulation != format.formulation) out.format = inner;
  }
  inner.location = inner.access_location = inner.iterator_location = out.location;
  inner.access = out.name;
  if (out.format) out.format = inner;
  if (expression) out.expression = std::move(*expression);
  if (out.iterable && out.iterator.empty() && !out.format)
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this field", "rml:reference");
  out.fields = read_fields(*field, out.format ? *out.format : format);
  fields_open_.erase(field->term);
  return out;
}

void RmlReader::read_view_join(const PlacedTerm& placed, std::string_view kind, ViewDescription& view) {
  const Subject* map = node(placed);
  const PlacedStatement* parent = map ? one(*map, "parentLogicalView") : nullptr;
  if (!parent) {
    diagnostics_.report(Kind::mapping_missing_key, locate(placed), "this join", "rml:parentLogicalView");
    return;
  }
  const auto index = read_logical_source(parent->object);
  if (!index) return;
  ViewJoinDescription out;
  out.left = local(kind) == "leftJoin";
  out.parent = *index;
  for (const PlacedStatement* statement : all(*map, "joinCondition"))
    if (const Subject* condition = node(statement->object)) {
      out.child_keys.push_back(join_side(*condition, "child", "childMap", Side::child));
      out.parent_keys.push_back(join_side(*condition, "parent", "parentMap", Side::child));
    }
  if (out.child_keys.empty())
    diagnostics_.report(Kind::mapping_missing_key, locate(placed), "this join", "rml:joinCondition");
  out.fields = read_fields(*map, rules_.sources[*index]);
  view.joins.push_back(std::move(out));
}

}  // namespace vitagraph::mapping
