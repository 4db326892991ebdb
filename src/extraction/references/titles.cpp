// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/titles.hpp"

#include <algorithm>

#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_title_ends = 30, most_title_tokens = 90;
constexpr std::size_t most_series_tokens = 20, most_series_words = 3;  ///< behind a comma, and in a part of a series

}  // namespace

Titles::Titles(const Parsed& parsed, const ListContext& context, const Skips& skips)
    : parsed_(parsed),
      tokens_(parsed.tokens),
      context_(context),
      skips_(skips),
      sums_(parsed),
      remarks_(tokens_.size() + 1),
      from_(tokens_.size() + 1) {
  for (std::size_t t = 0; t < tokens_.size(); ++t) remarks_[t + 1] = remarks_[t] + (skips_.remark(t) > t ? 1 : 0);
}

/// Whether names stand right behind small words: "… over wet steps AK Moss, BT Fern".
bool Titles::names_begin(std::size_t t) const {
  if (t == 0 || !tokens_[t - 1].lower) return false;
  std::size_t at = t;
  while (at < tokens_.size() && tokens_[at].all_capitals && tokens_[at].letters <= 3) {
    ++at;
    if (at < tokens_.size() && tokens_[at].mark == U'.' && !tokens_[at].spaced) ++at;
  }
  if (at == t || at + 2 >= tokens_.size() || !tokens_[at].capital || tokens_[at].all_capitals) return false;
  return (tokens_[at + 1].mark == U',' || tokens_[at + 1].conjunction) && tokens_[at + 2].kind == TokenKind::word &&
         (tokens_[at + 2].capital || tokens_[at + 2].conjunction);
}

void Titles::add(std::vector<Title>& out, Title title) const {
  while (title.begin < title.end && tokens_[title.end - 1].kind == TokenKind::punctuation &&
         (tokens_[title.end - 1].mark == U'.' || tokens_[title.end - 1].mark == U',' ||
          tokens_[title.end - 1].mark == U';' || tokens_[title.end - 1].mark == U':' || tokens_[title.end - 1].masked))
    --title.end;
  if (title.begin >= title.end || Sums::in(sums_.words, title.begin, title.end) == 0) return;
  rate(title);
  title.follows = follows(title.next, title);
  out.push_back(title);
}

const std::vector<Title>& Titles::from(std::size_t t) {
  std::optional<std::vector<Title>>& kept = from_[std::min(t, tokens_.size())];
  if (kept) return *kept;
  std::vector<Title>& out = kept.emplace();
  if (t >= tokens_.size()) return out;
  if (is_open_quote(tokens_[t].mark)) add_quoted(out, t);
  add_dressed(out, t);
  add_plain(out, t);
  return out;
}

/// Between quotation marks that open at the token.
void Titles::add_quoted(std::vector<Title>& out, std::size_t t) const {
  const Token& first = tokens_[t];
  const char32_t close = first.mark == U'\u201C' ? U'\u201D' : U'\u2019';
  for (std::size_t end = t + 1; end < tokens_.size() && end < t + most_title_tokens; ++end) {
    if (tokens_[end].mark != close &&
        !(tokens_[end].mark == first.mark && first.mark == U'\u201C' && !tokens_[end].spaced))
      continue;
    // A quotation within the title ends before more of the sentence.
    const bool goes_on =
        end + 1 < tokens_.size() && !tokens_[end + 1].breaks && !tokens_[end + 1].masked &&
        tokens_[end - 1].mark != U',' && tokens_[end - 1].mark != U'.' &&
        (tokens_[end + 1].mark == U':' ||
         (tokens_[end + 1].kind == TokenKind::word && tokens_[end + 1].lower &&
          cue_at(parsed_, end + 1, context_.lexicon, "in").second == 0 && tokens_[end + 1].status == 0));
    if (!goes_on) add(out, Title{t + 1, end, end + 1, Dress::quoted, Stop::quote, 0});
    if (tokens_[end].mark == U'\u201D' || !goes_on) break;
  }
  // A quotation that never closes: to the end of the link, or as a plain title.
  if (first.link >= 0) {
    std::size_t end = t + 1;
    while (end < tokens_.size() && tokens_[end].link == first.link) ++end;
    add(out, Title{t + 1, end, end, Dress::linked, skips_.stop_at(end), 0});
  }
}

/// As far as the link, the italics or the bold letters go.
void Titles::add_dressed(std::vector<Title>& out, std::size_t t) const {
  const Token& first = tokens_[t];
  const auto run = [&](auto same, Dress dress) {
    std::size_t end = t + 1;
    while (end < tokens_.size() && end < t + most_title_tokens && same(tokens_[end])) ++end;
    while (end > t + 1 && tokens_[end - 1].masked) --end;
    std::size_t begin = t, last = end;
    if (is_open_quote(tokens_[begin].mark) && last - begin > 2 && is_close_quote(tokens_[last - 1].mark))
      ++begin, --last;
    add(out, Title{begin, last, end, dress, skips_.stop_at(end), 0});
  };
  if (first.link >= 0) run([&](const Token& token) { return token.link == first.link; }, Dress::linked);
  if (first.italic) run([](const Token& token) { return token.italic; }, Dress::italic);
  if (first.bold) run([](const Token& token) { return token.bold; }, Dress::bold);
}

