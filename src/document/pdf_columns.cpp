// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <map>

#include "document/pdf_page.hpp"
#include "document/source_lines.hpp"

namespace vitagraph::document {
namespace {

constexpr int least_label_cells = 7;  ///< of a grid, from the edge to the text beside labels
constexpr std::size_t most_label_words = 3;

/// A white stripe between two columns of text, and whether there is one.
struct Gutter {
  bool found = false;
  double at = 0;
};

/// The parts of a line left and right of a stripe; a word over it belongs to neither.
enum class Side : std::uint8_t { left, right, both, across };

Side side_of(const PdfLine& line, double gutter) {
  bool left = false, right = false;
  for (const PdfWord& word : line.words) {
    if (word.left < gutter - 0.5 && word.right > gutter + 0.5) return Side::across;
    (word.right <= gutter + 0.5 ? left : right) = true;
  }
  if (left && right) {
    // Words that follow each other over the stripe by a mere blank are one text.
    for (std::size_t i = 1; i < line.words.size(); ++i)
      if (line.words[i - 1].right <= gutter + 0.5 && line.words[i].right > gutter + 0.5 &&
          !is_column_gap(line.words[i - 1], line.words[i]))
        return Side::across;
    return Side::both;
  }
  return left ? Side::left : Side::right;
}

/// Looks for a stripe that hardly any line crosses, with text flowing on both sides of it. A column of dates is none:
/// its lines stand beside the lines they date.
Gutter find_gutter(const std::vector<PdfLine>& lines, double width) {
  if (lines.size() < 12 || width <= 0) return {};
  constexpr double step = 3;
  double best = 0;
  std::size_t fewest = lines.size();
  double run_begin = 0, best_length = 0;
  std::size_t run_crossings = lines.size() + 1;
  const auto crossings = [&](double x) {
    std::size_t count = 0;
    for (const PdfLine& line : lines) count += side_of(line, x) == Side::across;
    return count;
  };
  for (double x = width * 0.2; x < width * 0.8; x += step) {
    const std::size_t count = crossings(x);
    if (count != run_crossings) {
      run_begin = x;
      run_crossings = count;
    }
    const double length = x - run_begin + step;
    if (count < fewest || (count == fewest && length > best_length)) {
      fewest = count;
      best_length = length;
      best = (run_begin + x) / 2;
    }
  }
  if (best_length < 6 || fewest * 4 > lines.size()) return {};
  std::size_t left_only = 0, right_only = 0, left_full = 0, right_full = 0, left_all = 0, right_all = 0;
  double left_edge = 1e9, right_edge = 0, left_stop = 0, right_start = 1e9;
  for (const PdfLine& line : lines) {
    for (const PdfWord& word : line.words) {
      if (word.right <= best) left_edge = std::min(left_edge, word.left), left_stop = std::max(left_stop, word.right);
      if (word.left >= best)
        right_start = std::min(right_start, word.left), right_edge = std::max(right_edge, word.right);
    }
  }
  for (const PdfLine& line : lines) {
    const Side side = side_of(line, best);
    if (side == Side::across) continue;
    double left_right = 0, right_right = 0;
    for (const PdfWord& word : line.words) (word.right <= best + 0.5 ? left_right : right_right) = word.right;
    left_only += side == Side::left;
    right_only += side == Side::right;
    left_all += left_right > 0;
    right_all += right_right > 0;
    left_full += left_right > left_edge + 0.75 * (left_stop - left_edge);
    right_full += right_right > right_start + 0.75 * (right_edge - right_start);
  }
  const bool flows =
      left_all >= 8 && right_all >= 8 && left_full * 10 >= left_all * 4 && right_full * 10 >= right_all * 4;
  // A side bar: its lines keep their own pace.
  const bool apart =
      left_only >= 5 && right_only >= 5 && left_only * 10 >= left_all * 4 && right_only * 10 >= right_all * 3;
  const double left_width = left_stop - left_edge, right_width = right_edge - right_start;
  const bool wide = left_width > width * 0.15 && right_width > width * 0.15;
  return {wide && (flows || apart), best};
}

/// The words of a line on one side of the stripe.
PdfLine part_of(const PdfLine& line, double gutter, bool left) {
  PdfLine out;
  for (const PdfWord& word : line.words)
    if ((word.right <= gutter + 0.5) == left) out.words.push_back(word);
  measure(out);
  return out;
}

/// "Page 3 of 8" -> "page # of #": what repeats on every page but for its number.
std::string without_numbers(std::string_view text) {
  std::string out;
  bool in_number = false;
  for (const char c : fold_case(text)) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_number) out += '#';
    if (!digit && c != ' ' && c != '\t') out += c;
    in_number = digit;
  }
  return out;
}

