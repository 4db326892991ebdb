// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/announcement/announced_talk.hpp"

namespace vitagraph::extraction::announcement {

constexpr std::size_t kHeadWords = 24;  ///< a longer line is running text

/// What one talk's lines say: its speakers, its fact without them, paragraphs of biography.
struct Reading {
  std::vector<Speaker> speakers;
  facts::Fact talk{"talk"};
  std::vector<Span> biography;
};

/// Reads one talk; `page_kind` is the kind that the page's heading tells, used where nothing nearer does.
Reading read_talk(const Context& context, const AnnouncedTalk& talk, const std::string& page_kind);

}  // namespace vitagraph::extraction::announcement
