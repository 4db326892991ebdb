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
double usual_gap(const std::vector<Drawn>& lines, std::size_t part) {
  std::vector<double> gaps;
  for (const Drawn& drawn : lines)
    if (drawn.gap < 3) gaps.push_back(drawn.gap);
  if (gaps.empty()) return 0.2;
  const auto rank = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / part);
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

/// Of a line's length, by which lines of a grid differ though all are full.
constexpr double grid_slack = 0.06;
constexpr std::size_t least_lines = 8;  ///< that show where a column ends or how far entries stand apart
constexpr double row_gap = 1.2;         ///< of an empty line, in sizes
constexpr std::size_t most_run = 40;    ///< lines that are looked at for a full one

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
    for (const Drawn& drawn : lines_) in_source_ = in_source_ || drawn.line->words.front().source_size > 0;
    if (!in_source_) document.source = SourceFile(document.source.name(), std::move(drawn_text));
    hyphens_.emplace(document.source.text());
    builder_.emplace(document, &*hyphens_);
    body_ = body_size(lines_);
    // Most lines of a CV begin an entry: the lower third is the distance inside of them. Rows of a grid stand close or
    // apart.
    gap_ = usual_gap(lines_, in_source_ ? 10 : 3);
    for (const Drawn& drawn : lines_) {
      right_edge_[drawn.line->column] = std::max(right_edge_[drawn.line->column], drawn.line->right);
      largest_ = std::max(largest_, rounded(drawn.line->size));
    }
    if (in_source_) loosen_edges();
    count_heading_styles();
    plain_ = std::all_of(lines_.begin(), lines_.end(), [&](const Drawn& drawn) {
      return !drawn.line->bold && rounded(drawn.line->size) == rounded(lines_.front().line->size);
    });
    if (plain_) strong_gap_ = find_strong_gap();
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
    if (plain_ && is_dated_capitals(drawn.text) && drawn.gap > gap_ + 0.25) return 2;
    if (plain_ && !is_capitals_heading(drawn.text) && is_label_above(i)) return drawn.text.back() == ':' ? 4 : 3;
    if (!looks_set_off(drawn) || !reads_as_heading(drawn)) return 0;
    if (size >= body_ * 1.12) return size >= largest_ ? 1 : 2;
    const bool apart = drawn.gap > gap_ + 0.25;
    // The rest of a title that is broken over two lines.
    if (is_lower(code_point_at(drawn.text, 0).value) && i > 0 && same_place(i - 1, i)) return 0;
    if (is_capitals_heading(drawn.text)) return apart || line.bold ? (plain_ ? 2 : 3) : 0;
    // Bold lines in mid-entry are titles and names.
    if (!apart) return 0;
    return is_short_label(drawn.text) || bold_close_ <= bold_apart_ ? 4 : 0;
  }

  /// Where nothing tells sizes and weights: a short label with room above it, over text that is set deeper or apart.
  bool is_label_above(std::size_t i) const {
    const Drawn& drawn = lines_[i];
    if (drawn.gap <= gap_ + 0.25 || drawn.label > 0 || i + 1 >= lines_.size() || !same_place(i, i + 1) ||
        !reads_as_heading(drawn))
      return false;
    // More room than there is between entries.
    if (strong_gap_ > 0 && drawn.gap >= strong_gap_ && i > 0 && lines_[i - 1].line->page == drawn.line->page &&
        is_few_words(drawn.text))
      return true;
    if (!is_short_label(drawn.text)) return false;
    if (stands_over_text(i)) return true;
    // "Service" over "Professional" over text: a heading over one.
    return lines_[i + 1].gap > gap_ + 0.25 && lines_[i + 1].label == 0 && is_short_label(lines_[i + 1].text) &&
           (i == 0 || !is_short_label(lines_[i - 1].text)) && i + 2 < lines_.size() && same_place(i + 1, i + 2) &&
           stands_over_text(i + 1);
  }

  /// "Seminars and conferences (since 2022)": the words of a heading, in small letters too.
  static bool is_few_words(std::string_view text) {
    if (const std::size_t remark = text.find(" ("); remark != std::string_view::npos && text.back() == ')')
      text = text.substr(0, remark);
    return text.size() <= 60 && is_upper(code_point_at(text, 0).value) &&
           text.find_first_of(".,;@|<>*_=\"?!$[]0123456789") == std::string_view::npos &&
           std::count(text.begin(), text.end(), ' ') < 7 && text.find(": ") == std::string_view::npos;
  }

  /// Whether what follows the line is set as the text below a heading is.
  bool stands_over_text(std::size_t i) const {
    const Drawn &drawn = lines_[i], &next = lines_[i + 1];
    const double cell = 0.7 * drawn.line->size;
    if (next.line->left > drawn.line->left + cell || list_marker(next.text)) return true;
    // Over the text beside a column of labels.
    if (next.label > 0 && is_left_label(i + 1) && std::abs(text_column(i + 1) - drawn.line->left) <= cell) return true;
    return next.gap > gap_ + 0.25 && (drawn.text.back() == ':' || !is_short_label(next.text));
  }

  /// "EXPERIENCE SINCE JUNE 1975"
  static bool is_dated_capitals(std::string_view text) {
    const std::size_t digits = text.find_first_of("0123456789");
    return digits != std::string_view::npos && digits > 8 &&
           text.find_first_not_of("0123456789 -–()") != std::string_view::npos &&
           text.find_first_not_of("0123456789 -–()", digits) == std::string_view::npos &&
           is_capitals_heading(trim(text.substr(0, digits)));
  }

  /// Entries that stand apart by the same room all over, and a few lines that stand apart by more: the least of that.
  double find_strong_gap() const {
    std::map<int, std::size_t> rows;
    for (const Drawn& drawn : lines_)
      if (drawn.gap > gap_ + 0.25 && drawn.gap < 9) ++rows[static_cast<int>(std::round(drawn.gap / row_gap))];
    std::size_t all = 0, seen = 0;
    for (const auto& [gap, count] : rows) all += count;
    for (const auto& [gap, count] : rows) {
      if (seen * 2 >= all && seen >= least_lines) return (gap - 0.5) * row_gap;
      seen += count;
    }
    return 0;
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

  /// Whether any line of the run that begins there is full: a run of short ones is a column, whose lines stay together.
  bool is_filled(std::size_t first) const {
    for (std::size_t i = first; i + 1 < lines_.size() && i - first < most_run; ++i) {
      if (is_full(i)) return true;
      if (!same_place(i, i + 1) || lines_[i + 1].gap > gap_ + 0.45) break;
    }
    return false;
  }

  /// Whether the line's right end is so near the edge that the next word did not fit.
  bool is_full(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    double word = 0;
    if (i + 1 < lines_.size()) word = lines_[i + 1].line->words.front().right - lines_[i + 1].line->words.front().left;
    const auto edge = right_edge_.find(line.column);
    const double slack = in_source_ ? std::max(1.5 * line.size, grid_slack * edge->second) : 1.5 * line.size;
    return line.right + word + 0.6 * line.size > edge->second - slack;
  }

  /// On a grid the same width holds more or fewer letters, and dates at the margin stand further right than any text:
  /// the edge is where most of the longest lines end.
  void loosen_edges() {
    std::map<int, std::vector<double>> rights;
    for (const Drawn& drawn : lines_)
      if (drawn.label == 0 || is_left_label(static_cast<std::size_t>(&drawn - lines_.data())))
        rights[drawn.line->column].push_back(drawn.line->right);
    for (auto& [column, ends] : rights) {
      if (ends.size() < least_lines) continue;
      const auto rank = ends.begin() + static_cast<std::ptrdiff_t>(ends.size() * 17 / 20);
      std::nth_element(ends.begin(), rank, ends.end());
      right_edge_[column] = *rank;
    }
  }

  bool same_place(std::size_t a, std::size_t b) const {
    return lines_[a].line->page == lines_[b].line->page && lines_[a].line->column == lines_[b].line->column;
  }

  bool is_item(std::size_t i) const {
    const auto marker = list_marker(lines_[i].text);
    return marker && marker->length < lines_[i].text.size();
  }

  /// "… UC" over "– Irvine, …": a full line goes on with a dash, which begins no item where the block is none.
  bool is_broken_at_dash(std::size_t first, std::size_t next) const {
    const char32_t mark = code_point_at(lines_[next].text, 0).value;
    return (mark == U'–' || mark == U'—' || mark == '-') && !is_item(first) && same_place(next - 1, next) &&
           is_full(next - 1) && !ends_entry(lines_[next - 1].text) && lines_[next].gap <= gap_ + 0.45 &&
           !(next + 1 < lines_.size() && lines_[next + 1].text.starts_with(lines_[next].text.substr(0, 1)));
  }

  /// Whether line `next` belongs to the block that began at `first`.
  bool continues(std::size_t first, std::size_t next) const {
    if (heading_level(next) > 0 || (is_item(next) && !is_broken_at_dash(first, next))) return false;
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
    if (!deeper && !is_full(next - 1) && ends_entry(lines_[next - 1].text) && !is_lower(begins.value) &&
        (!in_source_ || is_filled(first)))
      return false;
    // First-line indents: a line further right than the block after a short one begins a paragraph.
    if (deeper && !hung && !is_full(next - 1)) return false;
    return true;
  }

  /// A first column so narrow that it labels the rest ("2018–2022"), rather than a text with its date at the right.
  bool is_left_label(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    const double text = text_column(i);
    return text > line.left && text - line.left < 0.35 * (right_edge_.find(line.column)->second - line.left);
  }

  /// Where the second column of a line begins; its left end if there is none.
  double text_column(std::size_t i) const {
    const PdfLine& line = *lines_[i].line;
    for (std::size_t w = 0; w + 1 < line.words.size(); ++w)
      if (is_column_gap(line.words[w], line.words[w + 1])) return line.words[w + 1].left;
    return line.left;
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
        drawn.text.compare(at, begin - at, "\t") == 0 ? builder_->gap()
                                                      : builder_->flow(" ", place_before(drawn, word, at));
      if (bold && !word.bold) builder_->end_run(RunKind::bold);
      if (italic && !word.italic) builder_->end_run(RunKind::italic);
      if (!bold && word.bold) builder_->begin_run(RunKind::bold);
      if (!italic && word.italic) builder_->begin_run(RunKind::italic);
      bold = word.bold;
      italic = word.italic;
      const std::string_view shown = std::string_view(drawn.text).substr(from, end - from);
      if (!in_source_) {
        builder_->flow(shown, drawn.source + static_cast<std::uint32_t>(from));
      } else if (word.source_size == word.text.size()) {
        builder_->flow(shown, word.source + static_cast<std::uint32_t>(from - begin));
      } else {
        builder_->replace(shown, word.source, word.source_size);
      }
      at = end;
    }
    if (bold) builder_->end_run(RunKind::bold);
    if (italic) builder_->end_run(RunKind::italic);
  }

  /// In the source, of the blank before a word.
  std::uint32_t place_before(const Drawn& drawn, const PdfWord& word, std::size_t at) const {
    if (!in_source_) return drawn.source + static_cast<std::uint32_t>(at);
    return word.source > 0 ? word.source - 1 : 0;
  }

  std::optional<Hyphenation> hyphens_;
  std::optional<Builder> builder_;
  std::vector<Drawn> lines_;
  std::map<int, double> right_edge_;
  double body_ = 10, gap_ = 0.2, largest_ = 0, strong_gap_ = 0;
  std::size_t bold_apart_ = 0, bold_close_ = 0;
  bool in_source_ = false;  ///< the words stand in the document's source, which is text
  bool plain_ = false;      ///< nothing tells one line's style from another's
};

}  // namespace

void write_pdf_blocks(const std::vector<PdfPage>& pages, Document& document) { PdfBlocks(pages, document).run(); }

}  // namespace vitagraph::document
