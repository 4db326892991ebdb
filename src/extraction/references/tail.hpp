// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/references/segmentation.hpp"

namespace vitagraph::extraction::references {

/// Reads what a segmentation leaves beside authors and title: status, remarks, year, volume, number, pages, venue,
/// publisher. Tells of its success by Publication::confidence, which grows with each piece of evidence.
void read_rest(const Parsed& parsed, const Segmentation& segmentation, const ListContext& context, Publication& out);

/// A venue without "In", its trailing year ("CVPR 2024", "(NeurIPS 2019)", "ICCV2025", "AAAI-25") and loose
/// punctuation; the year that came off goes to `year` where that is empty.
std::string clean_venue(std::string_view venue, const lexicon::Lexicon& lexicon, std::string* year);

/// The kind of work by its heading, its venue's words, and what else is known of it. Empty: cannot be told.
std::string infer_kind(const Publication& publication, std::string_view heading_kind, std::string_view cue_kind,
                       const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction::references
