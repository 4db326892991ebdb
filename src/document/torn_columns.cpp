// SPDX-License-Identifier: Apache-2.0
#include "document/torn_columns.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "document/plain_layout.hpp"

namespace vitagraph::document {
namespace {

constexpr double size = 10, cell = 5;        ///< of the grid
constexpr std::size_t longest_date = 28;     ///< bytes
constexpr std::size_t longest_label = 12;    ///< of a column of labels without years
constexpr std::size_t longest_heading = 48;  ///< over a column
constexpr std::size_t shortest_text = 5;
constexpr double column_gap = 4 * cell;
constexpr int least_votes = 2;  ///< for columns that stand behind their text

/// Where a column of dates comes in reading order.
enum class Side { before, behind };

/// Lines that no empty row parts.
struct Run {
  std::size_t begin = 0, end = 0;  ///< of the page's lines
  std::size_t dates = 0;           ///< how many of them are dates alone
  std::size_t size() const { return end - begin; }
  bool only_dates() const { return dates == size(); }
};

/// "2019", "2016–2020", "2022–present", "Sept. 2016 – May 2018"; a word and a year alone ("Lakes 2019") only if told
/// so.
bool is_date(std::string_view text, bool with_word) {
  if (text.empty() || text.size() > longest_date) return false;
  std::size_t digits = 0, letters = 0, words = 0, years = 0, run = 0;
  bool dash = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (is_digit(c.value)) {
      ++digits;
      years += ++run == 4;
      if (run > 4) return false;
      continue;
    }
    run = 0;
    if (is_letter(c.value)) {
      words += ++letters == 1 || (at > c.length + 1 && text[at - c.length - 1] == ' ');
      continue;
    }
    dash = dash || c.value == '-' || c.value == U'–' || c.value == U'—';
    if (c.value != '-' && c.value != U'–' && c.value != U'—' && c.value != ' ' && c.value != '/' && c.value != '.' &&
        c.value != ',' && c.value != U'’' && c.value != '\'')
      return false;
    if (c.value == ',' && letters == 0) return false;  // the rest of "May", "3, 2019"
  }
  if (years == 0 || years > 2 || digits > 8) return false;
  return letters == 0 || (dash ? words <= 3 : with_word && words == 1);
}

bool is_heading_like(std::string_view text) {
  return text.size() <= longest_heading && is_upper(code_point_at(text, 0).value) &&
         text.find_first_of("0123456789@;") == std::string_view::npos && text.back() != '.' && text.back() != ',';
}

class Page {
 public:
  explicit Page(PdfPage& page) : page_(page) {
    for (const PdfLine& line : page.lines) {
      texts_.push_back(text_of(line));
      longest_ = std::max(longest_, line.right);
    }
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      const bool apart = i == 0 || page.lines[i].top - page.lines[i - 1].bottom > size || page.lines[i].drop;
      // A heading may stand right on its column.
      if (apart || (runs_.back().begin + 1 == i && is_date(texts_[i], false) && is_heading_like(texts_[i - 1])))
        runs_.push_back({i, i});
      runs_.back().end = i + 1;
      runs_.back().dates += stands_alone(i);
    }
  }

  /// Where two runs of text stand before one of dates, one of them is a heading: the nearer one over dates that lead
  /// (1), the other over dates that follow (-1). Summed up.
  int votes() const {
    int out = 0;
    for (std::size_t r = 2; r < runs_.size(); ++r) {
      if (!runs_[r].only_dates() || runs_[r - 1].only_dates() || runs_[r - 2].only_dates()) continue;
      const std::string &above = texts_[runs_[r - 2].end - 1], &near = texts_[runs_[r - 1].begin];
      if (runs_[r - 1].size() == 1 && near.size() < above.size() && is_heading_like(near))
        ++out;
      else if (is_heading_like(above) && (runs_[r - 1].size() > 1 || above.size() < near.size()))
        --out;
    }
    return out;
  }

