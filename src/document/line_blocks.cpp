// SPDX-License-Identifier: Apache-2.0
#include "document/line_blocks.hpp"

#include <algorithm>

#include "document/html_blocks.hpp"
#include "document/inline_markup.hpp"
#include "document/plain_layout.hpp"

namespace vitagraph::document {
namespace {

constexpr std::size_t centred_indent = 12;  ///< columns beyond an item's text that no continuation has

class LineBlocks {
 public:
  LineBlocks(std::string_view text, const Dialect& dialect, Builder& builder)
      : text_(text),
        dialect_(dialect),
        builder_(builder),
        lines_(lines_of(text, dialect)),
        wrapping_(measure_wrapping(text, lines_)) {
    inline_.emphasis = dialect.emphasis;
    inline_.columns = !dialect.markdown;
    inline_.references = dialect.markdown ? &dialect.references : nullptr;
  }

  void run() {
    for (at_ = 0; at_ < lines_.size();) take();
    flush();
  }

 private:
  struct Level {
    std::size_t marker_indent, content_indent;
  };

  static std::vector<SourceLine> lines_of(std::string_view text, const Dialect& dialect) {
    std::vector<SourceLine> lines = split_lines(text);
    if (!dialect.markdown) mend_dumped_lines(text, lines);
    return lines;
  }

  std::string_view content(const SourceLine& line) const { return text_.substr(line.content, line.end - line.content); }

  /// The next line that shows, or null.
  const SourceLine* next_shown(std::size_t from) const {
    for (std::size_t i = from; i < lines_.size(); ++i)
      if (!lines_[i].blank) return &lines_[i];
    return nullptr;
  }

  void take() {
    const SourceLine& line = lines_[at_];
    if (line.masked) return void(++at_);
    if (line.blank) {
      flush();
      after_blank_ = true;
      return void(++at_);
    }
    const std::string_view shown = content(line);
    if (dialect_.emphasis && (shown.substr(0, 3) == "```" || shown.substr(0, 3) == "~~~")) return fence(shown[0]);
    if (rule(line, shown) || hash_heading(line, shown) || table()) return;
    if (dialect_.markdown && (html(line, shown) || definition(line, shown))) return;
    if (item(line, shown)) return;
    continue_or_begin(line);
    ++at_;
    if (dialect_.markdown && ends_with_block_tag(shown)) flush();
  }

  // --- pending block -------------------------------------------------------------------------------------------

  void begin(BlockKind kind, int level, std::string marker = {}) {
    flush();
    pending_ = true;
    kind_ = kind;
    level_ = level;
    marker_ = std::move(marker);
    apart_ = after_blank_ || builder_is_fresh_;
    after_blank_ = in_definition_ = false;
  }

  void add(const SourceLine& line, std::uint32_t from) {
    SourceLine part = line;
    part.indent = static_cast<std::uint16_t>(std::min<std::size_t>(line.indent + (from - line.content), 0xFFFF));
    part.content = from;
    if (part.content < part.end) held_.push_back(part);
  }

  void flush() {
    if (!pending_) return;
    pending_ = false;
    std::vector<SourceLine> held;
    held.swap(held_);
    if (held.empty()) return;
    builder_is_fresh_ = false;
    if (kind_ == BlockKind::paragraph) {
      write_paragraph(held);
    } else {
      write(kind_, level_, marker_, held, 0, held.size());
    }
    after_rule_ = false;
  }

  void write(BlockKind kind, int level, const std::string& marker, const std::vector<SourceLine>& held,
             std::size_t from, std::size_t to) {
    InlineText input;
    for (std::size_t i = from; i < to; ++i) {
      std::string_view part = content(held[i]);
      LineStyle style;
      style.indent = held[i].indent;
      input.add_line(part, held[i].content, style);
    }
    builder_.open(kind, level, marker);
    write_inline(builder_, input, inline_);
    builder_.close();
  }

