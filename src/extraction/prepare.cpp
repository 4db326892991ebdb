// SPDX-License-Identifier: Apache-2.0
#include "extraction/byte_set.hpp"
#include "extraction/prepare.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_map>

#include "extraction/dated_headings.hpp"
#include "extraction/dates.hpp"
#include "extraction/heading_text.hpp"
#include "extraction/label_column.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/plain_headings.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

constexpr std::size_t least_menu = 4;           ///< headings, and kinds of them, in a row
constexpr std::size_t longest_list_label = 40;  ///< bytes
constexpr std::size_t least_repeats = 3;        ///< a line on that many pages is a running head

/// Running heads: a line that is only a page number with the word for page, or the same dated or numbered line again
/// and again.
class Furniture {
 public:
  Furniture(const Document& document, const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {
    for (const document::Line& line : document.lines) {
      const std::string shape = shape_of(document.slice(line.span));
      if (!shape.empty()) ++seen_[shape];
    }
  }

  bool is(std::string_view line) const {
    static const LetterPattern numbered(R"(^\W*(\pL+)\W*\d+(?:\W+\pL*\W*\d+)?\W*$)");
    if (!digits.any_in(line)) return false;
    std::string word;
    if (RE2::FullMatch(line, numbered.on(line), &word))
      for (const lexicon::Concept* concept_ : lexicon_.find("labels", word))
        if (concept_->notation == "boilerplate") return true;
    if (is_paged(line)) return true;
    const std::string shape = shape_of(line);
    const auto found = shape.empty() ? seen_.end() : seen_.find(shape);
    return found != seen_.end() && found->second >= least_repeats;
  }

 private:
  /// "A. Moss – Curriculum Vitae  Page 2 of 4", "CV of A. Moss, p. 3/4": the word for a page in front of a number that
  /// ends the line, or in a line that names the whole document.
  bool is_paged(std::string_view line) const {
    constexpr std::size_t longest = 120;
    if (line.size() > longest || !may_end_with_number(line)) return false;
    static const LetterPattern last(
        R"(^(.*?)[\s|,–—(\[-]*\b(\pL+)\.?\s+\d{1,3}(?:\s*(?:/|\pL{1,4})\s*\d{1,3})?[\s)\]|–—-]*$)");
    re2::StringPiece head, word;
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), last.on(line), &head, &word)) return false;
    return has_notation(lexicon_.find("labels", std::string_view(word.data(), word.size())), "boilerplate") &&
           names_page(line);
  }

  /// Whether a figure ends the line, or some sign beyond ASCII.
  static bool may_end_with_number(std::string_view line) {
    const std::size_t end = line.find_last_not_of(" \t\n\f\r)]|-");
    return end != std::string_view::npos && (digits(line[end]) || static_cast<unsigned char>(line[end]) >= 0x80);
  }

  /// What is the same on every page: a date in full as it is, a numbered name without its number. Empty for lines
  /// that could be content.
  std::string shape_of(std::string_view line) const {
    static const LetterPattern full_date(
        R"(^\s*(?:\pL+\.? \d{1,2},? \d{4}|\d{1,2}\.? \pL+\.? \d{4}|\d{4}-\d\d-\d\d)\s*$)");
    static const RE2 numbered(R"(^\s*([^\d]{5,60}?)[\s|,–-]+\d{1,3}\s*$)");
    const std::size_t last = line.find_last_not_of(" \t\n\f\r");
    if (line.size() > 80 || last == std::string_view::npos || line[last] < '0' || line[last] > '9') return {};
    std::string name;
    if (RE2::FullMatch(line, full_date.on(line)) || names_page(line)) return collapse_blanks(line);
    if (RE2::FullMatch(line, numbered, &name)) return fold(name) + "#";
    return {};
  }

  /// "Ada Moss  CV  November 2023": a name for the whole document in it.
  bool names_page(std::string_view line) const {
    const lexicon::Words words = lexicon::split_words(line);
    if (words.size() > 10) return false;
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto match = lexicon_.longest("headings", words, at);
          match && lexicon_.concept_at(match->concept_id).notation == "page-title")
        return true;
    return false;
  }

  const lexicon::Lexicon& lexicon_;
  std::unordered_map<std::string, std::size_t> seen_;
};

