// SPDX-License-Identifier: Apache-2.0
#pragma once
// document: reads txt, md, html, pdf and bib into one model, so that nothing after it asks which format it was.
//
//   Document document = read_document("cv.html", {}, diagnostics);
//   for (const Block& block : document.blocks)
//     if (block.kind == BlockKind::heading) fmt::print("{} {}\n", block.level, document.slice(block.span));
//
// The model: one UTF-8 `text` without markup; flat vectors of blocks, lines, runs (bold, italic, links …) and cells
// that point into it by spans; a map from text back to the bytes of the source, for provenance and diagnostics.
// A block's text may hold line breaks (a paragraph keeps its lines); blocks stand in reading order and do not overlap.
//
// Refuses: to interpret. A heading is what looks like one; what it means is extraction's business.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"

namespace vitagraph::document {

enum class Format { text, markdown, html, pdf, bibtex };

enum class BlockKind {
  heading,    ///< level 1 (highest) to 6
  paragraph,  ///< one or more lines that belong together; level 1 and up: it continues the item of that level above it
  item,       ///< an entry of a list; level is its nesting, from 1; `marker` as written ("12.", "•", "[3]")
  row,   ///< a row of a table; its cells are in Document::cells. (Columns of a text or PDF line are tabs in the line.)
  term,  ///< the label of a label/value pair (HTML dt, a label column); the blocks up to the next term are its value
  reference,  ///< one entry of a BibTeX file; its fields are in Document::entries
};

/// A physical line of the text, without its line break.
struct Line {
  Span span;                 ///< in Document::text
  std::uint16_t indent = 0;  ///< columns of white space before it (text), or its left edge in points (PDF)
  std::uint16_t page = 0;    ///< from 1; 0 where the format has no pages
  float size = 0;            ///< font size in points, 0 where unknown
  bool bold = false;         ///< the whole line is bold
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  Span span;  ///< in Document::text
  std::string marker;
  std::uint32_t first_line = 0, line_count = 0;  ///< in Document::lines
  std::uint32_t first_cell = 0, cell_count = 0;  ///< in Document::cells, for rows
  std::uint32_t entry = 0;                       ///< in Document::entries, for references
};

enum class RunKind { bold, italic, link, code, superscript };

/// Inline markup over a piece of text. Runs may nest; they are sorted by begin, outer before inner.
struct Run {
  RunKind kind = RunKind::bold;
  Span span;           ///< in Document::text
  std::string target;  ///< of a link: where it leads, as written
};

struct Cell {
  Span span;  ///< in Document::text
  bool header = false;
};

/// A BibTeX entry, values without braces and with LaTeX accents as Unicode.
struct BibEntry {
  std::string type;  ///< lower case: "article", "inproceedings", …
  std::string key;
  std::vector<std::pair<std::string, std::string>> fields;  ///< names in lower case, in order
  std::string_view field(std::string_view name) const;      ///< empty if absent
};

/// What the document says about itself outside its text: HTML <title> and <meta>, YAML front matter, PDF info.
using Metadata = std::map<std::string, std::string, std::less<>>;

struct Document {
  SourceFile source;  ///< the bytes that were read (for a PDF, the text that was drawn)
  Format format = Format::text;
  std::string text;
  std::vector<Block> blocks;
  std::vector<Line> lines;
  std::vector<Run> runs;
  std::vector<Cell> cells;
  std::vector<BibEntry> entries;
  Metadata metadata;
  std::string sha256;  ///< of the file's bytes, in hexadecimal

  /// text offset -> source offset, sorted by text; within a piece offsets advance together.
  struct Piece {
    std::uint32_t text, source;
  };
  std::vector<Piece> pieces;

  const std::string& name() const { return source.name(); }
  std::string_view slice(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
  /// The bytes of the source that the piece of text came from.
  Span to_source(Span span) const;
  /// Where it is, for a diagnostic.
  Location locate(Span span) const { return source.locate(to_source(span)); }
  /// The first link that touches the span; empty if none.
  std::string_view link_in(Span span) const;
};

struct ReadOptions {
  /// A text line longer than this is reported; bytes.
  std::size_t long_line = 1 << 20;
};

/// By ending (.txt .md .html .htm .pdf .bib), else by the first bytes (%PDF-, <!doctype, @article{ …).
Format format_of(std::string_view path, std::string_view bytes);
/// Whether build and extract take a file of this ending when they walk a folder.
bool is_document_name(std::string_view path);

/// Reads a file ("-": standard input). What is wrong with it is reported, and the document is then as good as can be
/// had, perhaps without blocks. Throws Error when it can't be opened.
Document read_document(const std::string& path, const ReadOptions& options, DiagnosticSink& diagnostics);
/// The same from bytes in memory, named as given.
Document read_document(std::string name, std::string bytes, const ReadOptions& options, DiagnosticSink& diagnostics);

/// The stable text dump: one line a block with kind, level, marker and text, runs and cells indented below it.
std::string dump(const Document& document);

}  // namespace vitagraph::document
