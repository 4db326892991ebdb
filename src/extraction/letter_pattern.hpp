// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>

namespace vitagraph::extraction {

/// A pattern with classes of letters (\pL, \p{Lu}, \p{Ll}, \pM, \pN), for RE2's functions:
///
///   static const LetterPattern initial(R"(^\p{Lu}\. )");
///   RE2::PartialMatch(line, initial.on(line));
///
/// In all scripts each class is hundreds of ranges of bytes, and \pL{2,9} is nine times as many: milliseconds to make,
/// for each pattern of a run. In texts of common characters (Latin, Greek, Cyrillic, Chinese, …) a few ranges say the
/// same. Each form is made by the first text that needs it. May be asked from several threads. No [:classes:] of POSIX,
/// no (?i).
class LetterPattern {
 public:
  /// Keeps the pointer: of a literal.
  explicit LetterPattern(const char* pattern) : pattern_(pattern) {}

  /// The form that matches in this text, and in parts of it, as the pattern does.
  const RE2& on(re2::StringPiece text) const;

 private:
  const char* pattern_;
  mutable std::once_flag common_made_, full_made_;
  mutable std::unique_ptr<const RE2> common_, full_;
};

}  // namespace vitagraph::extraction
