// SPDX-License-Identifier: Apache-2.0
#include "extraction/entry_pieces.hpp"

#include <algorithm>

#include "extraction/career_labels.hpp"
#include "extraction/dates.hpp"
#include "extraction/segments.hpp"
#include "extraction/table_columns.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::size_t short_rest = 3;          ///< letters beside a date that leave it a line of dates
constexpr std::size_t longest_complete = 200;  ///< bytes of a line that names a post and its house

std::size_t letters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_letter(c.value)) ++count;
    at += c.length;
  }
  return count;
}

bool has_label(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > 40) return false;
  const std::string_view word = text.substr(0, colon);
  return !lexicon.find("advising", word).empty() || !lexicon.find("labels", word).empty();
}

/// Whether half of a short line or more is places' names, as the rest may be a town that no vocabulary knows.
bool is_place_line(std::string_view text, const lexicon::Lexicon& lexicon) {
  if (text.size() > 50) return false;
  // "Fernware <tab> Leeds, UK": the column beside it is one, the line is not.
  if (const std::size_t gap = text.find('\t'); gap != std::string_view::npos)
    return is_place_line(trim(text.substr(0, gap)), lexicon) && is_place_line(trim(text.substr(gap + 1)), lexicon);
  const lexicon::Words words = lexicon::split_words(text);
  const std::size_t known = place_words(words, lexicon);
  return known > 0 && known * 2 >= words.size() && words.size() <= 6 &&
         organization_class(text, lexicon) == OrganizationClass::none;
}

class Pieces {
 public:
  Pieces(const Section& section, const Context& context)
      : context_(context),
        studies_(section.is("education")),
        posts_(section.is("positions") || section.is("research-experience")) {
    for (std::size_t i = section.first_block; i < section.last_block; ++i) add_block(i);
    // A heading that is the first line of an entry: it names a post or study itself, or what follows has its date or
    // place, but no name.
    if (section.inherits && section.parent > 0 &&
        (heads_entry(section) ||
         (!pieces.empty() && (pieces.front().date_only || pieces.front().place_only || pieces.front().label)))) {
      std::vector<Piece> rest = std::move(pieces);
      pieces.clear();
      add(section.heading_span, section.first_block);
      if (!pieces.empty()) pieces.front().starts_block = true;
      if (!pieces.empty() && !rest.empty() && heads_entry(section)) rest.front().below_heading = true;
      pieces.insert(pieces.end(), rest.begin(), rest.end());
    }
  }
  std::vector<Piece> pieces;

 private:
  /// "Analyst, Avon Labs (May 2019 - present)" as a heading: a post or degree with its date or house.
  bool heads_entry(const Section& section) const {
    if (!section.is("positions") && !section.is("education")) return false;
    const Dated dated = take_dates(section.heading, context_.lexicon, 0);
    bool titled = false, named = false;
    for (const Segment& segment : cut_segments(dated.rest, context_.lexicon, 0)) {
      titled = titled || segment.role || segment.degree;
      named = named || (segment.organization >= OrganizationClass::company && !segment.role);
    }
    return titled && (named || !dated.dates.empty());
  }

