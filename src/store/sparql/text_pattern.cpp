// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/text_pattern.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "store/sparql/expressions.hpp"

namespace vitagraph::store::sparql {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Flag x: without white space, but for that in classes of characters.
std::string without_space(std::string_view pattern) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      (out += c) += pattern[++i];
      continue;
    }
    if (c == '[' && depth++ == 0) {  // a `]` that stands first is a member
      out += c;
      if (pattern.substr(i + 1, 1) == "^") out += pattern[++i];
      if (pattern.substr(i + 1, 1) == "]") out += pattern[++i];
      continue;
    }
    if (c == ']' && depth > 0) --depth;
    if (depth > 0 || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) out += c;
  }
  return out;
}

}  // namespace

struct TextPattern::Compiled {
  explicit Compiled(const std::string& text) : pattern(text, RE2::Quiet) {}
  RE2 pattern;
};

TextPattern::TextPattern(std::string_view pattern, std::string_view flags) {
  std::string prefix;
  bool spaced = false;
  for (const char flag : flags) {
    if (flag == 'i' || flag == 's' || flag == 'm')
      prefix += flag;
    else if (flag == 'q')
      literal_ = true;
    else if (flag == 'x')
      spaced = true;
    else
      return;
  }
  std::string text(pattern);
  if (literal_)
    text = RE2::QuoteMeta(text);
  else if (spaced)
    text = without_space(text);
  auto compiled = std::make_unique<Compiled>(prefix.empty() ? text : "(?" + prefix + ")" + text);
  if (compiled->pattern.ok()) compiled_ = std::move(compiled);
}

TextPattern::~TextPattern() = default;

bool TextPattern::is_in(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->pattern);
}

/// XPath writes $1 where RE2 has \1, and $ before as many digits as make the number of a group (§5.6.4).
std::optional<std::string> TextPattern::rewrite_of(std::string_view by) const {
  constexpr std::size_t re2_knows = 9;
  const auto groups = static_cast<std::size_t>(compiled_->pattern.NumberOfCapturingGroups());
  std::string out;
  for (std::size_t i = 0; i < by.size(); ++i) {
    const char c = by[i], next = i + 1 < by.size() ? by[i + 1] : '\0';
    if (c == '\\' && (literal_ || next == '\\')) {
      out += "\\\\";
      if (!literal_) ++i;
    } else if (c == '\\') {
      if (next != '$') return std::nullopt;
      out += by[++i];
    } else if (c == '$' && !literal_) {
      if (!is_digit(next)) return std::nullopt;
      std::size_t group = 0;
      for (; i + 1 < by.size() && is_digit(by[i + 1]); ++i) {
        const std::size_t longer = 10 * group + static_cast<std::size_t>(by[i + 1] - '0');
        if (longer > std::max(groups, re2_knows)) break;
        group = longer;
      }
      if (group > groups) continue;
      if (group > re2_knows) return std::nullopt;
      (out += '\\') += static_cast<char>('0' + group);
    } else {
      out += c;
    }
  }
  return out;
}

std::optional<std::string> TextPattern::replace(const std::string& text, std::string_view by) const {
  const std::optional<std::string> rewritten = rewrite_of(by);
  if (!rewritten) return std::nullopt;
  const std::string& rewrite = *rewritten;
  std::string out = text;
  const std::size_t least = 1 + rewrite.size() * (text.size() + 1);
  if (least > longest_text && out.size() * (rewrite.size() + 1) > longest_text) return std::nullopt;
  RE2::GlobalReplace(&out, compiled_->pattern, rewrite);
  return out;
}

}  // namespace vitagraph::store::sparql
