// SPDX-License-Identifier: Apache-2.0
#include "document/builder.hpp"

#include <algorithm>
#include <cctype>

#include "document/plain_layout.hpp"

namespace vitagraph::document {
namespace {

/// Characters that take no room and mean nothing here: soft hyphen, zero-width space and joiners' kin, byte order mark,
/// our own mask for bytes that are markup (text_lines.hpp).
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF ||
         (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

/// The length of the leading part that can be copied as it stands: printable ASCII without blanks.
std::size_t plain_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] > ' ' && bytes[at] < 0x7F) ++at;
  return at;
}

}  // namespace

void Builder::open(BlockKind kind, int level, std::string marker) {
  close();
  if (!document_.text.empty()) {
    document_.text += '\n';
  }
  open_ = true;
  block_ = {};
  block_.kind = kind;
  block_.level = static_cast<std::uint8_t>(std::clamp(level, 0, 255));
  block_.marker = std::move(marker);
  block_.span.begin = size();
  block_.first_line = static_cast<std::uint32_t>(document_.lines.size());
  block_.first_cell = static_cast<std::uint32_t>(document_.cells.size());
  line_begin_ = size();
  style_ = {};
  pending_ = Pending::none;
  hyphen_ = Hyphen::none;
  first_run_ = document_.runs.size();
  open_runs_.clear();
  in_cell_ = false;
}

bool Builder::at_line_start() const { return size() == line_begin_; }

void Builder::end_line() {
  if (at_line_start()) return;
  Line line;
  line.span = {line_begin_, size()};
  line.indent = style_.indent;
  line.page = style_.page;
  line.size = style_.size;
  line.bold = style_.bold;
  document_.lines.push_back(line);
}

void Builder::new_line(LineStyle style) {
  if (!open_) return;
  hyphen_ = hyphens_ != nullptr && pending_ != Pending::line && ends_with_hyphen() ? Hyphen::waiting : Hyphen::none;
  pending_ = Pending::line;
  next_style_ = style;
  if (at_line_start()) style_ = style;
}

/// The line break is written only when text follows it, so that none stands at the end of a block or cell.
void Builder::break_line() {
  pending_ = Pending::none;
  hyphen_ = Hyphen::none;
  style_ = next_style_;
  if (at_line_start() || document_.text.back() == '\t') return;
  end_line();
  document_.text += '\n';
  line_begin_ = size();
}

void Builder::map(std::uint32_t source) {
  auto& pieces = document_.pieces;
  const std::uint32_t at = size();
  while (!pieces.empty() && pieces.back().text >= at) pieces.pop_back();
  if (!pieces.empty() && pieces.back().source + (at - pieces.back().text) == source) return;
  pieces.push_back({at, source});
}

void Builder::flush_pending(std::uint32_t source) {
  if (pending_ == Pending::none) return;
  if (pending_ == Pending::line) return break_line();
  const char c = pending_ == Pending::tab ? '\t' : ' ';
  pending_ = Pending::none;
  if (at_line_start() || document_.text.back() == '\t') return;
  // The blank stands just before what follows, in the source too.
  map(source > 0 ? source - 1 : 0);
  document_.text += c;
}

bool Builder::ends_with_hyphen() const {
  const std::string_view line = std::string_view(document_.text).substr(line_begin_);
  if (line.size() < 2) return false;
  // "2022–" alone on its line is an open range in a column of dates.
  if (line.find_first_not_of("0123456789-–") == std::string_view::npos) return false;
  const unsigned char before = static_cast<unsigned char>(line[line.size() - 2]);
  if (line.back() == '-') return before >= 0x80 || std::isalnum(before);
  return line.size() > 3 && line.substr(line.size() - 3) == "–" &&
         std::isdigit(static_cast<unsigned char>(line[line.size() - 4]));
}

void Builder::join_or_break(std::string_view next) {
  const char32_t c = code_point_at(next, 0).value;
  std::string& text = document_.text;
  const bool after_digit = text.back() != '-' || std::isdigit(static_cast<unsigned char>(text[text.size() - 2]));
  if (after_digit ? !is_digit(c) : !is_letter(c)) return;
  // "Revela-" "tion" is one word; "Expectation-" "Maximization" and "653–" "683" keep their mark.
  if (!after_digit && is_lower(c)) {
    const std::size_t end = text.size() - 1;
    std::size_t begin = end;
    while (begin > line_begin_ && end - begin < 64 &&
           (std::isalpha(static_cast<unsigned char>(text[begin - 1])) ||
            static_cast<unsigned char>(text[begin - 1]) >= 0x80))
      --begin;
    std::size_t stop = 0;
    while (stop < next.size() && stop < 64 &&
           (std::isalpha(static_cast<unsigned char>(next[stop])) || static_cast<unsigned char>(next[stop]) >= 0x80))
      ++stop;
    if (!hyphens_->keeps(std::string_view(text).substr(begin, end - begin), next.substr(0, stop))) text.pop_back();
  }
  hyphen_ = Hyphen::pulling;
  pending_ = Pending::none;
}

