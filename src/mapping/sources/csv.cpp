// SPDX-License-Identifier: Apache-2.0
// CSV and TSV (RFC 4180, with the dialect of CSVW: delimiter, quote, comment prefix, trimming, no header). The file is
// cut at record boundaries into blocks, in order; blocks are taken apart in parallel.
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "mapping/row.hpp"
#include "mapping/sources/bytes.hpp"
#include "mapping/sources/csv_records.hpp"

namespace vitagraph::mapping {
namespace {

/// Large enough to pay for a hand-over, small enough that a few in flight stay within some megabytes.
constexpr std::size_t block_size = 1 << 18;
/// A quotation mark that is never closed must not swallow a whole file.
constexpr std::size_t longest_record = 64u << 20;

/// The end of the last whole record in the text; 0 when there is none. A quotation mark counts only where a field
/// begins.
std::size_t last_record_end(std::string_view text, const CsvDialect& dialect) {
  std::size_t at = 0, end = 0;
  while (at < text.size()) {
    const auto* mark = static_cast<const char*>(std::memchr(text.data() + at, dialect.quote, text.size() - at));
    const std::size_t open = mark ? static_cast<std::size_t>(mark - text.data()) : text.size();
    if (const std::size_t line = text.substr(at, open - at).rfind('\n'); line != std::string_view::npos)
      end = at + line + 1;
    if (!mark) break;
    if (open > 0 && text[open - 1] != dialect.delimiter && text[open - 1] != '\n' && text[open - 1] != '\r' &&
        !(dialect.trim && text[open - 1] == ' ')) {
      at = open + 1;
      continue;
    }
    std::size_t close = open + 1;
    while (true) {
      const auto* next = static_cast<const char*>(std::memchr(text.data() + close, dialect.quote, text.size() - close));
      if (!next) return end;
      close = static_cast<std::size_t>(next - text.data()) + 1;
      if (close >= text.size() || text[close] != dialect.quote) break;
      ++close;
    }
    at = close;
  }
  return end;
}

/// For each slot of each layout, the column it reads; -1: none has that name.
using Columns = std::vector<std::vector<int>>;

class CsvChunk : public Chunk {
 public:
  std::string text;
  std::uint64_t first_offset = 0, first_line = 1;
  std::size_t width = 0;  ///< fields of the header; 0: no header
  std::shared_ptr<const Columns> columns;
  std::shared_ptr<const CsvDialect> dialect;
  std::string file;

  void warn_of_quotes(const CsvRecordReader& reader, DiagnosticSink& diagnostics) const;
  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    CsvRecordReader reader(text.data(), text.data() + text.size(), *dialect);
    reader.width = width;
    std::vector<std::string_view> fields;
    Row row;
    const auto skip = [&](std::uint64_t line, std::string why) {
      diagnostics.report(Kind::mapping_row_syntax, Location{file, static_cast<std::uint32_t>(line), 0, 0, {}}, line,
                         file, std::move(why));
    };
    const bool all_utf8 = simdjson::validate_utf8(text.data(), text.size());
    while (true) {
      row.number = first_offset + static_cast<std::uint64_t>(reader.at() - text.data());
      row.line = first_line + reader.lines;
      if (!reader.next(fields)) return;
      if (fields.size() == 1 && fields[0].empty()) continue;  // an empty line is no record
      if (reader.unclosed) {
        const std::uint64_t taken = reader.lines - *reader.unclosed + (text.back() == '\n' ? 0 : 1);
        skip(first_line + *reader.unclosed,
             fmt::format("a quotation mark opens here that nothing closes; {} to the file's end are lost",
                         taken == 1 ? "its line" : fmt::format("{} lines", taken)));
        continue;
      }
      warn_of_quotes(reader, diagnostics);
      if (width != 0 && fields.size() != width) {
        skip(row.line, fmt::format("{} fields where the header has {}", fields.size(), width));
        continue;
      }
      if (!all_utf8 && std::any_of(fields.begin(), fields.end(), [](std::string_view field) {
            return !simdjson::validate_utf8(field.data(), field.size());
          })) {
        skip(row.line, "bytes that are no UTF-8; name the file's `encoding` if it has another");
        continue;
      }
      for (std::size_t layout = 0; layout < columns->size(); ++layout) {
        row.clear();
        for (const int column : (*columns)[layout]) {
          if (column >= 0 && static_cast<std::size_t>(column) < fields.size() &&
              !(!dialect->nulls.empty() && dialect->is_null(fields[static_cast<std::size_t>(column)])))
            row.add({fields[static_cast<std::size_t>(column)], Natural::text});
          row.end_slot();
        }
        handler(layout, row);
      }
    }
  }
};

/// A quotation mark too many makes one value of many rows, which nothing else shows.
void CsvChunk::warn_of_quotes(const CsvRecordReader& reader, DiagnosticSink& diagnostics) const {
  const auto warn = [&](const CsvRecordReader::Quoted& value, const std::string& why) {
    const std::uint64_t opened = first_line + value.opened, closed = first_line + value.closed;
    const std::string until = closed == opened ? "" : fmt::format(" that opened at line {}", opened);
    diagnostics.report(Kind::mapping_without_effect, Location{file, static_cast<std::uint32_t>(closed), 0, 0, {}},
                       std::string(1, dialect->quote), fmt::format("{}{}", why, until));
  };
  if (reader.text_behind)
    warn(*reader.text_behind, "text stands behind the closing quotation mark, and is read as part of the value");
  else if (reader.odd_value)
    warn(*reader.odd_value,
         fmt::format("it closes a value of {} lines", reader.odd_value->closed - reader.odd_value->opened + 1));
}

class CsvSource : public RowSource {
 public:
  explicit CsvSource(const SourceContext& context)
      : context_(context), dialect_(std::make_shared<CsvDialect>(context.description)), files_(files_of(context)) {}

