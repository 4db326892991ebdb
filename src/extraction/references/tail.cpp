// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/tail.hpp"

#include <algorithm>

#include "extraction/references/numbers.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_joined = 40;  ///< pieces looked at for names with commas

/// A stretch of the rest between separators.
struct Chunk {
  std::size_t first = 0, last = 0;
  bool italic = false, named = false, publisher = false, series = false, in = false, quoted = false, joined = false;
  std::string cue;        ///< kind that a cue or a known venue gives
  bool only_cue = false;  ///< nothing but "PhD thesis": it tells the kind and is no venue
  double score = 0;
};

class Rest {
 public:
  Rest(const Parsed& parsed, const Segmentation& s, const ListContext& context, Publication& out)
      : parsed_(parsed),
        tokens_(parsed.tokens),
        s_(s),
        context_(context),
        out_(out),
        used_(parsed.tokens.size(), false) {
    for (std::size_t t = 0; t < tokens_.size(); ++t)
      used_[t] = tokens_[t].masked || (t >= s.authors && t < s.authors_end) || (t >= s.title && t < s.title_end);
    if (s.title > 0 && is_open_quote(tokens_[s.title - 1].mark)) used_[s.title - 1] = true;
    if (s.title_end < tokens_.size() && is_close_quote(tokens_[s.title_end].mark)) used_[s.title_end] = true;
    if (s.title_end + 1 < tokens_.size() && tokens_[s.title_end].kind == TokenKind::punctuation &&
        is_close_quote(tokens_[s.title_end + 1].mark))
      used_[s.title_end] = used_[s.title_end + 1] = true;
  }

  void run();

 private:
  void take_open_ranges();
  void take_status();
  void take_editors();
  void take_brackets();
  void take_remarks();
  void take_chunks();
  std::vector<Chunk> chunks() const;
  void judge(Chunk& chunk) const;
  void join_names(std::vector<Chunk>& found) const;
  bool separates(std::size_t t) const;
  bool after_separator(std::size_t t) const;
  void use(std::size_t first, std::size_t last) {
    std::fill(used_.begin() + static_cast<std::ptrdiff_t>(first),
              used_.begin() + static_cast<std::ptrdiff_t>(std::min(last, used_.size())), true);
  }
  void note(std::size_t first, std::size_t last);

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const Segmentation& s_;
  const ListContext& context_;
  Publication& out_;
  std::vector<bool> used_;
};

/// Whether a field may end before the token.
bool Rest::separates(std::size_t t) const {
  if (t >= tokens_.size() || used_[t]) return true;
  // A line's end within one run of italics is the page's, not the author's.
  if (tokens_[t].breaks && !(t > 0 && tokens_[t].italic && tokens_[t - 1].italic)) return true;
  const char32_t c = tokens_[t].mark;
  if (c == U',' || c == U';' || c == U'|') return true;
  if (c == U':') return false;
  if (is_dash(c)) return tokens_[t].spaced && t + 1 < tokens_.size() && tokens_[t + 1].spaced;
  if (c != U'.') return false;
  if (t + 1 >= tokens_.size() || used_[t + 1] || tokens_[t + 1].breaks) return true;
  if (!tokens_[t + 1].spaced || tokens_[t + 1].lower) return false;
  // "Phys. Rev. E", "Proc. of": a full stop after a short word may belong to an abbreviation; a venue known by name
  // or one run of italics holds together.
  const Token& before = tokens_[t > 0 ? t - 1 : 0];
  if (before.italic && tokens_[t].italic && tokens_[t + 1].italic) return false;
  if (before.letters == 1) return false;
  if (tokens_[t + 1].venue > 1 || (tokens_[t + 1].venue == 1 && tokens_[t + 1].letters > 3)) return true;
  // Abbreviations end where a word is cut, before a vowel.
  if (std::string_view("aeou").find(parsed_.text()[before.end - 1]) != std::string_view::npos) return true;
  return !(before.capital && before.letters <= 6 && tokens_[t + 1].kind == TokenKind::word &&
           tokens_[t + 1].letters <= 8 && t + 2 < tokens_.size() &&
           (tokens_[t + 2].mark == U'.' || tokens_[t + 2].kind == TokenKind::number || tokens_[t + 1].letters == 1));
}

