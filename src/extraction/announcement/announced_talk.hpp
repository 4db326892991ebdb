// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/context.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction::announcement {

/// A line of the announcement that no label explains.
struct HeadLine {
  Span span;
  bool heading = false;
  bool after_fields = false;  ///< behind the first label
};

/// What labels a line, a notation of `announcement-labels` (empty: nothing), and what stands behind it.
struct Label {
  std::string notation;
  Span value;
};

/// "Speaker: …", "Speaker" alone, "by Ann Lee", "Abstract. …".
Label label_of(const Context& context, Span line);

/// One talk as its lines give it, before anything is decided.
struct AnnouncedTalk {
  std::vector<Span> speaker, affiliation, title, date, time, place, event, host;
  std::vector<Span> advisor, committee, degree;  ///< of a defence
  std::vector<Span> biography;                   ///< paragraphs
  bool abstract = false;
  std::vector<HeadLine> head;
  Span span;
  bool empty() const { return speaker.empty() && title.empty() && !abstract && head.empty(); }
  /// Whether enough is known that the next heading begins another talk.
  bool full() const { return abstract || !biography.empty() || (!speaker.empty() && !title.empty()); }
};

/// Cuts the document into talks by its labels and headings.
std::vector<AnnouncedTalk> read_talks(const Context& context);

/// The lines of a letter's head ("From: …", "To: …"), two or more of them, say nothing of a talk.
bool is_letterhead(const Context& context, const document::Block& block);

struct Speaker {
  std::string name, affiliation;
  Span span;
};

/// "Ann Lee (Avon University) and Bo Moss, Bath Institute": names with their affiliations. Empty if no name stands
/// there. Behind a label (`labelled`) a first name may have words that titles and awards are made of.
std::vector<Speaker> read_speakers(std::string_view text, std::uint32_t offset, const lexicon::Lexicon& lexicon,
                                   bool labelled = false);

}  // namespace vitagraph::extraction::announcement
