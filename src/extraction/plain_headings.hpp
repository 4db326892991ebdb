// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

#include "document/document.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// Where a line stands among those of its block, which tells how sure its words must be.
enum class LinePlace {
  alone,       ///< the block's only line
  above_list,  ///< the same, and items or lines set in from it follow
  first,       ///< with others below it
  amid,        ///< with others above it
};

/// What a document's writer does to headings in plain lines that elsewhere would tell against them: only where several
/// listed ones share it.
struct HeadingHabits {
  bool stops = false;  ///< a full stop behind them
  bool lower = false;  ///< no capital
  bool bare = false;   ///< a single word between other lines
};
HeadingHabits find_heading_habits(const document::Document& document, const lexicon::Lexicon& lexicon);

/// Whether a line that the reader took for text is a heading: by the words that headings are made of, the signs and
/// numbers that surround it, and its place. None of these need be there if the others tell.
bool is_plain_heading(std::string_view line, LinePlace place, const HeadingHabits& habits,
                      const lexicon::Lexicon& lexicon);

/// The level of such a heading: 4 (readers give those that they recognise 1 to 4), or deeper by its number ("7.2"). In
/// plain text it is what the reader gives those that it knows by what is around them, so that they stand side by side.
std::uint8_t plain_heading_level(std::string_view line, document::Format format);

/// Makes headings of list items that only head what follows them: "1. Education", "■ AWARDS", "D2. Completed". Their
/// marks tell them from the items of the list below: at least three in the same dress are listed headings with
/// something between them, or those that are count on.
void raise_items(document::Document& document, const lexicon::Lexicon& lexicon);

/// Makes headings of the terms of a definition list that stands for the document's sections: three or more of its terms
/// are listed headings, and those between them are in the same dress.
void raise_terms(document::Document& document, const lexicon::Lexicon& lexicon);

/// Makes headings of years on lines of their own that part a list of talks, works or news.
void raise_years(document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
