// SPDX-License-Identifier: Apache-2.0
#pragma once
// CSV records: what files and texts in fields of other sources have in common.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// CSVW's dialect description, as far as sources have it.
struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
  std::string comment;
  bool trim = false;
  bool header = true;
  std::vector<std::string> nulls;

  explicit CsvDialect(const SourceDescription& d)
      : delimiter(d.delimiter.empty() ? ',' : d.delimiter.front()),
        quote(d.quote.empty() ? '"' : d.quote.front()),
        comment(d.comment_prefix),
        trim(d.trim),
        header(d.has_header),
        nulls(d.nulls) {}

  bool is_null(std::string_view text) const { return std::find(nulls.begin(), nulls.end(), text) != nulls.end(); }
};

/// Takes records apart; quoted fields are unescaped in place.
class CsvRecordReader {
 public:
  CsvRecordReader(char* begin, char* end, const CsvDialect& dialect) : at_(begin), end_(end), dialect_(dialect) {}

  /// Fills `fields` with the next record; false at the end. `lines` counts the line breaks passed.
  bool next(std::vector<std::string_view>& fields) {
    fields.clear();
    text_behind.reset();
    odd_value.reset();
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
  std::size_t width = 0;  ///< fields of the header, if known
  std::uint64_t lines = 0;
  std::optional<std::uint64_t> unclosed;  ///< the value of `lines` where a quotation mark opened that nothing closes
  /// A quoted value of the last record that may be a slip, by the values of `lines` at both of its quotation marks.
  struct Quoted {
    std::uint64_t opened, closed;
  };
  std::optional<Quoted> text_behind;  ///< something stands between its closing mark and the delimiter
  std::optional<Quoted> odd_value;    ///< its lines look like records, or are very many

 private:
  /// No one writes as long a value by hand.
  static constexpr std::uint64_t many_lines = 500;

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
  /// Whether each line of the value but the first has as many delimiters as a record of `width` fields.
  bool holds_records(std::string_view value) const {
    if (width < 2) return false;
    for (std::size_t at = value.find('\n'); at != std::string_view::npos;) {
      const std::size_t end = value.find('\n', at + 1);
      const std::string_view line = value.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
      if (static_cast<std::size_t>(std::count(line.begin(), line.end(), dialect_.delimiter)) != width - 1) return false;
      at = end;
    }
    return true;
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
    if (closed && lines > opened + 1 && !odd_value &&
        (lines - opened > many_lines || holds_records({begin, static_cast<std::size_t>(out - begin)})))
      odd_value = Quoted{opened, lines};
    // What follows a closing mark up to the delimiter is kept as it is ("12"" pipe" is common in the wild).
    char* rest = at_;
    while (at_ < end_ && *at_ != dialect_.delimiter && *at_ != '\n' && *at_ != '\r') ++at_;
    if (closed && !text_behind && std::any_of(rest, at_, [](char c) { return c != ' '; }))
      text_behind = Quoted{opened, lines};
    if (!dialect_.trim && at_ > rest) {
      std::memmove(out, rest, static_cast<std::size_t>(at_ - rest));
      out += at_ - rest;
    }
    return {begin, static_cast<std::size_t>(out - begin)};
  }

  char* at_;
  char* end_;
  const CsvDialect& dialect_;
};

}  // namespace vitagraph::mapping
