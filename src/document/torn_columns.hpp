// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "document/pdf_page.hpp"

namespace vitagraph::document {

/// Pages drawn as text without their layout give a column of dates or labels as lines of its own, before the text
/// beside it or behind: puts each back beside the line it stood beside, as a layout would show it. Pages with a layout,
/// and columns that have another number of lines than there are entries, stay as they are.
void join_torn_columns(std::vector<PdfPage>& pages);

}  // namespace vitagraph::document
