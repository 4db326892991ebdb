// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "document/document.hpp"
#include "lexicon/lexicon.hpp"

// What a document's dates mean that may be read in two ways, by those of its dates that tell. The text keeps its
// length.
namespace vitagraph::extraction {

/// Whether "01/11/2019" is in November or January.
void settle_slashed_dates(document::Document& document, const lexicon::Lexicon& lexicon);

/// Whether "2003-07" is a month or ends in 2007.
void settle_year_ranges(document::Document& document);

}  // namespace vitagraph::extraction
