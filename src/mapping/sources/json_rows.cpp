// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/json_rows.hpp"

#include "mapping/sources/json_parse.hpp"

namespace vitagraph::mapping {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// False where only data decides, which a run is silent about.
bool note_dead_end(const JsonPath& path, element root, const std::vector<element>& from, const char* start,
                   bool sampled, Diagnostic& diagnostic) {
  const auto end = path.dead_end(root, from, start);
  if (!end) return true;
  diagnostic.notes.push_back({end->what, {}});
  if (!end->similar.empty()) diagnostic.notes.push_back({fmt::format("similar name: `{}`", end->similar), {}});
  return sampled || !end->by_data;
}

bool climb(const JsonPath::Node& node, int steps, element& out) {
  for (std::size_t at = node.around.size(); steps > 0; --at) {
    if (at == 0) return false;
    if (!node.around[at - 1].is_object()) continue;
    out = node.around[at - 1];
    --steps;
  }
  return true;
}

}  // namespace

void report_missing(const std::vector<JsonLayout>& layouts, const SourceContext& context, DiagnosticSink& diagnostics,
                    const std::function<JsonSample(const JsonLayout&)>& sample_of) {
  const std::string& access = context.description.access;
  for (std::size_t l = 0; l < layouts.size(); ++l) {
    const JsonLayout& layout = layouts[l];
    const bool any_row = *layout.any_row;
    std::optional<JsonSample> sample;
    for (std::size_t i = 0; any_row && i < layout.texts.size(); ++i) {
      if (layout.seen[i] || layout.wanted[i] == Wanted::record) continue;
      if (!sample) sample = sample_of(layout);
      Diagnostic unseen =
          DiagnosticSink::make(Kind::mapping_unseen_reference, layout.places[i], layout.texts[i], access);
      const bool known = !sample->rows.empty() && layout.references[i].climbs() == 0;
      if (!known || note_dead_end(layout.references[i], sample->document.value_or(sample->rows.front()), sample->rows,
                                  "a row", context.sampled, unseen))
        diagnostics.report(std::move(unseen));
    }
    if (any_row || !(sample = sample_of(layout))->document) continue;
    const Layout& from = context.layouts[l];
    Diagnostic none = DiagnosticSink::make(Kind::mapping_no_rows, from.location, from.iterator, access);
    const bool told =
        note_dead_end(layout.iterator, *sample->document, {*sample->document}, "the document", context.sampled, none);
    if (told && !none.notes.empty()) diagnostics.report(std::move(none));
  }
}

std::vector<JsonLayout> parse_layouts(const SourceContext& context) {
  std::vector<JsonLayout> out;
  for (const Layout& layout : context.layouts) {
    JsonLayout made;
    std::string why;
    const std::string iterator = layout.iterator.empty() ? "$" : layout.iterator;
    auto path = JsonPath::parse(iterator, why);
    if (!path) throw SourceError(layout.location, fmt::format("cannot read the iterator `{}`: {}", iterator, why));
    made.iterator = std::move(*path);
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      auto reference = JsonPath::parse(layout.references[i], why);
      if (!reference)
        throw SourceError(layout.reference_locations[i],
                          fmt::format("cannot read the reference `{}`: {}", layout.references[i], why));
      made.references.push_back(std::move(*reference));
    }
    made.places = layout.reference_locations;
    made.texts = layout.references;
    made.wanted = layout.wanted;
    made.access = context.description.access;
    made.natural = context.description.natural_types;
    made.seen = std::make_unique<std::atomic<bool>[]>(layout.references.size());
    made.any_row = std::make_unique<std::atomic<bool>>(false);
    out.push_back(std::move(made));
  }
  return out;
}

void JsonRows::fill(const JsonLayout& layout, element root, const JsonPath::Node& node, Row& row,
                    DiagnosticSink& diagnostics) {
  arena_.reset();
  row.clear();
  layout.any_row->store(true, std::memory_order_relaxed);
  for (std::size_t i = 0; i < layout.references.size(); ++i) {
    const JsonPath& path = layout.references[i];
    if (const std::string* name = path.single_name()) {
      element value;
      if (node.element.is_object() && !simdjson::dom::object(node.element).at_key(*name).get(value))
        put(value, row, layout, i, diagnostics);
    } else {
      element from = node.element;
      if (climb(node, path.climbs(), from))
        for (const element value : path.find(root, from)) put(value, row, layout, i, diagnostics);
    }
    row.end_slot();
  }
}

void JsonRows::put(element value, Row& row, const JsonLayout& layout, std::size_t i, DiagnosticSink& diagnostics) {
  const Wanted wanted = layout.wanted[i];
  const bool structure = value.is_array() || value.is_object();
  if (wanted == Wanted::value || (wanted == Wanted::text && !structure)) {
    scalar(value, row, layout, i, diagnostics);
    return;
  }
  layout.seen[i].store(true, std::memory_order_relaxed);
  if (value.is_null()) return;
  std::string text = simdjson::minify(value);
  if (mended) text = unmend(std::move(text));
  row.add({arena_.keep(text), Natural::text});
}

void JsonRows::text(std::string_view value, Row& row, const JsonLayout& layout, std::size_t i,
                    DiagnosticSink& diagnostics) {
  const MendedValue meant = mended ? mended_value(value) : MendedValue{MendedValue::Kind::text, value};
  switch (meant.kind) {
    case MendedValue::Kind::text: row.add({meant.text, Natural::text}); return;
    case MendedValue::Kind::integer: row.add({meant.text, layout.natural ? Natural::integer : Natural::text}); return;
    case MendedValue::Kind::floating: row.add({meant.text, layout.natural ? Natural::floating : Natural::text}); return;
    case MendedValue::Kind::half_pair:
      diagnostics.report(Kind::mapping_row_value, layout.places[i],
                         fmt::format("`{}` has half of a surrogate pair where U+FFFD stands here", meant.text),
                         row.line != 0 ? row.line : row.number + 1, layout.access);
  }
}

void JsonRows::scalar(element value, Row& row, const JsonLayout& layout, std::size_t i, DiagnosticSink& diagnostics) {
  if (!layout.seen[i].load(std::memory_order_relaxed)) layout.seen[i].store(true, std::memory_order_relaxed);
  const Natural whole = layout.natural ? Natural::integer : Natural::text;
  switch (value.type()) {
    case element_type::STRING: text(std::string_view(value), row, layout, i, diagnostics); return;
    case element_type::BOOL:
      row.add({bool(value) ? "true" : "false", layout.natural ? Natural::boolean : Natural::text});
      return;
    case element_type::INT64: row.add({arena_.keep(fmt::format("{}", std::int64_t(value))), whole}); return;
    case element_type::UINT64: row.add({arena_.keep(fmt::format("{}", std::uint64_t(value))), whole}); return;
    case element_type::DOUBLE:
      row.add({arena_.keep(plain_double(double(value))), layout.natural ? Natural::floating : Natural::text});
      return;
    case element_type::NULL_VALUE: return;
    default:
      diagnostics.report(Kind::mapping_not_scalar, layout.places[i], layout.texts[i],
                         value.is_array() ? "a list" : "an object");
  }
}

}  // namespace vitagraph::mapping
