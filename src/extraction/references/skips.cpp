// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/skips.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_remark_tokens = 14;

}  // namespace

std::size_t Skips::punctuation(std::size_t t) const {
  while (t < tokens_.size() &&
         (tokens_[t].masked || (tokens_[t].kind == TokenKind::punctuation && !is_open_quote(tokens_[t].mark) &&
                                tokens_[t].mark != U'(' && tokens_[t].mark != U'[')))
    ++t;
  return t;
}

std::size_t Skips::date(std::size_t t, bool& found) const {
  std::size_t at = t;
  const bool bracket = at < tokens_.size() && (tokens_[at].mark == U'(' || tokens_[at].mark == U'[');
  if (bracket) ++at;
  std::size_t length = 0;
  bool year = false;
  while (at < tokens_.size() && length < 9) {
    const std::size_t behind = at + tokens_[at].status;
    // "Moss, A. in review. Walls": in small letters only as a sentence of its own.
    const bool sentence = at > 0 && tokens_[at - 1].mark == U'.' && behind < tokens_.size() &&
                          tokens_[behind].mark == U'.' && !tokens_[behind].spaced;
    if (tokens_[at].status > 0 && !tokens_[at].breaks && (bracket || tokens_[at].capital || year || sentence)) {
      at += tokens_[at].status;
      year = true;
    } else if (is_year(parsed_, at) || (year && is_now(at))) {
      year = true;
      ++at;
      if (at < tokens_.size() && tokens_[at].letters == 1 && tokens_[at].lower && !tokens_[at].spaced) ++at;  // 2014a
    } else if (bracket ? tokens_[at].mark != U')' && tokens_[at].mark != U']' && tokens_[at].mark != U'('
                       : year && (is_dash(tokens_[at].mark) && at + 1 < tokens_.size() &&
                                  (is_year(parsed_, at + 1) || is_now(at + 1)))) {
      ++at;
    } else {
      break;
    }
    ++length;
  }
  if (!year) return t;
  if (bracket) {
    if (at >= tokens_.size() || (tokens_[at].mark != U')' && tokens_[at].mark != U']')) return t;
    ++at;
  }
  found = true;
  return at;
}

std::size_t Skips::editors(std::size_t t) const {
  std::size_t at = t;
  const bool bracket = at < tokens_.size() && tokens_[at].mark == U'(';
  if (bracket) ++at;
  const std::size_t count = cue_at(parsed_, at, context_.lexicon, "editors").second;
  if (count == 0 || (!bracket && tokens_[at].letters > 6)) return t;
  at += count;
  while (at < tokens_.size() && tokens_[at].mark == U'.' && !tokens_[at].spaced) ++at;
  if (!bracket) return at;
  return at < tokens_.size() && tokens_[at].mark == U')' ? at + 1 : t;
}

std::size_t Skips::remark(std::size_t t) const {
  if (t >= tokens_.size() || (tokens_[t].mark != U'(' && tokens_[t].mark != U'[')) return t;
  bool remark = false;
  for (std::size_t end = t + 1; end < tokens_.size() && end < t + most_remark_tokens; ++end) {
    if (tokens_[end].mark == U')' || tokens_[end].mark == U']') return remark ? end + 1 : t;
    remark = remark || cue_at(parsed_, end, context_.lexicon, "note").second > 0;
  }
  return t;
}

Stop Skips::stop_at(std::size_t end) const {
  if (end >= tokens_.size()) return Stop::none;
  const Token& token = tokens_[end];
  if (token.breaks) return Stop::line_break;
  switch (token.mark) {
    case U'.': return Stop::full_stop;
    case U',': return Stop::comma;
    case U'(':
    case U'[': return Stop::bracket;
    case U'?':
    case U'!': return Stop::question;
    case U'\u201C':
    case U'\u2018':
    case U'\u201D':
    case U'\u2019': return Stop::quote;
    case U':':
    case U';': return Stop::other;
    default: break;
  }
  if (token.masked || (is_dash(token.mark) && token.spaced)) return Stop::other;
  if (end > 0 && (token.italic != tokens_[end - 1].italic || token.bold != tokens_[end - 1].bold ||
                  token.link != tokens_[end - 1].link))
    return Stop::edge;
  return Stop::none;
}

}  // namespace vitagraph::extraction::references
