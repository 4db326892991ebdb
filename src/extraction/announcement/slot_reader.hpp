// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/announcement/schedule.hpp"

namespace vitagraph::extraction::announcement {

/// Whether the text is a person's name and nothing that programmes list besides ("Poster Session", "Best Paper").
bool is_speaker_name(std::string_view name, const lexicon::Lexicon& lexicon);

/// Whether the text says where somebody works: an organisation, a unit, a place or a post.
bool is_affiliation(std::string_view text, const lexicon::Lexicon& lexicon);

/// Reads the lines of one slot in their order: speaker, affiliation and title, whichever comes first.
class SlotReader {
 public:
  explicit SlotReader(const Context& context) : context_(context) {}

  /// Takes what the line tells; its date or time has been cut off.
  void read(Span line);
  /// Whether speaker and title are known.
  bool complete() const;
  bool has_speaker() const { return !slot.speaker.name.empty(); }
  /// Takes a title that came before its speaker.
  void finish();

  Slot slot;

 private:
  bool read_name(Span line);
  bool read_title_first(Span line);
  void read_behind(Span rest);
  void take_title(Span title);
  Span marked(Span where) const;
  std::size_t chunk_end(std::string_view text) const;

  const Context& context_;
  std::string before_;  ///< a line above the speaker's that may be the title
};

}  // namespace vitagraph::extraction::announcement
