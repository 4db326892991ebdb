// SPDX-License-Identifier: Apache-2.0
#include "extraction/label_column.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

/// Of a document: what is longer is no page with a margin, and its lines would take too much room.
constexpr std::size_t most_lines = 200'000;
constexpr std::size_t longest_label = 34;  ///< bytes
constexpr std::size_t most_label_words = 4;
constexpr std::size_t most_label_lines = 3;
constexpr std::size_t most_gap = 3;      ///< rows from one line of a label to the next
constexpr std::size_t least_labels = 3;  ///< that make a column
constexpr int edge = 3;                  ///< points or columns by which lines of one edge may differ
constexpr std::uint8_t label_level = 2;  ///< below the name, above headings that are only set in bold
constexpr std::uint8_t below_headings = 5;

/// A line of text with what stands before its first tab.
struct Row {
  std::size_t block = 0;
  std::uint32_t line = 0;
  Span label, rest;
  int indent = 0;
  bool short_label = false;  ///< the label could be a heading or a part of one
};

/// What is known of the label that begins at a row.
struct Label {
  std::string heading;
  std::vector<std::size_t> rows;
};

class LabelColumn {
 public:
  LabelColumn(Document& document, const lexicon::Lexicon& lexicon) : document_(document), lexicon_(lexicon) {}

