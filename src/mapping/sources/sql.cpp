// SPDX-License-Identifier: Apache-2.0
// SQLite and PostgreSQL: the query is the iterator, references are its columns. The natural mapping of SQL types is
// R2RML §10.
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t rows_in_chunk = 1024;

struct Cell {
  std::string text;
  Natural natural = Natural::text;
  bool null = true;
};

/// Rows copied out of the database's cursor.
class SqlChunk : public Chunk {
 public:
  std::size_t layout = 0;
  std::uint64_t first = 0;
  std::vector<std::vector<Cell>> cells;

  void rows(const RowHandler& handler, DiagnosticSink&) override {
    Row row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row.clear();
      row.number = first + i;
      for (const Cell& cell : cells[i]) {
        if (!cell.null) row.add({cell.text, cell.natural});
        row.end_slot();
      }
      handler(layout, row);
    }
  }
};

/// One query at a time, its rows in the order of the database.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual std::vector<std::string> start(const std::string& query) = 0;
  /// False at the end.
  virtual bool next(const std::vector<int>& columns, std::vector<Cell>& out) = 0;
};

class SqliteCursor : public Cursor {
 public:
  explicit SqliteCursor(const std::string& path) : path_(path) {
    if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
      const std::string why = sqlite3_errmsg(database_);
      sqlite3_close(database_);
      throw Error("{}: {}", path, why);
    }
  }
  ~SqliteCursor() override {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;

  std::vector<std::string> start(const std::string& query) override {
    sqlite3_finalize(statement_);
    statement_ = nullptr;
    done_ = false;
    if (sqlite3_prepare_v2(database_, query.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
      throw Error("{}: {}", path_, sqlite3_errmsg(database_));
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(statement_); ++i) names.emplace_back(sqlite3_column_name(statement_, i));
    return names;
  }
  bool next(const std::vector<int>& columns, std::vector<Cell>& out) override {
    if (done_) return false;  // another step would run the query again
    const int status = sqlite3_step(statement_);
    done_ = status == SQLITE_DONE;
    if (done_) return false;
    if (status != SQLITE_ROW) throw Error("{}: {}", path_, sqlite3_errmsg(database_));
    out.clear();
    for (const int column : columns) out.push_back(cell(column));
    return true;
  }

 private:
  Cell cell(int column) {
    Cell out;
    if (column < 0) return out;
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_NULL) return out;
    out.null = false;
    if (type == SQLITE_FLOAT) {
      out.natural = Natural::floating;
      out.text = plain_double(sqlite3_column_double(statement_, column));
      return out;
    }
    if (type == SQLITE_BLOB) {
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement_, column));
      const int size = sqlite3_column_bytes(statement_, column);
      out.natural = Natural::binary;
      for (int i = 0; i < size; ++i) out.text += fmt::format("{:02X}", bytes[i]);
      return out;
    }
    if (type == SQLITE_INTEGER) out.natural = Natural::integer;
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    out.text.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    return out;
  }

  std::string path_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  bool done_ = false;
};

class PostgresCursor : public Cursor {
 public:
  PostgresCursor(const SourceDescription& d) : name_(d.access) {
    std::string url = d.access;
    if (url.rfind("jdbc:", 0) == 0) url.erase(0, 5);
    const char* const keys[] = {"dbname", "user", "password", nullptr};
    const char* const values[] = {url.c_str(), d.user.empty() ? nullptr : d.user.c_str(),
                                  d.password.empty() ? nullptr : d.password.c_str(), nullptr};
    connection_ = PQconnectdbParams(keys, values, 1);
    if (PQstatus(connection_) != CONNECTION_OK) {
      const std::string why(trim(PQerrorMessage(connection_)));
      PQfinish(connection_);
      throw Error("{}: {}", name_, why);
    }
  }
  ~PostgresCursor() override {
    PQclear(result_);
    PQfinish(connection_);
  }
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;