  std::unique_ptr<Chunk> next() override {
    while (true) {
      if (!reader_) {
        if (file_ == files_.size()) return nullptr;
        open();
      }
      if (auto chunk = next_block()) return chunk;
      reader_.reset();
      ++file_;
    }
  }

 private:
  void open() {
    reader_ = open_bytes(files_[file_], context_.description);
    held_.clear();
    ended_ = false;
    offset_ = static_cast<std::uint64_t>(file_) << 48;
    line_ = 1;
    fill(4);
    if (needs_decoding(context_.description, held_)) {
      held_ = read_text(files_[file_], context_.description);
      ended_ = true;
    } else if (held_.rfind("\xEF\xBB\xBF", 0) == 0) {
      held_.erase(0, 3);
    }
    read_header();
  }

  /// Has at least `size` bytes at hand, unless the file ends before.
  void fill(std::size_t size) {
    while (!ended_ && held_.size() < size) {
      const std::size_t before = held_.size();
      held_.resize(std::max(size, before + (1 << 16)));
      const std::size_t got = reader_->read(held_.data() + before, held_.size() - before);
      held_.resize(before + got);
      ended_ = got == 0;
    }
  }

  std::size_t first_record_end() {
    for (std::size_t size = 1 << 16;; size *= 2) {
      fill(size);
      // The first end is found by cutting the text at each line break until a whole record stands there.
      for (std::size_t line = held_.find('\n'); line != std::string::npos; line = held_.find('\n', line + 1))
        if (last_record_end(std::string_view(held_).substr(0, line + 1), *dialect_) == line + 1) {
          const bool comment = !dialect_->comment.empty() &&
                               held_.compare(header_from_, dialect_->comment.size(), dialect_->comment) == 0;
          if (!comment) return line + 1;
          header_from_ = line + 1;
        }
      if (ended_) return held_.size();
      if (size > longest_record)
        throw Error("{}: no record ends within {} MiB; is a quotation mark left open?", files_[file_].name,
                    longest_record >> 20);
    }
  }

