// SPDX-License-Identifier: Apache-2.0
#include "graph/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {

std::string real_text(double value) { return std::isfinite(value) ? fmt::format("{:.12g}", value) : std::string(); }

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

/// For reading: a real number needs no more than four digits.
std::string read_text(const Cell& cell) {
  const auto* real = std::get_if<double>(&cell);
  return real && std::isfinite(*real) ? fmt::format("{:.4g}", *real) : cell_text(cell);
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

TextTable text_of(const Table& table, const std::vector<bool>& shown) {
  TextTable text;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!shown[c]) continue;
    text.headings.push_back(table.columns[c].name);
    text.to_the_right.push_back(is_number(table.columns[c].type));
  }
  for (const auto& row : table.rows) {
    text.rows.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c)
      if (shown[c]) text.rows.back().push_back(read_text(row[c]));
  }
  return text;
}

std::size_t widest(const Table& table, std::size_t column) {
  std::size_t out = 0;
  for (const auto& row : table.rows) out = std::max(out, display_width(read_text(row[column])));
  return out;
}

/// first_year over two lines, the second of which is a row to TextTable.
void break_headings(TextTable& text) {
  std::vector<std::string> second;
  bool any = false;
  for (std::string& heading : text.headings) {
    const std::size_t at = heading.find('_');
    second.push_back(at == std::string::npos ? std::string() : heading.substr(at + 1));
    if (at == std::string::npos) continue;
    heading.resize(at);
    any = true;
  }
  if (any) text.rows.insert(text.rows.begin(), std::move(second));
}

/// As many items as fit into a line, and how many do not.
std::string list_line(const std::vector<std::string>& items, const std::string& before, std::size_t width) {
  std::string line = before;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string more = i + 1 < items.size() ? fmt::format("; … ({} more)", items.size() - i - 1) : "";
    const std::string next = line + (i == 0 ? "" : "; ") + items[i];
    if (i > 0 && display_width(next + more) > width) {
      line += fmt::format("; … ({} more)", items.size() - i);
      break;
    }
    line = next;
  }
  TextTable cut;
  cut.headings = {line};
  return cut.str(width);
}

/// The lines of a table with those lists below each row that it has no room for.
std::string with_lists_beneath(const std::string& lines, const Table& table, const std::vector<std::size_t>& columns,
                               std::size_t more_headings, std::size_t width) {
  if (columns.empty()) return lines;
  const auto is_list = [](const Column& column) { return column.type == ColumnType::list; };
  const bool one_list = std::count_if(table.columns.begin(), table.columns.end(), is_list) == 1;
  std::string out;
  std::size_t row = 0, headings = 1 + more_headings;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin) + 1;
    out += lines.substr(begin, end - begin);
    begin = end;
    if (headings > 0) {
      --headings;
      continue;
    }
    for (const std::size_t c : columns)
      if (const auto* list = std::get_if<std::vector<std::string>>(&table.rows[row][c]); list && !list->empty())
        out += list_line(*list, one_list ? "    " : "    " + table.columns[c].name + ": ", width);
    ++row;
  }
  return out;
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

std::string to_text(const Table& table, std::size_t width) {
  std::vector<bool> shown(table.columns.size(), true);
  const TextTable whole = text_of(table, shown);
  if (width == 0 || whole.width() <= width) return whole.str();
  for (std::size_t c = 0; c < shown.size(); ++c) shown[c] = table.columns[c].type != ColumnType::iri;
  TextTable text = text_of(table, shown);
  if (text.width() <= width) return text.str();
  std::vector<std::size_t> lists;  // long ones, the widest first
  for (std::size_t c = 0; c < shown.size(); ++c)
    if (table.columns[c].type == ColumnType::list && widest(table, c) > width / 2) lists.push_back(c);
  std::stable_sort(lists.begin(), lists.end(),
                   [&](std::size_t a, std::size_t b) { return widest(table, a) > widest(table, b); });
  std::size_t moved = 0;
  for (; moved < lists.size() && text.width() > width; ++moved) {
    shown[lists[moved]] = false;
    text = text_of(table, shown);
  }
  lists.resize(moved);
  std::sort(lists.begin(), lists.end());
  // A heading over narrow numbers need not widen its column.
  if (text.width() > width) break_headings(text);
  return with_lists_beneath(text.str(width), table, lists, text.rows.size() - table.rows.size(), width);
}

}  // namespace vitagraph::graph
