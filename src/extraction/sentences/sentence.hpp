// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"
#include "extraction/dates.hpp"

namespace vitagraph::extraction::sentences {

/// The words [begin, end) of a sentence.
struct Range {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  std::size_t size() const { return empty() ? 0 : end - begin; }
};

/// A sentence with its words, the depth of parentheses at each, and the dates in it. Spans are in Document::text.
class Sentence {
 public:
  Sentence(std::string_view text, Span span, const lexicon::Lexicon& lexicon);

  std::size_t size() const { return words.size(); }
  Range all() const { return {0, words.size()}; }
  const std::string& key(std::size_t i) const { return words[i].key; }
  std::string_view word(std::size_t i) const { return slice(words[i].span); }
  std::string_view slice(Span where) const { return text.substr(where.begin, where.size()); }
  /// What stands between the word and the one before it.
  std::string_view gap(std::size_t i) const;
  bool gap_has(std::size_t i, std::string_view signs) const {
    return i < words.size() && gap(i).find_first_of(signs) != std::string_view::npos;
  }
  /// Where what stands before word i ends: its beginning, or the sentence's end.
  std::uint32_t gap_end(std::size_t i) const { return i < words.size() ? words[i].span.begin : span.end; }
  /// A comma, semicolon or the like before the word, outside parentheses.
  bool breaks(std::size_t i) const;
  bool capital(std::size_t i) const;  ///< begins with a capital letter, a digit or an ideograph
  bool possessive(std::size_t i) const;
  /// What a preposition means (scheme `prepositions`): "at", "of" …; empty if the word is none.
  std::string preposition(std::size_t i) const;
  bool is_number(std::size_t i) const { return word(i).find_first_not_of("0123456789") == std::string_view::npos; }
  bool is_date(std::size_t i) const { return date_of[i] >= 0; }
  /// Whether one of the scheme's labels, of that notation, is the word alone.
  bool is(std::size_t i, lexicon::SchemeName scheme, std::string_view notation) const {
    return label(i, scheme, notation) == 1;
  }
  /// How many words from i on a label of the scheme (of that notation, if given) covers; 0 if none.
  std::size_t label(std::size_t i, lexicon::SchemeName scheme, std::string_view notation = {}) const {
    const auto match = lexicon->longest(scheme, words, i);
    return !match ? 0 : notation.empty() ? match->words : label_of(i, match->words, scheme, notation);
  }
  /// Whether a label of the scheme lies in the range.
  bool mentions(Range range, lexicon::SchemeName scheme, std::string_view notation = {}) const;
  /// The notation of the longest label at i; empty if none.
  std::string notation(std::size_t i, lexicon::SchemeName scheme, std::size_t* words = nullptr) const;

  /// The text of the words, with the dot of an abbreviation, and with parentheses made whole.
  std::string str(Range range) const;
  Span span_of(Range range) const;
  /// Cuts the range's dates off its ends, with the prepositions that lead to them.
  Range without_dates(Range range) const;
  /// The first date that begins in the range; null if none.
  const DateMention* date_in(Range range) const;
  Range trim(Range range) const;  ///< without determiners, conjunctions and prepositions at its ends

  std::string_view text;
  Span span;
  lexicon::Words words;
  std::vector<int> depth;
  std::vector<bool> quoted;  ///< between quotation marks: never cut
  std::vector<DateMention> dates;
  std::vector<int> date_of;  ///< for each word, its date in `dates`, or -1
  const lexicon::Lexicon* lexicon;

 private:
  std::size_t label_of(std::size_t i, std::size_t longest, lexicon::SchemeName scheme, std::string_view notation) const;
};

/// Cuts a text into sentences: at full stops, question and exclamation marks, not behind abbreviations (scheme
/// `abbreviations`) and initials, and at empty lines.
std::vector<Span> split_sentences(std::string_view text, Span where, const lexicon::Lexicon& lexicon);

/// The parts of a list: at commas, semicolons and conjunctions outside parentheses.
std::vector<Range> split_list(const Sentence& sentence, Range range);

}  // namespace vitagraph::extraction::sentences
