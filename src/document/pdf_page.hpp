// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace poppler {
class page;
}

namespace vitagraph::document {

/// A word as it was drawn; coordinates in points, y downwards.
struct PdfWord {
  std::string text;
  double left = 0, right = 0, top = 0, bottom = 0;
  double size = 0;
  bool bold = false, italic = false;
  bool space_after = true;
  bool column_after = false;                  ///< the next word begins a column, however small the gap
  std::uint32_t source = 0, source_size = 0;  ///< where it stands in a source that is text, 0 bytes in one that is not
  double middle() const { return (top + bottom) / 2; }
};

/// Words that stand on one line (of one column), from left to right.
struct PdfLine {
  std::vector<PdfWord> words;
  double left = 0, right = 0, top = 0, bottom = 0;
  double size = 0;         ///< of most of its letters
  bool bold = false;       ///< all of it
  bool italic = false;     ///< all of it
  std::uint16_t page = 0;  ///< from 1
  int column = 0;          ///< lines of another column or band do not continue this one's
  bool drop = false;       ///< a running head or foot, or a page number
};

struct PdfPage {
  double width = 0, height = 0;
  std::vector<PdfLine> lines;  ///< in reading order
};

/// Ligatures apart, accents on their letters: what was typed, from what was drawn.
std::string as_typed(std::string_view drawn);

/// The page's upright words as lines in reading order, columns one after the other.
PdfPage read_pdf_page(const poppler::page& page, std::uint16_t number);

/// Computes the line's frame and style from its words; requires at least one.
void measure(PdfLine& line);
/// Lines over the whole page -> lines of its columns, one column after the other; lines over both columns part bands.
std::vector<PdfLine> in_reading_order(std::vector<PdfLine> lines, double width);

/// Marks what repeats at the heads and feet of pages, and page numbers.
void mark_running_lines(std::vector<PdfPage>& pages);

/// Finds columns of labels set close to their text ("2012–2013 MS, …"): the text of the lines begins at one place.
void mark_label_columns(PdfPage& page);

/// A gap between two words that sets columns apart (a date at the margin) rather than words.
bool is_column_gap(const PdfWord& left, const PdfWord& right);
/// The line as text: words by blanks, columns by tabs.
std::string text_of(const PdfLine& line);

}  // namespace vitagraph::document
