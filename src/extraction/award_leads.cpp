// SPDX-License-Identifier: Apache-2.0
#include "extraction/award_leads.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/grant_text.hpp"
#include "extraction/letter_pattern.hpp"

namespace vitagraph::extraction {

std::string behind_award_lead(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  std::size_t next = 0;
  while (next < words.size()) {
    const auto lead = lexicon.longest("award-leads", words, next);
    if (!lead) break;
    next += lead->words;
  }
  // Articles in lower case.
  while (next + 1 < words.size() && words[next].key.size() <= 3 &&
         is_lower(code_point_at(text, words[next].span.begin).value) &&
         !lexicon.find("clause-words", words[next].key).empty())
    ++next;
  if (next == 0 || next >= words.size()) return text;
  std::string rest = text.substr(words[next].span.begin);
  const char32_t first = code_point_at(rest, 0).value;
  return is_upper(first) || is_digit(first) ? rest : text;
}

std::string without_sums(std::string text, const lexicon::Lexicon& lexicon) {
  static const LetterPattern behind_pattern(R"((?:/\pL{1,8})?\.?\)?)");  // "$18,000/yr)"
  const RE2& behind = behind_pattern.on(text);
  const SumPatterns& sums = lexicon.kept(&sum_patterns);
  for (const RE2* sum : {sums.leading_currency.get(), sums.amount.get()}) {
    const std::string written = text;
    re2::StringPiece piece(written), hit;
    for (std::size_t at = 0; sum->Match(piece, at, written.size(), RE2::UNANCHORED, &hit, 1);) {
      std::size_t begin = static_cast<std::size_t>(hit.data() - written.data());
      at = begin + hit.size();
      re2::StringPiece rest = piece;
      rest.remove_prefix(at);
      if (RE2::Consume(&rest, behind)) at = written.size() - rest.size();
      if (begin > 0 && written[begin - 1] == '(') --begin;
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(at),
                '\t');
    }
  }
  return text;
}

}  // namespace vitagraph::extraction
