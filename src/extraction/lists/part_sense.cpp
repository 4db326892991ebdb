// SPDX-License-Identifier: Apache-2.0
#include "extraction/lists/part_sense.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::lists {
namespace {

constexpr std::size_t most_name_words = 4;

bool is_any(const lexicon::Word& word, std::initializer_list<lexicon::SchemeName> schemes,
            const lexicon::Lexicon& lexicon) {
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](const auto& scheme) { return !lexicon.find_word(scheme, word).empty(); });
}

bool mentions_any(const lexicon::Words& words, std::initializer_list<lexicon::SchemeName> schemes,
                  const lexicon::Lexicon& lexicon) {
  for (std::size_t at = 0; at < words.size(); ++at)
    for (const auto& scheme : schemes)
      if (lexicon.longest(scheme, words, at)) return true;
  return false;
}

/// Whether a label of the scheme ends the words.
bool ends_in(const lexicon::Words& words, lexicon::SchemeName scheme, const lexicon::Lexicon& lexicon) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest(scheme, words, at); match && at + match->words == words.size()) return true;
  return false;
}

bool is_given(const lexicon::Word& word, const lexicon::Lexicon& lexicon) {
  return is_any(word, {"nicknames", "given-words"}, lexicon);
}
bool is_family(const lexicon::Word& word, const lexicon::Lexicon& lexicon) {
  return is_any(word, {"family-names", "short-family-names"}, lexicon);
}
/// Whether it is a word of titles and headings.
bool is_common(const lexicon::Word& word, const lexicon::Lexicon& lexicon) {
  return is_any(word, {"headings", "heading-words", "general-words", "small-words", "honours", "talk-kinds", "bodies"},
                lexicon);
}

/// Two to four words with capitals and nothing beside them that names don't have.
bool is_like_name(const Segment& part, const lexicon::Words& words) {
  if (words.size() < 2 || words.size() > most_name_words || part.place || part.named() || part.unit || part.degree)
    return false;
  if (part.text.find_first_of("0123456789:") != std::string::npos) return false;
  return std::all_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
    return is_upper(code_point_at(part.text, word.span.begin).value);
  });
}

void see_name(PartSense& sense, const Segment& part, const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  if (!is_like_name(part, words)) return;
  const bool initial = std::any_of(words.begin(), words.end(), [](const auto& word) { return word.span.size() == 1; });
  const bool given = is_given(words.front(), lexicon);
  const bool family = is_family(words.back(), lexicon) && !is_common(words.front(), lexicon);
  const bool common_end = is_common(words.back(), lexicon) && !is_given(words.back(), lexicon);
  const bool words_of_lists =
      sense.role || sense.honour || sense.venue ||
      std::any_of(words.begin(), words.end(), [&](const auto& word) { return is_common(word, lexicon); });
  sense.name = family || (given && !common_end) || !words_of_lists;
  sense.person = sense.name && !sense.role && !sense.venue && (initial || given || family);
}

/// A word of capitals or with a digit.
bool has_code(const std::string& text, const lexicon::Words& words) {
  return std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
    const std::string_view written = std::string_view(text).substr(word.span.begin, word.span.size());
    return is_house_code(written) || written.find_first_of("0123456789") != std::string_view::npos;
  });
}

void see_refusals(PartSense& sense, const std::string& text, const lexicon::Words& words,
                  const lexicon::Lexicon& lexicon) {
  const auto says = [&](const lexicon::Lexicon::Match& match, std::size_t at, std::string_view notation) {
    return has_notation(lexicon.concepts_of("list-refusals", words, at, match.words), notation);
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto match = lexicon.longest("list-refusals", words, at);
    if (!match) continue;
    const std::size_t next = at + match->words;
    if (says(*match, at, "leave") && !sense.role && (at == 0 || next == words.size())) sense.away = true;
    if (at > 0) continue;
    if (says(*match, at, "deed")) sense.deed = true;
    if (says(*match, at, "label") && !sense.role && !sense.venue) sense.label = true;
    if (says(*match, at, "person") && next < words.size() &&
        looks_like_name(std::string_view(text).substr(words[next].span.begin), lexicon))
      sense.label = true;
  }
}

}  // namespace

PartSense sense_of(const Segment& part, const lexicon::Lexicon& lexicon) {
  PartSense sense;
  const lexicon::Words words = lexicon::split_words(part.text);
  if (words.empty()) return sense;
  const bool body = is_body(part.text, lexicon);
  sense.house = part.named() || part.unit || mentions_any(words, {"society-words"}, lexicon);
  sense.venue = sense.house || body ||
                mentions_any(words, {"venues", "venue-nouns", "venue-cues", "journal-nouns"}, lexicon) ||
                ends_in(words, "meeting-words", lexicon);
  sense.role = part.role || leading_service_role(part.text, lexicon).has_value() ||
               ends_in(words, "service-roles", lexicon) || ends_in(words, "role-nouns", lexicon) ||
               ends_in(words, "meeting-roles", lexicon);
  sense.honour = !sense.role && !body && mentions_any(words, {"honours"}, lexicon);
  sense.code = !sense.role && has_code(part.text, words);
  see_name(sense, part, words, lexicon);
  see_refusals(sense, part.text, words, lexicon);
  return sense;
}

}  // namespace vitagraph::extraction::lists
