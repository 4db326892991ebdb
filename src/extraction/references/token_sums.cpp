// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/token_sums.hpp"

#include <algorithm>

namespace vitagraph::extraction::references {
namespace {

/// Where a property changes, unless it changes back within three tokens: a species' name, a formula.
template <typename Get>
std::vector<bool> long_edges(const std::vector<Token>& tokens, Get get) {
  std::vector<bool> edges(tokens.size(), false);
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin + 1;
    while (end < tokens.size() && get(tokens[end]) == get(tokens[begin])) ++end;
    if (end - begin > 3 || begin == 0) {
      edges[begin] = true;
      if (end < tokens.size()) edges[end] = true;
    }
    begin = end;
  }
  return edges;
}

}  // namespace

Sums::Sums(const Parsed& parsed) {
  const std::vector<Token>& tokens = parsed.tokens;
  for (auto* sums : {&words, &capitals, &functions, &contents, &stops, &breaks, &commas, &years, &cues, &venues, &edges,
                     &masked, &quotes})
    sums->assign(tokens.size() + 1, 0);
  std::vector<bool> italic_edge = long_edges(tokens, [](const Token& t) { return static_cast<int>(t.italic); });
  const std::vector<bool> bold_edge = long_edges(tokens, [](const Token& t) { return static_cast<int>(t.bold); });
  const std::vector<bool> link_edge = long_edges(tokens, [](const Token& t) { return static_cast<int>(t.link); });
  std::size_t quiet = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    const bool word = token.kind == TokenKind::word;
    const auto step = [&](std::vector<std::uint16_t>& sums, std::size_t by) {
      sums[t + 1] = static_cast<std::uint16_t>(std::min<std::size_t>(sums[t] + by, 60000));
    };
    step(words, word ? (token.cjk ? 1 + token.letters / 3u : 1) : 0);
    step(capitals, word && token.capital);
    step(functions, word && token.function && token.lower);
    step(contents, word && (token.content || (token.lower && token.letters > 3)));
    const bool stop = token.mark == U'.' && !token.spaced && t > 0 && tokens[t - 1].letters != 1 &&
                      t + 1 < tokens.size() && tokens[t + 1].spaced &&
                      (tokens[t + 1].capital || is_open_quote(tokens[t + 1].mark));
    step(stops, stop || token.mark == U';');
    step(breaks, token.breaks);
    step(commas, token.mark == U',');
    step(years, is_year(parsed, t) || (token.kind == TokenKind::number && t + 2 < tokens.size() &&
                                       is_dash(tokens[t + 1].mark) && tokens[t + 2].kind == TokenKind::number));
    const bool named = token.venue > 1 || (token.venue == 1 && token.all_capitals && token.letters > 2);
    const bool cue = token.cue > 0 && (token.capital || token.cue > 2) && !token.content;
    step(venues, t >= quiet && named);
    step(cues, t >= quiet && !named && cue);
    if (t >= quiet && named) quiet = t + token.venue;
    step(edges, (italic_edge[t] || bold_edge[t] || link_edge[t]) && t > 0);
    step(masked, token.masked);
    step(quotes, token.et_al > 0 ? 2u : token.mark == U'\u201C' && t > 0 && tokens[t - 1].mark == U',');
  }
}

}  // namespace vitagraph::extraction::references
