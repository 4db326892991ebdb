// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "extraction/sections.hpp"
#include "extraction/prepare.hpp"

namespace vitagraph::extraction {

std::string dump_sections(const document::Document& document, const lexicon::Lexicon& lexicon) {
  const document::Document prepared = prepare(document, lexicon);
  const std::vector<Section> sections = find_sections(prepared, lexicon);
  const Context context{prepared, lexicon, {}, &sections};
  std::string out;
  for (const Section& section : sections) {
    const std::string indent(static_cast<std::size_t>(section.level) * 2, ' ');
    out += fmt::format("{}{}{}: {}\n", indent, section.kind.empty() ? "?" : section.kind,
                       section.inherits ? " (inherited)" : "", section.heading);
    for (const Entry& entry : find_entries(section, context)) {
      out += fmt::format("{}  - [{}, {})", indent, entry.span.begin, entry.span.end);
      for (const Span line : entry.lines) out += fmt::format(" / {}", collapse_blanks(prepared.slice(line)));
      out += '\n';
      for (const Span item : entry.items)
        out += fmt::format("{}    · {}\n", indent, collapse_blanks(prepared.slice(item)));
    }
  }
  return out;
}

std::string dump_coverage(const document::Document& document, const Extraction& extraction) {
  std::string out;
  std::size_t lines = 0, covered = 0;
  std::size_t first = 0;
  for (const document::Line& line : document.lines) {
    const std::string text = collapse_blanks(document.slice(line.span));
    if (text.empty()) continue;
    ++lines;
    while (first < extraction.coverage.size() && extraction.coverage[first].span.end <= line.span.begin &&
           (first + 1 >= extraction.coverage.size() || extraction.coverage[first + 1].span.begin <= line.span.begin))
      ++first;
    std::string_view rule;
    for (std::size_t i = first; i < extraction.coverage.size() && extraction.coverage[i].span.begin < line.span.end;
         ++i)
      if (extraction.coverage[i].span.end > line.span.begin) {
        rule = extraction.coverage[i].rule;
        break;
      }
    if (!rule.empty()) ++covered;
    out += fmt::format("{:<24} {}\n", rule, text);
  }
  out += fmt::format("{} of {} lines, {:.0f} %\n", covered, lines,
                     lines == 0 ? 100.0 : 100.0 * static_cast<double>(covered) / static_cast<double>(lines));
  return out;
}

}  // namespace vitagraph::extraction