  void write_paragraph(const std::vector<SourceLine>& held) {
    std::size_t from = 0;
    if (const int level = leading_heading(held); level > 0) {
      write(BlockKind::heading, level, {}, held, 0, 1);
      from = 1;
      if (held.size() == 1) return;
    }
    if (dialect_.markdown) return write(BlockKind::paragraph, level_, {}, held, from, held.size());
    const std::vector<SourceLine> rest(held.begin() + static_cast<std::ptrdiff_t>(from), held.end());
    std::size_t begin = 0;
    for (const std::size_t stop : paragraph_breaks(text_, rest, wrapping_)) {
      write(BlockKind::paragraph, level_, {}, rest, begin, stop);
      begin = stop;
    }
    write(BlockKind::paragraph, level_, {}, rest, begin, rest.size());
  }

  /// The level of the heading that the held paragraph's first line is, or 0.
  int leading_heading(const std::vector<SourceLine>& held) const {
    const std::string_view first = content(held[0]);
    const bool alone = held.size() == 1;
    if (level_ > 0) return 0;
    if (alone && apart_ && is_bold_heading(first)) return dialect_.markdown ? 5 : 3;
    if (!dialect_.plain_headings || !(apart_ || after_rule_)) return 0;
    if (is_capitals_heading(first) && (alone || !is_capitals_heading(content(held[1])))) return 2;
    const SourceLine* below_it = alone ? next_shown(at_) : nullptr;
    if (below_it != nullptr && below_it->indent > held[0].indent + 1 && is_short_line(first)) return 3;
    if (!is_short_label(first)) return 0;
    if (!alone) return held[1].indent > held[0].indent + 1 || after_rule_ ? 3 : 0;
    if (below_it == nullptr) return 0;
    const std::string_view below = content(*below_it);
    if (list_marker(below)) return 3;
    if (trim(first).back() == ':') return 4;
    const bool set_apart = at_ >= lines_.size() || lines_[at_].blank;
    if (set_apart && !is_short_label(below)) return 3;
    return 0;
  }

  // --- lines ---------------------------------------------------------------------------------------------------

  bool rule(const SourceLine& line, std::string_view shown) {
    const char mark_of_rule = rule_mark(shown);
    if (mark_of_rule == 0) return false;
    const bool underline = (mark_of_rule == '=' || mark_of_rule == '-') && shown.find(' ') == std::string_view::npos;
    // CommonMark 0.30 §4.3; but a rule below a paragraph of several lines is no underline in the pages people write.
    if (pending_ && kind_ == BlockKind::paragraph && underline && held_.size() <= 2 &&
        (level_ == 0 || line.indent > 0)) {
      std::size_t longest = 0;
      for (const SourceLine& held : held_) longest = std::max(longest, width(content(held)));
      if (longest <= 120) {
        if (held_.size() == 2 && !dialect_.markdown) {
          const SourceLine last = held_.back();
          held_.pop_back();
          flush();
          begin(BlockKind::paragraph, 0);
          held_.push_back(last);
        }
        kind_ = BlockKind::heading;
        level_ = mark_of_rule == '=' ? 1 : 2;
        flush();
        ++at_;
        return true;
      }
    }
    if (underline && is_numbered_heading(line)) {
      const auto number = static_cast<std::uint32_t>(held_.front().content - lines_[at_ - 1].content);
      held_.front().content -= number;
      kind_ = BlockKind::heading;
      level_ = mark_of_rule == '=' ? 1 : 2;
      marker_.clear();
      levels_.clear();
      after_item_ = false;
      flush();
      ++at_;
      return true;
    }
    if (mark_of_rule == '*' && shown.size() < 3) return false;
    flush();
    after_rule_ = after_blank_ = true;
    levels_.clear();
    ++at_;
    return true;
  }

