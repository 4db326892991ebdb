// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/announcement/talk_reader.hpp"

namespace vitagraph::extraction::announcement {

/// What the announcement of a thesis's defence says beside the talk: the degree that it is for, with its date, house
/// and thesis, who advised, and who examines. Nothing if the talk is none.
void write_defence(const Context& context, const AnnouncedTalk& talk, const facts::Fact& told, const std::string& name,
                   Findings& findings);

}  // namespace vitagraph::extraction::announcement
