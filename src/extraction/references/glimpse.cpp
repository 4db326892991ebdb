// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/glimpse.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t longest_open = 1200;  ///< bytes of a work that may still be waiting for its venue
constexpr std::size_t most_remark_tokens = 14;

}  // namespace

const Parsed& Glimpse::parsed() const {
  if (!parsed_) parsed_ = tokenize(*reference_, *context_);
  return *parsed_;
}

const std::vector<NamesEnd>& Glimpse::names() const {
  if (!names_) names_ = scan_names(parsed(), 0);
  return *names_;
}

bool Glimpse::only_names() const {
  if (names().empty() || names().back().names < 2) return false;
  for (std::size_t t = names().back().next; t < parsed().tokens.size(); ++t)
    if (parsed().tokens[t].kind != TokenKind::punctuation) return false;
  return true;
}

bool Glimpse::begins_with_list() const {
  return !names().empty() && names().back().names > 1 &&
         names().back().score > 0.5 * static_cast<double>(names().back().names);
}

bool Glimpse::begins_with_names() const {
  return !names().empty() && names().back().score > 0.4 * static_cast<double>(names().back().names);
}

bool Glimpse::begins_with_authors() const {
  return begins_with_names() &&
         (names().back().names > 1 || names().back().initials || names().back().owner || names().back().et_al);
}

bool Glimpse::names_then_venue() const {
  if (names().empty() || names().back().names < 2 ||
      names().back().score < 0.5 * static_cast<double>(names().back().names))
    return false;
  std::size_t t = names().back().next;
  while (t < parsed().tokens.size() && parsed().tokens[t].kind == TokenKind::punctuation &&
         parsed().tokens[t].mark != U'(' && !is_open_quote(parsed().tokens[t].mark))
    ++t;
  if (t >= parsed().tokens.size()) return false;
  const Token& next = parsed().tokens[t];
  if (next.venue > 0 || cue_at(parsed(), t, context_->lexicon, "in").second > 0 || (next.italic && next.breaks))
    return true;
  // "International Conference on …": on a line of its own the word that tells may come later.
  for (std::size_t i = t; i < parsed().tokens.size() && i < t + (next.breaks ? 4 : 1); ++i)
    if (parsed().tokens[i].cue > 0 && parsed().tokens[i].capital) return true;
  return false;
}

bool Glimpse::only_venue() const {
  if (parsed().tokens.empty() || parsed().tokens.size() > 40) return false;
  const Token& first = parsed().tokens.front();
  std::size_t end = 0;
  while (end < parsed().tokens.size() && parsed().tokens[end].italic) ++end;
  const bool in = cue_at(parsed(), 0, context_->lexicon, "in").second > 0;
  bool named = end > 0 || first.venue > 0 || in || first.status > 0;
  for (std::size_t t = 0; t < parsed().tokens.size() && t < 5 && !named; ++t)
    named = parsed().tokens[t].cue > 0 && parsed().tokens[t].capital;
  if (!named || !first.capital) return false;
  bool year = first.status > 0;
  std::size_t lower = 0;
  for (std::size_t t = 0; t < parsed().tokens.size(); ++t) {
    const Token& token = parsed().tokens[t];
    year = year || is_year(parsed(), t);
    if (t < end) continue;
    if (token.mark == U'(' || token.mark == U'[') break;
    lower += token.lower && token.content && !token.function;
    if (is_open_quote(token.mark)) return false;
  }
  return year && lower < 3;
}

bool Glimpse::lacks_venue() const {
  if (reference_->text.size() > longest_open) return false;  // no end of remarks may gather below one title
  for (std::size_t t = 0; t < parsed().tokens.size(); ++t) {
    const Token& token = parsed().tokens[t];
    if (token.mark == U'(' || token.mark == U'[') {  // a remark may hold a year and a venue of its own
      bool remark = false;
      std::size_t end = t + 1;
      for (; end < parsed().tokens.size() && end < t + most_remark_tokens; ++end) {
        if (parsed().tokens[end].mark == U')' || parsed().tokens[end].mark == U']') break;
        remark = remark || cue_at(parsed(), end, context_->lexicon, "note").second > 0;
      }
      if (remark) {
        t = end;
        continue;
      }
    }
    if (is_year(parsed(), t) || token.status > 0 || token.venue > 1 || (token.italic && t > 0)) return false;
    if (token.mark == U'.' && t + 1 < parsed().tokens.size() && parsed().tokens[t + 1].spaced && t > 0 &&
        parsed().tokens[t - 1].letters > 2)
      return false;
  }
  return parsed().tokens.size() > 2;
}

bool Glimpse::begins_with_remark() const {
  for (std::size_t t = 0; t < parsed().tokens.size() && t < most_remark_tokens; ++t) {
    if (t > 0 &&
        (parsed().tokens[t].breaks || parsed().tokens[t - 1].mark == U')' || parsed().tokens[t - 1].mark == U']'))
      return false;
    if (cue_at(parsed(), t, context_->lexicon, "note").second > 0) return true;
  }
  return false;
}

bool Glimpse::begins_within_sentence() const {
  if (parsed().tokens.empty()) return false;
  const Token& first = parsed().tokens.front();
  return first.lower && !first.particle && first.letters > 1 && first.venue == 0 && first.cue == 0 &&
         first.status == 0 && first.et_al == 0 && first.link < 0 &&
         cue_at(parsed(), 0, context_->lexicon, "in").second == 0 &&
         cue_at(parsed(), 0, context_->lexicon, "with").second == 0 &&
         cue_at(parsed(), 0, context_->lexicon, "link").second == 0 &&
         cue_at(parsed(), 0, context_->lexicon, "note").second == 0;
}

}  // namespace vitagraph::extraction::references