void Builder::put(std::string_view bytes, std::uint32_t source) {
  if (hyphen_ == Hyphen::waiting) join_or_break(bytes);
  flush_pending(source);
  map(source);
  document_.text += bytes;
}

void Builder::flow(std::string_view bytes, std::uint32_t source) {
  if (!open_) return;
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (const std::size_t plain = plain_prefix(bytes.substr(at)); plain > 0) {
      put(bytes.substr(at, plain), source + static_cast<std::uint32_t>(at));
      at += plain;
      if (hyphen_ == Hyphen::none) at = copy_words(bytes, at);
      continue;
    }
    const CodePoint c = code_point_at(bytes, at);
    if (is_invisible(c.value)) {
      // leaves no trace
    } else if (is_blank(c.value)) {
      blank();
    } else {
      put(bytes.substr(at, c.length), source + static_cast<std::uint32_t>(at));
    }
    at += c.length;
  }
}

/// Words that a blank parts go on where the text and its source do: all of them are copied at once.
std::size_t Builder::copy_words(std::string_view bytes, std::size_t at) {
  const std::size_t begin = at;
  while (at + 1 < bytes.size() && bytes[at] == ' ') {
    const std::size_t plain = plain_prefix(bytes.substr(at + 1));
    if (plain == 0) break;
    at += plain + 1;
  }
  document_.text += bytes.substr(begin, at - begin);
  return at;
}

void Builder::replace(std::string_view bytes, std::uint32_t source, std::uint32_t length) {
  if (!open_ || bytes.empty()) return;
  if (bytes.size() <= 4) {
    const CodePoint c = code_point_at(bytes, 0);
    if (c.length == bytes.size()) {
      if (is_invisible(c.value)) return;
      if (is_blank(c.value)) return blank();
    }
  }
  put(bytes.substr(0, 1), source);
  if (bytes.size() == 1) return;
  // The last byte maps to the last byte of the spelling, so that a span over it covers the whole.
  document_.text += bytes.substr(1, bytes.size() - 2);
  map(source + (length > 0 ? length - 1 : 0));
  document_.text += bytes.back();
}

void Builder::blank() {
  if (hyphen_ == Hyphen::pulling) {  // the word has been pulled up: here the line ends
    hyphen_ = Hyphen::none;
    pending_ = Pending::line;
  }
  if (pending_ == Pending::none) pending_ = Pending::blank;
}

void Builder::gap() {
  if (!open_) return;
  blank();
  if (pending_ == Pending::blank) pending_ = Pending::tab;
}

void Builder::begin_run(RunKind kind, std::string target) {
  // Markup nested this deep says nothing any more, and a hostile page could nest it a million times.
  if (!open_ || open_runs_.size() >= 64) return;
  if (hyphen_ == Hyphen::waiting) hyphen_ = Hyphen::none;
  open_runs_.push_back(document_.runs.size());
  document_.runs.push_back({kind, {size(), size()}, std::move(target)});
}

