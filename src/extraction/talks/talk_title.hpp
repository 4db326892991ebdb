// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/sections.hpp"
#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction {

/// Where a talk written like a reference goes on behind its authors, one of them the owner: the number of their words;
/// 0 if it does not begin with names.
std::size_t behind_speakers(const sentences::Sentence& s, const Context& context);

/// Bytes of the longest line of a list.
std::size_t longest_line(const std::vector<Entry>& entries);

/// Where the title ends of an entry that sets it on lines of its own, above the line with the date; 0 if it does not.
/// `longest`: the length of the list's longest line.
std::uint32_t titled_lines_end(const Entry& entry, std::size_t longest, const Context& context);

/// Whether a list's entries are courses with their terms rather than talks.
bool lists_terms(const std::vector<Entry>& entries, const Context& context);

}  // namespace vitagraph::extraction
