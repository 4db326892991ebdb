// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {

/// What a byte can be in a word.
enum class Letter : unsigned char { none, plain, ampersand, joiner, part };

constexpr std::array<Letter, 256> letter_table() {
  std::array<Letter, 256> out{};
  for (std::size_t c = 0x80; c < 256; ++c) out[c] = Letter::part;
  for (const auto& [first, last] : {std::pair{'0', '9'}, {'a', 'z'}, {'A', 'Z'}})
    for (int c = first; c <= last; ++c) out[static_cast<std::size_t>(c)] = Letter::plain;
  out[static_cast<std::size_t>('&')] = Letter::ampersand;
  out[static_cast<std::size_t>('.')] = out[static_cast<std::size_t>('\'')] = Letter::joiner;
  return out;
}
inline constexpr std::array<Letter, 256> letters = letter_table();
inline Letter letter_at(std::string_view text, std::size_t at) { return letters[static_cast<unsigned char>(text[at])]; }

/// Reads a text's words one after the other. Most words are plain: of ASCII letters and digits only; these are not
/// copied before somebody needs them.
class WordReader {
 public:
  enum class Found : unsigned char { end, plain, other };

  /// A text of at most 4 GiB, which must outlive the reader.
  explicit WordReader(std::string_view text) : text_(text) {}

  /// Goes to the next word; one that is not plain is read to its end and folded.
  Found next() {
    begin_ = at_;
    while (begin_ < text_.size()) {
      const Letter first = letter_at(text_, begin_);
      if (first == Letter::plain) return read_plain();
      if (first == Letter::ampersand) return read_ampersand();
      if (first == Letter::part && !skip_part()) return read_other();
      if (first != Letter::part) ++begin_;
    }
    at_ = begin_;
    return Found::end;
  }

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  /// A plain word as it is written.
  std::string_view written() const { return text_.substr(begin_, end_ - begin_); }
  /// The key of a word that is not plain.
  const std::string& key() const { return key_; }

 private:
  Found read_plain() {
    std::size_t end = begin_ + 1;
    while (end < text_.size() && letter_at(text_, end) == Letter::plain) ++end;
    if (end < text_.size() && letter_at(text_, end) >= Letter::joiner && goes_on(end)) return read_other();
    at_ = end_ = end;
    return Found::plain;
  }
  Found read_ampersand();
  Found read_other();
  bool skip_part();
  bool goes_on(std::size_t end) const;

  std::string_view text_;
  std::size_t at_ = 0, begin_ = 0, end_ = 0;
  std::string key_;
};

}  // namespace vitagraph::lexicon
