// SPDX-License-Identifier: Apache-2.0
#include "document/pdf_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "document/builder.hpp"
#include "document/plain_layout.hpp"

namespace vitagraph::document {
namespace {

/// A line with what is needed to join it to others.
struct Drawn {
  const PdfLine* line;
  std::string text;
  std::uint32_t source;  ///< of its first byte in the drawn text
  double gap = 0;  ///< from the bottom of the line before it in the same column to its top, in its sizes; big at a top
  std::size_t label = 0;  ///< bytes of a first column ("2018–2022") that a tab parts from the rest, 0 if none
};

double rounded(double size) { return std::round(size * 2) / 2; }

/// The size of most letters: the text's own.
double body_size(const std::vector<Drawn>& lines) {
  std::map<double, std::size_t> letters;
  for (const Drawn& drawn : lines) letters[rounded(drawn.line->size)] += drawn.text.size();
  double best = 10;
  std::size_t most = 0;
  for (const auto& [size, count] : letters)
    if (count > most) most = count, best = size;
  return best;
}

/// The usual distance between lines that follow each other, in sizes.
double usual_gap(const std::vector<Drawn>& lines) {
  std::vector<double> gaps;
  for (const Drawn& drawn : lines)
    if (drawn.gap < 3) gaps.push_back(drawn.gap);
  if (gaps.empty()) return 0.2;
  // Most lines of a CV begin an entry: the lower third is the distance inside of them.
  const auto rank = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 3);
  std::nth_element(gaps.begin(), rank, gaps.end());
  return *rank;
}

/// "3" or "3.1" before a heading, as LaTeX sets it.
bool is_section_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 && is_digit(static_cast<unsigned char>(text.front())) &&
         is_digit(static_cast<unsigned char>(text.back())) &&
         text.find_first_not_of("0123456789.") == std::string_view::npos &&
         (text.size() <= 2 || text.find('.') != std::string_view::npos);
}

bool ends_entry(std::string_view text) {
  if (text.empty()) return false;
  const char c = text.back();
  return c == '.' || c == ')' || c == ']' || (c >= '0' && c <= '9') || c == ';';
}

class PdfBlocks {
 public:
  PdfBlocks(const std::vector<PdfPage>& pages, Document& document) {
    std::string drawn_text;
    for (const PdfPage& page : pages) {
      const PdfLine* above = nullptr;
      for (const PdfLine& line : page.lines) {
        Drawn drawn{&line, text_of(line), static_cast<std::uint32_t>(drawn_text.size())};
        drawn_text += drawn.text;
        drawn_text += '\n';
        if (line.drop) continue;
        const bool follows = above != nullptr && above->column == line.column;
        drawn.gap = follows ? (line.top - above->bottom) / std::max(1.0, line.size) : 9;
        const std::size_t tab = drawn.text.find('\t');
        if (tab != std::string::npos) drawn.label = tab;
        lines_.push_back(std::move(drawn));
        above = &line;
      }
    }
    document.source = SourceFile(document.source.name(), std::move(drawn_text));
    hyphens_.emplace(document.source.text());
    builder_.emplace(document, &*hyphens_);
    body_ = body_size(lines_);
    gap_ = usual_gap(lines_);
    for (const Drawn& drawn : lines_) {
      right_edge_[drawn.line->column] = std::max(right_edge_[drawn.line->column], drawn.line->right);
      largest_ = std::max(largest_, rounded(drawn.line->size));
    }
    count_heading_styles();
  }

