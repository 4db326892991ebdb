// SPDX-License-Identifier: Apache-2.0
#include "extraction/table_columns.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/sections.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::size_t longest_label = 40;
constexpr std::string_view scheme = "table-columns";

}  // namespace

bool is_table_head(const Block& block, const Context& context) {
  if (block.kind != BlockKind::row || block.cell_count < 2) return false;
  std::size_t labels = 0, others = 0;
  for (std::uint32_t i = 0; i < block.cell_count; ++i) {
    const document::Cell& cell = context.document.cells[block.first_cell + i];
    const std::string text = clean_value(context.document.slice(cell.span));
    if (lexicon::split_words(text).empty()) continue;
    if (text.size() > longest_label || !find_dates(text, context.lexicon).empty()) return false;
    ++(context.lexicon.find(scheme, text).empty() ? others : labels);
    if (others > labels + 1 && !cell.header) return false;
  }
  if (labels + others < 2) return false;
  if (others == 0) return true;
  // Marked as a head, one label that nobody knows may stand among the others.
  for (std::uint32_t i = 0; i < block.cell_count; ++i)
    if (!context.document.cells[block.first_cell + i].header) return false;
  return labels >= others;
}

TableColumns::TableColumns(const Section& section, const Context& context) : context_(context) {
  const Block* head = nullptr;
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const Block& block = context.document.blocks[i];
    if (block.kind != BlockKind::row)
      head = nullptr;
    else if (is_table_head(block, context))
      head = &block;
    else if (head != nullptr)
      rows_[block.span.begin] = {&block, head};
  }
}

const TableColumns::Row* TableColumns::row_of(Span line) const {
  auto found = rows_.upper_bound(line.begin);
  if (found == rows_.begin()) return nullptr;
  --found;
  return found->second.block->span.end >= line.end ? &found->second : nullptr;
}

bool TableColumns::is_kind(const Row& row, std::uint32_t cell, std::string_view kind) const {
  if (cell >= row.head->cell_count) return false;
  const std::string label =
      clean_value(context_.document.slice(context_.document.cells[row.head->first_cell + cell].span));
  const auto found = context_.lexicon.find(scheme, label);
  return std::any_of(found.begin(), found.end(), [&](const auto* c) { return c->notation == kind; });
}

std::vector<std::string> TableColumns::cells(Span line, std::string_view kind) const {
  std::vector<std::string> out;
  const Row* row = row_of(line);
  if (row == nullptr) return out;
  for (std::uint32_t i = 0; i < row->block->cell_count; ++i) {
    if (!is_kind(*row, i, kind)) continue;
    std::string text = clean_value(context_.document.slice(context_.document.cells[row->block->first_cell + i].span));
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

std::string TableColumns::text_without(Span line, std::initializer_list<std::string_view> kinds) const {
  std::string text(context_.document.slice(line));
  const Row* row = row_of(line);
  if (row == nullptr) return text;
  for (std::uint32_t i = 0; i < row->block->cell_count; ++i) {
    if (std::none_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return is_kind(*row, i, kind); }))
      continue;
    const Span cell = context_.document.cells[row->block->first_cell + i].span;
    if (cell.begin < line.begin || cell.end > line.end) continue;
    std::fill(text.begin() + (cell.begin - line.begin), text.begin() + (cell.end - line.begin), ' ');
  }
  return text;
}

}  // namespace vitagraph::extraction
