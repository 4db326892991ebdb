// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/segmentation.hpp"

#include <algorithm>
#include <optional>

#include "extraction/references/token_sums.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_title_ends = 30, most_author_ends = 8, most_title_tokens = 90, most_remark_tokens = 14;
constexpr std::size_t most_series_tokens = 20, most_series_words = 3;  ///< behind a comma, and in a part of a series

struct Title {
  std::size_t begin = 0, end = 0, next = 0;
  Dress dress = Dress::plain;
  Stop stop = Stop::none;
  double score = 0;
};

class Enumerator {
 public:
  Enumerator(const Parsed& parsed, const KnownNames& known, const ListContext& context)
      : parsed_(parsed),
        tokens_(parsed.tokens),
        known_(known),
        context_(context),
        sums_(parsed),
        names_(parsed.tokens.size() + 1) {}

  std::vector<Segmentation> run();

 private:
  std::size_t skip_punctuation(std::size_t t) const;
  std::size_t skip_date(std::size_t t, bool& found) const;
  std::size_t skip_editors(std::size_t t) const;
  std::size_t skip_remark(std::size_t t) const;
  bool is_now(std::size_t t) const { return !context_.lexicon.find("present", parsed_.slice(t, t + 1)).empty(); }
  Stop stop_at(std::size_t end) const;
  bool names_begin(std::size_t t) const;
  std::vector<Title> titles_from(std::size_t t) const;
  void rate(Title& title) const;
  bool cuts_series(const Title& title) const;
  double follows(std::size_t t, const Title& title) const;
  const std::vector<NamesEnd>& names_from(std::size_t t);
  double names_within(const Title& title);
  void authors_first(std::size_t start);
  void title_first(std::size_t start);
  void quoted_later(std::size_t start);
  void venue_first(std::size_t start);
  void title_last(const NamesEnd& names, std::size_t start);
  double authors_score(const NamesEnd& names) const;
  void add(Segmentation s, double score);

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const KnownNames& known_;
  const ListContext& context_;
  const Sums sums_;
  std::vector<std::optional<std::vector<NamesEnd>>> names_;  ///< by the token where they begin
  std::vector<Segmentation> out_;
};

std::size_t Enumerator::skip_punctuation(std::size_t t) const {
  while (t < tokens_.size() &&
         (tokens_[t].masked || (tokens_[t].kind == TokenKind::punctuation && !is_open_quote(tokens_[t].mark) &&
                                tokens_[t].mark != U'(' && tokens_[t].mark != U'[')))
    ++t;
  return t;
}

