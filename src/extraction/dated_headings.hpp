// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// A timeline: below a known heading each entry is a line of dates over a heading ("2015 – 2020", "Doctorate", "Avon
/// University"). Such headings are lines of their entries: makes paragraphs of them.
void lower_dated_headings(document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
