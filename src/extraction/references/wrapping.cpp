// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/wrapping.hpp"

#include <algorithm>

namespace vitagraph::extraction::references {
namespace {

using document::Block;
using document::BlockKind;
using document::Format;

constexpr std::size_t widest_wrapped_line = 150;
constexpr std::size_t least_breaks = 5;  ///< fewer show no width

/// Columns that the line would take with the next one's first word.
std::size_t width_with(std::string_view line, std::string_view next) {
  return count_code_points(line) + 1 + count_code_points(next.substr(0, next.find_first_of(" \t")));
}

std::string_view last_word(std::string_view line) {
  const std::size_t blank = line.find_last_of(" \t");
  return blank == std::string_view::npos ? line : line.substr(blank + 1);
}

}  // namespace

Wrapping::Wrapping(const document::Document& document, const std::vector<Part>& parts, const lexicon::Lexicon& lexicon)
    : document_(document), lexicon_(lexicon) {
  if (document.format == Format::html) return;  // its lines end only where the author says so
  std::vector<std::size_t> widths, with_next;
  for (const Part& part : parts)
    for (std::size_t b = part.first_block; b < part.last_block && b < document.blocks.size(); ++b) {
      const Block& block = document.blocks[b];
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) continue;
      const Span span = document.to_source(block.span);
      if (span.size() > 4 * block.span.size() + 400) continue;  // its pieces come from all over the page
      const std::string_view text = document.source.slice(span);
      for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1) {
        const std::string_view line = trim(text.substr(begin, end - begin));
        const std::string_view next = trim(text.substr(end + 1, text.find('\n', end + 1) - end - 1));
        if (line.empty() || next.empty()) continue;
        widths.push_back(count_code_points(line));
        with_next.push_back(width_with(line, next));
      }
    }
  if (widths.empty()) return;
  const auto high = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 4 / 5);
  std::nth_element(widths.begin(), high, widths.end());
  widest_ = *high;
  slack_ = loose_ = widest_ / 10;
  const auto full = static_cast<std::size_t>(
      std::count_if(with_next.begin(), with_next.end(), [&](std::size_t width) { return width + slack_ >= widest_; }));
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  wrapped_ = widths.size() >= least_breaks && widest_ <= widest_wrapped_line && full * 10 >= widths.size() * 4 &&
             *middle * 5 >= widest_ * 4;
  // Where hardly any line was ended by hand, words of different widths explain the rest.
  if (full * 10 >= widths.size() * 7) loose_ = widest_ * 3 / 10;
}

std::string_view Wrapping::source_line(std::uint32_t at) const {
  const std::string_view text = document_.source.text();
  if (at >= text.size()) return {};
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

/// Whether a line begins as a part of a reference does: "Forthcoming, …", "In …", "with A. Moss", "Annals of Rain".
bool Wrapping::begins_part(std::string_view line) const {
  const lexicon::Words words = lexicon::split_words(line.substr(0, 80));
  if (words.empty()) return false;
  for (const char* scheme : {"publication-cues", "venues", "publication-status"})
    if (lexicon_.longest(scheme, words, 0)) return true;
  return false;
}

/// A sentence that goes on wherever its line ends: behind "of" or before "through".
bool Wrapping::goes_on(std::string_view line, std::string_view next) const {
  const auto small = [&](std::string_view word) {
    if (word.empty() || !is_lower(code_point_at(word, 0).value)) return false;
    for (const char* scheme : {"publication-cues", "venue-cues", "venues", "publication-status"})
      if (!lexicon_.find(scheme, word).empty()) return false;
    for (const lexicon::Concept* found : lexicon_.find("small-words", word))
      if (found->notation == "function") return true;
    return false;
  };
  return small(last_word(line)) || small(next.substr(0, next.find_first_of(" \t")));
}

bool Wrapping::deliberate(Span line, Span next) const {
  const std::string_view above = trim(document_.slice(line)), below = trim(document_.slice(next));
  if (above.empty() || below.empty()) return false;
  if (goes_on(above, below)) return false;
  if (!wrapped_) return true;
  const std::string_view whole = source_line(document_.to_source({line.end - 1, line.end}).begin);
  // CommonMark 6.7: a hard line break.
  if (document_.format == Format::markdown && (whole.ends_with("  ") || whole.ends_with("\\"))) return true;
  return !ends_full(line, next);
}

bool Wrapping::ends_full(Span line, Span next) const {
  if (!wrapped_ || line.empty() || next.empty()) return false;
  const std::string_view above = source_line(document_.to_source({line.end - 1, line.end}).begin);
  const std::string_view below = source_line(document_.to_source({next.begin, next.begin + 1}).begin);
  return width_with(trim(above), trim(below)) + (begins_part(trim(document_.slice(next))) ? slack_ : loose_) >= widest_;
}

}  // namespace vitagraph::extraction::references
