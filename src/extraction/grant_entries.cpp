// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_entries.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_pieces.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::size_t least_lines = 3;      ///< with dates, of a list of lines
constexpr std::size_t least_labels = 3;     ///< lines that begin with labels, of a section of such blocks
constexpr std::size_t longest_label = 30;   ///< bytes
constexpr std::uint32_t longest_gap = 400;  ///< bytes between two lines of one paragraph
constexpr std::size_t least_prose = 10;     ///< words of a line that only describes
constexpr std::size_t least_italic = 3;     ///< words in italics that are a title
constexpr std::size_t most_head_words = 6;  ///< of a column's head
constexpr std::size_t longest_aside = 120;  ///< bytes of a bracket that begins an entry with who led
constexpr std::size_t short_aside = 20;     ///< and with its date

/// What a column's head says ("Funding source", "Amount (Euros)", "Role of the PI").
std::string column_label(std::string_view head, const lexicon::Lexicon& lexicon) {
  std::string text = clean_value(head.substr(0, head.find('(')));
  if (std::string label = grant_label(text, lexicon); !label.empty()) return label;
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() > most_head_words) return {};
  for (std::size_t at = words.size(); at-- > 0;) {
    if (const auto match = lexicon.longest("grant-labels", words, at))
      return lexicon.concept_at(match->concept_id).notation;
    if (is_principal(text, lexicon)) return "people";
  }
  return {};
}

class Finder {
 public:
  Finder(const Section& section, const Context& context)
      : section_(section), context_(context), lexicon_(context.lexicon) {}