bool Rest::after_separator(std::size_t t) const {
  if (t == 0 || used_[t - 1] || tokens_[t].breaks) return true;
  const Token& before = tokens_[t - 1];
  return (before.kind == TokenKind::punctuation && !is_dash(before.mark)) || (is_dash(before.mark) && before.spaced) ||
         before.italic != tokens_[t].italic || before.bold != tokens_[t].bold;
}

void Rest::note(std::size_t first, std::size_t last) {
  const auto edge = [&](std::size_t t) {
    return tokens_[t].kind == TokenKind::punctuation && !is_open_quote(tokens_[t].mark) &&
           !is_close_quote(tokens_[t].mark) && tokens_[t].mark != U')' && tokens_[t].mark != U'(';
  };
  while (first < last && (edge(first) || tokens_[first].mark == U')')) ++first;
  while (last > first && (edge(last - 1) || tokens_[last - 1].mark == U'(')) --last;
  // "Oral Presentation, Best Paper Finalist" are two; "Oral Presentation, top 1.5%" is one.
  for (std::size_t t = first + 1; t + 1 < last; ++t)
    if (tokens_[t].mark == U',' && cue_at(parsed_, t + 1, context_.lexicon, "note").second > 0) {
      note(first, t);
      first = t + 1;
      break;
    }
  if (first < last && (out_.notes.empty() || out_.notes.size() < 20)) out_.notes.push_back(parsed_.slice(first, last));
}

void Rest::take_status() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (used_[t] || tokens_[t].status == 0) continue;
    if (!after_separator(t) && tokens_[t].status < 2 && !is_year(parsed_, t - 1)) continue;
    if (t < s_.title && t + 1 < tokens_.size() && tokens_[t].status == 0) continue;
    if (out_.status.empty()) out_.status = context_.lexicon.concept_at(tokens_[t].status_id).notation;
    use(t, t + tokens_[t].status);
  }
}

/// "In A. Moss and B. Fern, eds.: Title", "edited by A. Moss", "(Eds. …)".
void Rest::take_editors() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (used_[t]) continue;
    const std::size_t count = cue_at(parsed_, t, context_.lexicon, "editors").second;
    if (count == 0) continue;
    std::size_t end = t + count;
    while (end < tokens_.size() && (tokens_[end].mark == U'.' || tokens_[end].mark == U')' ||
                                    tokens_[end].mark == U':' || tokens_[end].mark == U','))
      ++end;
    // "(Eds.)": names stand before the bracket; "(Eds. A. Moss)": behind the word.
    const bool bracket = t > 0 && tokens_[t - 1].mark == U'(';
    const bool closed =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(t + count),
                    tokens_.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& x) { return x.mark == U')'; });
    const std::size_t head = bracket && closed ? t - 1 : t;
    // Names behind the word …
    if (const std::vector<NamesEnd> names = scan_names(parsed_, end); !names.empty() && names.back().score > 0.5 &&
                                                                      count > 0 && !(bracket && closed) &&
                                                                      (tokens_[t].letters > 3 || bracket)) {
      use(t, names.back().next);
      continue;
    }
    // … or before it, from the separator in front of them.
    std::size_t first = head;
    while (first > 0 && head - first < 60 && !used_[first - 1] && tokens_[first - 1].mark != U'(') {
      --first;
      if (cue_at(parsed_, first, context_.lexicon, "in").second > 0 || tokens_[first].breaks) break;
    }
    std::size_t names_begin = first;
    names_begin += cue_at(parsed_, first, context_.lexicon, "in").second;
    while (names_begin < head && tokens_[names_begin].kind == TokenKind::punctuation &&
           tokens_[names_begin].mark != U'(')
      ++names_begin;
    for (std::size_t from = names_begin; from < head; ++from) {
      if (from > names_begin && !(tokens_[from - 1].mark == U'.' || tokens_[from - 1].mark == U',' ||
                                  tokens_[from - 1].mark == U':' || tokens_[from].breaks))
        continue;
      const std::vector<NamesEnd> names = scan_names(parsed_, from);
      if (names.empty() || names.back().next + 3 < head || names.back().score < 0.3) continue;
      use(from, end);
      break;
    }
    if (bracket && closed) use(head, end);
  }
}

