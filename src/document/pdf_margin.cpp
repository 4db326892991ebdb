// SPDX-License-Identifier: Apache-2.0
// CVs set their headings in the margin: the text keeps to a place of its own, and beside its lines stand a few short
// labels, over one to three lines each ("Honours and / Awards").
#include <algorithm>
#include <map>

#include "document/pdf_page.hpp"
#include "document/source_lines.hpp"

namespace vitagraph::document {
namespace {

constexpr std::size_t least_labels = 3, longest_label = 48;
constexpr std::size_t most_rows = 3;  ///< more labels under each other are a table's
constexpr double least_margin = 36;   ///< points between a label's and the text's left edge
constexpr double slack = 2.5;         ///< letters begin a little left or right of their place

/// How a line stands to the place where the text begins.
enum class Place : std::uint8_t { text, label, label_and_text, across };

struct Margin {
  double text_left = 0;
  bool mixed = false;  ///< dates stand there too: only what is set off is a heading

  Place of(const PdfLine& line) const {
    if (line.left >= text_left - slack) return Place::text;
    for (std::size_t w = 0; w < line.words.size(); ++w) {
      const PdfWord& word = line.words[w];
      if (word.left < text_left - slack) {
        if (word.right > text_left) return Place::across;
        continue;
      }
      // What follows a label begins where all text does, or an indent further, and not a mere blank behind the label.
      const double gap = word.left - line.words[w - 1].right;
      const bool aligned = gap > 0.25 * word.size && word.left < text_left + slack;
      const bool indented = gap > 0.8 * word.size && word.left < text_left + least_margin;
      return aligned || indented ? Place::label_and_text : Place::across;
    }
    return Place::label;
  }

  std::size_t label_words(const PdfLine& line) const {
    std::size_t count = 0;
    while (count < line.words.size() && line.words[count].left < text_left - slack) ++count;
    return count;
  }
};

std::string label_of(const PdfLine& line, std::size_t words) {
  PdfLine label;
  label.words.assign(line.words.begin(), line.words.begin() + static_cast<std::ptrdiff_t>(words));
  return text_of(label);
}

bool reads_as_label(std::string_view text) {
  if (text.size() > longest_label || text.size() < 3) return false;
  std::size_t letters = 0;
  for (const unsigned char c : text) {
    if ((c >= '0' && c <= '9') || c == '@' || c == '\t') return false;
    letters += c >= 0x80 || (c | 32) >= 'a';
  }
  return letters >= 3;
}

/// The lines that count: those of the text's one column.
std::vector<PdfLine*> body_of(std::vector<PdfPage>& pages) {
  std::vector<PdfLine*> body;
  for (PdfPage& page : pages)
    for (PdfLine& line : page.lines)
      if (!line.drop) body.push_back(&line);
  return body;
}

/// Bold or in capitals.
bool is_set_off(const PdfLine& line, std::size_t words) {
  bool bold = true, capitals = true;
  for (std::size_t w = 0; w < words; ++w) {
    bold = bold && line.words[w].bold;
    for (std::size_t at = 0; at < line.words[w].text.size();) {
      const CodePoint c = code_point_at(line.words[w].text, at);
      capitals = capitals && !is_lower(c.value);
      at += c.length;
    }
  }
  return bold || capitals;
}

/// Where the text begins if there are labels beside it, else 0.
Margin find_margin(const std::vector<PdfLine*>& body) {
  std::map<int, std::size_t> begins;
  double edge = 1e9;
  for (const PdfLine* line : body) {
    if (line->column != 0) return {};
    edge = std::min(edge, line->left);
    ++begins[static_cast<int>(line->left + 0.5)];
  }
  int best = 0;
  std::size_t most = 0;
  for (const auto& [left, count] : begins)
    if (left > edge + least_margin && count > most) best = left, most = count;
  if (most < 8) return {};
  Margin margin{static_cast<double>(best)};
  std::size_t text = 0, labels = 0, set_off = 0, others = 0, across = 0;
  for (const PdfLine* line : body) {
    const Place place = margin.of(*line);
    text += place == Place::text;
    across += place == Place::across;
    if (place != Place::label && place != Place::label_and_text) continue;
    const std::size_t words = margin.label_words(*line);
    if (!reads_as_label(label_of(*line, words))) {
      ++others;
      continue;
    }
    ++labels;
    set_off += is_set_off(*line, words);
  }
  const std::size_t all = body.size();
  if (across * 100 > all * 15) return {};
  if (labels >= least_labels && labels * 4 <= all && text * 10 >= all * 6 && others * 3 <= labels) return margin;
  margin.mixed = true;
  const bool fits = set_off >= least_labels && set_off * 4 <= all && text * 10 >= all * 4;
  return fits ? margin : Margin{};
}

/// Rows of one label as words side by side.
PdfLine one_label(const std::vector<PdfLine>& lines, std::size_t first, std::size_t end, const Margin& margin) {
  PdfLine label = lines[first];
  label.words.resize(margin.label_words(lines[first]));
  for (std::size_t row = first + 1; row < end; ++row) {
    const double by = label.words.back().right + 0.3 * label.words.back().size - lines[row].words.front().left;
    for (std::size_t w = 0; w < margin.label_words(lines[row]); ++w) {
      PdfWord word = lines[row].words[w];
      word.left += by;
      word.right += by;
      label.words.push_back(std::move(word));
    }
  }
  for (PdfWord& word : label.words) word.column_after = false;
  measure(label);
  label.margin = true;
  return label;
}

void split_page(PdfPage& page, const Margin& margin) {
  std::vector<PdfLine> out;
  std::vector<PdfLine>& lines = page.lines;
  const auto is_label = [&](std::size_t i) {
    if (lines[i].drop) return false;
    const Place place = margin.of(lines[i]);
    if (place != Place::label && place != Place::label_and_text) return false;
    const std::size_t words = margin.label_words(lines[i]);
    return reads_as_label(label_of(lines[i], words)) && (!margin.mixed || is_set_off(lines[i], words));
  };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    bool table = false;
    while (end < lines.size() && is_label(end) &&
           (end == i || lines[end].top - lines[end - 1].bottom < 0.8 * lines[end].size)) {
      table = table || (end > i && label_of(lines[end - 1], margin.label_words(lines[end - 1])).ends_with(':'));
      ++end;
    }
    if (end == i || end - i > most_rows || table) {
      for (end = std::max(end, i + 1); i < end; ++i) out.push_back(std::move(lines[i]));
      continue;
    }
    out.push_back(one_label(lines, i, end, margin));
    for (; i < end; ++i) {
      const auto words = static_cast<std::ptrdiff_t>(margin.label_words(lines[i]));
      lines[i].words.erase(lines[i].words.begin(), lines[i].words.begin() + words);
      if (lines[i].words.empty()) continue;
      measure(lines[i]);
      out.push_back(std::move(lines[i]));
    }
  }
  page.lines = std::move(out);
}

}  // namespace

void split_margin_labels(std::vector<PdfPage>& pages) {
  const Margin margin = find_margin(body_of(pages));
  if (margin.text_left <= 0) return;
  for (PdfPage& page : pages) split_page(page, margin);
}

}  // namespace vitagraph::document