  void read_header() {
    header_from_ = 0;
    fill(1);
    std::vector<std::string> names;
    width_ = 0;
    if (dialect_->header) {
      const std::size_t end = first_record_end();
      std::string header = held_.substr(header_from_, end - header_from_);
      header_ = header.substr(0, header.find_first_of("\r\n"));
      header_line_ = static_cast<std::uint32_t>(
          1 + std::count(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(header_from_), '\n'));
      CsvRecordReader reader(header.data(), header.data() + header.size(), *dialect_);
      std::vector<std::string_view> fields;
      if (reader.next(fields)) names.assign(fields.begin(), fields.end());
      line_ +=
          static_cast<std::uint64_t>(std::count(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      offset_ += end;
      held_.erase(0, end);
      width_ = names.size();
    }
    if (!dialect_->header) {
      std::string first = held_.substr(0, first_record_end());
      CsvRecordReader reader(first.data(), first.data() + first.size(), *dialect_);
      std::vector<std::string_view> fields;
      first_width_ = reader.next(fields) ? fields.size() : 0;
    }
    auto columns = std::make_shared<Columns>();
    for (const Layout& layout : context_.layouts) {
      std::vector<int>& slots = columns->emplace_back();
      for (std::size_t i = 0; i < layout.references.size(); ++i) slots.push_back(column_of(names, layout, i));
    }
    columns_ = std::move(columns);
  }

  int column_of(const std::vector<std::string>& names, const Layout& layout, std::size_t slot) {
    const std::string& reference = layout.references[slot];
    const auto found = std::find(names.begin(), names.end(), reference);
    if (found != names.end()) {
      if (std::find(found + 1, names.end(), reference) != names.end())
        context_.diagnostics.report(Kind::mapping_duplicate_column, header_place(), shown_path(), reference);
      return static_cast<int>(found - names.begin());
    }
    if (!dialect_->header) return unnamed_column(reference, layout.reference_locations[slot]);
    Diagnostic d =
        DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[slot], shown_path(), reference);
    note_similar(d, reference, names);
    // Once is enough.
    if (!std::exchange(told_columns_, true)) note_columns(names, d);
    context_.diagnostics.report(std::move(d));
    return -1;
  }

  /// CSVW: columns without names are _col.1, _col.2 …
  int unnamed_column(const std::string& reference, const Location& place) {
    int number = 0;
    if (reference.starts_with("_col.")) {
      const char* const end = reference.data() + reference.size();
      const auto [stop, error] = std::from_chars(reference.data() + 5, end, number);
      if (error != std::errc() || stop != end) number = 0;
    }
    const std::size_t there = first_width_;
    if (number >= 1 && static_cast<std::size_t>(number) <= there) return number - 1;
    Diagnostic d = DiagnosticSink::make(Kind::mapping_unknown_column, place, shown_path(), reference);
    // A later row may be longer.
    if (number >= 1) d.severity = Severity::warning;
    if (!std::exchange(told_columns_, true))
      d.notes.push_back({there == 0   ? std::string("it has no rows")
                         : there == 1 ? std::string("without a header, its column is `_col.1`")
                                      : fmt::format("without a header, its columns are `_col.1` to `_col.{}`", there),
                         {}});
    context_.diagnostics.report(std::move(d));
    return number >= 1 ? number - 1 : -1;
  }

  void note_columns(const std::vector<std::string>& names, Diagnostic& d) const {
    d.notes.push_back({names.empty() ? std::string("it has no header") : "its columns: " + list_names(names), {}});
    const std::size_t other = names.size() == 1 ? names[0].find_first_of(";\t|,") : std::string::npos;
    if (other == std::string::npos) return;
    const std::string shown = names[0][other] == '\t' ? "\\t" : names[0].substr(other, 1);
    d.notes.push_back({fmt::format("is `{0}` the delimiter? YARRRML: `delimiter: \"{0}\"` in the source; RML: "
                                   "`csvw:dialect [ csvw:delimiter \"{0}\" ]`",
                                   shown),
                       {}});
  }

  /// The header's line: messages show it.
  Location header_place() const {
    const auto width = static_cast<std::uint32_t>(count_code_points(header_));
    Location out = SourceFile(shown_path(), header_).locate_line(1, 1, width);
    out.line = header_line_;
    return out;
  }
  const std::string& shown_path() const { return files_[file_].name; }

  std::unique_ptr<Chunk> next_block() {
    std::size_t end = 0;
    for (std::size_t size = block_size;; size *= 2) {
      fill(size);
      if (held_.empty()) return nullptr;
      end = ended_ && held_.size() <= size ? held_.size() : last_record_end(held_, *dialect_);
      if (end != 0) break;
      if (size > longest_record)
        throw Error("{}: no record ends within {} MiB; is a quotation mark left open?", files_[file_].name,
                    longest_record >> 20);
    }
    auto chunk = std::make_unique<CsvChunk>();
    chunk->first_offset = offset_;
    chunk->first_line = line_;
    chunk->width = width_;
    chunk->columns = columns_;
    chunk->dialect = dialect_;
    chunk->file = files_[file_].name;
    std::string rest = held_.substr(end);
    rest.reserve(block_size + (1 << 16));
    held_.resize(end);
    chunk->text = std::move(held_);
    held_ = std::move(rest);
    offset_ += end;
    line_ += static_cast<std::uint64_t>(std::count(chunk->text.begin(), chunk->text.end(), '\n'));
    return chunk;
  }

  SourceContext context_;
  std::shared_ptr<const CsvDialect> dialect_;
  std::vector<InputFile> files_;
  std::size_t file_ = 0;
  std::unique_ptr<ByteReader> reader_;
  std::string held_;
  bool ended_ = false;
  std::size_t header_from_ = 0, width_ = 0;
  std::size_t first_width_ = 0;  ///< of the first record, where no header names the columns
  std::string header_;
  std::uint32_t header_line_ = 1;
  bool told_columns_ = false;
  std::uint64_t offset_ = 0, line_ = 1;
  std::shared_ptr<const Columns> columns_;
};

}  // namespace

std::unique_ptr<RowSource> open_csv(const SourceContext& context) { return std::make_unique<CsvSource>(context); }

}  // namespace vitagraph::mapping