  /// "1. DEGREES" with a rule right below: to CommonMark an item of a list, to its writer a heading with a number.
  bool is_numbered_heading(const SourceLine& rule) const {
    constexpr std::size_t longest = 70;
    if (!pending_ || kind_ != BlockKind::item || held_.size() != 1 || !apart_ || at_ == 0 || lines_[at_ - 1].blank ||
        rule.indent > lines_[at_ - 1].indent || marker_.empty() || marker_.back() != '.')
      return false;
    const std::string_view text = trim(content(held_.front()));
    return text.size() <= longest && is_upper(code_point_at(text, 0).value) && text.back() != '.' &&
           marker_.find_first_of("0123456789IVX") == 0;
  }

  /// ATX headings, CommonMark 0.30 §4.2; in Markdown also without the blank, as older writers leave it out.
  bool hash_heading(const SourceLine& line, std::string_view shown) {
    std::size_t hashes = 0;
    while (hashes < shown.size() && shown[hashes] == '#') ++hashes;
    if (hashes == 0 || hashes > 6 || hashes == shown.size()) return false;
    const char next = shown[hashes];
    const bool spaced = next == ' ' || next == '\t';
    if (!spaced && (!dialect_.markdown || (next >= '0' && next <= '9') || next == '!' || next == '{')) return false;
    if (!dialect_.markdown && !dialect_.emphasis && line.indent > 3) return false;
    std::size_t from = hashes;
    while (from < shown.size() && (shown[from] == ' ' || shown[from] == '\t')) ++from;
    std::size_t end = shown.size();
    while (end > from &&
           (shown[end - 1] == ' ' || shown[end - 1] == '#' || shown[end - 1] == mask || shown[end - 1] == '\t'))
      --end;
    levels_.clear();
    begin(BlockKind::heading, static_cast<int>(hashes));
    SourceLine part = line;
    part.content = line.content + static_cast<std::uint32_t>(from);
    part.end = line.content + static_cast<std::uint32_t>(end);
    if (part.content < part.end) held_.push_back(part);
    flush();
    ++at_;
    return true;
  }

  /// Fenced code keeps its lines and has no markup.
  void fence(char mark_of_fence) {
    flush();
    const std::string closing(3, mark_of_fence);
    builder_.open(BlockKind::paragraph);
    builder_.begin_run(RunKind::code);
    for (++at_; at_ < lines_.size() && content(lines_[at_]).substr(0, 3) != closing; ++at_) {
      builder_.new_line({lines_[at_].indent, 0, 0, false});
      builder_.flow(content(lines_[at_]), lines_[at_].content);
    }
    builder_.close();
    if (at_ < lines_.size()) ++at_;
    after_blank_ = true;
  }

  bool item(const SourceLine& line, std::string_view shown) {
    const auto marker = list_marker(shown);
    if (!marker) return false;
    const bool open_paragraph = pending_ && kind_ == BlockKind::paragraph && !held_.empty();
    // Inside a paragraph a number may be its text ("… in section\n12. It follows"): only a list's first one opens it.
    if (open_paragraph && marker->ordered && marker->number != 1 && !after_item_) return false;
    if (open_paragraph && marker->text == "*" && !dialect_.markdown && line.indent == 0 && shown.size() > 1 &&
        !dialect_.emphasis && held_.size() > 3)
      return false;
    while (!levels_.empty() && line.indent < levels_.back().marker_indent + 2) levels_.pop_back();
    levels_.push_back({line.indent, line.indent + std::min<std::size_t>(marker->length, 8)});
    begin(BlockKind::item, static_cast<int>(std::min<std::size_t>(levels_.size(), 30)), marker->text);
    if (levels_.size() > 64) levels_.erase(levels_.begin());
    after_item_ = true;
    if (!dialect_.markdown) {
      lines_below_ = lines_below_marker(text_, lines_, at_, *marker, lines_below_);
      item_end_ = at_ + lines_below_;
    }
    add(line, line.content + static_cast<std::uint32_t>(std::min(marker->length, shown.size())));
    ++at_;
    return true;
  }