  void join(Side side) {
    if (side == Side::before) within_runs();
    for (std::size_t r = 0; r < runs_.size(); ++r) {
      const Run& run = runs_[r];
      if (!is_column(run)) continue;
      const bool next =
          r + 1 < runs_.size() && !taken(runs_[r + 1]) && !is_column(runs_[r + 1]) && is_text(runs_[r + 1]);
      const bool before = side == Side::behind && r > 0 && !is_column(runs_[r - 1]) && !taken(runs_[r - 1]);
      const std::vector<std::size_t> below = next ? heads(runs_[r + 1], run.size()) : std::vector<std::size_t>();
      const std::vector<std::size_t> above = before ? heads(runs_[r - 1], run.size()) : std::vector<std::size_t>();
      if (side == Side::before && (below.size() == run.size() || (run.size() == 1 && !below.empty())))
        put_before(run, runs_[r + 1], below);
      else if (side == Side::behind && run.only_dates() &&
               (above.size() == run.size() || (run.size() == 1 && !above.empty())))
        put_behind(run, above);
    }
    drop_empty();
  }

 private:
  /// A date that is a line, and not what a full line left over.
  bool stands_alone(std::size_t i) const {
    if (!is_date(texts_[i], false)) return false;
    const bool close = i > 0 && page_.lines[i].top - page_.lines[i - 1].bottom < size;
    return !close || page_.lines[i - 1].right + page_.lines[i].right < longest_ || is_date(texts_[i - 1], false);
  }

  void drop_empty() {
    std::vector<PdfLine> kept;
    for (std::size_t i = 0; i < page_.lines.size(); ++i)
      if (!page_.lines[i].words.empty()) kept.push_back(std::move(page_.lines[i]));
    page_.lines = std::move(kept);
  }

  bool taken(const Run& run) const { return page_.lines[run.begin].words.empty(); }

