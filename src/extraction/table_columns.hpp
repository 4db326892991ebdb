// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// Whether a row is the head of a table: labels of columns (scheme `table-columns`) and nothing else.
bool is_table_head(const document::Block& block, const Context& context);

/// What the columns of a section's tables hold, by the rows of labels above them.
class TableColumns {
 public:
  TableColumns(const Section& section, const Context& context);

  /// The cells of a row under labels of one of these kinds (notations of the scheme), cleaned; empty where the line is
  /// no row below labels or none of them is of such a kind.
  std::vector<std::string> cells(Span line, std::string_view kind) const;
  /// The line, with the cells blanked that stand below labels of these kinds.
  std::string text_without(Span line, std::initializer_list<std::string_view> kinds) const;

 private:
  struct Row {
    const document::Block* block = nullptr;
    const document::Block* head = nullptr;
  };
  bool is_kind(const Row& row, std::uint32_t cell, std::string_view kind) const;
  const Row* row_of(Span line) const;

  const Context& context_;
  std::map<std::uint32_t, Row> rows_;  ///< by where the row begins
};

}  // namespace vitagraph::extraction
