// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/references/tokens.hpp"

namespace vitagraph::extraction::references {

/// Reads an entry whose fields stand after their labels, a line each ("Title: …", "Authors: …", "Venue: …"). Returns
/// whether it is one: a title's label and one more.
bool read_labelled(const Parsed& parsed, const ListContext& context, Publication& out);

}  // namespace vitagraph::extraction::references
