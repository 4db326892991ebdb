// SPDX-License-Identifier: Apache-2.0
// A table for reading, within the width of a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/base.hpp"
#include "graph/table.hpp"

namespace vitagraph::graph {
namespace {

bool is_number(ColumnType type) { return type == ColumnType::integer || type == ColumnType::real; }

/// A real number needs no more than four digits, and what does not hold no word.
std::string read_text(const Cell& cell) {
  if (const auto* real = std::get_if<double>(&cell)) return std::isfinite(*real) ? fmt::format("{:.4g}", *real) : "";
  if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "yes" : "";
  return cell_text(cell);
}

std::string_view end_of(std::string_view iri) { return iri.substr(iri.find_last_of("/#") + 1); }

/// The columns of a table that are still side by side, and what stands below the rows.
class Layout {
 public:
  Layout(const Table& table, std::size_t width) : table_(table), width_(width) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      shown_.push_back(c);
      cells_.emplace_back();
      for (const auto& row : table.rows) cells_.back().push_back(read_text(row[c]));
    }
  }

  std::string text() {
    if (fits()) return side_by_side(shown_);
    leave_out_iris();
    if (fits()) return side_by_side(shown_);
    std::erase_if(shown_, [&](std::size_t c) { return widest(c) == 0; });
    lists_ =
        std::count_if(shown_.begin(), shown_.end(), [&](std::size_t c) { return column(c).type == ColumnType::list; });
    move_below(width_ / 2, everything);
    broken_ = !fits();  // a heading over narrow numbers need not widen its column
    move_below(0, readable_list);
    return least_width(least_text, least_text) <= width_ ? side_by_side(shown_) : in_blocks();
  }

 private:
  static constexpr std::size_t everything = SIZE_MAX, readable_list = 24, least_text = 12;

  const Column& column(std::size_t c) const { return table_.columns[c]; }
  /// The first column stays, it says whose row it is.
  bool movable(std::size_t c) const { return c != 0 && (column(c).type == ColumnType::list || column(c).detail); }
  std::size_t widest(std::size_t c) const {
    std::size_t out = 0;
    for (const std::string& cell : cells_[c]) out = std::max(out, display_width(cell));
    return out;
  }
  TextTable text_of(const std::vector<std::size_t>& columns) const;
  bool fits() const { return width_ == 0 || text_of(shown_).width() <= width_; }
  void leave_out_iris();
  void move_below(std::size_t longer_than, std::size_t cut_lists_to);
  std::size_t least_width(std::size_t of_lists, std::size_t of_texts) const;
  std::string line_below(std::size_t row, std::size_t c) const;
  std::string side_by_side(const std::vector<std::size_t>& columns) const;
  std::string in_blocks() const;

  const Table& table_;
  std::size_t width_;
  std::vector<std::vector<std::string>> cells_;  ///< by column, then by row
  std::vector<std::size_t> shown_;
  std::vector<std::size_t> below_;  ///< ascending
  std::ptrdiff_t lists_ = 0;        ///< that say anything; a single one needs no name below its row
  bool broken_ = false;             ///< first_year over two lines
};

TextTable Layout::text_of(const std::vector<std::size_t>& columns) const {
  TextTable text;
  std::vector<std::string> second;
  for (const std::size_t c : columns) {
    const std::string& name = column(c).name;
    const std::size_t at = broken_ ? name.find('_') : std::string::npos;
    text.headings.push_back(name.substr(0, at));
    second.push_back(at == std::string::npos ? std::string() : name.substr(at + 1));
    text.to_the_right.push_back(is_number(column(c).type));
  }
  // The second line of headings is a row to TextTable.
  if (std::any_of(second.begin(), second.end(), [](const std::string& s) { return !s.empty(); }))
    text.rows.push_back(std::move(second));
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    text.rows.emplace_back();
    for (const std::size_t c : columns) text.rows.back().push_back(cells_[c][row]);
  }
  return text;
}

