// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace vitagraph {

/// A place in an input, ready to print: self-contained, so that it outlives the file it points into.
struct Location {
  std::string file;          ///< as the user named it
  std::uint32_t line = 0;    ///< 1-based; 0: the file as a whole
  std::uint32_t column = 0;  ///< 1-based, in code points; 0: the line as a whole
  std::uint32_t width = 0;   ///< code points to underline on that line
  std::string source_line;   ///< the line's text, cut around the column when it is long; may be empty

  /// "file:line:column", leaving out what is 0.
  std::string str() const;
};

/// Owns the bytes of one input and knows where its lines begin.
class SourceFile {
 public:
  SourceFile() = default;
  SourceFile(std::string name, std::string text);

  /// Reads a whole file; "-" is standard input. Throws Error when it cannot be read or exceeds 4 GiB.
  static SourceFile read(const std::string& path);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view slice(Span span) const { return text().substr(span.begin, span.size()); }

  std::size_t line_count() const { return line_starts_.size(); }
  /// 1-based line that holds the byte; requires offset <= text().size().
  std::uint32_t line_of(std::uint32_t offset) const;
  /// The line's text without its line break; requires 1 <= line <= line_count().
  std::string_view line_text(std::uint32_t line) const;

  /// Where the span is, for a diagnostic. A span that reaches over several lines is underlined on its first.
  Location locate(Span span) const;
  /// Line and column as a parser reports them (1-based, column in code points; 0 = unknown).
  Location locate_line(std::uint32_t line, std::uint32_t column = 0, std::uint32_t width = 1) const;
  /// The file as a whole.
  Location whole() const { return {name_, 0, 0, 0, {}}; }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace vitagraph
