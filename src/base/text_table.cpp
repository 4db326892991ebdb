// SPDX-License-Identifier: Apache-2.0
#include "base/text_table.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <numeric>

#include "base/unicode.hpp"

namespace vitagraph {
namespace {

constexpr std::size_t gap = 2, narrowest = 8;

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  const auto category = u_charType(static_cast<UChar32>(c));
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const int east_asian = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

std::string one_line(std::string_view text) {
  std::string out = to_valid_utf8(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

std::string cut(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::size_t used = 0, at = 0;
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (used + width_of(c.value) > width - 1) break;
    used += width_of(c.value);
    at += c.length;
  }
  return text.substr(0, text.find_last_not_of(' ', at - 1) + 1) + "…";
}

/// The common width that the widest columns get so that all of them fit: the largest one for which the sum fits.
std::size_t cap_for(const std::vector<std::size_t>& widths, std::size_t room) {
  const auto needed = [&](std::size_t cap) {
    return std::accumulate(widths.begin(), widths.end(), std::size_t{0},
                           [&](std::size_t sum, std::size_t w) { return sum + std::min(w, cap); });
  };
  std::size_t cap = *std::max_element(widths.begin(), widths.end());
  while (cap > narrowest && needed(cap) > room) --cap;
  return cap;
}

struct Grid {
  std::vector<std::vector<std::string>> lines;  ///< headings first; each as long as the headings
  std::vector<std::size_t> widths;

  explicit Grid(const TextTable& table) : lines{table.headings}, widths(table.headings.size(), 0) {
    lines.insert(lines.end(), table.rows.begin(), table.rows.end());
    for (auto& line : lines) {
      line.resize(widths.size());
      for (std::size_t c = 0; c < line.size(); ++c) {
        line[c] = one_line(line[c]);
        widths[c] = std::max(widths[c], display_width(line[c]));
      }
    }
  }
  std::size_t gaps() const { return widths.empty() ? 0 : gap * (widths.size() - 1); }
};

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    width += width_of(c.value);
    at += c.length;
  }
  return width;
}

std::size_t TextTable::width() const {
  const Grid grid(*this);
  return std::accumulate(grid.widths.begin(), grid.widths.end(), grid.gaps());
}

std::string TextTable::str(std::size_t width) const {
  Grid grid(*this);
  auto& [lines, widths] = grid;
  if (width != 0 && !widths.empty()) {
    const std::size_t cap = cap_for(widths, width > grid.gaps() ? width - grid.gaps() : 0);
    for (auto& w : widths) w = std::min(w, cap);
  }
  if (ruled) {
    std::vector<std::string> rule;
    for (const std::size_t w : widths) rule.emplace_back(w, '-');
    lines.insert(lines.begin() + 1, std::move(rule));
  }
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t c = 0; c < line.size(); ++c) {
      const std::string cell = cut(line[c], widths[c]);
      const std::size_t shown = display_width(cell);
      const std::string padding(widths[c] > shown ? widths[c] - shown : 0, ' ');
      if (c != 0) text.append(gap, ' ');
      text += c < to_the_right.size() && to_the_right[c] ? padding + cell : cell + padding;
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + '\n';
  }
  return out;
}

std::string wrap_list(const std::vector<std::string>& items, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t used = 0;
  for (const std::string& item : items) {
    const std::size_t shown = display_width(item) + 1;
    if (used != 0 && used + 1 + shown > width) {
      out += ",\n" + std::string(indent, ' ');
      used = 0;
    } else if (used != 0) {
      out += ", ";
      ++used;
    }
    out += item;
    used += shown;
  }
  return out;
}

}  // namespace vitagraph
