// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "document/document.hpp"
#include "facts/facts.hpp"

namespace vitagraph::provenance {

/// Words of a document, with what stands around them on their first and last line.
struct Passage {
  std::string before, words, after;  ///< before and after are cut when a line is long
  std::uint32_t first_line = 0;      ///< 1-based; 0: unknown
  std::uint32_t last_line = 0;

  friend bool operator==(const Passage&, const Passage&) = default;
};

/// The words of the span. Requires span.end <= source.text().size().
Passage passage_at(const SourceFile& source, Span span);

/// A line that a terminal can show: valid UTF-8, each control character a blank.
std::string printable(std::string_view line);

/// Each line of the passage after `indent`, and below it carets under the quoted part: `^~~~`. At most `most_lines`
/// lines of a long passage, then how many are left.
std::string marked(const Passage& passage, std::string_view indent, std::size_t most_lines = 6);

/// A field beside those of the fact's type.
inline constexpr std::string_view passage_field = "passage";

/// Gives each fact the passage that states it, as `passage`: words, before, after, first_line, last_line. Facts without
/// a span within the document's source are left alone.
void quote_facts(const document::Document& document, std::vector<facts::Fact>& facts);

}  // namespace vitagraph::provenance
