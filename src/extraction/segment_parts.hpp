// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// What a part of a line can be, taken for itself. `span`: the part in Document::text.
Segment make_segment(std::string_view text, Span span, const lexicon::Lexicon& lexicon);

/// "Avon University School of Botany", "Avon University Ines Moss School of Botany": a house and its part in one name.
std::optional<std::pair<std::string, std::string>> part_of_house(const std::string& name,
                                                                 const lexicon::Lexicon& lexicon);

/// "Assistant Curator Avon Museum": takes the post off the segment's beginning, where a house follows without a sign.
std::optional<Segment> title_before_house(Segment& segment, const lexicon::Lexicon& lexicon);

/// "Faculty of Botany", "Expert Council on Shade": behind a post a house, though its first word is a post too.
bool is_house_of_roles(const Segment& segment, const lexicon::Lexicon& lexicon);

/// "Avon University (Bristol, UK)": takes the place in brackets off the segment's end; as segments of their own.
std::vector<Segment> take_place_bracket(Segment& segment, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
