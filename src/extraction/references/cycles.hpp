// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/references/assembler.hpp"

namespace vitagraph::extraction::references {

/// Works set solid, each of several lines (title, authors, venue, links) without a sign between them: what comes round
/// is the line that holds nothing but the authors. Gives the pieces that begin a work, none where fewer than two come
/// round.
std::vector<std::size_t> works_by_their_authors(const std::vector<Piece>& pieces, const document::Document& document,
                                                const ListContext& context);

/// Whether a text is a list of authors, of two or more that convince, and nothing else.
bool is_author_line(Span text, const document::Document& document, const ListContext& context);

}  // namespace vitagraph::extraction::references
