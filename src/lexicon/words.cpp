// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstring>

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

/// In lower case: letters and digits of ASCII, eight at a time; what overlaps is done twice.
void lower_plain(std::string& key) {
  constexpr std::uint64_t small = 0x2020202020202020ULL;
  const auto lower_at = [&]<typename Number>(std::size_t at, Number) {
    Number number;
    std::memcpy(&number, key.data() + at, sizeof number);
    number |= static_cast<Number>(small);
    std::memcpy(key.data() + at, &number, sizeof number);
  };
  const std::size_t size = key.size();
  if (size < 4) {
    for (char& c : key) c = static_cast<char>(c | ' ');
  } else if (size < 8) {
    lower_at(0, std::uint32_t{});
    lower_at(size - 4, std::uint32_t{});
  } else {
    for (std::size_t at = 0; at + 8 < size; at += 8) lower_at(at, std::uint64_t{});
    lower_at(size - 8, std::uint64_t{});
  }
}

}  // namespace

/// Where the next word or "&" begins; the text's end if none does.
std::size_t WordReader::begin_of_next() const {
  std::size_t begin = at_;
  for (; begin < text_.size(); ++begin) {
    const char c = text_[begin];
    if (lowered(c) != 0 || c == '&') break;
    if (static_cast<unsigned char>(c) < 0x80) continue;
    const CodePoint first = code_point_at(text_, begin);
    if (is_letter(first.value)) break;
    begin += first.length - 1;
  }
  return std::min(begin, text_.size());
}

/// The end of the word if it is of ASCII letters and digits only, else `begin`.
std::size_t WordReader::end_of_plain(std::size_t begin) const {
  std::size_t end = begin;
  while (end < text_.size() && lowered(text_[end]) != 0) ++end;
  if (end == text_.size()) return end;
  const char behind = text_[end];
  if (static_cast<unsigned char>(behind) >= 0x80) return begin;
  if ((behind != '.' && behind != '\'') || end + 1 == text_.size()) return end;
  const auto next = static_cast<unsigned char>(text_[end + 1]);
  return next >= 0x80 || is_letter(next) ? begin : end;
}

std::optional<std::size_t> WordReader::first_hash() const {
  const std::size_t begin = begin_of_next(), end = end_of_plain(begin);
  if (end == begin) return std::nullopt;
  return word_hash(text_.substr(begin, end - begin));
}

bool WordReader::next(Word& word) {
  const std::size_t begin = begin_of_next();
  if (begin == text_.size()) {
    at_ = begin;
    return false;
  }
  if (text_[begin] == '&') {
    at_ = begin + 1;
    word.key = "and";
    finish(word, begin, at_);
    return true;
  }
  const std::size_t end = end_of_plain(begin);
  if (end == begin) {
    read_any(word, begin);
    return true;
  }
  // Most words are ASCII, for which folding is lower case.
  word.key.assign(text_.data() + begin, end - begin);
  lower_plain(word.key);
  at_ = end;
  finish(word, begin, end);
  return true;
}

/// A word with other letters, or with dots or apostrophes inside.
void WordReader::read_any(Word& word, std::size_t begin) {
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
  if (plain)
    lower_plain(word.key);
  else
    word.key = fold(word.key);
  finish(word, begin, end);
}

void WordReader::finish(Word& word, std::size_t begin, std::size_t end) const {
  word.span = {static_cast<std::uint32_t>(begin) + offset_, static_cast<std::uint32_t>(end) + offset_};
  word.hash = word_hash(word.key);
}

Words split_words(std::string_view text, std::uint32_t offset) {
  Words words;
  words.reserve(text.size() / 6 + 2);
  WordReader reader(text, offset);
  while (reader.next(words.emplace_back())) {
  }
  words.pop_back();
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
