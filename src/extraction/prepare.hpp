// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "document/document.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// A copy of the document in which every heading that the lexicon knows is a block of its own, whatever its dress, and
/// running heads and page numbers are gone. The text and all offsets into it stay as they were.
document::Document prepare(const document::Document& document, const lexicon::Lexicon& lexicon);

/// What a heading announces: notations of the scheme `headings`, the most telling first; empty if it tells nothing.
/// A heading that is not listed as a whole is read by its words (scheme `heading-words`).
std::vector<std::string> heading_kinds(std::string_view heading, const lexicon::Lexicon& lexicon);

/// "E DUCATION" as small capitals leave it -> "EDUCATION"; a trailing colon and leading numbers go.
std::string plain_heading(std::string_view text);

}  // namespace vitagraph::extraction
