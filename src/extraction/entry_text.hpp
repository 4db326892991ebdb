// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/recognizers.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// An entry's dates in the form that facts want.
struct When {
  std::string start, end;          ///< of a range
  std::vector<std::string> years;  ///< of single dates, in the order written, without repeats
  bool stated() const { return !start.empty() || !end.empty() || !years.empty(); }
};
When when_of(const std::vector<DateMention>& dates);

/// All lines and items of an entry as one text with line breaks, and the offset of its first byte where it is one
/// stretch of the document.
std::string text_of(const Entry& entry, const Context& context);

/// Pieces between separators of a list (commas, semicolons, bullets, line breaks) outside brackets and quotation marks;
/// where semicolons stand, commas do not separate. Words for "and more" are dropped, the last piece is cut at its
/// conjunction.
std::vector<Span> split_list(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether one of the text's words is under the notation in the scheme.
bool mentions(std::string_view text, std::string_view scheme, std::string_view notation,
              const lexicon::Lexicon& lexicon);

/// How many bytes of the text's beginning are a label of the scheme (small words behind it not counted); 0 if none.
std::size_t leading(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon);

/// Takes a bracket at the end away that only explains ("(Top 10 %)", "(for the best paper in three years)").
std::string without_explanation(std::string text);

}  // namespace vitagraph::extraction
