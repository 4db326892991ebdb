// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>

#include "document/document.hpp"

namespace vitagraph::document {

/// Reads the bytes as a document of that name and stops the program where the model's promises do not hold.
inline void check_reading(const char* name, const std::uint8_t* data, std::size_t size) {
  NoDiagnostics diagnostics;
  const Document document =
      read_document(name, std::string(reinterpret_cast<const char*>(data), size), {}, diagnostics);
  std::uint32_t end = 0;
  for (const Block& block : document.blocks) {
    if (block.span.begin < end || block.span.empty() || block.span.end > document.text.size()) std::abort();
    if (block.first_line + block.line_count > document.lines.size()) std::abort();
    if (block.first_cell + block.cell_count > document.cells.size()) std::abort();
    const Span source = document.to_source(block.span);
    if (source.begin > source.end || source.end > document.source.text().size()) std::abort();
    end = block.span.end;
  }
  for (const Run& run : document.runs)
    if (run.span.empty() || run.span.end > document.text.size()) std::abort();
  if (find_invalid_utf8(document.text)) std::abort();
  dump(document);
}

}  // namespace vitagraph::document