/// To wherever a title in plain letters may end: signs, line breaks, venues, years, names.
void Titles::add_plain(std::vector<Title>& out, std::size_t t) const {
  std::size_t found = 0;
  for (std::size_t end = t + 1; end <= tokens_.size() && end < t + most_title_tokens && found < most_title_ends;
       ++end) {
    if (end == tokens_.size()) {
      add(out, Title{t, end, end, Dress::plain, Stop::none, 0});
      break;
    }
    if (tokens_[end].breaks) {
      add(out, Title{t, end, end, Dress::line, Stop::line_break, 0});
      ++found;
      if (found > 2) break;
      continue;
    }
    const Stop stop = skips_.stop_at(end);
    const bool venue = tokens_[end].venue > 1 || (tokens_[end].venue == 1 && tokens_[end].all_capitals);
    const bool year = is_year(parsed_, end);
    const bool in = tokens_[end].kind == TokenKind::word && tokens_[end].capital &&
                    cue_at(parsed_, end, context_.lexicon, "in").second > 0;
    if (stop == Stop::none && !venue && !year && !in && !names_begin(end)) continue;
    if (stop == Stop::question) {
      add(out, Title{t, end + 1, end + 1, Dress::plain, Stop::question, 0});
    } else {
      add(out, Title{t, end, end, Dress::plain, stop, 0});
    }
    ++found;
    if (tokens_[end].masked) break;
  }
}

void Titles::rate(Title& title) const {
  const std::size_t a = title.begin, b = title.end;
  const double words = Sums::in(sums_.words, a, b);
  const double small = Sums::in(sums_.functions, a, b) + Sums::in(sums_.contents, a, b);
  // Packages and data sets are called by one word.
  const double brief = parsed_.reference->kind == "other"                          ? 0.2
                       : title.dress == Dress::plain || title.dress == Dress::line ? 1.0
                                                                                   : 0.5;
  if (words <= 1) title.score += brief * weights::short_title;
  if (words == 2) title.score += brief * weights::short_title / 3;
  if (tokens_[a].letters == 1 && tokens_[a].capital && a + 1 < tokens_.size() && tokens_[a + 1].mark == U'.')
    title.score += weights::initial_title;
  if (words > 30) title.score += weights::long_title * (words - 30);
  rate_inside(title, words);
  if (small > 0) title.score += weights::small_words;
  if (small == 0 && words <= 3 && title.dress == Dress::plain) title.score += weights::name_like;
  if (tokens_[a].venue > 0 && words <= tokens_[a].venue + 2.0 && title.dress != Dress::quoted)
    title.score += weights::venue_is_title;
  if (tokens_[a].et_al > 0) title.score += 2 * weights::venue_is_title;
  rate_edges(title, words);
  rate_dress(title);
}

/// What a title seldom holds: the ends of sentences, commas, years, words of venues, changes of dress.
void Titles::rate_inside(Title& title, double words) const {
  const std::size_t a = title.begin, b = title.end;
  const bool protected_title = title.dress == Dress::quoted || title.dress == Dress::linked;
  const double inside = protected_title ? 0.2 : title.dress == Dress::plain ? 1.0 : 0.6;
  title.score += inside * (weights::sentence_inside * Sums::in(sums_.stops, a, b) +
                           weights::comma_inside * std::min<int>(Sums::in(sums_.commas, a, b), 6) +
                           weights::year_inside * Sums::in(sums_.years, a, b) +
                           weights::cue_inside * std::min<int>(Sums::in(sums_.cues, a, b), 3) +
                           weights::venue_inside * std::min<int>(Sums::in(sums_.venues, a, b), 3));
  if (a + 1 < b) {
    title.score += weights::break_inside * Sums::in(sums_.breaks, a + 1, b);
    title.score +=
        (protected_title ? 0.3 : 1.0) * weights::edge_inside * std::min<int>(Sums::in(sums_.edges, a + 1, b), 4);
    title.score -= 1.5 * Sums::in(sums_.masked, a, b) / words;
    title.score += weights::edge_inside * 2 * Sums::in(sums_.quotes, a + 1, b);
    for (std::uint32_t remarks = remarks_[b] - remarks_[a + 1]; remarks > 0; --remarks)
      title.score += weights::remark_inside;
  }
}

