// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "document/pdf_page.hpp"

namespace vitagraph::document {

/// Writes the pages' lines as blocks: headings by size, weight and capitals; paragraphs and items by gaps, indents and
/// markers. The document's source becomes the text as drawn, line by line, unless the words tell where they stand in
/// it.
void write_pdf_blocks(const std::vector<PdfPage>& pages, Document& document);

}  // namespace vitagraph::document