  std::vector<std::string> start(const std::string& query) override {
    while (PGresult* left = PQgetResult(connection_)) PQclear(left);
    if (!PQsendQuery(connection_, query.c_str()) || !PQsetSingleRowMode(connection_)) fail();
    step();
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result_); ++i) names.emplace_back(PQfname(result_, i));
    return names;
  }
  bool next(const std::vector<int>& columns, std::vector<Cell>& out) override {
    if (!result_ || PQresultStatus(result_) != PGRES_SINGLE_TUPLE) return false;
    out.clear();
    for (const int column : columns) out.push_back(cell(column));
    step();
    return true;
  }

 private:
  void step() {
    PQclear(result_);
    result_ = PQgetResult(connection_);
    const ExecStatusType status = PQresultStatus(result_);
    if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) fail();
  }
  [[noreturn]] void fail() { throw Error("{}: {}", name_, trim(PQerrorMessage(connection_))); }

  Cell cell(int column) {
    Cell out;
    if (column < 0 || PQgetisnull(result_, 0, column)) return out;
    out.null = false;
    out.text = PQgetvalue(result_, 0, column);
    switch (PQftype(result_, column)) {  // OIDs of pg_type.dat
      case 16:
        out.natural = Natural::boolean;
        out.text = out.text == "t" ? "true" : "false";
        break;
      case 20:
      case 21:
      case 23: out.natural = Natural::integer; break;
      case 700:
      case 701:
        out.natural = Natural::floating;
        out.text = plain_double(std::strtod(out.text.c_str(), nullptr));
        break;
      case 1700: out.natural = Natural::decimal; break;
      case 17:
        out.natural = Natural::binary;
        out.text.erase(0, 2);  // "\\x"
        std::transform(out.text.begin(), out.text.end(), out.text.begin(),
                       [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
        break;
      case 1083: out.natural = Natural::time; break;
      case 1082: out.natural = Natural::date; break;
      case 1114:
      case 1184:
        out.natural = Natural::date_time;
        std::replace(out.text.begin(), out.text.end(), ' ', 'T');
        break;
      default: break;
    }
    return out;
  }

  std::string name_;
  PGconn* connection_ = nullptr;
  PGresult* result_ = nullptr;
};

class SqlSource : public RowSource {
 public:
  explicit SqlSource(const SourceContext& context) : context_(context) {
    const SourceDescription& d = context.description;
    if (d.access.empty()) throw Error("this source names no database: it lacks `access`");
    const bool postgres = d.type == "postgresql" || d.access.find("postgres") != std::string::npos;
    if (!postgres &&
        (d.type == "mysql" || d.type == "oracle" || d.type == "sqlserver" || d.access.find("://") != std::string::npos))
      throw Error("{}: databases of this kind cannot be read; SQLite and PostgreSQL can", d.access);
    if (postgres)
      cursor_ = std::make_unique<PostgresCursor>(d);
    else
      cursor_ = std::make_unique<SqliteCursor>(context.path);
  }

  std::unique_ptr<Chunk> next() override {
    while (layout_ < context_.layouts.size()) {
      if (!open_) start();
      auto chunk = std::make_unique<SqlChunk>();
      chunk->layout = layout_;
      chunk->first = row_;
      std::vector<Cell> cells;
      while (chunk->cells.size() < rows_in_chunk && cursor_->next(columns_, cells))
        chunk->cells.push_back(std::move(cells));
      row_ += chunk->cells.size();
      if (!chunk->cells.empty()) return chunk;
      open_ = false;
      ++layout_;
    }
    return nullptr;
  }

 private:
  void start() {
    const Layout& layout = context_.layouts[layout_];
    const std::string& query = context_.description.query.empty() ? layout.iterator : context_.description.query;
    if (trim(query).empty())
      throw SourceError(context_.description.access_location, "a database needs a `query`, or a `table` to read whole");
    const std::vector<std::string> names = cursor_->start(query);
    columns_.clear();
    bool told = false;
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      std::string wanted = layout.references[i];
      if (wanted.size() > 1 && wanted.front() == '"' && wanted.back() == '"')
        wanted = wanted.substr(1, wanted.size() - 2);
      const auto found = std::find(names.begin(), names.end(), wanted);
      columns_.push_back(found == names.end() ? -1 : static_cast<int>(found - names.begin()));
      if (found != names.end()) {
        if (std::find(found + 1, names.end(), wanted) != names.end())
          context_.diagnostics.report(Kind::mapping_duplicate_column, layout.reference_locations[i],
                                      context_.description.access, wanted);
        continue;
      }
      Diagnostic d = DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[i],
                                          context_.description.access, wanted);
      note_similar(d, wanted, names);
      if (!std::exchange(told, true)) d.notes.push_back({"its columns: " + list_names(names), {}});
      context_.diagnostics.report(std::move(d));
    }
    open_ = true;
    row_ = 0;
  }

  SourceContext context_;
  std::unique_ptr<Cursor> cursor_;
  std::vector<int> columns_;
  std::size_t layout_ = 0;
  std::uint64_t row_ = 0;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<RowSource> open_sql(const SourceContext& context) { return std::make_unique<SqlSource>(context); }

}  // namespace vitagraph::mapping
