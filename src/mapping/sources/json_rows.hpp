// SPDX-License-Identifier: Apache-2.0
#pragma once
// What JSON documents and JSON Lines have in common: rows made of elements.
#include <simdjson.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"
#include "mapping/sources/jsonpath.hpp"

namespace vitagraph::mapping {

struct JsonLayout {
  JsonLayout() = default;
  JsonLayout(JsonLayout&&) noexcept = default;
  JsonPath iterator;
  std::vector<JsonPath> references;
  std::vector<Location> places;
  std::vector<std::string> texts;
  std::vector<Wanted> wanted;
  std::string access;
  bool natural = true;
  /// Which references some row had something for, be it null: a name nobody has is a slip of the mapping.
  std::unique_ptr<std::atomic<bool>[]> seen;
  std::unique_ptr<std::atomic<bool>> any_row;
};

/// Throws SourceError for iterators and references that are no JSONPath.
std::vector<JsonLayout> parse_layouts(const SourceContext& context);

/// What a mapping that asked in vain could have asked for.
struct JsonSample {
  std::vector<std::shared_ptr<simdjson::dom::parser>> parsers;  ///< own the elements
  std::optional<simdjson::dom::element> document;               ///< where it is at hand
  std::vector<simdjson::dom::element> rows;
};
constexpr std::size_t sampled_rows = 100;

/// Iterators without rows and references without values, once all rows were seen.
void report_missing(const std::vector<JsonLayout>& layouts, const SourceContext& context, DiagnosticSink& diagnostics,
                    const std::function<JsonSample(const JsonLayout&)>& sample_of);

/// One element's rows for one layout.
class JsonRows {
 public:
  void fill(const JsonLayout& layout, simdjson::dom::element root, const JsonPath::Node& node, Row& row,
            DiagnosticSink& diagnostics);

  bool mended = false;  ///< the document was, by parse_json

 private:
  void text(std::string_view value, Row& row, const JsonLayout& layout, std::size_t i, DiagnosticSink& diagnostics);
  void put(simdjson::dom::element value, Row& row, const JsonLayout& layout, std::size_t i,
           DiagnosticSink& diagnostics);
  void scalar(simdjson::dom::element value, Row& row, const JsonLayout& layout, std::size_t i,
              DiagnosticSink& diagnostics);

  Arena arena_;
};

}  // namespace vitagraph::mapping
