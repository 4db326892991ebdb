// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/announcement/announced_talk.hpp"

namespace vitagraph::extraction::announcement {

/// "Qing QU" of a poster is "Qing Qu" where the text says so.
std::string as_text_says(const Context& context, const std::string& name);

/// The page that the speaker's name links to; empty if none.
std::string linked_page(const Context& context, const std::string& name);
/// Posts that a speaker's affiliation states ("Professor, Avon University"), unless a biography has told of them.
void add_affiliation(const Context& context, const Speaker& speaker, const std::string& name, Findings& findings);

}  // namespace vitagraph::extraction::announcement
