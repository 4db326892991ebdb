// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_labels.hpp"

#include <re2/re2.h>

#include "extraction/letter_pattern.hpp"

namespace vitagraph::extraction {

CareerLabel career_label(std::string_view line, const lexicon::Lexicon& lexicon) {
  constexpr std::size_t longest_label = 71;  // letters, which are counted: a pattern for so many takes long to make
  static const LetterPattern label(R"(^((?:[^\pL\d(]{0,3})(\pL[^:：\t]{2,}?)(?:\s*[:：]\s*|\s*\t\s*|\s{2,})))");
  if (line.find(':') == std::string_view::npos && line.find('\t') == std::string_view::npos &&
      line.find("  ") == std::string_view::npos && line.find("：") == std::string_view::npos)
    return {};
  re2::StringPiece whole, word;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), label.on(line), &whole, &word) ||
      count_code_points({word.data(), word.size()}) > longest_label)
    return {};
  const lexicon::Concepts found = lexicon.find("career-labels", std::string_view(word.data(), word.size()));
  if (found.empty()) return {};
  return {whole.size(), found.front()->notation == "other"};
}

}  // namespace vitagraph::extraction