void Rest::take_brackets() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (used_[t] || (tokens_[t].mark != U'(' && tokens_[t].mark != U'[')) continue;
    const char32_t close = tokens_[t].mark == U'(' ? U')' : U']';
    std::size_t end = t + 1;
    int depth = 1;
    for (; end < tokens_.size() && end < t + 60; ++end) {
      if (tokens_[end].mark == tokens_[t].mark) ++depth;
      if (tokens_[end].mark == close && --depth == 0) break;
    }
    if (end >= tokens_.size() || tokens_[end].mark != close) continue;
    bool all_used = true, year = false, remark = cue_at(parsed_, t + 1, context_.lexicon, "by").second > 0,
         named = false, lower = false;
    if (remark) {
      use(t, end + 1);
      continue;
    }
    std::size_t words = 0;
    for (std::size_t i = t + 1; i < end; ++i) {
      all_used = all_used && (used_[i] || tokens_[i].kind == TokenKind::punctuation);
      if (used_[i]) continue;
      year = year || is_year(parsed_, i);
      if (tokens_[i].kind == TokenKind::word) ++words, lower = lower || (words == 1 && tokens_[i].lower);
      remark = remark || cue_at(parsed_, i, context_.lexicon, "note").second > 0;
      named = named || tokens_[i].venue > 0 || tokens_[i].cue > 0;
    }
    if (all_used) {
      use(t, end + 1);
    } else if (remark) {
      note(t + 1, end);
      use(t, end + 1);
    } else if (!year && !named && words > 3 && lower) {
      use(t, end + 1);
    }
  }
}

/// Remarks that stand free: "Oral Presentation", "*Best Paper Award*".
void Rest::take_remarks() {
  for (std::size_t t = s_.title_end; t < tokens_.size(); ++t) {
    if (used_[t]) continue;
    const std::size_t count = cue_at(parsed_, t, context_.lexicon, "note").second;
    if (count == 0) continue;
    std::size_t first = t, last = t + count;
    while (first > 0 && !separates(first) && tokens_[first].mark != U'(' && !separates(first - 1) &&
           tokens_[first - 1].mark != U'(' && !used_[first - 1] &&
           !(tokens_[first - 1].italic != tokens_[first].italic))
      --first;
    bool named = false;
    for (std::size_t i = first; i < t; ++i)
      named = named || tokens_[i].venue > 0 || (tokens_[i].cue > 0 && tokens_[i].capital) || is_year(parsed_, i);
    if (named) first = t;  // "ICCV 2025 highlight"
    while (last < tokens_.size() && !used_[last] && !tokens_[last].breaks && tokens_[last].mark != U'.' &&
           tokens_[last].mark != U';' && tokens_[last].mark != U')' &&
           !(tokens_[last].mark == U',' && last + 1 < tokens_.size() &&
             (is_year(parsed_, last + 1) || tokens_[last + 1].venue > 0 || tokens_[last + 1].status > 0)) &&
           !(tokens_[last - 1].italic && !tokens_[last].italic && tokens_[first].italic))
      ++last;
    if (last - first > 25) continue;
    // A venue may be called so too ("Journal of Award Studies"): only remarks at a separator or after a venue are
    // taken.
    if (!named && !after_separator(first)) continue;
    bool venue = false;
    for (std::size_t i = first; i < last; ++i)
      venue = venue || (tokens_[i].cue > 0 && i == first && tokens_[i].cue > 1);
    if (venue) continue;
    if (last > first + 1 && is_year(parsed_, last - 1) && out_.year.empty()) --last;
    note(first, last);
    use(first, last);
  }
}