/// Takes back the line breaks that only the width of the page made: the next word would not have fitted. The text keeps
/// its length; a break that stays is one that the writer meant.
class Unwrapping {
 public:
  Unwrapping(Document& document, const lexicon::Lexicon& lexicon) : document_(document), lexicon_(lexicon) {
    // HTML breaks a line only where its author says so.
    if (document.format == document::Format::html) return;
    std::vector<std::size_t> lengths;
    for (const Block& block : document.blocks)
      for (std::uint32_t i = 0; block.line_count > 1 && i < block.line_count; ++i)
        lengths.push_back(length_of(document.lines[block.first_line + i].span));
    if (lengths.size() < 4) return;
    const auto high = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 19 / 20);
    std::nth_element(lengths.begin(), high, lengths.end());
    width_ = *high;
    filled_ = is_filled();
    if (document.format == document::Format::markdown && !filled_) width_ = 0;
  }

  void run() {
    std::vector<document::Line> lines;
    lines.reserve(document_.lines.size());
    std::uint32_t copied = 0;
    for (Block& block : document_.blocks) {
      for (; copied < block.first_line; ++copied) lines.push_back(document_.lines[copied]);
      const auto first = static_cast<std::uint32_t>(lines.size());
      const bool runs_on =
          block.kind == BlockKind::paragraph || block.kind == BlockKind::item || block.kind == BlockKind::heading;
      const bool quoted = is_quotation(trim(document_.slice(block.span)));
      for (std::uint32_t i = 0; i < block.line_count; ++i, ++copied) {
        const document::Line& line = document_.lines[block.first_line + i];
        if (i > 0 && runs_on && width_ >= least_width &&
            !(quoted && begins_quoted(document_.lines[block.first_line + i - 1].span, line.span)) &&
            is_wrapped(document_.lines[block.first_line + i - 1].span, line.span)) {
          blank_between(lines.back().span.end, line.span.begin);
          lines.back().span.end = line.span.end;
        } else {
          lines.push_back(line);
        }
      }
      block.first_line = first;
      block.line_count = static_cast<std::uint32_t>(lines.size()) - first;
    }
    for (; copied < document_.lines.size(); ++copied) lines.push_back(document_.lines[copied]);
    document_.lines = std::move(lines);
  }

 private:
  /// Whether lines end because they are full: text whose lines are as long as their writer liked has no width.
  bool is_filled() const {
    std::size_t full = 0, breaks = 0;
    for (const Block& block : document_.blocks)
      for (std::uint32_t i = 0; i + 1 < block.line_count; ++i, ++breaks)
        full += is_wrapped(document_.lines[block.first_line + i].span, document_.lines[block.first_line + i + 1].span);
    return full * 4 > breaks;
  }

  /// With its markup: the writer's editor counted that too.
  std::size_t length_of(Span span) const {
    if (document_.format == document::Format::markdown) {
      const Span source = document_.to_source(span);
      if (source.end > source.begin && source.size() < 4 * span.size() + 40)
        return count_code_points(document_.source.slice(source));
    }
    return count_code_points(document_.slice(span));
  }

  static bool is_quotation(std::string_view text) {
    if (text.empty()) return false;
    const char32_t first = code_point_at(text, 0).value;
    return first == U'"' || first == U'\u201C' || first == U'\u201E' || first == U'\u00AB';
  }
  /// Works of one block that begin with their titles in quotation marks: a full line that ends one is no broken one.
  bool begins_quoted(Span above, Span below) const {
    const std::string_view line = trim(document_.slice(above));
    return !line.empty() &&
           (std::string_view(".)").find(line.back()) != std::string_view::npos ||
            is_digit(static_cast<unsigned char>(line.back()))) &&
           is_quotation(trim(document_.slice(below)));
  }

  /// "since 04/2010 <tab> Lecturer", "12/07/2006: Lecturer", "[2021-04/2024-09] Lecturer": a date in front that a
  /// column, a colon or a bracket sets off.
  bool begins_with_column(std::string_view line) const {
    constexpr std::size_t widest_column = 40, most_letters = 12;
    const bool bracket = line.starts_with("[");
    if (bracket) line.remove_prefix(1);
    const std::size_t end = bracket ? line.find(']') : std::min(line.find('\t'), line.find(": "));
    if (end > widest_column || end >= line.size()) return false;
    const std::string_view column = line.substr(0, end);
    if (!digits.any_in(column)) return false;
    const std::vector<DateMention> dates = find_dates(column, lexicon_);
    return !dates.empty() && dates.front().span.begin < most_letters &&
           without_dates(column, dates).size() < most_letters;
  }

  /// A line that begins like an entry of its own: with a post, a degree or a date.
  bool begins_entry(std::string_view line) const {
    if (begins_with_column(line)) return true;
    static const RE2 when(R"(^\d{1,2}(?:[:.h]\d\d|\.\d{1,2}\.(?:\d\d){1,2})\W)");
    if (RE2::PartialMatch(line, when)) return true;
    // "Reviewer: A, B", "Graduate courses: A, B": a list of its own.
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos && colon <= longest_list_label && is_upper(code_point_at(line, 0).value) &&
        !heading_kinds(line.substr(0, colon), lexicon_).empty())
      return true;
    const lexicon::Words words = lexicon::split_words(line.substr(0, 80));
    if (words.empty() || is_lower(code_point_at(line, words.front().span.begin).value)) return false;
    if (is_digit(code_point_at(line, 0).value) && words.front().span.size() == 4) return true;
    return lexicon_.longest("roles", words, 0).has_value() || lexicon_.longest("degrees", words, 0).has_value();
  }

  bool is_wrapped(Span above, Span below) const {
    const std::string_view next = trim(document_.slice(below));
    if (leads_on(trim(document_.slice(above)), next)) return true;
    if (document_.format != document::Format::markdown && begins_entry(next)) return false;
    const std::string_view line = trim(document_.slice(above));
    const bool dated = ends_with_year(line) || ends_with_present(line);
    if (ends_statement(line) && begins_with_author(next)) return false;
    if ((dated || is_complete(line)) && !next.empty() && !is_lower(code_point_at(next, 0).value) &&
        (!filled_ || dated || is_quotation(next)))
      return false;
    const std::size_t word = count_code_points(next.substr(0, next.find_first_of(" \t")));
    return length_of(above) + 1 + word > width_;
  }

  /// "Moss, A. B.", "Moss AB," in front of a reference.
  bool begins_with_author(std::string_view line) const {
    static const LetterPattern author(R"(^\p{Lu}[\pL'’-]+,? \p{Lu}(?:\.|\p{Lu}{0,2}[,.])([^\pL]*)(\pL*))");
    re2::StringPiece marks, word;
    if (!RE2::PartialMatch(line.substr(0, 60), author.on(line), &marks, &word)) return false;
    const std::string_view next(word.data(), word.size());
    return marks.find('(') != marks.npos || marks.find('&') != marks.npos ||
           (!next.empty() && is_upper(code_point_at(next, 0).value)) ||
           has_notation(lexicon_.find("names", next), "conjunction");
  }

  /// A full stop that is no initial's, behind a word or number.
  static bool ends_statement(std::string_view line) {
    return line.size() > 3 && line.back() == '.' && line[line.size() - 2] != '.' &&
           std::string_view(" .-").find(line[line.size() - 3]) == std::string_view::npos;
  }

  /// "…, May 2019", "… (2019).": in a list that is where an entry ends.
  static bool ends_with_year(std::string_view line) {
    constexpr std::size_t digits = 4;
    while (!line.empty() && (line.back() == '.' || line.back() == ')')) line.remove_suffix(1);
    if (line.size() <= digits) return false;
    const std::string_view year = line.substr(line.size() - digits);
    return (year.starts_with("19") || year.starts_with("20")) &&
           year.find_first_not_of("0123456789") == std::string_view::npos &&
           !is_digit(static_cast<unsigned char>(line[line.size() - digits - 1]));
  }

  /// "2019–present"
  bool ends_with_present(std::string_view line) const {
    const std::size_t begin = line.find_last_of(" \t-/)") + 1;  // npos + 1 is 0
    const std::size_t dash = line.rfind("\u2013");
    const std::size_t from = dash != std::string_view::npos && dash + 3 > begin ? dash + 3 : begin;
    return from < line.size() && has_notation(lexicon_.find("present", line.substr(from)), "present");
  }

  /// A line that ends with a year, a bracket or a full stop: in a list of lines as long as their matter none of them is
  /// broken.
  static bool is_complete(std::string_view line) {
    return !line.empty() &&
           (is_digit(static_cast<unsigned char>(line.back())) || line.back() == ')' || line.back() == '.');
  }

  /// "… Institute for Moss and": a small word at the end leads to the next line, whatever its width.
  bool leads_on(std::string_view line, std::string_view next) const {
    const std::size_t blank = line.find_last_of(" \t");
    if (blank == std::string_view::npos || next.empty() || line.size() < least_width / 2) return false;
    const std::string_view word = line.substr(blank + 1);
    if (word.size() < 2 || !is_lower(code_point_at(word, 0).value) || is_digit(code_point_at(next, 0).value))
      return false;
    for (const char* notation : {"and", "preposition", "name-inside"})
      if (has_notation(lexicon_.find("clause-words", word), notation)) return true;
    return false;
  }

  void blank_between(std::uint32_t begin, std::uint32_t end) {
    if (begin > 0 && document_.text[begin - 1] == '-') return;
    for (std::uint32_t at = begin; at < end; ++at)
      if (document_.text[at] == '\n' || document_.text[at] == '\r') document_.text[at] = ' ';
  }

  static constexpr std::size_t least_width = 50;  ///< narrower columns are tables and letterheads

  Document& document_;
  const lexicon::Lexicon& lexicon_;
  std::size_t width_ = 0;
  bool filled_ = false;  ///< while that is found out, complete lines do not tell
};

