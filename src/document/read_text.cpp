// SPDX-License-Identifier: Apache-2.0
#include "document/line_blocks.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {
namespace {

/// How often a text shows what only Markdown has.
struct Evidence {
  std::size_t headings = 0, bold = 0, links = 0, underlined = 0;
};

Evidence gather(std::string_view text) {
  Evidence out;
  for (const SourceLine& line : split_lines(text)) {
    const std::string_view shown = text.substr(line.content, line.end - line.content);
    std::size_t hashes = 0;
    while (hashes < shown.size() && shown[hashes] == '#') ++hashes;
    if (hashes > 0 && hashes <= 6 && hashes + 1 < shown.size() && shown[hashes] == ' ') ++out.headings;
    if (shown.size() >= 4 && (rule_mark(shown) == '=')) ++out.underlined;
  }
  for (std::size_t at = text.find("**"); at != std::string_view::npos; at = text.find("**", at + 2)) ++out.bold;
  out.bold /= 2;
  for (std::size_t at = text.find("]("); at != std::string_view::npos; at = text.find("](", at + 2)) ++out.links;
  return out;
}

}  // namespace

void read_text(Document& document, const ReadOptions&, DiagnosticSink&) {
  const std::string_view text = document.source.text();
  const Evidence evidence = gather(text);
  Dialect dialect;
  dialect.emphasis = evidence.headings > 0 || evidence.bold > 1 || evidence.links > 1;
  // A text with Markdown's headings is Markdown under another name; one with its bold alone (a converted PDF) has the
  // emphasis, but its blocks must still be told by layout.
  dialect.markdown = evidence.headings > 1;
  dialect.plain_headings = !dialect.markdown;
  const Hyphenation hyphens(text);
  Builder builder(document, &hyphens);
  write_line_blocks(text, dialect, builder);
}

}  // namespace vitagraph::document