/// "–", "-": what may end a date.
bool is_mark_only(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c); }) && text.size() <= 3;
}

bool is_bare_number(std::string_view text) {
  text = trim(text);
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (std::string_view("-/[]()| ").find(c) == std::string_view::npos && static_cast<unsigned char>(c) < 0x80) {
      return false;
    }
  }
  // "2016" at a page's foot is of a column of dates.
  if (digits == 4 && text.size() == 4 && (text.starts_with("19") || text.starts_with("20"))) return false;
  return digits > 0 && digits <= 6 && text.size() <= 12;
}

bool holds_number(std::string_view text, std::uint16_t number) {
  const std::string wanted = std::to_string(number);
  for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    const bool before = at == 0 || !is_digit(static_cast<unsigned char>(text[at - 1]));
    const std::size_t end = at + wanted.size();
    const bool after = end == text.size() || !is_digit(static_cast<unsigned char>(text[end]));
    if (before && after && (at == 0 || end == text.size() || text.find("/") != std::string_view::npos)) return true;
  }
  return false;
}

}  // namespace

std::vector<PdfLine> in_reading_order(std::vector<PdfLine> lines, double width) {
  const Gutter gutter = find_gutter(lines, width);
  if (!gutter.found) return lines;
  std::vector<PdfLine> out, left, right;
  int column = 0;
  const auto flush = [&] {
    for (std::vector<PdfLine>* side : {&left, &right}) {
      ++column;
      for (PdfLine& line : *side) {
        line.column = column;
        out.push_back(std::move(line));
      }
      side->clear();
    }
    ++column;
  };
  for (PdfLine& line : lines) {
    const Side side = side_of(line, gutter.at);
    if (side == Side::across) {
      if (!left.empty() || !right.empty()) flush();
      line.column = column;
      out.push_back(std::move(line));
      continue;
    }
    if (side != Side::right) left.push_back(part_of(line, gutter.at, true));
    if (side != Side::left) right.push_back(part_of(line, gutter.at, false));
  }
  flush();
  return out;
}

namespace {

/// Whether a gap can part a label from its text. On paper a blank is a quarter to a third of the size; more is meant.
/// On a grid every blank is half of it: two are meant, or one behind a date.
bool parts_label(const PdfLine& line, std::size_t w) {
  const PdfWord& word = line.words[w];
  const double gap = line.words[w + 1].left - word.right;
  if (word.source_size == 0) return gap >= 0.45 * word.size;
  if (gap >= 0.9 * word.size) return true;
  return gap >= 0.45 * word.size && is_digit(static_cast<unsigned char>(line.words.front().text.front())) &&
         line.words[w + 1].left - line.left >= 2 * word.size &&
         (is_digit(static_cast<unsigned char>(word.text.back())) || is_mark_only(word.text));
}

/// On a grid a column of labels set flush right leaves one blank before the text: where a third of the lines begin at
/// one place far from the edge, a short label that ends there beside such lines is one.
void mark_flush_labels(PdfPage& page) {
  std::map<int, std::size_t> begins;
  int left_edge = 1 << 30;
  const auto cell_of = [](const PdfWord& word) { return static_cast<int>(word.left / (word.size / 2) + 0.5); };
  for (const PdfLine& line : page.lines) {
    if (line.words.front().source_size == 0) return;
    left_edge = std::min(left_edge, cell_of(line.words.front()));
    ++begins[cell_of(line.words.front())];
  }
  int text = 0;
  std::size_t most = 0;
  for (const auto& [cell, count] : begins) {
    std::size_t near = count;
    for (const int off : {-1, 1})
      if (const auto found = begins.find(cell + off); found != begins.end()) near += found->second;
    if (near > most && cell >= left_edge + least_label_cells) most = near, text = cell;
  }
  if (most * 3 < page.lines.size()) return;
  const auto begins_text = [&](const PdfLine& line) {
    if (std::abs(cell_of(line.words.front()) - text) <= 1) return true;
    for (std::size_t w = 0; w + 1 < line.words.size() && cell_of(line.words[w]) < text; ++w)
      if (is_column_gap(line.words[w], line.words[w + 1]) && std::abs(cell_of(line.words[w + 1]) - text) <= 1)
        return true;
    return false;
  };
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    PdfLine& line = page.lines[i];
    const bool below = i > 0 && begins_text(page.lines[i - 1]);
    if (!below && (i + 1 == page.lines.size() || !begins_text(page.lines[i + 1]))) continue;
    if (cell_of(line.words.front()) >= text - 1) continue;
    for (std::size_t w = 0; w + 1 < line.words.size() && w < most_label_words; ++w) {
      if (std::abs(cell_of(line.words[w + 1]) - text) > 1) continue;
      if (std::string_view(".,;").find(line.words[w].text.back()) == std::string_view::npos)
        line.words[w].column_after = true;
      break;
    }
  }
}

}  // namespace