/// Splits the blocks of plain text at headings and drops running heads.
class Splitter {
 public:
  Splitter(const Document& from, const lexicon::Lexicon& lexicon)
      : from_(from),
        lexicon_(lexicon),
        habits_(find_heading_habits(from, lexicon)),
        marked_(marks_headings(from)),
        furniture_(from, lexicon) {}

  std::vector<Block> run() {
    for (std::size_t i = 0; i < from_.blocks.size(); ++i) {
      const Block& block = from_.blocks[i];
      const bool plain = block.kind == BlockKind::paragraph ||
                         ((block.kind == BlockKind::item || block.kind == BlockKind::term) && block.line_count > 1);
      if (plain)
        split(block, leads_list(i));
      else if (block.kind != BlockKind::heading || !furniture_.is(from_.slice(block.span)))
        push(block);
    }
    if (from_.format == document::Format::text) forget_menus(out_);
    return std::move(out_);
  }

 private:
  enum class LineKind { text, heading, furniture };

  LineKind kind_of(std::string_view line, LinePlace place) const {
    if (furniture_.is(line)) return LineKind::furniture;
    return is_plain_heading(trim(line), place, habits_, lexicon_) ? LineKind::heading : LineKind::text;
  }

  /// Whether what follows the block is a list, or set in from it.
  bool leads_list(std::size_t index) const {
    if (index + 1 >= from_.blocks.size() || from_.blocks[index].line_count != 1) return false;
    const Block& next = from_.blocks[index + 1];
    const bool set_in = next.kind == BlockKind::paragraph && next.line_count > 0 &&
                        from_.lines[next.first_line].indent > from_.lines[from_.blocks[index].first_line].indent + 1;
    if (next.kind != BlockKind::item && !set_in) return false;
    // A link above a list ("Profile at Avon") leads elsewhere.
    if (!from_.link_in(from_.blocks[index].span).empty()) return false;
    const std::vector<std::string> kinds = heading_kinds(from_.slice(from_.blocks[index].span), lexicon_);
    return kinds.empty() || kinds != kinds_;  // not a grant among the grants
  }

