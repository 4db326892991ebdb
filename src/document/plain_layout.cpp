// SPDX-License-Identifier: Apache-2.0
#include "document/plain_layout.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace vitagraph::document {
namespace {

/// A line beyond this is not filled by an editor but a paragraph of its own.
constexpr std::size_t longest_wrapped = 160;
/// Lines below a list's marker: authors, title, venue, links, and an abstract that is wrapped.
constexpr std::size_t most_lines_below_marker = 12;
constexpr std::size_t least_spaced_lines = 12;  ///< fewer do not show that a text is spaced double
/// A filled line may fall short of the width by ragged hyphenation and kerning.
constexpr std::size_t slack = 6;

std::string_view content_of(std::string_view text, const SourceLine& line) {
  return trim(text.substr(line.content, line.end - line.content));
}

std::size_t first_word_width(std::string_view line) {
  return width(line.substr(0, std::min(line.find(' '), line.size())));
}

struct Letters {
  std::size_t upper = 0, lower = 0, digits = 0, words = 0, capital_words = 0;
};

Letters count_letters(std::string_view line) {
  Letters out;
  bool in_word = false;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint c = code_point_at(line, at);
    at += c.length;
    if (is_blank(c.value)) {
      in_word = false;
      continue;
    }
    if (!in_word) {
      ++out.words;
      if (is_upper(c.value)) ++out.capital_words;
    }
    in_word = true;
    if (is_upper(c.value)) ++out.upper;
    if (is_lower(c.value)) ++out.lower;
    if (is_digit(c.value)) ++out.digits;
  }
  return out;
}

/// "Publications (* equal contribution)" is headed by its first word.
std::string_view without_remark(std::string_view line) {
  const std::size_t remark = line.find(" (");
  return remark != std::string_view::npos && line.back() == ')' && line.size() < 80 ? line.substr(0, remark) : line;
}

bool ends_entry(std::string_view line) {
  if (line.empty()) return false;
  const char c = line.back();
  return c == '.' || c == ')' || c == ']' || c == '"' || (c >= '0' && c <= '9') ||
         (line.size() > 2 && line.substr(line.size() - 3) == "”");
}

bool begins_entry(std::string_view line) {
  if (line.empty()) return false;
  const CodePoint c = code_point_at(line, 0);
  return is_upper(c.value) || is_digit(c.value) || c.value == '"' || c.value == U'“' || c.value == '*' ||
         c.value == '[' || is_cjk(c.value) ||
         (c.value == '(' && line.size() > 5 && is_digit(code_point_at(line, 1).value) && line[5] == ')');
}

/// "[photo.jpg]", "[]": what text browsers and converters write for an image without words.
bool is_image_line(std::string_view line) {
  if (line.size() < 2 || line.size() > 120 || line.front() != '[' || line.back() != ']') return false;
  const std::string_view name = line.substr(1, line.size() - 2);
  if (name.empty()) return true;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find_first_of(" []") != std::string_view::npos) return false;
  std::string ending(name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  static constexpr std::string_view images[] = {"jpg", "jpeg", "png", "gif", "svg", "webp", "bmp"};
  return std::find(std::begin(images), std::end(images), ending) != std::end(images);
}

/// Whether a sentence goes on from a line to the next.
bool goes_on(std::string_view line, std::string_view next) {
  return !line.empty() && !next.empty() && (line.back() == ',' || is_lower(code_point_at(next, 0).value));
}

/// No line stands directly below another, and sentences go on over the blank lines: all but those of two or more were
/// made by the spacing.
bool is_spaced_double(std::string_view text, const std::vector<SourceLine>& lines) {
  std::size_t shown = 0, wide = 0, single = 0, open = 0, blanks = 0;
  const SourceLine* last = nullptr;
  for (const SourceLine& line : lines) {
    if (line.blank) {
      ++blanks;
      continue;
    }
    if (last != nullptr) {
      if (blanks == 0) return false;
      if (blanks > 1) {
        ++wide;
      } else {
        ++single;
        open += goes_on(content_of(text, *last), content_of(text, line));
      }
    }
    blanks = 0;
    ++shown;
    last = &line;
  }
  return shown >= least_spaced_lines && wide > 0 && wide < single && open > 1 && open * 40 >= single;
}

}  // namespace

void mend_dumped_lines(std::string_view text, std::vector<SourceLine>& lines) {
  for (SourceLine& line : lines)
    if (!line.blank && is_image_line(content_of(text, line))) line.blank = true;
  if (!is_spaced_double(text, lines)) return;
  std::size_t kept = 0, blanks = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    blanks = lines[i].blank ? blanks + 1 : 0;
    // Of a run of blank lines the first is the spacing's.
    if (blanks != 1) lines[kept++] = lines[i];
  }
  lines.resize(kept);
}

std::size_t lines_below_marker(std::string_view text, const std::vector<SourceLine>& lines, std::size_t at,
                               const ListMarker& marker, std::size_t usual) {
  std::size_t below = 0, i = at + 1;
  bool apart = false;
  for (; i < lines.size() && below <= most_lines_below_marker; ++i) {
    if (lines[i].blank) {
      apart = true;
      continue;
    }
    const std::string_view line = content_of(text, lines[i]);
    if (const auto next = list_marker(line)) {
      const int step = next->ordered ? next->number - marker.number : 0;
      const bool goes_on = marker.ordered ? step == 1 || step == -1 : apart && next->text == marker.text;
      if (goes_on && lines[i].indent == lines[at].indent) return below;
      break;
    }
    if (apart || rule_mark(line) != 0 || is_capitals_heading(line) || is_bold_heading(line) || is_short_label(line))
      break;
    ++below;
  }
  return std::min(below, usual);
}

