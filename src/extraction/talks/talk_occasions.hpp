// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// Where and when a talk was given several times, from what stands behind its title: "Avon University (May 2019), Bath
/// Institute (June 2020)", "12 May 2019, Avon; 3 June 2020, Bath", "Fern School, July 2019, July 2020". Each is a span
/// with one date, in the text's order; empty if it was given once or if a part says neither where nor when.
std::vector<Span> find_occasions(Span behind_title, const Context& context);

}  // namespace vitagraph::extraction
