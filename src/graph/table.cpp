// SPDX-License-Identifier: Apache-2.0
#include "graph/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {

std::string real_text(double value) { return std::isfinite(value) ? fmt::format("{:.12g}", value) : std::string(); }

void append_csv(std::string& out, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

struct JsonCell {
  std::string& out;
  void operator()(std::monostate) const { out += "null"; }
  void operator()(const std::string& text) const { append_json_string(out, to_valid_utf8(text)); }
  void operator()(std::int64_t value) const { out += fmt::format("{}", value); }
  void operator()(double value) const { out += std::isfinite(value) ? fmt::format("{:.17g}", value) : "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(const std::vector<std::string>& list) const {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) out += ',';
      append_json_string(out, to_valid_utf8(list[i]));
    }
    out += ']';
  }
};

}  // namespace

std::string cell_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *integer);
  if (const auto* real = std::get_if<double>(&cell)) return real_text(*real);
  if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "true" : "false";
  if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) return fmt::format("{}", fmt::join(*list, "; "));
  return {};
}

std::string to_csv(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size() && table.headed; ++i) {
    if (i != 0) out += ',';
    append_csv(out, table.columns[i].name);
  }
  if (table.headed) out += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) out += ',';
      append_csv(out, to_valid_utf8(cell_text(row[i])));
    }
    out += '\n';
  }
  return out;
}

std::string to_json(const Table& table) {
  std::string out = "[";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    out += r == 0 ? "\n{" : ",\n{";
    bool first = true;
    for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
      const Cell& cell = table.rows[r][i];
      if (std::holds_alternative<std::monostate>(cell)) continue;
      if (!first) out += ',';
      first = false;
      append_json_string(out, table.columns[i].name);
      out += ':';
      std::visit(JsonCell{out}, cell);
    }
    out += '}';
  }
  return out + (table.rows.empty() ? "]\n" : "\n]\n");
}

}  // namespace vitagraph::graph
