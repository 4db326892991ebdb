// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <unordered_set>

namespace vitagraph::document {

/// Whether a hyphen at the end of a line belongs to the word, judged by the other words of the same text: no dictionary
/// knows the compounds of every field and language.
class Hyphenation {
 public:
  /// The text must outlive it: its words are gathered when somebody asks first.
  explicit Hyphenation(std::string_view text) : text_(text) {}
  /// "same-" "race" keeps its hyphen if the text has "same-race", or both parts as words and not "samerace".
  bool keeps(std::string_view before, std::string_view after) const;

 private:
  void gather() const;

  std::string_view text_;
  mutable bool gathered_ = false;
  mutable std::unordered_set<std::string> words_;  ///< folded, with their inner hyphens; asked, never listed
};

}  // namespace vitagraph::document