  std::vector<GrantEntry> run() {
    if (read_table()) return std::move(out_);
    pieces_ = find_pieces(section_, context_);
    // "Active", "Completed" over some of the grants
    pieces_.erase(std::remove_if(pieces_.begin(), pieces_.end(),
                                 [&](const Piece& piece) {
                                   std::string_view line = trim(slice(piece));
                                   if (line.ends_with(":")) line.remove_suffix(1);
                                   return !piece.item && grant_label(line, lexicon_) == "status";
                                 }),
                  pieces_.end());
    for (Piece& piece : pieces_) piece.continues = piece.continues && !begins_with_aside(slice(piece));
    const bool plain = !pieces_.empty() && std::none_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
      return piece.item || piece.alone || piece.term;
    });
    if (plain && (by_labels() || by_numbers() || by_lines() || by_blocks())) return std::move(out_);
    for (Entry& entry : find_entries(section_, context_, EntryShape::list))
      out_.push_back({std::move(entry), false, {}});
    return std::move(out_);
  }

 private:
  std::string_view slice(const Piece& piece) const { return context_.document.slice(piece.span); }

  /// "(PI: A. Moss) Walls and rain", "(2022) Fern Trust": a bracket that an entry begins with.
  bool begins_with_aside(std::string_view line) const {
    const std::size_t close = line.starts_with("(") ? line.find(')') : line.npos;
    if (close == line.npos || close > longest_aside || close + 2 >= line.size()) return false;
    const std::string_view inner = line.substr(1, close - 1);
    return tells_part(inner, lexicon_) || (inner.size() <= short_aside && !find_dates(inner, lexicon_).empty());
  }

  /// A table whose first row names its columns.
  bool read_table() {
    std::vector<std::string> columns;
    std::size_t first = section_.first_block;
    for (; first < section_.last_block && columns.empty(); ++first) {
      const Block& block = context_.document.blocks[first];
      if (block.kind != BlockKind::row) continue;
      std::size_t told = 0;
      for (std::uint32_t i = 0; i < block.cell_count; ++i) {
        columns.push_back(column_label(cell(block, i), lexicon_));
        told += columns.back().empty() ? 0 : 1;
      }
      if (told < 2) return false;
    }
    if (std::find(columns.begin(), columns.end(), "funder") == columns.end()) return false;
    for (std::size_t index = first; index < section_.last_block; ++index) {
      const Block& block = context_.document.blocks[index];
      if (block.kind == BlockKind::row) add_row(block, index, columns);
    }
    return !out_.empty();
  }

  std::string_view cell(const Block& block, std::uint32_t index) const {
    return trim(context_.document.slice(context_.document.cells[block.first_cell + index].span));
  }

  void add_row(const Block& block, std::size_t index, const std::vector<std::string>& columns) {
    GrantEntry row;
    row.table = true;
    row.entry.span = block.span;
    row.entry.first_block = index;
    row.entry.last_block = index + 1;
    row.entry.lines.push_back(block.span);
    const SumPatterns& sums = lexicon_.kept(&sum_patterns);
    for (std::uint32_t i = 0; i < block.cell_count && i < columns.size(); ++i) {
      const std::string text = clean_value(cell(block, i));
      if (text.empty()) continue;
      const std::string& label = columns[i];
      if (label == "amount") {
        const auto sum = find_sum(text, 0, sums);
        row.told.amount = sum ? text.substr(sum->begin, sum->size()) : text;
      } else if (label == "when") {
        row.told.when = when_of(find_dates(text, lexicon_));
      } else if (label == "people") {
        row.told.led = is_principal(text, lexicon_);
      } else if (label == "funder" || label == "title") {
        GrantPart part;
        const GrantText inner =
            label == "funder" ? take_grant_apart(std::string(cell(block, i)), lexicon_) : GrantText{};
        part.text = inner.parts.empty() ? text : inner.parts.front().text;
        part.label = label;
        row.told.parts.push_back(std::move(part));
      } else if (label.empty()) {
        GrantText rest = take_grant_apart(std::string(cell(block, i)), lexicon_);
        if (!row.told.when.stated()) row.told.when = std::move(rest.when);
        if (row.told.amount.empty()) row.told.amount = std::move(rest.amount);
        for (GrantPart& part : rest.parts) row.told.parts.push_back(std::move(part));
      }
    }
    out_.push_back(std::move(row));
  }

  std::string label_of(const Piece& piece) const {
    const std::string_view line = slice(piece);
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon > longest_label) return {};
    std::string label = grant_label(line.substr(0, colon), lexicon_);
    if (label.empty() && has_notation(lexicon_.find("advising", line.substr(0, colon)), "principal")) label = "people";
    return label;
  }

  /// "Title: …" over "Agency: …" over "Amount: …": the first label again begins the next.
  bool by_labels() {
    std::vector<std::string> labels;
    std::size_t told = 0, givers = 0;
    for (const Piece& piece : pieces_) {
      labels.push_back(label_of(piece));
      told += labels.back().empty() ? 0 : 1;
      givers += labels.back() == "funder" || labels.back() == "title" ? 1 : 0;
    }
    if (told < least_labels || givers == 0 || told * 2 < pieces_.size()) return false;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= pieces_.size(); ++i) {
      const bool next = i == pieces_.size() ||
                        (labels.front().empty() ? labels[i].empty() && !labels[i - 1].empty() && !pieces_[i].continues
                                                : labels[i] == labels.front());
      if (!next) continue;
      add(begin, i);
      begin = i;
    }
    return true;
  }

  /// Lines that begin with their number, where the reader saw no list.
  bool by_numbers() {
    static const RE2 number(R"(^[\[(]?(\d{1,2})[.)\]]\s+\S)");
    std::vector<std::size_t> begins;
    int last = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      int value = 0;
      const std::string_view line = slice(pieces_[i]);
      if (!RE2::PartialMatch({line.data(), line.size()}, number, &value)) continue;
      if (last != 0 && value != last + 1 && value != last - 1 && value != 1) continue;
      last = value;
      begins.push_back(i);
    }
    if (begins.size() < 2) return false;
    if (begins.front() > 0) add(0, begins.front());
    for (std::size_t n = 0; n < begins.size(); ++n)
      add(begins[n], n + 1 < begins.size() ? begins[n + 1] : pieces_.size());
    return true;
  }

  /// Nearly every line has its own date or sum: an entry a line.
  bool by_lines() {
    std::size_t told = 0;
    for (const Piece& piece : pieces_) told += signed_line(piece) && !piece.date_only && !piece.continues ? 1 : 0;
    const bool all = told == pieces_.size() && told > 1;
    if (!all && (told < least_lines || told * 5 < pieces_.size() * 4)) return false;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= pieces_.size(); ++i) {
      if (i < pieces_.size() && !signed_line(pieces_[i])) continue;
      add(begin, i);
      begin = i;
    }
    return true;
  }

  bool signed_line(const Piece& piece) const {
    return piece.dated || find_sum(slice(piece), 0, lexicon_.kept(&sum_patterns)).has_value();
  }

  /// Paragraphs of several lines with one date each are a grant each; what only describes goes with the one above.
  bool by_blocks() {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (i == 0 || (pieces_[i].starts_block && parted(pieces_[i - 1], pieces_[i]))) begins.push_back(i);
    std::size_t several = 0, crowded = 0;
    std::vector<bool> signs;  // of a grant: a date or a sum
    for (std::size_t b = 0; b < begins.size(); ++b) {
      const std::size_t end = b + 1 < begins.size() ? begins[b + 1] : pieces_.size();
      std::size_t dated = 0;
      bool sum = false;
      for (std::size_t i = begins[b]; i < end; ++i) {
        dated += pieces_[i].dated ? 1 : 0;
        sum = sum || find_sum(slice(pieces_[i]), 0, lexicon_.kept(&sum_patterns)).has_value();
      }
      several += end - begins[b] > 1 ? 1 : 0;
      crowded += dated > 1 ? 1 : 0;
      signs.push_back(dated > 0 || sum);
    }
    if (several == 0 || crowded * 3 > several || (begins.size() == 1 && !signs.front())) return false;
    std::size_t open = begins.front();
    bool signed_ = signs.front();
    for (std::size_t b = 1; b < begins.size(); ++b) {
      if (!signs[b] && signed_ && describes(pieces_[begins[b]])) continue;
      if (signs[b] && !signed_ && b + 1 < begins.size() && !signs[b + 1]) {
        signed_ = true;  // a title over its matter, again and again
        continue;
      }
      add(open, begins[b]);
      open = begins[b];
      signed_ = signs[b];
    }
    add(open, pieces_.size());
    return true;
  }

  /// Whether an empty line stands between the pieces, where the format has such: columns part paragraphs too.
  bool parted(const Piece& above, const Piece& below) const {
    const document::Document& document = context_.document;
    if (document.format != document::Format::text && document.format != document::Format::markdown) return true;
    const std::uint32_t begin = document.to_source(above.span).end, end = document.to_source(below.span).begin;
    if (end <= begin || end - begin > longest_gap) return true;
    const std::string_view gap = document.source.slice({begin, end});
    return std::count(gap.begin(), gap.end(), '\n') != 1;
  }

  bool describes(const Piece& piece) const {
    const std::string_view line = slice(piece);
    if (!label_of(piece).empty()) return true;
    return lexicon::split_words(line).size() >= least_prose && line.back() == '.';
  }

  void add(std::size_t begin, std::size_t end) {
    Entry entry;
    entry.subheading = section_.inherits ? section_.heading : std::string();
    entry.first_block = pieces_[begin].block;
    entry.last_block = pieces_[end - 1].block + 1;
    entry.span = {pieces_[begin].span.begin, pieces_[end - 1].span.end};
    for (std::size_t i = begin; i < end; ++i) entry.lines.push_back(pieces_[i].span);
    entry.marker = context_.document.blocks[entry.first_block].marker;
    out_.push_back({std::move(entry), false, {}});
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  std::vector<Piece> pieces_;
  std::vector<GrantEntry> out_;
};

}  // namespace

std::vector<GrantEntry> find_grant_entries(const Section& section, const Context& context) {
  return Finder(section, context).run();
}

std::string grant_text_of(const Entry& entry, const Context& context) {
  const std::vector<document::Run>& runs = context.document.runs;
  std::string out;
  for (const auto* spans : {&entry.lines, &entry.items})
    for (const Span span : *spans) {
      if (!out.empty()) out += '\n';
      std::uint32_t at = span.begin;
      auto run = std::lower_bound(runs.begin(), runs.end(), span.begin,
                                  [](const document::Run& r, std::uint32_t begin) { return r.span.begin < begin; });
      for (; run != runs.end() && run->span.begin < span.end; ++run) {
        if (run->kind != document::RunKind::italic || run->span.begin < at || run->span.end > span.end) continue;
        const std::string_view inner = context.document.slice(run->span);
        if (inner.find_first_of("\"“”") != inner.npos || lexicon::split_words(inner).size() < least_italic) continue;
        out += context.document.slice({at, run->span.begin});
        out += emphasis_opens;
        out += inner;
        out += emphasis_closes;
        at = run->span.end;
      }
      out += context.document.slice({at, span.end});
    }
  return out;
}

}  // namespace vitagraph::extraction