Wrapping measure_wrapping(std::string_view text, const std::vector<SourceLine>& lines) {
  std::vector<std::size_t> widths;
  std::size_t longer = 0, shown = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank || lines[i].masked) continue;
    const std::string_view content = content_of(text, lines[i]);
    if (rule_mark(content) != 0) continue;
    const std::size_t w = width(content) + lines[i].indent;
    ++shown;
    if (w > longest_wrapped) ++longer;
    if (i + 1 < lines.size() && !lines[i + 1].blank) widths.push_back(w);
  }
  Wrapping out;
  out.wrapped = longer * 50 < shown || longer == 0;
  if (!widths.empty()) {
    const std::size_t rank = widths.size() * 95 / 100;
    std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(rank), widths.end());
    out.width = std::clamp<std::size_t>(widths[rank], 40, longest_wrapped);
  }
  return out;
}

std::vector<std::size_t> paragraph_breaks(std::string_view text, const std::vector<SourceLine>& lines,
                                          const Wrapping& wrapping) {
  std::vector<std::size_t> breaks;
  if (lines.size() < 2) return breaks;
  if (!wrapping.wrapped) {
    // Long lines are paragraphs of their own; a group of short ones (an address, a head) stays together.
    std::size_t total = 0, longest = 0;
    for (const SourceLine& line : lines) {
      const std::size_t w = width(content_of(text, line));
      total += w;
      longest = std::max(longest, w);
    }
    if (total / lines.size() > 45 || longest > 100)
      for (std::size_t i = 1; i < lines.size(); ++i) breaks.push_back(i);
    return breaks;
  }
  // Hanging indents: every line as far left as the first begins an entry.
  std::size_t deeper = 0;
  for (const SourceLine& line : lines) deeper += line.indent >= lines[0].indent + 2;
  const bool none_left =
      std::none_of(lines.begin(), lines.end(), [&](const SourceLine& l) { return l.indent < lines[0].indent; });
  if (none_left && deeper > 0 && deeper * 4 >= lines.size()) {
    for (std::size_t i = 1; i < lines.size(); ++i)
      if (lines[i].indent < lines[0].indent + 2 &&
          (lines[i - 1].indent >= lines[0].indent + 2 || ends_entry(content_of(text, lines[i - 1]))))
        breaks.push_back(i);
    return breaks;
  }
  // Filled lines, and some that end before they must, after a full stop: entries set solid.
  std::vector<std::size_t> early;
  std::size_t filled = 0, whole = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view line = content_of(text, lines[i]), next = content_of(text, lines[i + 1]);
    const bool full = lines[i].indent + width(line) + 1 + first_word_width(next) + slack > wrapping.width;
    whole += ends_entry(line) && begins_entry(next);
    if (full) {
      ++filled;
    } else if (ends_entry(line) && begins_entry(next)) {
      early.push_back(i + 1);
    }
  }
  // An entry a line: whichever is the longest, none goes on in the next.
  if (whole >= 2 && whole + 1 == lines.size()) {
    for (std::size_t i = 1; i < lines.size(); ++i) breaks.push_back(i);
    return breaks;
  }
  return filled > 0 ? early : breaks;
}

bool is_capitals_heading(std::string_view line) {
  line = without_remark(trim(line));
  // Nearly every line has a small letter, and soon.
  if (std::any_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  if (line.size() > 80 || line.find_first_of("@;|") != std::string_view::npos) return false;
  const Letters letters = count_letters(line);
  const char last = line.empty() ? '.' : line.back();
  return letters.upper >= 4 && letters.lower == 0 && letters.digits == 0 && letters.words <= 8 && last != '.' &&
         last != ',';
}

bool is_short_line(std::string_view line) {
  line = trim(line);
  line = without_remark(line);
  if (!line.empty() && line.back() == ':') line.remove_suffix(1);
  if (line.empty() || line.size() > 48) return false;
  if (line.find_first_of(".,;:@|<>*_=\"?!$[]") != std::string_view::npos || line.find("“") != std::string_view::npos)
    return false;
  const Letters letters = count_letters(line);
  if (letters.words > 5 || letters.digits > 0 || letters.upper + letters.lower < 4) return false;
  return is_upper(code_point_at(line, 0).value);
}

bool is_short_label(std::string_view line) {
  if (!is_short_line(line)) return false;
  const Letters letters = count_letters(without_remark(trim(line)));
  return letters.capital_words * 2 >= letters.words;
}

bool is_bold_heading(std::string_view line) {
  line = trim(line);
  if (line.size() < 7 || line.size() > 90) return false;
  const std::string_view mark = line.substr(0, 2);
  if ((mark != "**" && mark != "__") || line.substr(line.size() - 2) != mark) return false;
  const std::string_view inner = trim(line.substr(2, line.size() - 4));
  if (inner.empty() || inner.find(mark) != std::string_view::npos) return false;
  const char last = inner.back();
  if (last == '.' || last == ',' || last == ';') return false;
  // "Date: 3 May" is a value with its label.
  const std::size_t colon = inner.find(':');
  return colon == std::string_view::npos || colon + 1 == inner.size();
}

}  // namespace vitagraph::document