/// Without IRIs two of one name would look like one.
void Layout::leave_out_iris() {
  std::vector<std::size_t> names, iris;
  for (std::size_t c = 0; c < table_.columns.size(); ++c) {
    if (column(c).type == ColumnType::name) names.push_back(c);
    if (column(c).type == ColumnType::iri) iris.push_back(c);
  }
  std::map<std::string, std::set<std::string>> bearers;
  const std::size_t pairs = std::min(names.size(), iris.size());
  for (std::size_t i = 0; i < pairs; ++i)
    for (std::size_t row = 0; row < table_.rows.size(); ++row)
      if (const std::string& iri = cells_[iris[i]][row]; !iri.empty()) bearers[cells_[names[i]][row]].insert(iri);
  std::map<std::string, std::map<std::string_view, int>> ends;
  for (const auto& [name, all] : bearers)
    for (const std::string& iri : all) ++ends[name][end_of(iri)];
  for (std::size_t i = 0; i < pairs; ++i)
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      std::string& name = cells_[names[i]][row];
      const std::string& iri = cells_[iris[i]][row];
      if (iri.empty() || bearers[name].size() < 2) continue;
      const std::string_view end = end_of(iri);
      name += fmt::format(" ({})", end.empty() || ends[name][end] > 1 ? iri : end);
    }
  std::erase_if(shown_, [&](std::size_t c) { return column(c).type == ColumnType::iri; });
}

/// The widest first, and no more than must be for the rest to fit.
void Layout::move_below(std::size_t longer_than, std::size_t cut_lists_to) {
  std::vector<std::size_t> candidates;
  for (const std::size_t c : shown_)
    if (movable(c) && widest(c) > longer_than) candidates.push_back(c);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](std::size_t a, std::size_t b) { return widest(a) > widest(b); });
  for (const std::size_t c : candidates) {
    if (least_width(cut_lists_to, everything) <= width_) break;
    std::erase(shown_, c);
    below_.push_back(c);
  }
  std::sort(below_.begin(), below_.end());
}

/// Columns that the line needs when lists and details are cut to so many, and other texts too.
std::size_t Layout::least_width(std::size_t of_lists, std::size_t of_texts) const {
  constexpr std::size_t gap = 2;
  std::size_t needed = 0;
  for (const std::size_t c : shown_) {
    const std::size_t alone = text_of({c}).width();
    needed += (needed == 0 ? 0 : gap) +
              (is_number(column(c).type) ? alone : std::min(alone, movable(c) ? of_lists : of_texts));
  }
  return needed;
}

/// As many items of a list as fit into a line, and how many do not.
std::string Layout::line_below(std::size_t row, std::size_t c) const {
  const Cell& cell = table_.rows[row][c];
  std::vector<std::string> items;
  if (const auto* list = std::get_if<std::vector<std::string>>(&cell))
    items = *list;
  else
    items = {cells_[c][row]};
  std::string line =
      below_.size() == 1 && lists_ == 1 && column(c).type == ColumnType::list ? "    " : "    " + column(c).name + ": ";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string more = i + 1 < items.size() ? fmt::format("; … ({} more)", items.size() - i - 1) : "";
    const std::string next = line + (i == 0 ? "" : "; ") + items[i];
    if (i > 0 && display_width(next + more) > width_) {
      line += fmt::format("; … ({} more)", items.size() - i);
      break;
    }
    line = next;
  }
  TextTable cut;
  cut.headings = {line};
  return cut.str(width_);
}

std::string Layout::side_by_side(const std::vector<std::size_t>& columns) const {
  const TextTable text = text_of(columns);
  const std::string lines = text.str(width_);
  if (below_.empty()) return lines;
  std::string out;
  std::size_t headings = 1 + text.rows.size() - table_.rows.size(), row = 0;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin) + 1;
    out += lines.substr(begin, end - begin);
    begin = end;
    if (headings > 0) {
      --headings;
      continue;
    }
    for (const std::size_t c : below_)
      if (!cells_[c][row].empty()) out += line_below(row, c);
    ++row;
  }
  return out;
}

/// The first column beside as many of the others as fit, then beside the next.
std::string Layout::in_blocks() const {
  if (shown_.size() < 2) return side_by_side(shown_);
  constexpr std::size_t gap = 2;
  const auto alone = [&](std::size_t c) { return text_of({c}).width(); };
  // The key gets what it needs, but the numbers at least half.
  const std::size_t key = std::min(alone(shown_[0]), width_ / 2);
  std::string out;
  for (std::size_t i = 1; i < shown_.size();) {
    std::vector<std::size_t> block{shown_[0]};
    std::size_t used = key;
    do {
      used += gap + alone(shown_[i]);
      block.push_back(shown_[i++]);
    } while (i < shown_.size() && used + gap + alone(shown_[i]) <= width_);
    const bool last = i == shown_.size();
    out += (out.empty() ? "" : "\n") + (last ? side_by_side(block) : text_of(block).str(width_));
  }
  return out;
}

}  // namespace

std::string to_text(const Table& table, std::size_t width) {
  return table.rows.empty() || table.columns.empty() ? std::string() : Layout(table, width).text();
}

}  // namespace vitagraph::graph
