// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace vitagraph::graph {

enum class ColumnType { text, iri, integer, real, boolean, list };

struct Column {
  std::string name;  ///< snake_case: the key in JSON, the heading of CSV
  ColumnType type = ColumnType::text;
};

/// Nothing, or a value of the column's type (text and iri: string; list: strings).
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<std::string>>;

/// What an analysis answers. Rows are in a fixed order. Notes say what the figures leave out; they are talk, not data.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<std::string> notes;
  bool headed = true;  ///< whether CSV begins with the names of the columns: some programs want none

  void add(std::vector<Cell> row) { rows.push_back(std::move(row)); }
};

/// The cell as one line: lists joined by "; ", reals with up to 12 significant digits, nothing as "".
std::string cell_text(const Cell& cell);
/// RFC 4180: a heading, CRLF left out in favour of LF as Unix tools want it.
std::string to_csv(const Table& table);
/// An array of objects, a line each; cells without a value are left out.
std::string to_json(const Table& table);
/// Columns padded for reading: numbers to the right, reals with four significant digits. Where lines would be longer
/// than `width` columns (0: any length), IRIs are left out, long lists go on lines of their own below the rows with as
/// many items as fit, and what is still too wide is cut as TextTable::str does.
std::string to_text(const Table& table, std::size_t width = 0);

}  // namespace vitagraph::graph