  void run() {
    if (document_.lines.size() > most_lines) return;
    gather();
    std::vector<std::optional<Label>> labels(rows_.size());
    // A reader that joins a label to its text may give the line the text's indentation, so the edge is the least.
    std::size_t known = 0, in_capitals = 0;
    edge_ = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      labels[i] = known_label(i);
      if (!labels[i] || rows_[i].rest.empty()) continue;
      ++known;
      in_capitals += is_all_capitals(labels[i]->heading) ? 1 : 0;
      edge_ = std::min(edge_, rows_[i].indent);
    }
    if (known < least_labels) return;
    std::vector<std::size_t> widths;
    for (const Row& row : rows_) widths.push_back(row.rest.empty() ? row.label.size() : row.rest.size());
    const auto wide = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 4 / 5);
    std::nth_element(widths.begin(), wide, widths.end());
    text_width_ = *wide;
    capitals_ = in_capitals * 4 > known * 3;
    // Beside the labels stands the text; where most lines begin at the labels' edge, only known labels are labels.
    std::size_t at_edge = 0;
    for (const Row& row : rows_) at_edge += at_edge_of(row) ? 1 : 0;
    column_ = at_edge * 2 < rows_.size();
    // Headings over the text beside the labels: these part what stands below them.
    std::size_t beside = 0;
    for (const Row& row : rows_)
      beside += row.rest.empty() && row.short_label && !at_edge_of(row) &&
                !lexicon_.find("headings", plain_heading(slice(row.label))).empty();
    if (beside >= least_labels) level_ = below_headings;
    if (column_) {
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (!taken(i)) take(i, join(i, labels));
    } else {
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (!taken(i)) take(i, labels[i]);
    }
    rebuild();
  }

 private:
  bool at_edge_of(const Row& row) const { return std::abs(row.indent - edge_) <= edge; }
  std::string_view slice(Span span) const { return document_.slice(span); }

  void gather() {
    for (std::size_t b = 0; b < document_.blocks.size(); ++b) {
      const Block& block = document_.blocks[b];
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) continue;
      for (std::uint32_t n = 0; n < block.line_count; ++n) {
        const document::Line& line = document_.lines[block.first_line + n];
        const Span span{std::max(line.span.begin, block.span.begin), std::min(line.span.end, block.span.end)};
        if (span.end <= span.begin) continue;
        const std::string_view text = slice(span);
        Row row;
        row.block = b;
        row.line = block.first_line + n;
        row.indent = line.indent;
        const std::size_t tab = std::min(text.find('\t'), text.size());
        row.label = {span.begin, span.begin + static_cast<std::uint32_t>(trim(text.substr(0, tab)).size())};
        std::size_t rest = tab;
        while (rest < text.size() && (text[rest] == '\t' || text[rest] == ' ')) ++rest;
        row.rest = {span.begin + static_cast<std::uint32_t>(rest), span.end};
        row.short_label = is_short(slice(row.label));
        rows_.push_back(row);
      }
    }
  }

  static bool is_short(std::string_view text) {
    return !text.empty() && text.size() <= longest_label && text.back() != '.' && text.back() != ',' &&
           text.find_first_of("0123456789@") == std::string_view::npos &&
           lexicon::split_words(text).size() <= most_label_words;
  }

  /// The longest label that the lexicon knows among the row's and the next ones' below it.
  std::optional<Label> known_label(std::size_t i) const {
    if (!rows_[i].short_label || is_lower(code_point_at(slice(rows_[i].label), 0).value)) return std::nullopt;
    std::optional<Label> best;
    std::string joined;
    std::vector<std::size_t> used;
    for (std::size_t n = 0; n < most_label_lines && i + n < rows_.size(); ++n) {
      const Row& row = rows_[i + n];
      const bool beside = !row.rest.empty() && !rows_[i].rest.empty();
      if (!row.short_label || (!beside && std::abs(row.indent - rows_[i].indent) > edge)) break;
      joined += (joined.empty() ? "" : " ") + std::string(slice(row.label));
      used.push_back(i + n);
      if (!lexicon_.find("headings", plain_heading(joined)).empty()) best = Label{joined, used};
    }
    return best;
  }

  bool taken(std::size_t i) const { return heading_of_.count(rows_[i].line) > 0 || rest_of_.count(rows_[i].line) > 0; }
  /// Stands alone in the labels' column.
  bool is_bare(const Row& row) const { return row.rest.empty() && in_column(row); }
  /// By its place or, where all labels are in capitals, by its dress.
  bool in_column(const Row& row) const {
    return row.short_label && (at_edge_of(row) || (capitals_ && is_all_capitals(slice(row.label))));
  }

  /// The label that begins at the row, its further words perhaps between lines of text: "Invited talks | A talk",
  /// "and guest", "Another talk", "lectures".
  std::optional<Label> join(std::size_t i, const std::vector<std::optional<Label>>& labels) const {
    std::optional<Label> best = labels[i];
    const Row& first = rows_[i];
    if (!first.short_label || first.rest.empty() || is_lower(code_point_at(slice(first.label), 0).value)) return best;
    std::string joined(slice(first.label));
    Label label{joined, {i}};
    for (std::size_t n = i + 1, last = i;
         n < rows_.size() && n <= last + most_gap && label.rows.size() < most_label_lines; ++n) {
      const bool beside = n == i + 1 && !rows_[n].rest.empty() && in_column(rows_[n]);
      if (!is_bare(rows_[n]) && !beside) continue;
      last = n;
      joined += " " + std::string(slice(rows_[n].label));
      label.rows.push_back(n);
      label.heading = joined;
      const bool listed = !lexicon_.find("headings", plain_heading(joined)).empty();
      // Words of a label that mean nothing by themselves belong to it.
      const bool rest_known = !lexicon_.find("headings", plain_heading(slice(rows_[n].label))).empty();
      if (listed ||
          (!heading_kinds(joined, lexicon_).empty() && (!rest_known || label.rows.size() > 2 || ends_open(joined, n))))
        best = label;
    }
    return best;
  }

  /// Whether the part of the label before row n ends in a word that wants more ("Honours and").
  bool ends_open(std::string_view joined, std::size_t n) const {
    const std::string_view before = trim(joined.substr(0, joined.size() - rows_[n].label.size()));
    const std::size_t blank = before.rfind(' ');
    const std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
    if (word == "&") return true;
    for (const lexicon::Concept* found : lexicon_.find("connectives", word))
      if (found->notation == "conjunction" || found->notation == "for") return true;
    return false;
  }

  /// Makes a heading of the row's label.
  void take(std::size_t i, std::optional<Label> label) {
    Row& row = rows_[i];
    if (label && row.rest.empty() && label->rows.size() == 1) return;  // a heading of its own line
    const bool edged = column_ && at_edge_of(row);
    if (!label && column_ && in_column(row) && !row.rest.empty() && !is_lower(code_point_at(slice(row.label), 0).value))
      label = Label{std::string(slice(row.label)), {i}};  // not known, and still what its column is about
    if (!label && edged && !row.short_label) {
      // A label so wide that no gap is left: "Referee Experience Fern Letters, Moss Review, …".
      const std::string_view text = slice(row.label);
      const lexicon::Words words = lexicon::split_words(text.substr(0, 80));
      const auto match = lexicon_.longest("headings", words, 0);
      if (!match || match->words < 2 || match->words >= words.size() || words.front().span.begin > 0) return;
      const std::uint32_t rest = words[match->words].span.begin;
      if (is_lower(code_point_at(text, rest).value)) return;
      label = Label{std::string(trim(text.substr(0, rest))), {i}};
      row.rest.begin = row.label.begin + rest;
      row.label.end = row.label.begin + static_cast<std::uint32_t>(label->heading.size());
    }
    if (!label) return;
    heading_of_[row.line] = {row.label, row.rest, std::move(label->heading)};
    for (std::size_t n = 1; n < label->rows.size(); ++n) {
      const Row& below = rows_[label->rows[n]];
      const std::uint32_t end = below.rest.empty() ? below.label.end : below.rest.begin;
      std::fill(document_.text.begin() + below.label.begin, document_.text.begin() + end, ' ');
      rest_of_[below.line] = below.rest;
    }
  }

  void rebuild() {
    std::vector<document::Line> lines;
    std::vector<Block> blocks;
    std::uint32_t copied = 0;
    for (const Block& block : document_.blocks) {
      for (; copied < block.first_line; ++copied) lines.push_back(document_.lines[copied]);
      Block open = block;
      open.first_line = static_cast<std::uint32_t>(lines.size());
      open.line_count = 0;
      bool changed = false;
      const auto close = [&] {
        if (open.line_count > 0) {
          open.span = {std::max(block.span.begin, lines[open.first_line].span.begin),
                       std::min(block.span.end, lines.back().span.end)};
          blocks.push_back(open);
        }
        open.first_line = static_cast<std::uint32_t>(lines.size());
        open.line_count = 0;
        open.marker.clear();
      };
      for (std::uint32_t n = 0; n < block.line_count; ++n, ++copied) {
        document::Line line = document_.lines[copied];
        if (const auto rest = rest_of_.find(copied); rest != rest_of_.end()) {
          changed = true;
          if (rest->second.empty()) continue;
          line.span.begin = rest->second.begin;
          // A reader that takes each line of a label for the beginning of a block parts the text beside it.
          if (n == 0 && runs_on(blocks, lines, line.span)) {
            lines.push_back(line);
            ++blocks.back().line_count;
            blocks.back().span.end = line.span.end;
            open.first_line = static_cast<std::uint32_t>(lines.size());
            continue;
          }
        }
        if (const auto found = heading_of_.find(copied); found != heading_of_.end()) {
          changed = true;
          close();
          document::Line label = line;
          label.span = found->second.label;
          lines.push_back(label);
          Block heading = block;
          heading.kind = BlockKind::heading;
          heading.level = level_;
          heading.span = label.span;
          heading.marker = found->second.heading;
          heading.first_line = static_cast<std::uint32_t>(lines.size()) - 1;
          heading.line_count = 1;
          blocks.push_back(heading);
          open.first_line = static_cast<std::uint32_t>(lines.size());
          open.kind = BlockKind::paragraph;
          if (found->second.rest.empty()) continue;
          line.span.begin = found->second.rest.begin;
          // "Advisees | • A. Moss": the first of a list beside its label.
          if (const std::string_view rest = slice(line.span); rest.starts_with("•")) {
            const std::size_t text = std::min(rest.find_first_not_of(" \t", 3), rest.size());
            line.span.begin += static_cast<std::uint32_t>(text);
            open.kind = BlockKind::item;
            open.level = 1;
            open.marker = "•";
          }
        }
        lines.push_back(line);
        ++open.line_count;
      }
      if (changed) {
        close();
      } else {
        blocks.push_back(open);
        blocks.back().span = block.span;
        blocks.back().line_count = block.line_count;
      }
    }
    for (; copied < document_.lines.size(); ++copied) lines.push_back(document_.lines[copied]);
    document_.lines = std::move(lines);
    document_.blocks = std::move(blocks);
  }

  /// Whether the text beside a label's further line goes on from the last block: that ended in the line above, which is
  /// about as long as lines get, and without an end.
  bool runs_on(const std::vector<Block>& blocks, const std::vector<document::Line>& lines, Span next) const {
    if (blocks.empty() || lines.empty() || blocks.back().kind != BlockKind::paragraph) return false;
    const Block& above = blocks.back();
    if (above.line_count == 0 || above.first_line + above.line_count != lines.size()) return false;
    const std::string_view line = trim(slice(lines.back().span)), below = trim(slice(next));
    if (line.empty() || std::string_view(".;:)").find(line.back()) != std::string_view::npos ||
        is_digit(static_cast<unsigned char>(line.back())))
      return false;
    return (line.size() + 1 + below.substr(0, below.find_first_of(" \t")).size()) * 10 >= text_width_ * 9;
  }

  struct Heading {
    Span label, rest;
    std::string heading;
  };

  Document& document_;
  const lexicon::Lexicon& lexicon_;
  std::vector<Row> rows_;
  std::uint8_t level_ = label_level;
  int edge_ = 0;
  std::size_t text_width_ = 0;                   ///< bytes that most lines beside the labels have at most
  bool capitals_ = true;                         ///< whether all known labels are in capitals
  bool column_ = false;                          ///< whether the edge is the labels' alone
  std::map<std::uint32_t, Heading> heading_of_;  ///< by line
  std::map<std::uint32_t, Span> rest_of_;        ///< of lines whose label belongs to the one above
};

}  // namespace

void split_label_column(Document& document, const lexicon::Lexicon& lexicon) { LabelColumn(document, lexicon).run(); }

}  // namespace vitagraph::extraction
