// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sentences/sentence.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction {

/// What a stretch of a talk's entry can be.
enum class TalkPart { title, event, organization, unit, place, kind, date, other };

struct TalkSegment {
  sentences::Range range;
  TalkPart part = TalkPart::other;
  bool led = false;     ///< a preposition stands in front
  bool begins = false;  ///< a sentence begins here
};

/// Whether a full stop, a dash, a bar or the like parts the word from the one before it.
bool sentence_break(const sentences::Sentence& s, std::size_t i);

/// What the words can be by the vocabularies' cue words.
TalkPart classify_part(const sentences::Sentence& s, sentences::Range range);

/// The entry's words from `from` on, cut at commas, sentence ends, prepositions of place and around the title. `kept`:
/// names that nothing cuts.
std::vector<TalkSegment> cut_talk(const sentences::Sentence& s, std::size_t from, sentences::Range title,
                                  const std::vector<sentences::Range>& kept, const TalkSetting& setting);

/// Where no mark tells the title, the segment that is it; joins what commas cut. Null if there is none. `labelled`: a
/// line above or a label has said what was given.
TalkSegment* choose_title(const sentences::Sentence& s, std::vector<TalkSegment>& segments, const TalkSetting& setting,
                          bool labelled);

}  // namespace vitagraph::extraction