void Builder::end_run(RunKind kind) {
  for (std::size_t i = open_runs_.size(); i-- > 0;) {
    Run& run = document_.runs[open_runs_[i]];
    if (run.kind != kind) continue;
    run.span.end = size();
    open_runs_.erase(open_runs_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

void Builder::begin_cell(bool header) {
  if (!open_) return;
  end_cell();
  if (document_.cells.size() > block_.first_cell) {
    pending_ = Pending::none;
    document_.text += '\t';
  }
  document_.cells.push_back({{size(), size()}, header});
  in_cell_ = true;
}

void Builder::end_cell() {
  if (!in_cell_) return;
  in_cell_ = false;
  pending_ = Pending::none;
  document_.cells.back().span.end = size();
}

void Builder::close() {
  if (!open_) return;
  end_cell();
  hyphen_ = Hyphen::none;
  for (const std::size_t index : open_runs_) document_.runs[index].span.end = size();
  open_runs_.clear();
  end_line();
  open_ = false;

  std::string& text = document_.text;
  const std::size_t begin = block_.span.begin;
  std::size_t end = text.size();
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\n')) --end;
  text.resize(end);
  while (document_.lines.size() > block_.first_line && document_.lines.back().span.begin >= end)
    document_.lines.pop_back();
  if (end == begin) {
    document_.cells.resize(block_.first_cell);
    document_.runs.resize(first_run_);
    while (!document_.pieces.empty() && document_.pieces.back().text >= begin) document_.pieces.pop_back();
    if (begin > 0) text.resize(begin - 1);  // its separator
    return;
  }
  const auto clamp = [&](Span& span) {
    span.begin = std::min(span.begin, static_cast<std::uint32_t>(end));
    span.end = std::min(span.end, static_cast<std::uint32_t>(end));
  };
  for (std::size_t i = block_.first_line; i < document_.lines.size(); ++i) clamp(document_.lines[i].span);
  for (std::size_t i = block_.first_cell; i < document_.cells.size(); ++i) clamp(document_.cells[i].span);
  const auto tail = document_.runs.begin() + static_cast<std::ptrdiff_t>(first_run_);
  for (auto run = tail; run != document_.runs.end(); ++run) {
    clamp(run->span);
    // White space at the edges of a run belongs to its surroundings.
    while (run->span.begin < run->span.end && static_cast<unsigned char>(text[run->span.begin]) <= ' ')
      ++run->span.begin;
    while (run->span.end > run->span.begin && static_cast<unsigned char>(text[run->span.end - 1]) <= ' ')
      --run->span.end;
  }
  document_.runs.erase(std::remove_if(tail, document_.runs.end(), [](const Run& run) { return run.span.empty(); }),
                       document_.runs.end());
  std::stable_sort(document_.runs.begin() + static_cast<std::ptrdiff_t>(first_run_), document_.runs.end(),
                   [](const Run& a, const Run& b) {
                     return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
                   });
  // A line whose every letter lies under bold runs is bold, whatever the format said.
  std::size_t first = first_run_;
  for (std::size_t i = block_.first_line; i < document_.lines.size(); ++i) {
    Line& line = document_.lines[i];
    std::uint32_t covered = line.span.begin;
    while (first < document_.runs.size() && document_.runs[first].span.end <= line.span.begin) ++first;
    for (std::size_t r = first; r < document_.runs.size() && !line.bold; ++r) {
      const Run& run = document_.runs[r];
      if (run.span.begin > covered + 1) break;
      if (run.kind == RunKind::bold) covered = std::max(covered, run.span.end);
    }
    if (covered >= line.span.end) line.bold = true;
  }
  block_.span.end = static_cast<std::uint32_t>(end);
  block_.line_count = static_cast<std::uint32_t>(document_.lines.size()) - block_.first_line;
  block_.cell_count = static_cast<std::uint32_t>(document_.cells.size()) - block_.first_cell;
  if (guess_ == Guess::structure && block_.kind == BlockKind::paragraph && block_.cell_count == 0)
    return guess_structure();
  if (block_.kind == BlockKind::heading) ++real_headings_;
  document_.blocks.push_back(block_);
}

Block Builder::part(BlockKind kind, std::uint32_t first, std::uint32_t last) const {
  Block out = block_;
  out.kind = kind;
  out.first_line = first;
  out.line_count = last - first;
  out.span = {document_.lines[first].span.begin, document_.lines[last - 1].span.end};
  return out;
}

/// A page may set headings as bold lines and lists as lines with numbers typed before them.
void Builder::guess_structure() {
  std::uint32_t first = block_.first_line;
  const std::uint32_t end = first + block_.line_count;
  const auto text_of = [&](std::uint32_t line) { return document_.slice(document_.lines[line].span); };
  // Where real headings stand, a bold line is more likely a name or a title.
  const bool bold = document_.lines[first].bold && (end == first + 1 || !document_.lines[first + 1].bold);
  const bool capitals = is_capitals_heading(text_of(first));
  if (block_.level == 0 && ((bold && real_headings_ < 2 && (capitals || is_short_label(text_of(first)))) ||
                            (capitals && end == first + 1 && text_of(first).size() > 6))) {
    Block heading = part(BlockKind::heading, first, first + 1);
    heading.level = 5;
    document_.blocks.push_back(heading);
    ++first;
  }
  std::size_t markers = 0;
  for (std::uint32_t line = first; line < end; ++line) markers += list_marker(text_of(line)).has_value();
  while (first < end) {
    const auto marker = list_marker(text_of(first));
    // A number before one line only may be that line's own beginning; before a whole paragraph it is a marker.
    const bool is_item =
        marker && marker->length < text_of(first).size() && (first == block_.first_line || markers > 1);
    std::uint32_t last = first + 1;
    while (last < end && !(markers > 1 && list_marker(text_of(last)))) ++last;
    if (is_item) {
      document_.lines[first].span.begin += static_cast<std::uint32_t>(marker->length);
      Block item = part(BlockKind::item, first, last);
      item.level = static_cast<std::uint8_t>(block_.level + 1);
      item.marker = marker->text;
      document_.blocks.push_back(item);
    } else {
      document_.blocks.push_back(part(BlockKind::paragraph, first, last));
    }
    first = last;
  }
}

}  // namespace vitagraph::document