void Rest::judge(Chunk& chunk) const {
  const lexicon::Lexicon& lexicon = context_.lexicon;
  std::size_t words = 0, lower = 0, italics = 0;
  for (std::size_t t = chunk.first; t < chunk.last; ++t) {
    const Token& token = tokens_[t];
    if (token.kind == TokenKind::word) {
      ++words;
      lower += token.lower && !token.function && !token.particle;
      italics += token.italic;
    }
    const auto take = [&](std::uint32_t id, bool name) {
      const lexicon::Concept& found = lexicon.concept_at(id);
      const std::string kind = name ? (found.broader.empty() ? std::string() : found.broader.front()) : found.notation;
      // "World Bank Research Observer" is no publisher: the name must be about all there is.
      if (kind == "publisher")
        chunk.publisher = chunk.publisher || !name || chunk.last - chunk.first <= token.venue + 3u;
      else if (kind == "series")
        chunk.series = true;
      else if (chunk.cue.empty() || (chunk.cue == "journal" && (kind == "conference" || kind == "workshop")) ||
               kind == "workshop" || (kind == "preprint" && !name))
        chunk.cue = kind;
      chunk.named = chunk.named || (name && kind != "publisher");
    };
    if (token.venue > 0 && (token.venue > 1 || token.capital || words == 1)) take(token.venue_id, true);
    if (token.cue > 0 && (token.capital || token.cue > 1)) take(token.cue_id, false);
  }
  chunk.italic = words > 0 && italics * 2 >= words;
  chunk.only_cue = tokens_[chunk.first].cue > 0 && chunk.first + tokens_[chunk.first].cue >= chunk.last &&
                   (chunk.cue == "thesis" || chunk.cue == "patent" || chunk.cue == "report" ||
                    (chunk.cue == "other" && tokens_[chunk.first].lower)) &&
                   !chunk.named && !chunk.italic;
  if (words == 0) {
    chunk.score = -5;
    return;
  }
  double score = 0;
  if (chunk.named) score += 3;
  if (!chunk.cue.empty()) score += 2;
  if (chunk.italic) score += 1.5;
  if (chunk.in) score += 1.5;
  if (chunk.publisher && !chunk.named && chunk.cue.empty()) score -= 1;
  if (chunk.series && !chunk.named) score -= 2;
  score -= 0.5 * static_cast<double>(lower);
  if (words > 22) score -= 3;
  chunk.score = score;
}

