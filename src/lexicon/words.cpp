// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {
namespace {

bool is_joiner(char32_t c) { return c == U'.' || c == U'\'' || c == U'\u2019' || c == U'\u02BC'; }

bool is_ascii_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Most words are ASCII, for which folding is lower case.
std::string key_of(std::string&& word) {
  for (const char c : word)
    if (!is_ascii_alphanumeric(c)) return fold(word);
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return std::move(word);
}

Word make_word(std::string key, Span span) {
  const std::size_t hash = std::hash<std::string>{}(key);
  return {std::move(key), span, hash};
}

}  // namespace

Words split_words(std::string_view text, std::uint32_t offset) {
  Words words;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint first = code_point_at(text, at);
    if (first.value == U'&') {
      const auto begin = static_cast<std::uint32_t>(at) + offset;
      words.push_back(make_word("and", {begin, begin + 1}));
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
      std::size_t run = at;
      while (run < text.size() && is_ascii_alphanumeric(text[run])) ++run;
      if (run > at) {
        plain.append(text, at, run - at);
        at = end = run;
        continue;
      }
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
    words.push_back(make_word(key_of(std::move(plain)),
                              {static_cast<std::uint32_t>(begin) + offset, static_cast<std::uint32_t>(end) + offset}));
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