/// Past "(2014)", "2014.", "(2011, July).", "2023-2026.", "In press." and the like.
std::size_t Enumerator::skip_date(std::size_t t, bool& found) const {
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

/// Past "(Eds.)", ", ed.:" behind the names of those who edited a work.
std::size_t Enumerator::skip_editors(std::size_t t) const {
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

/// Past "(Oral)", "[Best Paper Award]".
std::size_t Enumerator::skip_remark(std::size_t t) const {
  if (t >= tokens_.size() || (tokens_[t].mark != U'(' && tokens_[t].mark != U'[')) return t;
  bool remark = false;
  for (std::size_t end = t + 1; end < tokens_.size() && end < t + most_remark_tokens; ++end) {
    if (tokens_[end].mark == U')' || tokens_[end].mark == U']') return remark ? end + 1 : t;
    remark = remark || cue_at(parsed_, end, context_.lexicon, "note").second > 0;
  }
  return t;
}

Stop Enumerator::stop_at(std::size_t end) const {
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

/// Whether names stand right behind small words: "… over wet steps AK Moss, BT Fern".
bool Enumerator::names_begin(std::size_t t) const {
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

std::vector<Title> Enumerator::titles_from(std::size_t t) const {
  std::vector<Title> titles;
  if (t >= tokens_.size()) return titles;
  const auto add = [&](std::size_t begin, std::size_t end, std::size_t next, Dress dress, Stop stop) {
    while (begin < end && tokens_[end - 1].kind == TokenKind::punctuation &&
           (tokens_[end - 1].mark == U'.' || tokens_[end - 1].mark == U',' || tokens_[end - 1].mark == U';' ||
            tokens_[end - 1].mark == U':' || tokens_[end - 1].masked))
      --end;
    if (begin >= end) return;
    if (Sums::in(sums_.words, begin, end) == 0) return;
    Title title{begin, end, next, dress, stop, 0};
    rate(title);
    titles.push_back(title);
  };
  const Token& first = tokens_[t];
  if (is_open_quote(first.mark)) {
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
      if (!goes_on) add(t + 1, end, end + 1, Dress::quoted, Stop::quote);
      if (tokens_[end].mark == U'\u201D' || !goes_on) break;
    }
    // A quotation that never closes: to the end of the link, or as a plain title.
    if (first.link >= 0) {
      std::size_t end = t + 1;
      while (end < tokens_.size() && tokens_[end].link == first.link) ++end;
      add(t + 1, end, end, Dress::linked, stop_at(end));
    }
  }
  const auto run = [&](auto same, Dress dress) {
    std::size_t end = t + 1;
    while (end < tokens_.size() && end < t + most_title_tokens && same(tokens_[end])) ++end;
    while (end > t + 1 && tokens_[end - 1].masked) --end;
    std::size_t begin = t, last = end;
    if (is_open_quote(tokens_[begin].mark) && last - begin > 2 && is_close_quote(tokens_[last - 1].mark))
      ++begin, --last;
    add(begin, last, end, dress, stop_at(end));
  };
  if (first.link >= 0) run([&](const Token& token) { return token.link == first.link; }, Dress::linked);
  if (first.italic) run([](const Token& token) { return token.italic; }, Dress::italic);
  if (first.bold) run([](const Token& token) { return token.bold; }, Dress::bold);
  std::size_t found = 0;
  for (std::size_t end = t + 1; end <= tokens_.size() && end < t + most_title_tokens && found < most_title_ends;
       ++end) {
    if (end == tokens_.size()) {
      add(t, end, end, Dress::plain, Stop::none);
      break;
    }
    if (tokens_[end].breaks) {
      add(t, end, end, Dress::line, Stop::line_break);
      ++found;
      if (found > 2) break;
      continue;
    }
    const Stop stop = stop_at(end);
    const bool venue = tokens_[end].venue > 1 || (tokens_[end].venue == 1 && tokens_[end].all_capitals);
    const bool year = is_year(parsed_, end);
    const bool in = tokens_[end].kind == TokenKind::word && tokens_[end].capital &&
                    cue_at(parsed_, end, context_.lexicon, "in").second > 0;
    if (stop == Stop::none && !venue && !year && !in && !names_begin(end)) continue;
    if (stop == Stop::question) {
      add(t, end + 1, end + 1, Dress::plain, Stop::question);
    } else {
      add(t, end, end, Dress::plain, stop);
    }
    ++found;
    if (tokens_[end].masked) break;
  }
  return titles;
}

void Enumerator::rate(Title& title) const {
  const std::size_t a = title.begin, b = title.end;
  const double words = Sums::in(sums_.words, a, b);
  const double small = Sums::in(sums_.functions, a, b) + Sums::in(sums_.contents, a, b);
  double score = 0;
  // Packages and data sets are called by one word.
  const double brief = parsed_.reference->kind == "other"                          ? 0.2
                       : title.dress == Dress::plain || title.dress == Dress::line ? 1.0
                                                                                   : 0.5;
  if (words <= 1) score += brief * weights::short_title;
  if (words == 2) score += brief * weights::short_title / 3;
  if (tokens_[a].letters == 1 && tokens_[a].capital && a + 1 < tokens_.size() && tokens_[a + 1].mark == U'.')
    score += weights::initial_title;
  if (words > 30) score += weights::long_title * (words - 30);
  const bool protected_title = title.dress == Dress::quoted || title.dress == Dress::linked;
  const double inside = protected_title ? 0.2 : title.dress == Dress::plain ? 1.0 : 0.6;
  score += inside * (weights::sentence_inside * Sums::in(sums_.stops, a, b) +
                     weights::comma_inside * std::min<int>(Sums::in(sums_.commas, a, b), 6) +
                     weights::year_inside * Sums::in(sums_.years, a, b) +
                     weights::cue_inside * std::min<int>(Sums::in(sums_.cues, a, b), 3) +
                     weights::venue_inside * std::min<int>(Sums::in(sums_.venues, a, b), 3));
  if (a + 1 < b) {
    score += weights::break_inside * Sums::in(sums_.breaks, a + 1, b);
    score += (protected_title ? 0.3 : 1.0) * weights::edge_inside * std::min<int>(Sums::in(sums_.edges, a + 1, b), 4);
    score -= 1.5 * Sums::in(sums_.masked, a, b) / words;
    score += weights::edge_inside * 2 * Sums::in(sums_.quotes, a + 1, b);
    for (std::size_t t = a + 1; t < b; ++t)
      if (skip_remark(t) > t) score += weights::remark_inside;
  }
  if (small > 0) score += weights::small_words;
  if (small == 0 && words <= 3 && title.dress == Dress::plain) score += weights::name_like;
  if (tokens_[a].venue > 0 && words <= tokens_[a].venue + 2.0 && title.dress != Dress::quoted)
    score += weights::venue_is_title;
  if (tokens_[a].et_al > 0) score += 2 * weights::venue_is_title;
  // "Walls and rain, 52": the number is of what follows.
  if (b > a + 2 && tokens_[b - 1].kind == TokenKind::number && tokens_[b - 2].mark == U',' && !is_year(parsed_, b - 1))
    score += weights::year_inside;
  // GB/T 7714 marks where a title ends: "Walls and rain[J]."
  if (parsed_.kind_mark_at > 0 && a < parsed_.kind_mark_at)
    score += b == parsed_.kind_mark_at ? weights::marked_title : -weights::marked_title;
  // "Moss in U. S. cities": initials go on.
  if (b + 1 < tokens_.size() && tokens_[b - 1].letters == 1 && tokens_[b - 1].capital && tokens_[b].mark == U'.' &&
      tokens_[b + 1].letters == 1 && tokens_[b + 1].capital)
    score += weights::initial_title;
  // "Review of": a title that something within it cut.
  if (words > 1 && tokens_[b - 1].function && tokens_[b - 1].lower) score += weights::cut_title;
  if (tokens_[a].status > 0 || tokens_[a].lower) score -= 0.8;
  if (tokens_[a].kind == TokenKind::number) score -= 0.5;
  if (tokens_[a].kind == TokenKind::punctuation && !is_open_quote(tokens_[a].mark)) score -= 1.0;
  switch (title.dress) {
    case Dress::quoted: score += weights::quoted_title; break;
    case Dress::linked: score += weights::linked_title; break;
    case Dress::italic:
    case Dress::bold: score += weights::dressed_title; break;
    case Dress::line: score += weights::line_title; break;
    case Dress::plain: break;
  }
  switch (title.stop) {
    case Stop::full_stop: score += weights::stop_after; break;
    case Stop::comma: score += weights::comma_after; break;
    case Stop::none:
      if (b < tokens_.size()) score += weights::weak_after;
      break;
    case Stop::other: score += b < tokens_.size() && tokens_[b].mark == U':' ? 2 * weights::weak_after : 0; break;
    case Stop::edge: score += 0.2; break;
    default: break;
  }
  title.score = score;
}

/// Whether a title that a comma ends was cut within an enumeration: "Walls | , Gates, and Roofs of Avon". What follows
/// a whole title names a venue, or holds a number, before it comes to a conjunction.
bool Enumerator::cuts_series(const Title& title) const {
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

/// How well what begins at the token goes on after a title and its authors.
double Enumerator::follows(std::size_t t, const Title& title) const {
  t = skip_punctuation(t);
  while (t < tokens_.size() && (tokens_[t].mark == U'(' || is_open_quote(tokens_[t].mark))) ++t;
  if (t >= tokens_.size()) return weights::nothing_follows;
  // "52 Law Review 953": a volume before its journal.
  if (tokens_[t].kind == TokenKind::number && !is_year(parsed_, t) && t + 1 < tokens_.size() &&
      tokens_[t + 1].kind == TokenKind::word && tokens_[t + 1].capital && tokens_[t + 1].spaced)
    if (const double journal = follows(t + 1, title); journal > 0.9) return journal + 0.5;
  const Token& token = tokens_[t];
  double score = 0;
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

const std::vector<NamesEnd>& Enumerator::names_from(std::size_t t) {
  std::optional<std::vector<NamesEnd>>& found = names_[t];
  if (!found) found = scan_names(parsed_, t, known_);
  return *found;
}

/// How many names the title begins with, if they look like names: then the list of authors was cut.
double Enumerator::names_within(const Title& title) {
  double names = 0, before = 0;
  for (const NamesEnd& end : names_from(title.begin)) {
    if (end.next > title.end) break;
    if (end.score - before > 0.75) names = std::max(names, static_cast<double>(end.names));
    before = end.score;
  }
  return std::min(names, 3.0);
}

double Enumerator::authors_score(const NamesEnd& names) const {
  const double mean = names.score / static_cast<double>(names.names);
  double score = 1.6 * std::min(mean, 1.7) + 0.12 * std::min<double>(static_cast<double>(names.names), 6) -
                 weights::cut_list * names.following;
  if (names.owner) score += weights::owner_in_list;
  // Who alone wrote a work of one's own list is its owner.
  if (names.names == 1 && !names.owner && !names.et_al && !names.initials && !context_.owner.empty())
    score += weights::stranger_alone;
  if (names.after_conjunction) score += 0.6;
  if (names.et_al) score += 0.6;
  return score;
}

void Enumerator::add(Segmentation s, double score) {
  s.score = score;
  out_.push_back(s);
}

void Enumerator::authors_first(std::size_t start) {
  const std::vector<NamesEnd>& ends = names_from(start);
  std::vector<const NamesEnd*> picked;
  for (const NamesEnd& end : ends) picked.push_back(&end);
  std::stable_sort(picked.begin(), picked.end(),
                   [&](const NamesEnd* a, const NamesEnd* b) { return authors_score(*a) > authors_score(*b); });
  if (picked.size() > most_author_ends) picked.resize(most_author_ends);
  for (const NamesEnd* names : picked) {
    bool year = false;
    std::size_t after = names->next;
    const Stop stop = stop_at(after);
    std::size_t at = skip_date(skip_punctuation(skip_editors(skip_punctuation(after))), year);
    at = skip_punctuation(at);
    // "Walls & gates": what stands before a conjunction is no list of names. "The walls: a history": nor a first half.
    double cut = 0;
    for (std::size_t t = after; t < at && t < tokens_.size(); ++t)
      if (tokens_[t].conjunction) cut = weights::cut_names;
    if (!names->initials && !names->owner && !year && stop == Stop::other && tokens_[after].mark == U':')
      cut = weights::colon_name;
    for (const Title& title : titles_from(at)) {
      Segmentation s{start,
                     names->next,
                     title.begin,
                     title.end,
                     {Order::authors_title, title.dress, stop, title.stop, year, names->initials},
                     0};
      double score = authors_score(*names) + title.score + follows(title.next, title) + cut;
      if (cuts_series(title)) score += weights::cut_series;
      // What ends the list of authors: a comma may as well go on with one.
      if (stop == Stop::full_stop || stop == Stop::line_break || stop == Stop::quote || year) score += 0.6;
      if (stop == Stop::none && names->next < tokens_.size() && tokens_[names->next - 1].mark != U'.') score -= 0.6;
      if (title.dress == Dress::plain || title.dress == Dress::line)
        score += weights::names_in_title * names_within(title);
      const std::size_t next = skip_punctuation(title.next);
      if (next < tokens_.size() && !tokens_[next].cue && !tokens_[next].venue) {
        const std::vector<NamesEnd>& more = names_from(next);
        if (!more.empty() && more.front().score > 1.2) score += weights::names_follow;
      }
      add(s, score);
    }
    if (names == picked.front()) title_last(*names, start);
  }
}

void Enumerator::title_last(const NamesEnd& names, std::size_t start) {
  for (std::size_t t = names.next + 3; t < tokens_.size(); ++t) {
    if (!tokens_[t].breaks || !(tokens_[t].italic || tokens_[t].bold || is_open_quote(tokens_[t].mark))) continue;
    for (const Title& title : titles_from(t)) {
      if (title.dress == Dress::plain || title.dress == Dress::line) continue;
      Segmentation s{start,
                     names.next,
                     title.begin,
                     title.end,
                     {Order::authors_venue_title, title.dress, stop_at(names.next), title.stop, false, names.initials},
                     0};
      add(s, authors_score(names) + title.score + follows(names.next, title) - 0.5);
    }
  }
}

/// "US D881,340, “Walls,” 2020", "Review of “Walls”": a quoted title behind something short that is no names.
void Enumerator::quoted_later(std::size_t start) {
  for (std::size_t t = start + 1; t < tokens_.size() && t < start + 14; ++t) {
    if (tokens_[t].mark != U'\u201C') continue;
    for (const Title& title : titles_from(t)) {
      if (title.dress != Dress::quoted) continue;
      Segmentation s{
          0, 0, title.begin, title.end, {Order::venue_title, title.dress, Stop::none, title.stop, false, false}, 0};
      add(s, title.score + follows(title.next, title) + weights::no_authors + weights::behind_something);
    }
    return;
  }
}

void Enumerator::title_first(std::size_t start) {
  const std::uint32_t known_end = parsed_.reference->title_end;
  for (Title title : titles_from(start)) {
    if (known_end > 0 && (tokens_[title.end - 1].end > known_end ||
                          (title.next < tokens_.size() && tokens_[title.next].begin < known_end)))
      continue;
    if (title.dress == Dress::plain || title.dress == Dress::line)
      title.score += weights::names_in_title * names_within(title);
    bool year = false;
    std::size_t at = skip_punctuation(skip_date(skip_punctuation(title.next), year));
    at = skip_punctuation(skip_remark(at));
    if (const auto [cue, count] = cue_at(parsed_, at, context_.lexicon, "by"); count > 0) at += count;
    Segmentation alone{
        0, 0, title.begin, title.end, {Order::title_only, title.dress, Stop::none, title.stop, year, false}, 0};
    add(alone, title.score + follows(title.next, title) + (parsed_.with_clause ? 0.5 : weights::no_authors) +
                   (parsed_.with_clause && cuts_series(title) ? weights::cut_series : 0.0));
    if (at >= tokens_.size() || parsed_.with_clause) continue;
    const bool bracket = tokens_[at].mark == U'(';
    const std::vector<NamesEnd>& ends = names_from(bracket ? at + 1 : at);
    std::size_t tried = 0;
    for (std::size_t e = ends.size(); e-- > 0 && tried < 3; ++tried) {
      const NamesEnd& names = ends[e];
      Segmentation s{bracket ? at + 1 : at,
                     names.next,
                     title.begin,
                     title.end,
                     {Order::title_authors, title.dress, stop_at(names.next), title.stop, year, names.initials},
                     0};
      const bool strong = title.stop == Stop::line_break || title.stop == Stop::full_stop ||
                          title.stop == Stop::question || title.dress != Dress::plain;
      add(s, authors_score(names) + title.score + follows(names.next, title) - (strong ? 0.3 : 1.2));
    }
  }
}

void Enumerator::venue_first(std::size_t start) {
  if (start >= tokens_.size() ||
      (tokens_[start].venue == 0 && !tokens_[start].all_capitals && tokens_[start].mark != U'['))
    return;
  std::size_t colon = start + 1;
  while (colon < tokens_.size() && colon < start + 9 && tokens_[colon].mark != U':' && tokens_[colon].mark != U']' &&
         !tokens_[colon].breaks)
    ++colon;
  if (colon + 1 >= tokens_.size() || colon == start + 9) return;
  bool dated = false;
  for (std::size_t t = start; t < colon; ++t) dated = dated || tokens_[t].kind == TokenKind::number;
  if (!dated && tokens_[start].venue != colon - start) return;
  for (const Title& title : titles_from(tokens_[colon].breaks ? colon : colon + 1)) {
    Segmentation s{
        0, 0, title.begin, title.end, {Order::venue_title, title.dress, Stop::none, title.stop, false, false}, 0};
    add(s, title.score + follows(title.next, title) + weights::no_authors + (tokens_[start].venue > 0 ? 1.5 : 0.3) +
               (dated ? 1.0 : 0.0));
    const std::size_t at = skip_punctuation(title.next);
    if (at >= tokens_.size()) continue;
    const std::vector<NamesEnd>& ends = names_from(at);
    if (ends.empty()) continue;
    s.authors = at;
    s.authors_end = ends.back().next;
    s.style.after_authors = stop_at(ends.back().next);
    add(s, title.score + authors_score(ends.back()) + 1.0);
  }
}

std::vector<Segmentation> Enumerator::run() {
  std::size_t start = skip_punctuation(0);
  bool year = false;
  const std::size_t dated = skip_date(start, year);
  if (year) start = skip_punctuation(dated);
  if (start >= tokens_.size()) return {};
  if (parsed_.reference->title_end > 0) {
    title_first(skip_punctuation(0));
    return std::move(out_);
  }
  if (!parsed_.with_clause) authors_first(start);
  title_first(start);
  quoted_later(start);
  venue_first(start);
  return std::move(out_);
}

}  // namespace

std::vector<Segmentation> segmentations(const Parsed& parsed, const KnownNames& known, const ListContext& context) {
  if (parsed.tokens.empty()) return {};
  return Enumerator(parsed, known, context).run();
}

}  // namespace vitagraph::extraction::references
