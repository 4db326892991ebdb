// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "document/document.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// Makes headings of a column of labels at the left margin, as many CVs have it:
///
///   Posts       Professor, Avon University            2013-present
///   Honours     Moss Medal                            2011
///   and Awards  Fern Prize                            2009
///
/// Each label becomes a heading block whose `marker` is the whole label, since its words may stand in several lines;
/// what stands beside it becomes blocks of their own. Nothing changes where fewer than three labels are known headings.
/// Offsets into the text stay; a label's further lines are blanked in it.
void split_label_column(document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
