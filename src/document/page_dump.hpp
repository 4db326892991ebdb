// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "document/pdf_page.hpp"

namespace vitagraph::document {

/// Whether a plain text is pages that a program drew as text (pdftotext with or without its layout): form feeds end
/// them.
bool is_page_dump(std::string_view text);

/// Such pages as if they were a PDF's: every character takes a cell of a grid, so that indents, columns, running heads
/// and the distances between lines mean what they mean there. Nothing tells sizes and weights. Words know their
/// places in `text`.
std::vector<PdfPage> pages_of_dump(std::string_view text);

}  // namespace vitagraph::document
