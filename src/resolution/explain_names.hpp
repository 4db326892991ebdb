// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

/// Names a node in words: its name in backquotes and the place of its fact.
using Quote = std::function<std::string(Id)>;

/// What two organisations, venues or publications have in common and what sets them apart, as resolution sees it: the
/// words they are compared by, what is known of them, ids and years. Empty for other kinds.
std::vector<Evidence> explain_names(const Work& work, Id a, Id b, const Quote& quote);
/// The same for two publications.
std::vector<Evidence> explain_publications(const Work& work, Id a, Id b, const Quote& quote);

}  // namespace vitagraph::resolution