std::vector<Chunk> Rest::chunks() const {
  std::vector<Chunk> out;
  for (std::size_t t = 0; t < tokens_.size();) {
    if (used_[t] ||
        (tokens_[t].kind == TokenKind::punctuation && tokens_[t].mark != U'(' && !is_open_quote(tokens_[t].mark))) {
      ++t;
      continue;
    }
    Chunk chunk;
    chunk.first = t;
    if (const std::size_t count = cue_at(parsed_, t, context_.lexicon, "in").second;
        count > 0 && t + count < tokens_.size() && tokens_[t].venue <= count && tokens_[t].cue <= count) {
      chunk.in = true;
      t += count;
      while (t < tokens_.size() && tokens_[t].mark == U':') ++t;
      chunk.first = t;
    }
    int depth = 0;
    std::size_t quote = 0;
    while (t < tokens_.size() && !used_[t]) {
      // A name in quotation marks of its own ends with them.
      const bool unquoted = t > chunk.first + 1 && quote == 0 && tokens_[t - 1].mark == U'\u201D' &&
                            tokens_[chunk.first].mark == U'\u201C';
      if (unquoted) break;
      if (t > chunk.first && depth == 0 && quote == 0 && separates(t)) {
        // A comma within one run of italics, or before a quoted name, goes on.
        const bool within = tokens_[t].mark == U',' && t + 1 < tokens_.size() && !used_[t + 1] &&
                            !tokens_[t + 1].breaks &&
                            ((tokens_[t - 1].italic && tokens_[t].italic && tokens_[t + 1].italic) ||
                             is_open_quote(tokens_[t + 1].mark)) &&
                            !is_year(parsed_, t + 1);
        const bool venue = tokens_[chunk.first].venue > 0 && chunk.first + tokens_[chunk.first].venue > t;
        if (!within && !venue) break;
      }
      if (tokens_[t].mark == U'(') ++depth;
      if (tokens_[t].mark == U')') --depth;
      if (depth < 0) break;
      if (tokens_[t].mark == U'\u201C') quote = t + 1;
      if (tokens_[t].mark == U'\u201D') quote = 0;
      ++t;
    }
    chunk.last = std::max(t, chunk.first);
    if (t == chunk.first) ++t;
    // "accepted on *Annals*", "in review with *Annals*", "the Proceedings of …": small words in front.
    while (chunk.first + 1 < chunk.last && tokens_[chunk.first].lower && tokens_[chunk.first].function &&
           !tokens_[chunk.first].conjunction && tokens_[chunk.first].venue <= 1 && tokens_[chunk.first + 1].capital)
      ++chunk.first;
    while (chunk.last > chunk.first && tokens_[chunk.last - 1].kind == TokenKind::punctuation &&
           tokens_[chunk.last - 1].mark != U')' && !is_close_quote(tokens_[chunk.last - 1].mark) &&
           tokens_[chunk.last - 1].mark != U'.')
      --chunk.last;
    if (chunk.first < chunk.last) {
      judge(chunk);
      out.push_back(chunk);
    }
  }
  return out;
}

/// Names of venues have commas too: "Conference on Logic, Methodology, and Philosophy", "2025 Communications,
/// Navigation and Surveillance Conference". Pieces that only a comma parts are one name where the later one goes on
/// with "and", or holds the word that says what the earlier lacks.
void Rest::join_names(std::vector<Chunk>& found) const {
  const auto comma_between = [&](const Chunk& a, const Chunk& b) {
    return b.first == a.last + 1 && tokens_[a.last].mark == U',' && !used_[a.last] && !b.in;
  };
  const auto short_name = [&](const Chunk& chunk) {
    std::size_t words = 0;
    for (std::size_t t = chunk.first; t < chunk.last; ++t) {
      if (tokens_[t].mark == U'(' || is_open_quote(tokens_[t].mark)) break;
      if (tokens_[t].kind == TokenKind::number || tokens_[t].status > 0) return false;
      words += tokens_[t].kind == TokenKind::word;
    }
    return words <= 8 && tokens_[chunk.first].kind == TokenKind::word && !chunk.publisher && !chunk.named;
  };
  const auto lacks_kind = [&](const Chunk& chunk) { return chunk.cue.empty() && !chunk.named && !chunk.publisher; };
  for (std::size_t i = 0; i + 1 < found.size() && i < most_joined; ++i) {
    std::size_t end = i;
    for (std::size_t k = i + 1; k < found.size() && k < i + 4; ++k) {
      if (!comma_between(found[k - 1], found[k]) || !short_name(found[k])) break;
      bool inner = false;
      for (std::size_t t = found[k].first + 1; t + 1 < found[k].last; ++t)
        inner = inner || (tokens_[t].conjunction && tokens_[t + 1].capital);
      const bool goes_on = tokens_[found[k].first].conjunction && found[k].last > found[k].first + 1;
      const bool dated = tokens_[found[i].first].kind == TokenKind::number || found[i].in;
      const bool completes = !found[k].cue.empty() && lacks_kind(found[i]) && (inner || dated || goes_on);
      const bool series = goes_on && !lacks_kind(found[i]);
      const bool pair = inner && found[i].cue == "conference" && !found[k].cue.empty();
      if (completes || series || pair) end = k;
    }
    if (end == i) continue;
    found[i].last = found[end].last;
    const bool in = found[i].in;
    judge(found[i]);
    found[i].in = in;
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                found.begin() + static_cast<std::ptrdiff_t>(end) + 1);
  }
}

