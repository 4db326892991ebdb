// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sections.hpp"
#include "extraction/sentences/sentence.hpp"
#include "extraction/talks/talk_entries.hpp"

namespace vitagraph::extraction {

/// Where a talk written like a reference goes on behind its authors, one of them the owner: the number of their words;
/// 0 if it does not begin with names.
std::size_t behind_speakers(const sentences::Sentence& s, const Context& context);

/// Words of the entry that quotation marks, italics or a link set apart as a title; `authors` words stand in front.
/// Adds names of events and hosts that are marked so to `kept`.
sentences::Range marked_title(const sentences::Sentence& s, std::size_t authors, const Context& context,
                              std::vector<sentences::Range>& kept);

/// The sentence that begins at `from`, and the one behind it where it is a question with a subtitle.
sentences::Range sentence_title(const sentences::Sentence& s, std::size_t from);

/// "A. Moss. (2016). Ferns at night. Fern Meeting.": the sentence behind authors and date, where `from` then stands.
sentences::Range plain_title(const sentences::Sentence& s, std::size_t& from);

/// The words of the lines that hold the title alone; a bracket at their end may tell the kind.
sentences::Range line_title(const sentences::Sentence& s, std::uint32_t title_end, std::string& kind);

/// The words' text, its last quotation closed.
std::string whole_quotation(const sentences::Sentence& s, sentences::Range range);

/// Bytes of the longest line of a list.
std::size_t longest_line(const std::vector<TalkEntry>& entries);

/// Where the title ends of an entry that sets it on lines of its own, above the line with the date; 0 if it does not.
/// `longest`: the length of the list's longest line.
std::uint32_t titled_lines_end(const Entry& entry, std::size_t longest, const Context& context);

/// Whether a list's entries are courses with their terms rather than talks.
bool lists_terms(const std::vector<TalkEntry>& entries, const Context& context);

/// Whether the entries name the event in front of a colon: "Spore Club: Ferns at night".
bool lists_events_first(const std::vector<TalkEntry>& entries, const Context& context);

/// Whether a text can name a talk: no address, number, authors with their year, speaker's name or words such as
/// "invited talk" that only say that one was given.
bool can_be_title(std::string_view text, const Context& context);

}  // namespace vitagraph::extraction