  void split(const Block& block, bool leads) {
    std::vector<LineKind> kinds;
    for (std::uint32_t i = 0; i < block.line_count; ++i)
      kinds.push_back(kind_of(from_.slice(line_span(block, i)), i > 0                   ? LinePlace::amid
                                                                : leads                 ? LinePlace::above_list
                                                                : block.line_count == 1 ? LinePlace::alone
                                                                                        : LinePlace::first));
    if (block.kind == BlockKind::item && !kinds.empty() && kinds.front() == LineKind::heading)
      kinds.front() = LineKind::text;
    forget_menus(kinds);
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i <= block.line_count; ++i) {
      if (i < block.line_count && kinds[i] == LineKind::text) continue;
      if (i > begin) out_.push_back(part(block, begin, i));
      if (i < block.line_count && kinds[i] == LineKind::heading) {
        Block heading = part(block, i, i + 1);
        heading.kind = BlockKind::heading;
        heading.level = level_of(heading);
        heading.marker.clear();
        push(std::move(heading));
      }
      begin = i + 1;
    }
  }

  /// Where headings are marked, in Markdown, those that are not stand below them, and bold ones side by side.
  std::uint8_t level_of(const Block& heading) const {
    if (!marked_) return plain_heading_level(from_.slice(heading.span), from_.format);
    const auto behind =
        std::lower_bound(from_.runs.begin(), from_.runs.end(), heading.span.begin,
                         [](const document::Run& run, std::uint32_t at) { return run.span.begin < at; });
    const bool bold = behind != from_.runs.end() && behind->kind == document::RunKind::bold &&
                      behind->span.begin == heading.span.begin && behind->span.end + 2 >= heading.span.end;
    return bold ? bold_level : lowest_level;
  }

  static bool marks_headings(const Document& document) {
    if (document.format != document::Format::markdown) return false;
    return std::any_of(document.blocks.begin(), document.blocks.end(), [&](const Block& block) {
      if (block.kind != BlockKind::heading || block.span.size() == 0) return false;
      const std::string_view source = document.source.text();
      const std::size_t at = document.to_source(block.span).begin;
      if (at >= source.size()) return false;
      const std::size_t line = source.rfind('\n', at) + 1;  // npos + 1 is 0
      const std::size_t first = source.find_first_not_of(" \t", std::min(line, at));
      return first < source.size() && std::string_view("#*_<").find(source[first]) != std::string_view::npos;
    });
  }

  void push(Block block) {
    if (block.kind == BlockKind::heading) kinds_ = heading_kinds(from_.slice(block.span), lexicon_);
    out_.push_back(std::move(block));
  }

  /// Three headings in a row are a page's menu.
  static void forget_menus(std::vector<LineKind>& kinds) {
    for (std::size_t i = 0; i < kinds.size();) {
      std::size_t end = i;
      while (end < kinds.size() && kinds[end] == LineKind::heading) ++end;
      if (end - i >= 3)
        std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(i), kinds.begin() + static_cast<std::ptrdiff_t>(end),
                  LineKind::text);
      i = std::max(end, i + 1);
    }
  }

  /// Nor is a column of headings of many kinds with nothing between them ("Home", "Research", "Teaching", …): those
  /// that stand again elsewhere are only menu, and all but the last, below which something stands.
  void forget_menus(std::vector<Block>& blocks) const {
    std::unordered_map<std::string, std::size_t> seen;
    for (const Block& block : blocks)
      if (block.kind == BlockKind::heading) ++seen[fold(from_.slice(block.span))];
    for (std::size_t i = 0; i < blocks.size();) {
      std::size_t end = i;
      while (end < blocks.size() && blocks[end].kind == BlockKind::heading) ++end;
      if (end - i >= least_menu && count_kinds(blocks, i, end) >= least_menu) {
        if (end < blocks.size() && seen[fold(from_.slice(blocks[end - 1].span))] < 2) --end;
        for (std::size_t at = i; at < end; ++at) {
          blocks[at].kind = BlockKind::paragraph;
          blocks[at].level = 0;
        }
      }
      i = std::max(end, i + 1);
    }
  }

  std::size_t count_kinds(const std::vector<Block>& blocks, std::size_t begin, std::size_t end) const {
    std::vector<std::string> kinds;
    for (std::size_t i = begin; i < end; ++i)
      for (const std::string& kind : heading_kinds(from_.slice(blocks[i].span), lexicon_))
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    return kinds.size();
  }

  Span line_span(const Block& block, std::uint32_t index) const {
    const Span line = from_.lines[block.first_line + index].span;
    return {std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)};
  }

  Block part(const Block& block, std::uint32_t begin, std::uint32_t end) const {
    if (begin == 0 && end == block.line_count) return block;
    Block out = block;
    out.first_line = block.first_line + begin;
    out.line_count = end - begin;
    out.span = {line_span(block, begin).begin, line_span(block, end - 1).end};
    if (begin > 0) {
      // The last line above a description is its term, whatever heading stands on it.
      if (block.kind != BlockKind::term) out.kind = BlockKind::paragraph;
      out.marker.clear();
    }
    return out;
  }

  const Document& from_;
  const lexicon::Lexicon& lexicon_;
  static constexpr std::uint8_t bold_level = 5, lowest_level = 6;

  const HeadingHabits habits_;
  const bool marked_;
  const Furniture furniture_;
  std::vector<std::string> kinds_;  ///< of the last heading
  std::vector<Block> out_;
};

}  // namespace

document::Document prepare(const document::Document& document, const lexicon::Lexicon& lexicon) {
  document::Document out = document;
  split_label_column(out, lexicon);
  out.blocks = Splitter(out, lexicon).run();
  raise_items(out, lexicon);
  raise_terms(out, lexicon);
  raise_years(out, lexicon);
  lower_dated_headings(out, lexicon);
  Unwrapping(out, lexicon).run();
  return out;
}

}  // namespace vitagraph::extraction
