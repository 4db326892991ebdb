// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// Parts an entry where its lines are several talks: a line begins one where it begins as the first line does (with a
/// quotation, a date, a kind and a colon) and nothing of the line above is open, or where what stands above has had its
/// date and what follows has one of its own. An entry of one talk comes back whole.
std::vector<Entry> split_talk_lines(Entry entry, const Context& context);

}  // namespace vitagraph::extraction
