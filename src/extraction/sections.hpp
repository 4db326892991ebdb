// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// A stretch of the document under one heading. Sections form a tree by `parent`; a section's own blocks are those
/// before its first child. The first section is what stands before any heading (kind "front").
struct Section {
  std::string kind;  ///< notation in the scheme `headings` ("publications", "education", …); empty: not known
  std::vector<std::string> broader;  ///< notations above the kind ("journal-articles" -> "publications")
  std::vector<std::string> also;     ///< further kinds that the heading announces ("Teaching & Service")
  bool inherits = false;             ///< the heading itself is not known and the kind is its parent's
  int dress = 0;                     ///< the heading block's level
  std::string heading;               ///< as written, cleaned; empty for the front
  Span heading_span;
  int level = 0;  ///< nesting by the headings' dress: 0 for the front, then 1 …
  int parent = -1;
  std::size_t first_block = 0, last_block = 0;  ///< own blocks, without the heading: [first, last)
  Span span;                                    ///< heading to the end of its own blocks

  bool is(std::string_view notation) const;         ///< the kind or one above it
  bool announces(std::string_view notation) const;  ///< the same, or one of the further kinds
};

/// Finds headings in any dress: heading blocks, and short paragraphs, terms and label cells whose text the scheme
/// `headings` knows. Unknown headings keep their parent's meaning (a year, an institution within "Teaching").
std::vector<Section> find_sections(const document::Document& document, const lexicon::Lexicon& lexicon);

/// One item of a section: a publication, a post, an award. Lines in reading order; `items` are list items below it.
struct Entry {
  Span span;                                    ///< the whole of it in Document::text
  std::size_t first_block = 0, last_block = 0;  ///< in Document::blocks: [first, last)
  std::vector<Span> lines;                      ///< its lines, trimmed, empty ones left out
  std::vector<Span> items;                      ///< blocks of list items that belong below its first lines
  std::string marker;                           ///< "12.", "•" as written
  std::string subheading;  ///< the heading above it where that is not known ("Princeton University")
};

/// How a section's blocks make entries.
enum class EntryShape {
  posts,  ///< a head of one or more lines with items below it (an employer and its posts)
  list,   ///< every item or line on its own
};

/// Splits a section's own blocks into entries: by list markers, by repeated shape (dates at the same place), by gaps.
std::vector<Entry> find_entries(const Section& section, const Context& context, EntryShape shape = EntryShape::posts);

}  // namespace vitagraph::extraction
