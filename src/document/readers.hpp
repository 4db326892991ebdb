// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace vitagraph::document {

/// Fills the document from its source (UTF-8 already, except for PDF, whose reader gets the file's bytes there and
/// puts the drawn text in their place).
using ReadFunction = void (*)(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);

/// One format: how files of it are called, how they begin, who reads them.
struct Reader {
  Format format;
  std::string_view name;
  std::vector<std::string_view> endings;  ///< lower case, with the dot; the first is the usual one
  bool text;                              ///< is decoded to UTF-8 first
  ReadFunction read;
};

/// All formats; the table to add a line to.
std::span<const Reader> readers();
const Reader& reader_of(Format format);

void read_text(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);
void read_markdown(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);
void read_html(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);
void read_pdf(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);
void read_bib(Document& document, const ReadOptions& options, DiagnosticSink& diagnostics);

}  // namespace vitagraph::document