  void run() {
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t end = i + 1;
      const int level = heading_level(i);
      if (level > 0) {
        while (end < lines_.size() && continues_heading(i, end)) ++end;
        write(BlockKind::heading, level, {}, i, end);
      } else {
        while (end < lines_.size() && continues(i, end)) ++end;
        const auto marker = list_marker(lines_[i].text);
        if (marker && marker->length < lines_[i].text.size()) {
          write(BlockKind::item, item_level(i), *marker, i, end);
        } else {
          write(BlockKind::paragraph, 0, {}, i, end);
        }
      }
      i = end;
    }
    builder_->close();
  }

 private:
  // --- headings ------------------------------------------------------------------------------------------------

  bool looks_set_off(const Drawn& drawn) const {
    const PdfLine& line = *drawn.line;
    return line.bold || rounded(line.size) >= body_ * 1.12 || is_capitals_heading(drawn.text);
  }

  /// "Talks (o = oral, p = poster," over "i = invited)": larger than the text, and the bracket closes in the next line.
  bool opens_bracket(std::size_t i) const {
    if (i + 1 >= lines_.size() || !same_place(i, i + 1)) return false;
    const std::string_view text = lines_[i].text, next = lines_[i + 1].text;
    const double size = rounded(lines_[i].line->size);
    return size >= body_ * 1.12 && size == rounded(lines_[i + 1].line->size) && text.front() != '(' &&
           std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')') + 1 &&
           next.find('(') == std::string_view::npos && next.back() == ')';
  }

  /// Short, and nothing a value or a sentence has.
  static bool reads_as_heading(const Drawn& drawn) {
    const std::string_view text = drawn.text;
    if ((drawn.label > 0 && !is_section_number(text.substr(0, drawn.label))) || text.size() > 100 ||
        list_marker(text) || text.find('@') != std::string_view::npos)
      return false;
    const char last = text.back();
    if (last == ',' || last == ';') return false;
    // The rest of a line that was broken inside its brackets, or an aside to the one above.
    if (text.front() == '(' || std::count(text.begin(), text.end(), '(') != std::count(text.begin(), text.end(), ')'))
      return false;
    if (last == '.' && text.find(' ') != std::string_view::npos) return false;
    std::size_t digits = 0, letters = 0;
    for (const unsigned char c : text) {
      digits += c >= '0' && c <= '9';
      letters += c >= 0x80 || (c | 32) >= 'a';
    }
    return letters >= 3 && digits * 3 <= letters;
  }

  /// A larger size or capitals always set a heading off; a bold line only where bold lines of its kind stand apart.
  void count_heading_styles() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!looks_set_off(lines_[i]) || !reads_as_heading(lines_[i])) continue;
      const bool apart = lines_[i].gap > gap_ + 0.25;
      if (lines_[i].line->bold) (apart ? bold_apart_ : bold_close_)++;
    }
  }

  int heading_level(std::size_t i) const {
    const Drawn& drawn = lines_[i];
    const PdfLine& line = *drawn.line;
    const double size = rounded(line.size);
    if (opens_bracket(i)) return size >= largest_ ? 1 : 2;
    if (!looks_set_off(drawn) || !reads_as_heading(drawn)) return 0;
    if (size >= body_ * 1.12) return size >= largest_ ? 1 : 2;
    const bool apart = drawn.gap > gap_ + 0.25;
    // The rest of a title that is broken over two lines.
    if (is_lower(code_point_at(drawn.text, 0).value) && i > 0 && same_place(i - 1, i)) return 0;
    if (is_capitals_heading(drawn.text)) return apart || line.bold ? 3 : 0;
    // Bold lines in mid-entry are titles and names.
    if (!apart) return 0;
    return is_short_label(drawn.text) || bold_close_ <= bold_apart_ ? 4 : 0;
  }

  bool continues_heading(std::size_t first, std::size_t next) const {
    const PdfLine &a = *lines_[next - 1].line, &b = *lines_[next].line;
    if (next == first + 1 && opens_bracket(first)) return true;
    return next - first < 3 && a.page == b.page && a.column == b.column && rounded(a.size) == rounded(b.size) &&
           a.bold == b.bold &&
           (rounded(a.size) > body_ * 1.12 ||
            (is_capitals_heading(lines_[next - 1].text) && is_capitals_heading(lines_[next].text))) &&
           lines_[next].gap <= gap_ + 0.3 && reads_as_heading(lines_[next]) && is_full(next - 1);
  }

  // --- paragraphs ----------------------------------------------------------------------------------------------

  /// Whether the line's right end is so near the edge that the next word did not fit.
  bool is_full(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    double word = 0;
    if (i + 1 < lines_.size()) word = lines_[i + 1].line->words.front().right - lines_[i + 1].line->words.front().left;
    const auto edge = right_edge_.find(line.column);
    return line.right + word + 0.6 * line.size > edge->second - 1.5 * line.size;
  }

  bool same_place(std::size_t a, std::size_t b) const {
    return lines_[a].line->page == lines_[b].line->page && lines_[a].line->column == lines_[b].line->column;
  }

  bool is_item(std::size_t i) const {
    const auto marker = list_marker(lines_[i].text);
    return marker && marker->length < lines_[i].text.size();
  }

  /// Whether line `next` belongs to the block that began at `first`.
  bool continues(std::size_t first, std::size_t next) const {
    if (heading_level(next) > 0 || is_item(next)) return false;
    const PdfLine &head = *lines_[first].line, &before = *lines_[next - 1].line, &line = *lines_[next].line;
    const double em = std::max(1.0, line.size);
    const CodePoint begins = code_point_at(lines_[next].text, 0);
    if (!same_place(next - 1, next)) {
      // Over a page or column: only what clearly goes on.
      const bool open = is_full(next - 1) && !ends_entry(lines_[next - 1].text);
      return open && (is_lower(begins.value) || (before.page != line.page && !lines_[next].label &&
                                                 std::abs(line.left - text_left(next - 1)) < 2));
    }
    if (lines_[next].gap > gap_ + 0.45 || rounded(before.size) > rounded(line.size) * 1.25) return false;
    const bool deeper = line.left > head.left + 0.7 * em;
    if (is_item(first)) {
      // An item goes on under its text; back at its marker something else begins.
      if (deeper) return line.left < text_left(first) + 3 * em || is_full(next - 1);
      return is_full(next - 1) && !ends_entry(lines_[next - 1].text);
    }
    // Labels may be set flush right: then a short one begins further right than a long one.
    if (lines_[next].label > 0 && is_left_label(next) && (!deeper || is_left_label(first))) return false;
    // Hanging indents: back at the left an entry begins.
    const bool hung = next - first > 1 && lines_[next - 1].line->left > head.left + 0.7 * em;
    if (hung && !deeper) return false;
    if (deeper && next - first == 1) return true;
    // Entries set solid: the line before ended early, after a full stop.
    if (!deeper && !is_full(next - 1) && ends_entry(lines_[next - 1].text) && !is_lower(begins.value)) return false;
    // First-line indents: a line further right than the block after a short one begins a paragraph.
    if (deeper && !hung && !is_full(next - 1)) return false;
    return true;
  }

  /// A first column so narrow that it labels the rest ("2018–2022"), rather than a text with its date at the right.
  bool is_left_label(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    for (std::size_t w = 0; w + 1 < line.words.size(); ++w)
      if (is_column_gap(line.words[w], line.words[w + 1]))
        return line.words[w + 1].left - line.left < 0.35 * (right_edge_.find(line.column)->second - line.left);
    return false;
  }

  /// Where the text behind a marker or a label begins.
  double text_left(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    if (const auto marker = list_marker(lines_[i].text); marker && line.words.size() > 1) return line.words[1].left;
    return line.left;
  }

  int item_level(std::size_t i) const {
    // By indent among the items around it.
    double left = lines_[i].line->left;
    int level = 1;
    for (std::size_t k = i; k-- > 0 && i - k < 40;) {
      if (!same_place(k, i) || heading_level(k) > 0) break;
      if (is_item(k) && lines_[k].line->left < left - 4) {
        left = lines_[k].line->left;
        ++level;
      }
    }
    return std::min(level, 6);
  }

  // --- writing -------------------------------------------------------------------------------------------------

  void write(BlockKind kind, int level, const std::optional<ListMarker>& marker, std::size_t first, std::size_t end) {
    builder_->open(kind, level, marker ? marker->text : std::string());
    for (std::size_t i = first; i < end; ++i) write_line(lines_[i], i == first && marker ? marker->length : 0);
    builder_->close();
  }

  void write_line(const Drawn& drawn, std::size_t skip) {
    const PdfLine& line = *drawn.line;
    LineStyle style;
    style.indent = static_cast<std::uint16_t>(std::clamp(line.left, 0.0, 65535.0));
    style.page = line.page;
    style.size = static_cast<float>(line.size);
    style.bold = line.bold;
    builder_->new_line(style);
    // The words again, found in the line's text, for their styles.
    std::size_t at = 0;
    bool bold = false, italic = false;
    for (const PdfWord& word : line.words) {
      const std::size_t begin = std::min(drawn.text.find(word.text, at), drawn.text.size());
      const std::size_t end = std::min(begin + word.text.size(), drawn.text.size());
      if (end <= skip) {
        at = end;
        continue;
      }
      const std::size_t from = std::max(begin, skip);
      if (at >= skip && at < begin)
        drawn.text.find('\t', at) < begin ? builder_->gap()
                                          : builder_->flow(" ", drawn.source + static_cast<std::uint32_t>(at));
      if (bold && !word.bold) builder_->end_run(RunKind::bold);
      if (italic && !word.italic) builder_->end_run(RunKind::italic);
      if (!bold && word.bold) builder_->begin_run(RunKind::bold);
      if (!italic && word.italic) builder_->begin_run(RunKind::italic);
      bold = word.bold;
      italic = word.italic;
      builder_->flow(std::string_view(drawn.text).substr(from, end - from),
                     drawn.source + static_cast<std::uint32_t>(from));
      at = end;
    }
    if (bold) builder_->end_run(RunKind::bold);
    if (italic) builder_->end_run(RunKind::italic);
  }

  std::optional<Hyphenation> hyphens_;
  std::optional<Builder> builder_;
  std::vector<Drawn> lines_;
  std::map<int, double> right_edge_;
  double body_ = 10, gap_ = 0.2, largest_ = 0;
  std::size_t bold_apart_ = 0, bold_close_ = 0;
};

}  // namespace

void write_pdf_blocks(const std::vector<PdfPage>& pages, Document& document) { PdfBlocks(pages, document).run(); }

}  // namespace vitagraph::document
