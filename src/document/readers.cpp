// SPDX-License-Identifier: Apache-2.0
#include "document/readers.hpp"

#include <cassert>

namespace vitagraph::document {

std::span<const Reader> readers() {
  static const std::vector<Reader> table = {
      {Format::text, "text", {".txt", ".text"}, true, read_text},
      {Format::markdown, "markdown", {".md", ".markdown"}, true, read_markdown},
      {Format::html, "html", {".html", ".htm", ".xhtml"}, true, read_html},
      {Format::pdf, "pdf", {".pdf"}, false, read_pdf},
      {Format::bibtex, "bibtex", {".bib"}, true, read_bib},
  };
  return table;
}

const Reader& reader_of(Format format) {
  for (const Reader& reader : readers())
    if (reader.format == format) return reader;
  assert(false && "a format without a reader");
  return readers().front();
}

}  // namespace vitagraph::document