/// What a title seldom begins or ends with.
void Titles::rate_edges(Title& title, double words) const {
  const std::size_t a = title.begin, b = title.end;
  // "Walls and rain, 52": the number is of what follows.
  if (b > a + 2 && tokens_[b - 1].kind == TokenKind::number && tokens_[b - 2].mark == U',' && !is_year(parsed_, b - 1))
    title.score += weights::year_inside;
  // GB/T 7714 marks where a title ends: "Walls and rain[J]."
  if (parsed_.kind_mark_at > 0 && a < parsed_.kind_mark_at)
    title.score += b == parsed_.kind_mark_at ? weights::marked_title : -weights::marked_title;
  // "Moss in U. S. cities": initials go on.
  if (b + 1 < tokens_.size() && tokens_[b - 1].letters == 1 && tokens_[b - 1].capital && tokens_[b].mark == U'.' &&
      tokens_[b + 1].letters == 1 && tokens_[b + 1].capital)
    title.score += weights::initial_title;
  // "Review of": a title that something within it cut.
  if (words > 1 && tokens_[b - 1].function && tokens_[b - 1].lower) title.score += weights::cut_title;
  // "Wet Walls, hg" before "von A. Moss"
  if (words > 1 && cue_at(parsed_, b - 1, context_.lexicon, "editors").second > 1) title.score += weights::cut_title;
  if (tokens_[a].status > 0 || tokens_[a].lower) title.score -= 0.8;
  if (tokens_[a].kind == TokenKind::number) title.score -= 0.5;
  if (tokens_[a].kind == TokenKind::punctuation && !is_open_quote(tokens_[a].mark)) title.score -= 1.0;
}

/// How it is set off, and what ends it.
void Titles::rate_dress(Title& title) const {
  const std::size_t b = title.end;
  switch (title.dress) {
    case Dress::quoted: title.score += weights::quoted_title; break;
    case Dress::linked: title.score += weights::linked_title; break;
    case Dress::italic:
    case Dress::bold: title.score += weights::dressed_title; break;
    case Dress::line: title.score += weights::line_title; break;
    case Dress::plain: break;
  }
  switch (title.stop) {
    case Stop::full_stop: title.score += weights::stop_after; break;
    case Stop::comma: title.score += weights::comma_after; break;
    case Stop::none:
      if (b < tokens_.size()) title.score += weights::weak_after;
      break;
    case Stop::other: title.score += b < tokens_.size() && tokens_[b].mark == U':' ? 2 * weights::weak_after : 0; break;
    case Stop::edge: title.score += 0.2; break;
    default: break;
  }
}

bool Titles::cuts_series(const Title& title) const {
  if (title.stop != Stop::comma || title.dress == Dress::quoted || title.dress == Dress::linked) return false;
  std::size_t words = 0, pieces = 0;
  for (std::size_t t = title.next + 1; t < tokens_.size() && t < title.next + most_series_tokens; ++t) {
    const Token& token = tokens_[t];
    if (token.masked || token.breaks || token.venue > 0 || token.cue > 0 || token.status > 0 || token.link >= 0)
      return false;
    if (token.mark == U',') {
      ++pieces;
      words = 0;
    } else if (token.conjunction) {
      return pieces > 0 && words <= most_series_words;
    } else if (token.kind != TokenKind::word || token.letters == 1 || token.italic != tokens_[title.end - 1].italic) {
      return false;
    } else if (++words > most_series_words && pieces > 0) {
      return false;
    }
  }
  return false;
}

double Titles::follows(std::size_t t, const Title& title) const {
  t = skips_.punctuation(t);
  while (t < tokens_.size() && (tokens_[t].mark == U'(' || is_open_quote(tokens_[t].mark))) ++t;
  if (t >= tokens_.size()) return weights::nothing_follows;
  // "52 Law Review 953": a volume before its journal.
  if (tokens_[t].kind == TokenKind::number && !is_year(parsed_, t) && t + 1 < tokens_.size() &&
      tokens_[t + 1].kind == TokenKind::word && tokens_[t + 1].capital && tokens_[t + 1].spaced)
    if (const double journal = follows(t + 1, title); journal > 0.9) return journal + 0.5;
  const Token& token = tokens_[t];
  double score = 0;
  // "Wet Walls, hg. von A. Moss"
  if (cue_at(parsed_, t, context_.lexicon, "editors").second > 1) return 1.0;
  if (cue_at(parsed_, t, context_.lexicon, "in").second > 0)
    return 0.7 + (t + 1 < tokens_.size() ? std::min(1.0, follows(t + 1, title)) : 0.0);
  if (token.status > 0) return 1.0;
  if (token.venue > 1 || (token.venue == 1 && token.capital))
    score += weights::venue_follows;
  else
    for (std::size_t i = t; i < tokens_.size() && i < t + 7 && tokens_[i].mark != U',' && !(i > t && tokens_[i].breaks);
         ++i)
      if (tokens_[i].cue > 0 && (tokens_[i].capital || tokens_[i].cue > 2)) {
        score += weights::cue_follows;
        break;
      }
  if (token.italic && title.dress != Dress::italic && (t == 0 || !tokens_[t - 1].italic))
    score += weights::dress_follows;
  if (is_year(parsed_, t))
    score += 0.5;
  else if (token.kind == TokenKind::number)
    score -= 0.5;
  if (token.lower && !token.particle) score += weights::lower_follows;
  return score;
}

}  // namespace vitagraph::extraction::references
