// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <memory>

#include "lexicon/word_reader.hpp"

namespace vitagraph::lexicon {
namespace {

bool is_joiner(char32_t c) { return c == U'.' || c == U'\'' || c == U'\u2019' || c == U'\u02BC'; }

constexpr std::uint64_t small = 0x2020202020202020ULL;  ///< makes small letters of capitals, and leaves digits

/// In lower case: letters and digits of ASCII.
void lower_plain(std::string& key) {
  for (char& c : key) c = static_cast<char>(c | ' ');
}

/// Makes the key of a plain word in place of an empty one. Most are short, and are copied as numbers that may overlap:
/// letters by the call took as long as all else of splitting.
void make_key(std::string& key, std::string_view written) {
  char letters_of[16] = {};
  const std::size_t size = written.size();
  const auto copy_at = [&]<typename Number>(std::size_t at, Number) {
    Number number;
    std::memcpy(&number, written.data() + at, sizeof number);
    number |= static_cast<Number>(small);
    std::memcpy(letters_of + at, &number, sizeof number);
  };
  if (size >= sizeof letters_of) {
    key.assign(written);
    return lower_plain(key);
  }
  if (size >= 8) {
    copy_at(0, std::uint64_t{});
    copy_at(size - 8, std::uint64_t{});
  } else if (size >= 4) {
    copy_at(0, std::uint32_t{});
    copy_at(size - 4, std::uint32_t{});
  } else {
    for (std::size_t at = 0; at < size; ++at) copy_at(at, std::uint8_t{});
  }
  std::destroy_at(&key);
  std::construct_at(&key, letters_of, sizeof letters_of - 1);
  key.erase(size);
}

}  // namespace

WordReader::Found WordReader::read_ampersand() {
  at_ = end_ = begin_ + 1;
  key_ = "and";
  return Found::other;
}

/// Whether what begins here beyond ASCII begins no word; goes behind it then.
bool WordReader::skip_part() {
  const CodePoint first = code_point_at(text_, begin_);
  if (is_letter(first.value)) return false;
  begin_ += first.length;
  return true;
}

/// Whether a word of plain letters goes on behind them: with other letters, or behind a dot or apostrophe.
bool WordReader::goes_on(std::size_t end) const {
  if (letter_at(text_, end) == Letter::part) return true;
  if (end + 1 == text_.size()) return false;
  const auto next = static_cast<unsigned char>(text_[end + 1]);
  return next >= 0x80 || is_letter(next);
}

/// A word with other letters, or with dots or apostrophes inside.
WordReader::Found WordReader::read_other() {
  key_.clear();
  bool plain = true;
  std::size_t at = begin_, end = begin_;
  while (at < text_.size()) {
    std::size_t run = at;
    while (run < text_.size() && letter_at(text_, run) == Letter::plain) ++run;
    if (run > at) {
      key_.append(text_, at, run - at);
      at = end = run;
      continue;
    }
    const CodePoint c = code_point_at(text_, at);
    if (c.length > 1 && (is_letter(c.value) || (c.value >= 0x300 && c.value < 0x370))) {
      plain = false;
      key_.append(text_, at, c.length);
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
  end_ = end;
  if (plain)
    lower_plain(key_);
  else
    key_ = fold(key_);
  return Found::other;
}

Words split_words(std::string_view text, std::uint32_t offset) {
  Words words;
  words.reserve(text.size() / 6 + 2);
  WordReader reader(text);
  for (WordReader::Found found = reader.next(); found != WordReader::Found::end; found = reader.next()) {
    Word& word = words.emplace_back();
    if (found == WordReader::Found::plain)
      make_key(word.key, reader.written());
    else
      word.key = reader.key();
    word.span = {static_cast<std::uint32_t>(reader.begin()) + offset,
                 static_cast<std::uint32_t>(reader.end()) + offset};
    word.hash = word_hash(word.key);
  }
  return words;
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  for (WordReader reader(text); reader.next() != WordReader::Found::end;) ++count;
  return count;
}

std::string label_key(std::string_view text) {
  std::string key;
  WordReader reader(text);
  for (WordReader::Found found = reader.next(); found != WordReader::Found::end; found = reader.next()) {
    if (!key.empty()) key += ' ';
    if (found == WordReader::Found::plain)
      for (const char c : reader.written()) key += static_cast<char>(c | ' ');
    else
      key += reader.key();
  }
  return key;
}

}  // namespace vitagraph::lexicon
