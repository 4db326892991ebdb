// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

struct NameMention {
  std::string name;  ///< as written, without titles, markers (*, †) and degrees
  Span span;         ///< in the text that was searched, plus its offset
};

/// The particles, suffixes and titles of the scheme `names`, as values::PersonName wants them.
const values::NameWords& name_words(const lexicon::Lexicon& lexicon);

/// A text without "Prof.", "Dr.", "Ph.D." around a name and without contribution markers.
std::string clean_name(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether the text could be one person's name as written: two to six words, or initials with a family name, in
/// capitals where the script has them, none of them a word of the lexicon's organisations, venues or headings.
/// Where a label has said that a name follows (`labelled`), one of its words may be a word that titles are made of
/// ("Deep", "Robust").
bool looks_like_name(std::string_view text, const lexicon::Lexicon& lexicon, bool labelled = false);

/// Splits "A. Lee, B. Moss and C. Ray" or "Lee, A., Moss, B., & Ray, C." or "A; B; and C" into its names, "et al."
/// dropped. Takes all of the text for names.
std::vector<NameMention> split_names(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset = 0);

bool is_marker_beyond_ascii(char32_t c);
/// A sign behind a name that says something of a contribution ("Lei*", "Wang†", raised figures).
inline bool is_contribution_marker(char32_t c) {
  return c < 0x80 ? c == U'*' || c == U'^' || c == U'+' || c == U'#' : is_marker_beyond_ascii(c);
}

/// Whether two written forms can be one person's ("Lei, Q." and "Qi Lei"): families equal, given names compatible.
bool names_compatible(std::string_view a, std::string_view b, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
