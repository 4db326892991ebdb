// SPDX-License-Identifier: Apache-2.0
#include "document/page_dump.hpp"

#include <algorithm>

#include "document/source_lines.hpp"

namespace vitagraph::document {
namespace {

/// The grid, in the points of a page with letters of ten: fixed pitch, single spacing.
constexpr double size = 10, cell_width = 5, row_height = 12;
/// Blanks that part columns; two stand behind a full stop or in lines that were stretched.
constexpr std::size_t column_blanks = 3;
/// A page that no form feed ends goes on for ever; poppler's have some hundred lines at most.
constexpr std::size_t most_rows = 4000;
/// Columns are looked for within these; longer lines are paragraphs.
constexpr std::size_t widest_page = 300;

/// Covered bytes take no room and part no words.
bool parts_words(char32_t c) { return is_blank(c) || (c < ' ' && c != static_cast<char32_t>(mask)); }

PdfLine words_of(std::string_view text, const SourceLine& line, std::size_t row) {
  PdfLine out;
  std::size_t column = 0, blanks = 0;
  for (std::size_t at = line.begin; at < line.end;) {
    const CodePoint c = code_point_at(text, at);
    if (parts_words(c.value)) {
      const std::size_t next = c.value == '\t' ? (column / 8 + 1) * 8 : column + (c.value == '\f' ? 0 : 1);
      blanks += next - column;
      column = next;
      at += c.length;
      continue;
    }
    PdfWord word;
    const std::size_t begin = at, first = column;
    while (at < line.end) {
      const CodePoint next = code_point_at(text, at);
      if (parts_words(next.value)) break;
      column += next.value < ' ' ? 0 : is_cjk(next.value) ? 2 : 1;
      at += next.length;
    }
    word.text = as_typed(text.substr(begin, at - begin));
    word.text.erase(std::remove(word.text.begin(), word.text.end(), mask), word.text.end());
    if (word.text.empty()) continue;
    word.source = static_cast<std::uint32_t>(begin);
    word.source_size = static_cast<std::uint32_t>(at - begin);
    word.left = static_cast<double>(first) * cell_width;
    word.right = static_cast<double>(column) * cell_width;
    word.top = static_cast<double>(row) * row_height;
    word.bottom = word.top + size;
    word.size = size;
    if (!out.words.empty()) out.words.back().column_after = blanks >= column_blanks;
    blanks = 0;
    out.words.push_back(std::move(word));
  }
  if (!out.words.empty()) measure(out);
  return out;
}

}  // namespace

bool is_page_dump(std::string_view text) {
  std::size_t feeds = 0;
  for (std::size_t at = text.find('\f'); at != std::string_view::npos; at = text.find('\f', at + 1))
    if (at > 0 && (text[at - 1] == '\n' || text[at - 1] == '\f')) ++feeds;
  return feeds > 0;
}

std::vector<PdfPage> pages_of_dump(std::string_view text) {
  std::vector<PdfPage> pages(1);
  std::size_t row = 0, shown = 0, widest = 0;
  const auto finish = [&] {
    PdfPage& page = pages.back();
    page.width = static_cast<double>(std::min(widest, widest_page)) * cell_width;
    page.height = static_cast<double>(shown) * row_height;
    page.lines = in_reading_order(std::move(page.lines), page.width);
    for (PdfLine& line : page.lines)
      line.page = static_cast<std::uint16_t>(std::min<std::size_t>(pages.size(), 0xFFFF));
    mark_label_columns(page);
    row = shown = widest = 0;
  };
  for (const SourceLine& line : split_lines(text)) {
    const bool feed = text.substr(line.begin, line.end - line.begin).find('\f') != std::string_view::npos;
    if ((feed && line.begin > 0) || row >= most_rows) {
      finish();
      pages.emplace_back();
    }
    PdfLine drawn = words_of(text, line, row++);
    if (drawn.words.empty()) continue;
    shown = row;
    widest = std::max(widest, static_cast<std::size_t>(drawn.right / cell_width));
    pages.back().lines.push_back(std::move(drawn));
  }
  finish();
  return pages;
}

}  // namespace vitagraph::document
