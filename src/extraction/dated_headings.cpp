// SPDX-License-Identifier: Apache-2.0
#include "extraction/dated_headings.hpp"

#include "extraction/prepare.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::size_t longest_date_line = 60;  ///< bytes
constexpr std::size_t most_letters = 2;        ///< beside the dates of a line of dates

bool holds_only_dates(const document::Document& document, const Block& block, const lexicon::Lexicon& lexicon) {
  const std::string_view text = trim(document.slice(block.span));
  if (block.kind != BlockKind::paragraph || text.empty() || text.size() > longest_date_line) return false;
  const Dated dated = take_dates(text, lexicon, 0);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < dated.rest.size();) {
    const CodePoint c = code_point_at(dated.rest, at);
    letters += is_letter(c.value);
    at += c.length;
  }
  return !dated.dates.empty() && letters <= most_letters;
}

}  // namespace

void lower_dated_headings(document::Document& document, const lexicon::Lexicon& lexicon) {
  std::vector<Block>& blocks = document.blocks;
  for (std::size_t i = 0; i + 2 < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::heading || blocks[i + 2].kind != BlockKind::heading ||
        blocks[i + 2].level <= blocks[i].level || !holds_only_dates(document, blocks[i + 1], lexicon) ||
        heading_kinds(document.slice(blocks[i].span), lexicon).empty())
      continue;
    const int level = blocks[i].level;
    for (std::size_t j = i + 2; j < blocks.size(); ++j) {
      if (blocks[j].kind != BlockKind::heading) continue;
      if (blocks[j].level <= level) break;
      if (!holds_only_dates(document, blocks[j - 1], lexicon)) continue;
      blocks[j].kind = BlockKind::paragraph;
      blocks[j].level = 0;
    }
  }
}

}  // namespace vitagraph::extraction
