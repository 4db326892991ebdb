// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {
namespace {

bool is_joiner(char32_t c) { return c == U'.' || c == U'\'' || c == U'\u2019' || c == U'\u02BC'; }

}  // namespace

Words split_words(std::string_view text, std::uint32_t offset) {
  Words words;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint first = code_point_at(text, at);
    if (first.value == U'&') {
      const auto begin = static_cast<std::uint32_t>(at) + offset;
      words.push_back({"and", {begin, begin + 1}});
      at += first.length;
      continue;
    }
    if (!is_letter(first.value) && !is_digit(first.value)) {
      at += first.length;
      continue;
    }
    const std::size_t begin = at;
    std::size_t end = at;
    std::string plain;
    while (at < text.size()) {
      const CodePoint c = code_point_at(text, at);
      if (is_letter(c.value) || is_digit(c.value) || (c.value >= 0x300 && c.value < 0x370)) {
        plain.append(text, at, c.length);
        at += c.length;
        end = at;
      } else if (is_joiner(c.value) && at + c.length < text.size() &&
                 is_letter(code_point_at(text, at + c.length).value)) {
        at += c.length;
      } else {
        break;
      }
    }
    words.push_back(
        {fold(plain), {static_cast<std::uint32_t>(begin) + offset, static_cast<std::uint32_t>(end) + offset}});
  }
  return words;
}

std::string label_key(std::string_view text) {
  std::string key;
  for (const Word& word : split_words(text)) {
    if (!key.empty()) key += ' ';
    key += word.key;
  }
  return key;
}

}  // namespace vitagraph::lexicon
