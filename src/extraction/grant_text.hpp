// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <re2/re2.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// A sum of money whose currency stands in front of its number, and one with its currency behind.
struct SumPatterns {
  std::unique_ptr<RE2> leading_currency, amount;
};
/// Made from the lexicon's words for money; to be kept with it.
SumPatterns sum_patterns(const lexicon::Lexicon& lexicon);
/// The first sum of the text that begins at `from` or behind it.
std::optional<Span> find_sum(std::string_view text, std::size_t from, const SumPatterns& patterns);

/// Straight, single, pointed and turned quotation marks as pairs of one sort, so that it is known which opens, and the
/// comma that ends a quotation behind it.
void curl_quotes(std::string& text);

/// Takes back line breaks behind long lines that end in the middle of a sentence or a word.
void unwrap_sentences(std::string& text);

/// Whether a word for an investigator is in the text.
bool is_principal(std::string_view text, const lexicon::Lexicon& lexicon);
/// Whether a piece between commas says what part somebody had in it ("Principal Investigator", "PI: A. Moss").
bool tells_part(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
