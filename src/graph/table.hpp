// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace vitagraph::graph {

/// A `name` is the text for what an IRI column identifies: the first name for the first IRI column, and so on.
enum class ColumnType { text, name, iri, integer, real, boolean, list };

struct Column {
  std::string name;  ///< snake_case: the key in JSON, the heading of CSV
  ColumnType type = ColumnType::text;
  bool detail = false;  ///< a text that may stand below its row where the line has no room, as lists do
};

/// Nothing, or a value of the column's type (text, name and iri: string; list: strings).
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
/// Columns padded for reading: numbers to the right, reals with four significant digits, true as "yes" and false as
/// nothing; a table without rows is no text at all. Where lines would be longer than `width` columns (0: any length),
/// one step after another until they fit: IRIs are left out (two of one name get the ends of theirs), then columns
/// that say nothing in any row; long lists and details go on lines of their own below the rows, with as many items as
/// fit; headings are broken; shorter lists go below too, where cutting them would not do; numbers that have no room
/// side by side go into blocks of columns below one another, each with the first column; and texts that are still too
/// wide are cut as TextTable::str does.
std::string to_text(const Table& table, std::size_t width = 0);

}  // namespace vitagraph::graph