void mark_label_columns(PdfPage& page) {
  mark_flush_labels(page);
  // How many lines begin at a place, or go on there behind a clear gap.
  std::map<std::pair<int, int>, std::size_t> begins;  // column, whole points
  const auto place = [](const PdfLine& line, double left) {
    return std::pair(line.column, static_cast<int>(left + 0.5));
  };
  double left_edge = 1e9, right_edge = 0;
  for (const PdfLine& line : page.lines) {
    left_edge = std::min(left_edge, line.left);
    right_edge = std::max(right_edge, line.right);
    ++begins[place(line, line.left)];
    for (std::size_t w = 0; w + 1 < line.words.size(); ++w)
      if (is_column_gap(line.words[w], line.words[w + 1])) ++begins[place(line, line.words[w + 1].left)];
  }
  for (PdfLine& line : page.lines) {
    for (std::size_t w = 0; w + 1 < line.words.size() && w < 4; ++w) {
      PdfWord& word = line.words[w];
      const PdfWord& next = line.words[w + 1];
      if (next.left > left_edge + 0.3 * (right_edge - left_edge) || is_column_gap(word, next)) break;
      if (!parts_label(line, w)) continue;
      // Letters begin a little left or right of their place; on a grid by a cell.
      std::size_t alike = 0;
      const double slack = word.source_size == 0 ? 1 : word.size / 2;
      for (const double off : {-slack, 0.0, slack})
        if (const auto found = begins.find(place(line, next.left + off)); found != begins.end()) alike += found->second;
      if (alike >= 4) word.column_after = true;
    }
  }
}

void mark_running_lines(std::vector<PdfPage>& pages) {
  // The first and last two lines of each page, by height and not by reading order.
  std::map<std::string, std::size_t> seen;
  std::vector<std::vector<PdfLine*>> edges(pages.size());
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<PdfLine*> by_height;
    for (PdfLine& line : pages[p].lines) by_height.push_back(&line);
    std::stable_sort(by_height.begin(), by_height.end(),
                     [](const PdfLine* a, const PdfLine* b) { return a->top < b->top; });
    for (std::size_t i = 0; i < by_height.size(); ++i) {
      PdfLine* line = by_height[i];
      const bool head = i < 3 && line->bottom < pages[p].height * 0.14;
      const bool foot = i + 3 >= by_height.size() && line->top > pages[p].height * 0.86;
      if (head || foot) edges[p].push_back(line);
    }
    std::vector<std::string> on_page;
    for (const PdfLine* line : edges[p]) on_page.push_back(without_numbers(text_of(*line)));
    std::sort(on_page.begin(), on_page.end());
    on_page.erase(std::unique(on_page.begin(), on_page.end()), on_page.end());
    for (const std::string& text : on_page) ++seen[text];
  }
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (PdfLine* line : edges[p]) {
      const std::string text = text_of(*line);
      const std::size_t times = seen[without_numbers(text)];
      const bool repeated = times >= 2 && times * 2 >= pages.size() - (pages.size() > 2 ? 1 : 0) && width(text) < 120;
      // What stands at the head of the first page is the document's own head, even if later pages repeat it.
      const bool own_head = p == 0 && line->top < pages[p].height / 2;
      const bool numbered = p > 0 && width(text) < 60 && holds_number(text, line->page);
      if (is_bare_number(text) || (repeated && !own_head) || numbered) line->drop = true;
    }
  }
}

}  // namespace vitagraph::document
