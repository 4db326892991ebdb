// SPDX-License-Identifier: Apache-2.0
#include "graph/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {

std::string real_text(double value) { return std::isfinite(value) ? fmt::format("{:.12g}", value) : std::string(); }

std::string one_line(std::string_view text) {
  std::string out = to_valid_utf8(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

bool is_number(ColumnType type) { return type == ColumnType::integer || type == ColumnType::real; }

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

std::string cut(std::string text, std::size_t widest) {
  if (widest == 0 || count_code_points(text) <= widest) return text;
  const std::size_t kept = text.size() - skip_code_points(text, widest - 1).size();
  return text.substr(0, kept) + "…";
}

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
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i != 0) out += ',';
    append_csv(out, table.columns[i].name);
  }
  out += '\n';
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

std::string to_text(const Table& table, std::size_t widest) {
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : table.columns) lines[0].push_back(column.name);
  for (const auto& row : table.rows) {
    lines.emplace_back();
    for (const Cell& cell : row) lines.back().push_back(cut(one_line(cell_text(cell)), widest));
  }
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], count_code_points(line[i]));
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string padding(widths[i] - count_code_points(line[i]), ' ');
      if (i != 0) text += "  ";
      text += is_number(table.columns[i].type) ? padding + line[i] : line[i] + padding;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
  return out;
}

}  // namespace vitagraph::graph
