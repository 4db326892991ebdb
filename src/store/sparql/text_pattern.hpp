// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vitagraph::store::sparql {

/// The pattern of REGEX and REPLACE (§17.4.3.14–15; XPath and XQuery Functions and Operators 3.1 §5.6), compiled.
class TextPattern {
 public:
  /// Flags: i, s, m, x, q. A pattern or a flag that is none makes a TextPattern that is not good().
  TextPattern(std::string_view pattern, std::string_view flags);
  ~TextPattern();

  bool good() const { return compiled_ != nullptr; }
  /// Requires good().
  bool is_in(std::string_view text) const;
  /// The text with each match replaced, $1 in `by` standing for the first group and one that the pattern lacks for
  /// nothing. No text where `by` is wrong (`\` before neither `\` nor `$`, `$` before no digit; with flag q all are
  /// right), names a group beyond the ninth, or the result would be longer than a text may be. Requires good().
  std::optional<std::string> replace(const std::string& text, std::string_view by) const;

 private:
  struct Compiled;
  std::optional<std::string> rewrite_of(std::string_view by) const;

  std::unique_ptr<const Compiled> compiled_;
  bool literal_ = false;
};

}  // namespace vitagraph::store::sparql