  void continue_or_begin(const SourceLine& line) {
    if (pending_ && continues(line)) return add(line, line.content);
    // A paragraph below an item belongs to it while it is indented like its text, but for what stands in the middle.
    if (!levels_.empty() && after_blank_ && line.indent > levels_.back().content_indent + centred_indent)
      levels_.clear();
    while (!levels_.empty() && line.indent < levels_.back().marker_indent + 2) levels_.pop_back();
    if (levels_.empty()) after_item_ = false;
    begin(BlockKind::paragraph, static_cast<int>(std::min<std::size_t>(levels_.size(), 30)));
    add(line, line.content);
  }

  bool continues(const SourceLine& line) const {
    if (kind_ == BlockKind::paragraph || dialect_.markdown) return true;
    if (held_.empty()) return true;  // a marker alone on its line
    if (!levels_.empty() && line.indent > levels_.back().marker_indent) return true;
    if (at_ <= item_end_) return true;
    const SourceLine& last = held_.back();
    const std::size_t filled = width(content(last));
    const CodePoint first = code_point_at(text_, line.content);
    if (is_lower(first.value)) return true;
    return wrapping_.wrapped && filled + 1 + 12 > wrapping_.width - std::min<std::size_t>(wrapping_.width, last.indent);
  }

  // --- HTML among Markdown ------------------------------------------------------------------------------------

