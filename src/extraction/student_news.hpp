// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/recognizers.hpp"
#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction {

/// News of those whom the owner advises: "Ann Lee and Bo Fern joined the lab as PhD students", "Congratulations to Bo
/// Fern for defending his PhD!". `date`: the item's. Whether it was such.
bool read_student_news(const sentences::Sentence& item, const DateMention* date, const Context& context,
                       Findings& findings);

/// "Congratulations to Bo Fern for the Moss Prize": what others received, and not the owner.
bool is_honour_of_others(const sentences::Sentence& item, const Context& context);

}  // namespace vitagraph::extraction
