// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/text_pattern.hpp"

#include <re2/re2.h>

#include "store/sparql/expressions.hpp"

namespace vitagraph::store::sparql {
namespace {

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
    if (c == '[') ++depth;
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
  bool literal = false, spaced = false;
  for (const char flag : flags) {
    if (flag == 'i' || flag == 's' || flag == 'm')
      prefix += flag;
    else if (flag == 'q')
      literal = true;
    else if (flag == 'x')
      spaced = true;
    else
      return;
  }
  std::string text(pattern);
  if (literal)
    text = RE2::QuoteMeta(text);
  else if (spaced)
    text = without_space(text);
  auto compiled = std::make_unique<Compiled>(prefix.empty() ? text : "(?" + prefix + ")" + text);
  if (compiled->pattern.ok()) compiled_ = std::move(compiled);
}

TextPattern::~TextPattern() = default;
TextPattern::TextPattern(TextPattern&&) noexcept = default;

bool TextPattern::is_in(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->pattern);
}

std::optional<std::string> TextPattern::replace(const std::string& text, std::string_view by) const {
  std::string rewrite;  // XPath writes $1, RE2 \1
  for (std::size_t i = 0; i < by.size(); ++i) {
    const char c = by[i];
    if (c == '$' && i + 1 < by.size() && by[i + 1] >= '0' && by[i + 1] <= '9')
      rewrite += '\\';
    else if (c == '\\' && i + 1 < by.size() && by[i + 1] == '$')
      rewrite += by[++i];
    else
      rewrite += c;
  }
  std::string out = text;
  const std::size_t least = 1 + rewrite.size() * (text.size() + 1);
  if (least > longest_text && out.size() * (rewrite.size() + 1) > longest_text) return std::nullopt;
  RE2::GlobalReplace(&out, compiled_->pattern, rewrite);
  return out;
}

}  // namespace vitagraph::store::sparql