  static bool is_group(std::string_view name) {
    return name == "table" || name == "ul" || name == "ol" || name == "dl" || name == "summary" ||
           (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6');
  }

  static bool is_divider(std::string_view name) {
    static constexpr std::string_view names[] = {"div",    "p",          "section", "article",    "details", "center",
                                                 "figure", "blockquote", "header",  "footer",     "main",    "aside",
                                                 "hr",     "body",       "html",    "figcaption", "address"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  }

  static bool ends_with_block_tag(std::string_view shown) {
    shown = trim(shown);
    if (shown.empty() || shown.back() != '>') return false;
    const std::size_t open = shown.rfind('<');
    if (open == std::string_view::npos) return false;
    const Tag tag = tag_at(shown.substr(open));
    return tag.length > 0 && tag.closing && is_divider(tag.name);
  }

  /// Lists, tables and headings written in HTML are read as HTML, to their end tags; <div> and the like only part
  /// paragraphs, for there is Markdown inside as often as not.
  bool html(const SourceLine& line, std::string_view shown) {
    if (shown[0] != '<') return false;
    const Tag tag = tag_at(text_.substr(line.content, 4096));
    if (tag.length == 0) return false;
    if (is_group(tag.name) && !tag.closing) {
      const std::size_t end = end_of_element(line.content, tag.name);
      if (end == 0) return false;
      flush();
      write_html_blocks(text_.substr(line.content, end - line.content), line.content, builder_, nullptr);
      builder_is_fresh_ = false;
      levels_.clear();
      after_blank_ = true;
      while (at_ < lines_.size() && lines_[at_].end <= end) ++at_;
      if (at_ < lines_.size() && lines_[at_].begin < end) {  // text behind the end tag
        lines_[at_].begin = lines_[at_].content = static_cast<std::uint32_t>(end);
        lines_[at_].blank = trim(content(lines_[at_])).empty();
      }
      return true;
    }
    if (!is_divider(tag.name)) return false;
    flush();
    after_blank_ = true;
    // A line of nothing but such tags is gone; of others the tags go with the inline markup.
    std::string_view rest = shown;
    while (!rest.empty() && rest[0] == '<') {
      const Tag next = tag_at(rest);
      if (next.length == 0 || !is_divider(next.name)) break;
      rest = trim(rest.substr(next.length));
    }
    if (!rest.empty()) return false;
    ++at_;
    return true;
  }

  /// Behind the end tag of the element that begins there, 0 if it has none.
  std::size_t end_of_element(std::size_t begin, std::string_view name) {
    // Each failure reads to the end of the text: some slips are forgiven, not a page of them.
    if (unclosed_ > 20) return 0;
    int depth = 0;
    for (std::size_t at = text_.find('<', begin); at != std::string_view::npos; at = text_.find('<', at + 1)) {
      const Tag tag = tag_at(text_.substr(at, 4096));
      if (tag.length == 0 || tag.name != name) continue;
      depth += tag.closing ? -1 : 1;
      if (depth == 0) return at + tag.length;
    }
    ++unclosed_;
    return 0;
  }

  /// "Term" and below it ": its description" (kramdown, PHP Markdown Extra).
  bool definition(const SourceLine& line, std::string_view shown) {
    if (shown.size() < 3 || shown[0] != ':' || shown[1] != ' ') return false;
    if (pending_ && kind_ == BlockKind::paragraph && !in_definition_) kind_ = BlockKind::term;
    begin(BlockKind::paragraph, 0);
    in_definition_ = true;
    add(line, line.content + 2);
    ++at_;
    return true;
  }

  // --- tables (GitHub Flavored Markdown §4.10) -----------------------------------------------------------------

  static bool is_delimiter_row(std::string_view row) {
    bool dash = false, bar = false;
    for (const char c : row) {
      dash |= c == '-';
      bar |= c == '|';
      if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t' && c != '+') return false;
    }
    return dash && bar;
  }

  bool table() {
    if (!dialect_.emphasis || content(lines_[at_]).find('|') == std::string_view::npos) return false;
    const bool headed = at_ + 1 < lines_.size() && !lines_[at_ + 1].blank && is_delimiter_row(content(lines_[at_ + 1]));
    const bool headless = is_delimiter_row(content(lines_[at_])) && at_ + 1 < lines_.size() &&
                          content(lines_[at_ + 1]).find('|') != std::string_view::npos;
    // kramdown has tables without a head: rows that begin and end with a bar.
    const std::string_view shown = trim(content(lines_[at_]));
    const bool framed = dialect_.markdown && shown.size() > 4 && shown.front() == '|' && shown.back() == '|';
    if (!headed && !headless && !framed) return false;
    flush();
    if (headed) {
      row(lines_[at_], true);
      at_ += 2;
    }
    for (; at_ < lines_.size() && !lines_[at_].blank && content(lines_[at_]).find('|') != std::string_view::npos; ++at_)
      if (!is_delimiter_row(content(lines_[at_]))) row(lines_[at_], false);
    after_blank_ = true;
    return true;
  }

  void row(const SourceLine& line, bool header) {
    builder_is_fresh_ = false;
    builder_.open(BlockKind::row);
    std::size_t begin = line.content, end = line.end;
    while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    if (begin < end && text_[begin] == '|') ++begin;
    if (end > begin && text_[end - 1] == '|' && (end < begin + 2 || text_[end - 2] != '\\')) --end;
    for (std::size_t at = begin; at <= end; ++at) {
      std::size_t stop = at;
      while (stop < end && (text_[stop] != '|' || text_[stop - 1] == '\\')) ++stop;
      builder_.begin_cell(header);
      InlineText cell;
      cell.add_line(text_.substr(at, stop - at), static_cast<std::uint32_t>(at), {});
      write_inline(builder_, cell, inline_);
      builder_.end_cell();
      at = stop;
    }
    builder_.close();
  }

  std::string_view text_;
  const Dialect& dialect_;
  Builder& builder_;
  std::vector<SourceLine> lines_;
  Wrapping wrapping_;
  InlineOptions inline_;
  std::size_t at_ = 0;
  int unclosed_ = 0;
  std::size_t lines_below_ = 0;  ///< of the last item, as far left as its marker
  std::size_t item_end_ = 0;     ///< the last of them

  bool pending_ = false;
  BlockKind kind_ = BlockKind::paragraph;
  int level_ = 0;
  std::string marker_;
  std::vector<SourceLine> held_;
  std::vector<Level> levels_;
  bool apart_ = false, after_blank_ = true, after_rule_ = false, after_item_ = false, in_definition_ = false,
       builder_is_fresh_ = true;
};

}  // namespace

void write_line_blocks(std::string_view masked, const Dialect& dialect, Builder& builder) {
  LineBlocks(masked, dialect, builder).run();
}

}  // namespace vitagraph::document
