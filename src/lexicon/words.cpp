// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "lexicon/tables.hpp"

namespace vitagraph::lexicon {
namespace {

bool is_joiner(char32_t c) { return c == U'.' || c == U'\'' || c == U'\u2019' || c == U'\u02BC'; }

/// For each byte: what it is in lower case if it is an ASCII letter or digit, else 0.
constexpr std::array<char, 256> make_lower() {
  std::array<char, 256> out{};
  for (int c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = static_cast<char>(c);
  for (int c = 'a'; c <= 'z'; ++c) out[static_cast<std::size_t>(c)] = static_cast<char>(c);
  for (int c = 'A'; c <= 'Z'; ++c) out[static_cast<std::size_t>(c)] = static_cast<char>(c - 'A' + 'a');
  return out;
}
constexpr std::array<char, 256> lower = make_lower();
char lowered(char c) { return lower[static_cast<unsigned char>(c)]; }

}  // namespace

bool WordReader::next(Word& word) {
  std::size_t begin = at_;
  for (; begin < text_.size(); ++begin) {
    const char c = text_[begin];
    if (lowered(c) != 0) break;
    if (c == '&') {
      at_ = begin + 1;
      word.key = "and";
      finish(word, begin, at_);
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x80) continue;
    const CodePoint first = code_point_at(text_, begin);
    if (is_letter(first.value)) break;
    begin += first.length - 1;
  }
  if (begin >= text_.size()) {
    at_ = text_.size();
    return false;
  }
  word.key.clear();
  bool plain = true;
  std::size_t at = begin, end = begin;
  while (at < text_.size()) {
    std::size_t run = at;
    while (run < text_.size() && lowered(text_[run]) != 0) ++run;
    if (run > at) {
      word.key.append(text_, at, run - at);
      at = end = run;
      continue;
    }
    const CodePoint c = code_point_at(text_, at);
    if (c.length > 1 && (is_letter(c.value) || (c.value >= 0x300 && c.value < 0x370))) {
      plain = false;
      word.key.append(text_, at, c.length);
      at += c.length;
      end = at;
    } else if (is_joiner(c.value) && at + c.length < text_.size() &&
               is_letter(code_point_at(text_, at + c.length).value)) {
      at += c.length;
    } else {
      break;
    }
  }
  at_ = at;
  // Most words are ASCII, for which folding is lower case.
  if (plain) {
    for (char& c : word.key) c = lowered(c);
  } else {
    word.key = fold(word.key);
  }
  finish(word, begin, end);
  return true;
}

void WordReader::finish(Word& word, std::size_t begin, std::size_t end) const {
  word.span = {static_cast<std::uint32_t>(begin) + offset_, static_cast<std::uint32_t>(end) + offset_};
  word.hash = word_hash(word.key);
}

Words split_words(std::string_view text, std::uint32_t offset) {
  Words words;
  words.reserve(text.size() / 6 + 1);
  WordReader reader(text, offset);
  Word word;
  while (reader.next(word)) words.push_back(std::move(word));
  return words;
}

std::string label_key(std::string_view text) {
  std::string key;
  WordReader reader(text);
  Word word;
  while (reader.next(word)) {
    if (!key.empty()) key += ' ';
    key += word.key;
  }
  return key;
}

}  // namespace vitagraph::lexicon
