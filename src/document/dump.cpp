// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iterator>

#include "document/document.hpp"

namespace vitagraph::document {
namespace {

std::string_view kind_name(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading: return "heading";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::item: return "item";
    case BlockKind::row: return "row";
    case BlockKind::term: return "term";
    case BlockKind::reference: return "reference";
  }
  return "";
}

std::string_view kind_name(RunKind kind) {
  switch (kind) {
    case RunKind::bold: return "bold";
    case RunKind::italic: return "italic";
    case RunKind::link: return "link";
    case RunKind::code: return "code";
    case RunKind::superscript: return "superscript";
  }
  return "";
}

/// The text on one line: line breaks as " / ", tabs as " | ", so that a dump reads and diffs by lines.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += " / ";
    } else if (c == '\t') {
      out += " | ";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string dump(const Document& document) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const auto& [name, value] : document.metadata) fmt::format_to(to, "meta {}: {}\n", name, one_line(value));
  std::size_t run = 0;
  std::uint32_t page = 0;
  for (const Block& block : document.blocks) {
    const std::uint32_t on = block.line_count > 0 ? document.lines[block.first_line].page : 0;
    if (on != page) fmt::format_to(to, "page {}\n", page = on);
    fmt::format_to(to, "{}", kind_name(block.kind));
    if (block.level > 0) fmt::format_to(to, " {}", block.level);
    if (!block.marker.empty()) fmt::format_to(to, " `{}`", block.marker);
    fmt::format_to(to, ": {}\n", one_line(document.slice(block.span)));
    for (std::uint32_t i = 0; i < block.cell_count; ++i) {
      const Cell& cell = document.cells[block.first_cell + i];
      fmt::format_to(to, "  {}: {}\n", cell.header ? "header" : "cell", one_line(document.slice(cell.span)));
    }
    for (; run < document.runs.size() && document.runs[run].span.begin < block.span.end; ++run) {
      const Run& r = document.runs[run];
      fmt::format_to(to, "  {}: {}", kind_name(r.kind), one_line(document.slice(r.span)));
      if (r.kind == RunKind::link) fmt::format_to(to, " -> {}", one_line(r.target));
      out += '\n';
    }
    if (block.kind == BlockKind::reference) {
      const BibEntry& entry = document.entries[block.entry];
      fmt::format_to(to, "  @{} {}\n", entry.type, entry.key);
      for (const auto& [name, value] : entry.fields) fmt::format_to(to, "  {} = {}\n", name, one_line(value));
    }
  }
  return out;
}

}  // namespace vitagraph::document
