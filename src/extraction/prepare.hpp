// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "document/document.hpp"
#include "extraction/heading_text.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// A copy of the document in which every heading that the lexicon knows is a block of its own, whatever its dress, and
/// running heads and page numbers are gone. The text and all offsets into it stay as they were.
document::Document prepare(const document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
