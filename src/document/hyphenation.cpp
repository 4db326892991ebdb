// SPDX-License-Identifier: Apache-2.0
#include "document/hyphenation.hpp"

#include <cctype>

namespace vitagraph::document {
namespace {

bool is_word_byte(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

/// Case of ASCII letters only: a cheap fold serves a guess.
std::string folded(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Shorter parts ("in-", "re-") are words by chance.
constexpr std::size_t shortest_part = 3;
/// Longer runs are no words.
constexpr std::size_t longest_word = 64;

}  // namespace

void Hyphenation::gather() const {
  gathered_ = true;
  const std::string_view text = text_;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_word_byte(text[end]) || (text[end] == '-' && end + 1 < text.size() && is_word_byte(text[end + 1]))))
      ++end;
    // The first half of a word that a line's end broke is no word.
    const bool broken = end + 1 < text.size() && text[end] == '-' && (text[end + 1] == '\n' || text[end + 1] == '\r');
    const bool second_half = at > 1 && text[at - 1] == '\n' &&
                             (text[at - 2] == '-' || (at > 2 && text[at - 2] == '\r' && text[at - 3] == '-'));
    if (!broken && !second_half && end - at <= longest_word) words_.insert(folded(text.substr(at, end - at)));
    at = end;
  }
}

bool Hyphenation::keeps(std::string_view before, std::string_view after) const {
  if (!gathered_) gather();
  const std::string first = folded(before), second = folded(after);
  if (words_.count(first + second) > 0) return false;
  if (words_.count(first + "-" + second) > 0) return true;
  return first.size() >= shortest_part && second.size() >= shortest_part && words_.count(first) > 0 &&
         words_.count(second) > 0;
}

}  // namespace vitagraph::document
