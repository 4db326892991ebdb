// SPDX-License-Identifier: Apache-2.0
#include "document/front_matter.hpp"
#include "document/line_blocks.hpp"
#include "document/page_dump.hpp"
#include "document/pdf_blocks.hpp"
#include "document/plain_layout.hpp"
#include "document/readers.hpp"
#include "document/torn_columns.hpp"

namespace vitagraph::document {
namespace {

/// How often a text shows what only Markdown has.
struct Evidence {
  std::size_t headings = 0, bold = 0, links = 0, underlined = 0, definitions = 0;
};

Evidence gather(std::string_view text) {
  Evidence out;
  bool below_text = false;
  for (const SourceLine& line : split_lines(text)) {
    const std::string_view shown = text.substr(line.content, line.end - line.content);
    std::size_t hashes = 0;
    while (hashes < shown.size() && shown[hashes] == '#') ++hashes;
    if (hashes > 0 && hashes <= 6 && hashes + 1 < shown.size() && shown[hashes] == ' ') ++out.headings;
    if (shown.size() >= 4 && (rule_mark(shown) == '=')) ++out.underlined;
    // "Term" and below it ": its description"
    const bool description = shown.size() > 2 && shown[0] == ':' && shown[1] == ' ';
    out.definitions += description && below_text;
    below_text = !line.blank && !description;
  }
  for (std::size_t at = text.find("**"); at != std::string_view::npos; at = text.find("**", at + 2)) ++out.bold;
  out.bold /= 2;
  for (std::size_t at = text.find("]("); at != std::string_view::npos; at = text.find("](", at + 2)) ++out.links;
  return out;
}

/// Small capitals come out of converted PDFs as "E DUCATION": the blank behind such an initial is covered, where the
/// text does it with letters that are no words by themselves.
void cover_split_capitals(std::string& text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::vector<std::size_t> blanks;
  std::size_t sure = 0;
  for (const SourceLine& line : split_lines(text)) {
    if (line.end - line.content > 80) continue;
    const std::string_view shown = std::string_view(text).substr(line.content, line.end - line.content);
    if (!is_capitals_heading(shown)) continue;
    for (std::size_t i = 0; i + 3 < shown.size(); ++i) {
      if (!capital(shown[i]) || shown[i + 1] != ' ' || !capital(shown[i + 2]) || !capital(shown[i + 3]) ||
          (i > 0 && shown[i - 1] != ' '))
        continue;
      blanks.push_back(line.content + i + 1);
      sure += shown[i] != 'A' && shown[i] != 'I';
    }
  }
  if (sure < 2) return;
  for (const std::size_t at : blanks) text[at] = mask;
}

/// "E D U C A T I O N", as letterheads are typed: the blanks between its letters are covered, wider gaps part its
/// words.
void cover_letter_spacing(std::string& text) {
  for (const SourceLine& line : split_lines(text)) {
    std::size_t end = line.end;
    while (end > line.content && text[end - 1] == ' ') --end;
    if (end - line.content < 7 || end - line.content > 120 || text[line.content + 1] != ' ') continue;
    std::vector<std::size_t> blanks;
    bool spaced = true;
    for (std::size_t at = line.content; at < end && spaced;) {
      const CodePoint letter = code_point_at(text, at);
      at += letter.length;
      const std::size_t gap = at;
      while (at < end && text[at] == ' ') ++at;
      spaced = (is_letter(letter.value) || letter.value == U'&') && (at > gap || at == end);
      if (at - gap == 1) blanks.push_back(gap);
    }
    if (!spaced || blanks.size() < 3) continue;
    for (const std::size_t at : blanks) text[at] = mask;
  }
}

}  // namespace

void read_text(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics) {
  // Front matter is only written above Markdown, whatever the file's ending.
  if (Metadata fields; read_front_matter(document.source.text(), fields) > 0 && !fields.empty())
    return read_markdown(document, options, diagnostics);
  std::string text(document.source.text());
  cover_split_capitals(text);
  cover_letter_spacing(text);
  const Evidence evidence = gather(text);
  Dialect dialect;
  dialect.emphasis = evidence.headings > 0 || evidence.bold > 1 || evidence.links > 1 || evidence.definitions > 1;
  // A text with Markdown's headings is Markdown under another name; one with its bold alone (a converted PDF) has the
  // emphasis, but its blocks must still be told by layout.
  dialect.markdown = evidence.headings > 1 || evidence.definitions > 1;
  dialect.plain_headings = evidence.headings < 2;
  // Pages take some sixty times their text in memory: what is longer than any CV is read by lines.
  constexpr std::size_t longest_dump = std::size_t{4} << 20;
  if (!dialect.emphasis && text.size() <= longest_dump && is_page_dump(text)) {
    std::vector<PdfPage> pages = pages_of_dump(text);
    mark_running_lines(pages);
    join_torn_columns(pages);
    return write_pdf_blocks(pages, document);
  }
  const Hyphenation hyphens(text);
  Builder builder(document, &hyphens);
  write_line_blocks(text, dialect, builder);
}

}  // namespace vitagraph::document
