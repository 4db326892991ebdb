// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/references/reference.hpp"

namespace vitagraph::extraction::references {

enum class TokenKind : std::uint8_t { word, number, punctuation };

/// A word, a number or one punctuation mark of a reference, with all that the later steps ask about it.
struct Token {
  std::uint32_t begin = 0, end = 0;
  TokenKind kind = TokenKind::word;
  char32_t mark = 0;    ///< of punctuation: the character, quotation marks as '“' and '”'
  bool spaced = false;  ///< white space (or the beginning) stands before it
  bool breaks = false;  ///< a deliberate line break stands before it
  bool masked = false;  ///< consumed: an address, a label of a link, a legend
  bool bold = false, italic = false, code = false, raised = false;
  bool year = false;       ///< a number from 1900 to 2099
  std::int16_t link = -1;  ///< index of the link mark that covers it
  bool capital = false;    ///< begins with a capital (or has no case, as Chinese)
  bool all_capitals = false;
  bool lower = false;
  bool cjk = false;
  bool inner_capital = false;  ///< "d'Aspremont", "al-Rashid": a small letter and then a capital within the word
  bool numbered = false;       ///< of a word: it has three digits or more
  std::uint8_t letters = 0;    ///< code points, at most 255
  bool particle = false, suffix = false, conjunction = false;
  std::uint8_t et_al = 0;  ///< length in tokens of an "et al." that begins here
  bool function = false, content = false;
  bool family_of_owner = false;
  bool known = false;          ///< of a name that several works of the list have
  std::uint8_t venue = 0;      ///< length in tokens of a venue known by name that begins here
  std::uint8_t cue = 0;        ///< length in tokens of a venue cue that begins here
  std::uint8_t status = 0;     ///< length in tokens of a status that begins here
  std::uint8_t cue_words = 0;  ///< length in words of the longest cue of `publication-cues` that begins here
  std::uint32_t venue_id = 0, cue_id = 0, status_id = 0;  ///< concepts
};

/// A reference with its tokens and what was found in it before fields are looked for.
struct Parsed {
  const Reference* reference = nullptr;
  std::vector<Token> tokens;
  lexicon::Words words;                ///< the text's words as the lexicon compares them
  std::vector<std::int32_t> word_of;   ///< token -> the word that begins with it, or -1
  std::string doi, arxiv, url;         ///< from marks and printed addresses
  std::string kind_mark;               ///< GB/T 7714 type: "[J]" gives journal
  std::size_t kind_mark_at = 0;        ///< the token where it begins; 0: there is none
  std::vector<std::string> coauthors;  ///< of a "with …" clause
  bool with_clause = false;
  std::string_view text() const { return reference->text; }
  std::string slice(std::size_t first, std::size_t last) const;  ///< the text of tokens [first, last)
};

inline bool is_open_quote(char32_t c) { return c == U'\u201C' || c == U'\u2018'; }
inline bool is_close_quote(char32_t c) { return c == U'\u201D' || c == U'\u2019'; }
inline bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == U'\u2212'; }
/// Whether the token is a year from 1900 to 2099.
inline bool is_year(const Parsed& parsed, std::size_t token) {
  return token < parsed.tokens.size() && parsed.tokens[token].year;
}

/// Splits into tokens and looks every word up.
Parsed tokenize(const Reference& reference, const ListContext& context);

/// Finds and masks what may stand anywhere: addresses, identifiers, labels of links ("[pdf]"), legends of contribution
/// markers, "(with A. Moss)", marks of type.
void mask_anchors(Parsed& parsed, const ListContext& context);

std::pair<std::string_view, std::size_t> find_cue(const Parsed& parsed, std::size_t token,
                                                  const lexicon::Lexicon& lexicon, std::string_view wanted);
/// The notation of the concept of `publication-cues` that begins at the token, and its length in tokens.
inline std::pair<std::string_view, std::size_t> cue_at(const Parsed& parsed, std::size_t token,
                                                       const lexicon::Lexicon& lexicon, std::string_view wanted) {
  // At most tokens none begins.
  if (token >= parsed.tokens.size() || parsed.tokens[token].cue_words == 0) return {{}, 0};
  return find_cue(parsed, token, lexicon, wanted);
}

}  // namespace vitagraph::extraction::references