  /// A run that may be a column of its own: dates, or two short labels and more.
  bool is_column(const Run& run) const {
    if (taken(run) || page_.lines[run.begin].drop) return false;
    if (run.only_dates()) return true;
    if (run.size() < 2) return false;
    bool dates = true, labels = true;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      dates = dates && is_date(texts_[i], true);
      labels = labels && texts_[i].size() <= longest_label && (texts_[i].back() == '.' || texts_[i].back() == ':');
    }
    return dates || labels;
  }

  /// No heading in capitals, no label, no number of a list: what a date may stand beside.
  bool is_text(const Run& run) const {
    const std::string& first = texts_[run.begin];
    return !is_capitals_heading(first) && first.back() != ':' && (run.size() > 1 || first.size() >= shortest_text);
  }

  /// Whether a line of the run surely goes on from the one above: in lower case, or within a bracket left open.
  bool goes_on_within(const Run& run) const {
    for (std::size_t i = run.begin + 1; i < run.end; ++i) {
      const std::string& above = texts_[i - 1];
      if (is_lower(code_point_at(texts_[i], 0).value) ||
          std::count(above.begin(), above.end(), '(') > std::count(above.begin(), above.end(), ')'))
        return true;
    }
    return false;
  }

  /// Where the entries of a run begin: its only one, every line, or every line that does not go on from the one above.
  std::vector<std::size_t> heads(const Run& run, std::size_t wanted) const {
    std::vector<std::size_t> out;
    if (wanted > 1 && run.size() == wanted && !goes_on_within(run)) {
      for (std::size_t i = run.begin; i < run.end; ++i) out.push_back(i);
      return out;
    }
    double longest = 0;
    for (std::size_t i = run.begin; i < run.end; ++i) longest = std::max(longest, page_.lines[i].right);
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const PdfLine& line = page_.lines[i];
      if (line.words.empty()) continue;  // its date stands in the next
      if (i > run.begin) {
        const PdfWord& word = line.words.front();
        const bool full = page_.lines[i - 1].right + cell + (word.right - word.left) > longest;
        if (full || is_lower(code_point_at(texts_[i], 0).value) || goes_on_within({i - 1, i + 1, 0})) continue;
      }
      out.push_back(i);
    }
    return out;
  }

  /// Dates between the lines of a run, each before its text: "2019", "A prize", "2018", "Another".
  void within_runs() {
    for (const Run& run : runs_) {
      if (run.dates < 2 || run.only_dates() || page_.lines[run.begin].drop) continue;
      std::size_t first = run.begin;
      while (first < run.end && !stands_alone(first)) ++first;
      bool leads = first - run.begin <= 1;
      for (std::size_t i = first; i < run.end && leads; ++i)
        leads = !stands_alone(i) || (i + 1 < run.end && !stands_alone(i + 1));
      if (!leads) continue;
      double width = 0;
      for (std::size_t i = first; i < run.end; ++i)
        if (stands_alone(i)) width = std::max(width, page_.lines[i].right);
      std::vector<bool> dated;
      for (std::size_t i = first; i < run.end; ++i) dated.push_back(stands_alone(i));
      for (std::size_t i = first; i < run.end; ++i) {
        if (dated[i - first]) continue;
        shift(page_.lines[i], width + column_gap);
        if (i > first && dated[i - 1 - first]) lead(page_.lines[i - 1], page_.lines[i]);
      }
    }
  }

  void put_before(const Run& labels, const Run& text, const std::vector<std::size_t>& heads) {
    double width = 0;
    for (std::size_t i = labels.begin; i < labels.end; ++i) width = std::max(width, page_.lines[i].right);
    // What else a year's only label heads keeps its place: entries of their own.
    const std::size_t end = labels.size() == 1 && heads.size() > 1 ? heads[1] : text.end;
    for (std::size_t i = text.begin; i < end; ++i) shift(page_.lines[i], width + column_gap);
    for (std::size_t i = 0; i < labels.size(); ++i) lead(page_.lines[labels.begin + i], page_.lines[heads[i]]);
  }

  void put_behind(const Run& dates, const std::vector<std::size_t>& heads) {
    double edge = 0;
    for (const PdfLine& line : page_.lines) edge = std::max(edge, line.right);
    for (std::size_t i = 0; i < dates.size(); ++i) {
      PdfLine &from = page_.lines[dates.begin + i], &to = page_.lines[heads[i]];
      shift(from, edge + column_gap);
      to.words.back().column_after = true;
      for (PdfWord& word : from.words) word.top = to.top, word.bottom = to.bottom;
      to.words.insert(to.words.end(), from.words.begin(), from.words.end());
      from.words.clear();
      measure(to);
    }
  }

  static void shift(PdfLine& line, double by) {
    for (PdfWord& word : line.words) word.left += by, word.right += by;
    if (!line.words.empty()) measure(line);
  }

  /// Moves the label's words before those of the line.
  static void lead(PdfLine& label, PdfLine& line) {
    label.words.back().column_after = true;
    for (PdfWord& word : label.words) word.top = line.top, word.bottom = line.bottom;
    label.words.insert(label.words.end(), line.words.begin(), line.words.end());
    line.words = std::move(label.words);
    label.words.clear();
    measure(line);
  }

  PdfPage& page_;
  double longest_ = 0;
  std::vector<std::string> texts_;
  std::vector<Run> runs_;
};

/// Whether lines are indented or hold columns: then the layout is there.
bool have_layout(const std::vector<PdfPage>& pages) {
  std::size_t lines = 0, placed = 0;
  for (const PdfPage& page : pages)
    for (const PdfLine& line : page.lines) {
      ++lines;
      bool gap = line.left > 0;
      for (std::size_t w = 0; w + 1 < line.words.size() && !gap; ++w)
        gap = is_column_gap(line.words[w], line.words[w + 1]);
      placed += gap;
    }
  return placed * 20 > lines;
}

}  // namespace

void join_torn_columns(std::vector<PdfPage>& pages) {
  if (have_layout(pages)) return;
  int votes = 0;
  for (PdfPage& page : pages) votes += Page(page).votes();
  if (votes >= 0 && votes < least_votes) return;
  for (PdfPage& page : pages) Page(page).join(votes < 0 ? Side::behind : Side::before);
}

}  // namespace vitagraph::document
