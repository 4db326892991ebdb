// SPDX-License-Identifier: Apache-2.0
// CSV and TSV (RFC 4180, with the dialect of CSVW: delimiter, quote, comment prefix, trimming, no header). The file is
// cut at record boundaries into blocks, in order; blocks are taken apart in parallel.
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "mapping/row.hpp"
#include "mapping/sources/bytes.hpp"

namespace vitagraph::mapping {
namespace {

/// Large enough to pay for a hand-over, small enough that a few in flight stay within some megabytes.
constexpr std::size_t block_size = 1 << 18;
/// A quotation mark that is never closed must not swallow a whole file.
constexpr std::size_t longest_record = 64u << 20;

struct Dialect {
  char delimiter = ',';
  char quote = '"';
  std::string comment;
  bool trim = false;
  bool header = true;
  std::vector<std::string> nulls;

  explicit Dialect(const SourceDescription& d)
      : delimiter(d.delimiter.empty() ? ',' : d.delimiter.front()),
        quote(d.quote.empty() ? '"' : d.quote.front()),
        comment(d.comment_prefix),
        trim(d.trim),
        header(d.has_header),
        nulls(d.nulls) {}

  bool is_null(std::string_view text) const { return std::find(nulls.begin(), nulls.end(), text) != nulls.end(); }
};

/// The end of the last whole record in the text; 0 when there is none. A quotation mark counts only where a field
/// begins.
std::size_t last_record_end(std::string_view text, const Dialect& dialect) {
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

/// Takes records apart; quoted fields are unescaped in place.
class RecordReader {
 public:
  RecordReader(char* begin, char* end, const Dialect& dialect) : at_(begin), end_(end), dialect_(dialect) {}

  /// Fills `fields` with the next record; false at the end. `lines` counts the line breaks passed.
  bool next(std::vector<std::string_view>& fields) {
    fields.clear();
    while (at_ < end_ && is_comment()) skip_line();
    if (at_ >= end_) return false;
    while (true) {
      fields.push_back(field());
      if (at_ >= end_) return true;
      const char stop = *at_++;
      if (stop == dialect_.delimiter) {
        if (at_ >= end_) fields.emplace_back();
        if (at_ >= end_) return true;
        continue;
      }
      if (stop == '\r' && at_ < end_ && *at_ == '\n') ++at_;
      ++lines;
      return true;
    }
  }
  const char* at() const { return at_; }
  std::uint64_t lines = 0;
  std::optional<std::uint64_t> unclosed;  ///< the value of `lines` where a quotation mark opened that nothing closes

 private:
  bool is_comment() const {
    const std::string& prefix = dialect_.comment;
    return !prefix.empty() && static_cast<std::size_t>(end_ - at_) >= prefix.size() &&
           std::memcmp(at_, prefix.data(), prefix.size()) == 0;
  }
  void skip_line() {
    while (at_ < end_ && *at_ != '\n') ++at_;
    if (at_ < end_) ++at_;
    ++lines;
  }
  std::string_view field() {
    char* begin = at_;
    if (dialect_.trim)
      while (begin < end_ && *begin == ' ') ++begin;
    if (begin < end_ && *begin == dialect_.quote) {
      at_ = begin + 1;
      return quoted();
    }
    char* stop = begin;
    const char delimiter = dialect_.delimiter;
    while (stop < end_ && *stop != delimiter && *stop != '\n' && *stop != '\r') ++stop;
    at_ = stop;
    // A carriage return inside a line is text.
    while (at_ < end_ && *at_ == '\r' && at_ + 1 < end_ && at_[1] != '\n') {
      ++at_;
      while (at_ < end_ && *at_ != delimiter && *at_ != '\n' && *at_ != '\r') ++at_;
    }
    stop = at_;
    if (dialect_.trim)
      while (stop > begin && stop[-1] == ' ') --stop;
    return {begin, static_cast<std::size_t>(stop - begin)};
  }
  std::string_view quoted() {
    char* begin = at_;
    char* out = at_;
    const std::uint64_t opened = lines;
    bool closed = false;
    while (at_ < end_) {
      auto* mark = static_cast<char*>(std::memchr(at_, dialect_.quote, static_cast<std::size_t>(end_ - at_)));
      char* stop = mark ? mark : end_;
      const auto size = static_cast<std::size_t>(stop - at_);
      lines += static_cast<std::uint64_t>(std::count(at_, stop, '\n'));
      if (out != at_) std::memmove(out, at_, size);
      out += size;
      at_ = stop;
      if (!mark) break;
      ++at_;
      if (at_ < end_ && *at_ == dialect_.quote) {
        *out++ = dialect_.quote;
        ++at_;
        continue;
      }
      closed = true;
      break;
    }
    if (!closed) unclosed = opened;
    // What follows a closing mark up to the delimiter is kept as it is ("12"" pipe" is common in the wild).
    char* rest = at_;
    while (at_ < end_ && *at_ != dialect_.delimiter && *at_ != '\n' && *at_ != '\r') ++at_;
    if (!dialect_.trim && at_ > rest) {
      std::memmove(out, rest, static_cast<std::size_t>(at_ - rest));
      out += at_ - rest;
    }
    return {begin, static_cast<std::size_t>(out - begin)};
  }

  char* at_;
  char* end_;
  const Dialect& dialect_;
};

/// For each slot of each layout, the column it reads; -1: none has that name.
using Columns = std::vector<std::vector<int>>;

class CsvChunk : public Chunk {
 public:
  std::string text;
  std::uint64_t first_offset = 0, first_line = 1;
  std::size_t width = 0;  ///< fields of the header; 0: no header
  std::shared_ptr<const Columns> columns;
  std::shared_ptr<const Dialect> dialect;
  std::string file;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    RecordReader reader(text.data(), text.data() + text.size(), *dialect);
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
        skip(first_line + *reader.unclosed, "a quotation mark opens here that nothing closes");
        continue;
      }
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

class CsvSource : public RowSource {
 public:
  explicit CsvSource(const SourceContext& context)
      : context_(context),
        dialect_(std::make_shared<Dialect>(context.description)),
        paths_(expand_wildcards(context.path)) {}

  std::unique_ptr<Chunk> next() override {
    while (true) {
      if (!reader_) {
        if (file_ == paths_.size()) return nullptr;
        open();
      }
      if (auto chunk = next_block()) return chunk;
      reader_.reset();
      ++file_;
    }
  }

 private:
  void open() {
    reader_ = open_bytes(paths_[file_], context_.description);
    held_.clear();
    ended_ = false;
    offset_ = static_cast<std::uint64_t>(file_) << 48;
    line_ = 1;
    fill(4);
    if (needs_decoding(context_.description, held_)) {
      held_ = read_text(paths_[file_], context_.description);
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
        throw Error("{}: no record ends within {} MiB; is a quotation mark left open?", paths_[file_],
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
      RecordReader reader(header.data(), header.data() + header.size(), *dialect_);
      std::vector<std::string_view> fields;
      if (reader.next(fields)) names.assign(fields.begin(), fields.end());
      line_ +=
          static_cast<std::uint64_t>(std::count(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      offset_ += end;
      held_.erase(0, end);
      width_ = names.size();
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
    if (!dialect_->header) {  // CSVW: columns without names are _col.1, _col.2 …
      if (reference.rfind("_col.", 0) == 0) return std::atoi(reference.c_str() + 5) - 1;
      return -1;
    }
    Diagnostic d =
        DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[slot], shown_path(), reference);
    note_similar(d, reference, names);
    // Once is enough.
    if (!std::exchange(told_columns_, true)) note_columns(names, d);
    context_.diagnostics.report(std::move(d));
    return -1;
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
  const std::string& shown_path() const {
    return is_on_web(context_.description.access) ? context_.description.access : paths_[file_];
  }

  std::unique_ptr<Chunk> next_block() {
    std::size_t end = 0;
    for (std::size_t size = block_size;; size *= 2) {
      fill(size);
      if (held_.empty()) return nullptr;
      end = ended_ && held_.size() <= size ? held_.size() : last_record_end(held_, *dialect_);
      if (end != 0) break;
      if (size > longest_record)
        throw Error("{}: no record ends within {} MiB; is a quotation mark left open?", paths_[file_],
                    longest_record >> 20);
    }
    auto chunk = std::make_unique<CsvChunk>();
    chunk->first_offset = offset_;
    chunk->first_line = line_;
    chunk->width = width_;
    chunk->columns = columns_;
    chunk->dialect = dialect_;
    chunk->file = paths_[file_];
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
  std::shared_ptr<const Dialect> dialect_;
  std::vector<std::string> paths_;
  std::size_t file_ = 0;
  std::unique_ptr<ByteReader> reader_;
  std::string held_;
  bool ended_ = false;
  std::size_t header_from_ = 0, width_ = 0;
  std::string header_;
  std::uint32_t header_line_ = 1;
  bool told_columns_ = false;
  std::uint64_t offset_ = 0, line_ = 1;
  std::shared_ptr<const Columns> columns_;
};

class CsvTexts : public TextRecords {
 public:
  explicit CsvTexts(const SourceContext& context) : context_(context), dialect_(context.description) {}

  std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink& diagnostics) override {
    std::string copy(text);  // quoted fields are unescaped in place
    RecordReader reader(copy.data(), copy.data() + copy.size(), dialect_);
    std::vector<std::string_view> fields;
    if (dialect_.header && reader.next(fields)) names_.assign(fields.begin(), fields.end());
    const std::vector<int> columns = find_columns(diagnostics);
    Row row;
    while (reader.next(fields)) {
      if (fields.size() == 1 && fields[0].empty()) continue;
      row.clear();
      for (const int column : columns) {
        if (column >= 0 && static_cast<std::size_t>(column) < fields.size() &&
            !dialect_.is_null(fields[static_cast<std::size_t>(column)]))
          row.add({fields[static_cast<std::size_t>(column)], Natural::text});
        row.end_slot();
      }
      handler(0, row);
      ++row.number;
    }
    return {};
  }

 private:
  std::vector<int> find_columns(DiagnosticSink& diagnostics) const {
    const Layout& layout = context_.layouts.front();
    std::vector<int> out;
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      const std::string& name = layout.references[i];
      const auto found = std::find(names_.begin(), names_.end(), name);
      out.push_back(found != names_.end() ? static_cast<int>(found - names_.begin()) : unnamed_column(name));
      if (out.back() >= 0) continue;
      Diagnostic d =
          DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[i], context_.path, name);
      note_similar(d, name, names_);
      diagnostics.report(std::move(d));
    }
    return out;
  }
  int unnamed_column(const std::string& name) const {
    return !dialect_.header && name.rfind("_col.", 0) == 0 ? std::atoi(name.c_str() + 5) - 1 : -1;
  }

  SourceContext context_;
  Dialect dialect_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<TextRecords> open_csv_texts(const SourceContext& context) {
  return std::make_unique<CsvTexts>(context);
}
std::unique_ptr<RowSource> open_csv(const SourceContext& context) { return std::make_unique<CsvSource>(context); }

}  // namespace vitagraph::mapping