  void add_block(std::size_t index) {
    const Block& block = context_.document.blocks[index];
    if (block.kind == BlockKind::heading || block.kind == BlockKind::reference) return;
    if (is_table_head(block, context_)) return;
    const std::size_t first = pieces.size();
    if (block.kind == BlockKind::paragraph || block.kind == BlockKind::term) {
      for (std::uint32_t i = 0; i < block.line_count; ++i) {
        const Span line = context_.document.lines[block.first_line + i].span;
        const std::size_t before = pieces.size();
        add({std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)}, index);
        if (pieces.size() > before) pieces.back().indent = context_.document.lines[block.first_line + i].indent;
      }
    } else if (block.kind == BlockKind::row && cells_are_entries(block)) {
      for (std::uint32_t i = 0; i < block.cell_count; ++i) {
        add(context_.document.cells[block.first_cell + i].span, index);
        if (!pieces.empty()) pieces.back().alone = true;
      }
    } else {
      add(block.span, index);
    }
    if (pieces.size() > first) pieces[first].starts_block = true;
    if (block.kind == BlockKind::paragraph && (studies_ || posts_)) part_periods(first);
    for (std::size_t i = first; i < pieces.size(); ++i) {
      pieces[i].item = block.kind == BlockKind::item;
      pieces[i].level = block.level;
      pieces[i].term = block.kind == BlockKind::term;
    }
  }

  /// House, post, dates, house, post, dates, …: lines of a paragraph from `first` on whose shapes come again and again
  /// are entries of as many lines each.
  void part_periods(std::size_t first) {
    constexpr std::size_t longest_period = 6, least_entries = 2;
    const std::size_t count = pieces.size() - first;
    const auto shape = [&](std::size_t i) {
      const Piece& piece = pieces[first + i];
      return (piece.date_only ? 1U : 0U) | (piece.titled ? 2U : 0U) | (piece.dated ? 4U : 0U);
    };
    for (std::size_t period = 2; period <= longest_period && period * least_entries <= count; ++period) {
      if (count % period != 0) continue;
      std::size_t titles = 0, dates = 0;
      bool same = true;
      for (std::size_t i = 0; i < count && same; ++i) {
        same = i < period || shape(i) == shape(i - period);
        same = same && !pieces[first + i].prose && !pieces[first + i].label;
        titles += i < period && pieces[first + i].titled;
        dates += i < period && pieces[first + i].dated;
      }
      if (!same || titles != 1 || dates != 1) continue;
      for (std::size_t i = period; i < count; i += period) pieces[first + i].of_period = true;
      for (std::size_t i = 0; i < count; ++i) pieces[first + i].in_period = true;
      return;
    }
  }

  /// Cells side by side that each begin with a degree or post: three studies in a row.
  bool cells_are_entries(const Block& block) const {
    std::size_t titled = 0, filled = 0;
    for (std::uint32_t i = 0; i < block.cell_count; ++i) {
      const std::string_view text = trim(context_.document.slice(context_.document.cells[block.first_cell + i].span));
      if (text.empty()) continue;
      ++filled;
      const lexicon::Words words = lexicon::split_words(text.substr(0, 120));
      if (context_.lexicon.longest("degrees", words, 0) || context_.lexicon.longest("roles", words, 0)) ++titled;
    }
    return filled >= 2 && titled == filled;
  }

  void add(Span span, std::size_t block) {
    std::string_view text = context_.document.slice(span);
    std::string_view trimmed = trim(text);
    if (trimmed.empty()) return;
    auto begin = span.begin + static_cast<std::uint32_t>(trimmed.data() - text.data());
    Piece piece;
    piece.span = {begin, begin + static_cast<std::uint32_t>(trimmed.size())};
    // "Position: Lecturer" is what stands behind its label.
    if (const CareerLabel label = studies_ || posts_ ? career_label(trimmed, context_.lexicon) : CareerLabel{};
        label.size > 0 && !label.other && label.size < trimmed.size()) {
      trimmed.remove_prefix(label.size);
      begin += static_cast<std::uint32_t>(label.size);
    }
    piece.block = block;
    const Dated dated = take_dates(trimmed, context_.lexicon, begin);
    const std::vector<DateMention>& dates = dated.dates;
    piece.dated = !dates.empty();
    if (piece.dated) {
      piece.date_only = letters_in(dated.rest) < short_rest;
      piece.date_first = dates.front().span.begin <= begin + 2;
      piece.date_last = dates.back().span.end + 2 >= piece.span.end;
    }
    piece.label = has_label(trimmed, context_.lexicon);
    piece.place_only = !piece.dated && is_place_line(trimmed, context_.lexicon);
    const char32_t first = code_point_at(trimmed, 0).value;
    // "since 2010 Lecturer" begins with its date.
    piece.continues = (is_lower(first) && !(piece.date_first && dates.front().range)) || first == U'(' || first == U'&';
    const lexicon::Words words = lexicon::split_words(trimmed.substr(0, 120));
    const bool degree = context_.lexicon.longest("degrees", words, 0).has_value() ||
                        (studies_ && context_.lexicon.longest("trainings", words, 0).has_value());
    piece.titled = degree || context_.lexicon.longest("roles", words, 0).has_value();
    if (piece.titled && !degree) piece.place_only = false;  // "Intern, Leeds, UK"
    // "Fern Research Assistant, 2010 – 2012"
    if (piece.dated && !piece.titled && !piece.date_first && trimmed.size() < short_tail) {
      const std::vector<Segment> segments = cut_segments(dated.rest, context_.lexicon, 0);
      piece.titled = !segments.empty() && segments.front().role && !segments.front().named();
    }
    piece.prose =
        !piece.dated && !degree && trimmed.back() == '.' && std::count(trimmed.begin(), trimmed.end(), ' ') >= 5;
    if (posts_ && !piece.date_first && !piece.label && !words.empty() && trimmed.size() < longest_complete) {
      const std::vector<Segment> segments = cut_segments(dated.rest, context_.lexicon, 0);
      piece.complete =
          segments.size() > 1 && segments.front().role && !segments.front().degree && !segments.front().named() &&
          std::any_of(segments.begin() + 1, segments.end(),
                      [](const Segment& s) { return s.organization >= OrganizationClass::institute && !s.role; });
    }
    piece.open_house = !piece.dated && !piece.titled && trimmed.back() == ',' && trimmed.size() < short_tail &&
                       organization_class(trimmed, context_.lexicon) != OrganizationClass::none;
    if (!piece.titled && !piece.dated && !piece.prose && !piece.label && !words.empty()) {
      // "Avon University, Bristol", "Botany Department, Avon University"
      if (trimmed.size() < short_tail)
        for (const Segment& segment : cut_segments(trimmed, context_.lexicon, 0))
          piece.house = piece.house || (segment.organization >= OrganizationClass::company && !segment.role);
    }
    pieces.push_back(piece);
  }

  const Context& context_;
  bool studies_;  ///< a section on studies
  bool posts_;    ///< or on posts
};

}  // namespace

std::vector<Piece> find_pieces(const Section& section, const Context& context) {
  return Pieces(section, context).pieces;
}

}  // namespace vitagraph::extraction