void Rest::take_chunks() {
  std::vector<Chunk> found = chunks();
  join_names(found);
  const Chunk* venue = nullptr;
  std::string cue;
  std::size_t considered = 0;
  // What has a volume has appeared: the archive that holds it too is not where.
  const bool archived = !out_.volume.empty() && std::any_of(found.begin(), found.end(),
                                                            [](const Chunk& chunk) { return chunk.cue == "preprint"; });
  for (Chunk& chunk : found) {
    if (!archived) break;
    std::size_t next = chunk.last;
    while (next < tokens_.size() && tokens_[next].mark == U',') ++next;
    if (next < tokens_.size() && used_[next] && parsed_.slice(next, next + 1) == out_.volume)
      chunk.score += 1.5;
    else if (chunk.cue == "preprint")
      chunk.score -= 4;
  }
  for (const Chunk& chunk : found) {
    if (chunk.score <= -2.5) {
      if (chunk.last - chunk.first > 15) break;  // an abstract: nothing after it belongs to the reference
      continue;
    }
    ++considered;
    if (cue.empty() && !chunk.cue.empty() && !(archived && chunk.cue == "preprint")) cue = chunk.cue;
    if (chunk.only_cue) continue;
    // The first chunk is the venue unless a later one is clearly more of one.
    if (!venue || chunk.score > venue->score + 1.4) venue = &chunk;
    if (considered > 8) break;
  }
  if (venue && venue->publisher && !venue->named && venue->cue.empty() && !venue->italic && !venue->in) {
    out_.publisher = clean_venue(parsed_.slice(venue->first, venue->last), context_.lexicon, nullptr);
    venue = nullptr;
  }
  if (venue && venue->score > -1.5) {
    std::string year;
    out_.venue = clean_venue(parsed_.slice(venue->first, venue->last), context_.lexicon, &year);
    if (out_.year.empty()) out_.year = year;
    if (!venue->cue.empty()) cue = venue->cue;
  }
  for (const Chunk& chunk : found)
    if (&chunk != venue && out_.publisher.empty() && chunk.publisher && !chunk.series && venue &&
        chunk.first > venue->first)
      out_.publisher = clean_venue(parsed_.slice(chunk.first, chunk.last), context_.lexicon, nullptr);
  // "Bristol: Avon Press": the place goes.
  if (const std::size_t colon = out_.publisher.find(": ");
      colon != std::string::npos && out_.publisher.find(':', colon + 1) == std::string::npos)
    out_.publisher.erase(0, colon + 2);
  double evidence = 0;
  if (venue && (venue->named || !venue->cue.empty())) evidence += 1.2;
  if (venue && venue->italic) evidence += 0.6;
  if (!out_.publisher.empty()) evidence += 0.6;
  out_.confidence += evidence;
  if (out_.kind.empty()) out_.kind = cue;  // parse.cpp turns it into a kind of work
}

/// "2019-present": the year is read with the numbers.
void Rest::take_open_ranges() {
  for (std::size_t t = 1; t + 1 < tokens_.size(); ++t)
    if (is_dash(tokens_[t].mark) && is_year(parsed_, t - 1) &&
        !context_.lexicon.find("present", parsed_.slice(t + 1, t + 2)).empty())
      use(t, t + 2);
}

void Rest::run() {
  take_open_ranges();
  take_editors();
  take_status();
  take_brackets();
  take_remarks();
  read_numbers(parsed_, s_, context_, used_, out_);
  take_chunks();
}

}  // namespace

void read_rest(const Parsed& parsed, const Segmentation& segmentation, const ListContext& context, Publication& out) {
  Rest(parsed, segmentation, context, out).run();
}

}  // namespace vitagraph::extraction::references
