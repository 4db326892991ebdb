// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/references/entries.hpp"

namespace vitagraph::extraction::references {

/// Which line breaks of a list are the author's and which the page's. A list is wrapped if most of its lines, as they
/// stand in the source (with markup, before any were joined), end because the next word had no room.
class Wrapping {
 public:
  Wrapping(const document::Document& document, const std::vector<Part>& parts, const lexicon::Lexicon& lexicon);
  /// Whether the author ended the line. Both are spans of Document::text.
  bool deliberate(Span line, Span next) const;
  /// Whether the list is wrapped and the next line's first word had no room.
  bool ends_full(Span line, Span next) const;

 private:
  std::string_view source_line(std::uint32_t at) const;
  bool begins_part(std::string_view line) const;
  bool goes_on(std::string_view line, std::string_view next) const;

  const document::Document& document_;
  const lexicon::Lexicon& lexicon_;
  std::size_t widest_ = 0;
  std::size_t slack_ = 0;  ///< by which a line that the page ended may fall short
  std::size_t loose_ = 0;  ///< the same, where nothing else speaks for the author
  bool wrapped_ = false;
};

}  // namespace vitagraph::extraction::references
