// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/numbers.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t longest_counted = 48;  ///< bytes of numbers with what they count
constexpr std::size_t first_of_range = 2;    ///< tokens in front of a range's second number

class Numbers {
 public:
  Numbers(const Parsed& parsed, const Segmentation& s, const ListContext& context, std::vector<bool>& used,
          Publication& out)
      : parsed_(parsed), tokens_(parsed.tokens), s_(s), context_(context), used_(used), out_(out) {}

  void run();

 private:
  bool free(std::size_t t) const { return t < tokens_.size() && !used_[t]; }
  bool mark(std::size_t t, char32_t c) const { return free(t) && tokens_[t].mark == c; }
  bool is_number(std::size_t t) const;
  std::size_t number_end(std::size_t t) const;
  std::size_t range_end(std::size_t t) const;
  bool is_month(std::size_t t) const;
  bool is_term(std::size_t t) const;
  std::size_t cue(std::size_t t, std::string_view wanted) const {
    return free(t) ? cue_at(parsed_, t, context_.lexicon, wanted).second : 0;
  }
  std::size_t skip_dot(std::size_t t) const {
    return mark(t, U'.') || mark(t, U':') || mark(t, U'\u00BA') || mark(t, U'\u00B0') ? t + 1 : t;
  }
  bool is_cue(std::string_view text, std::string_view wanted) const {
    for (const lexicon::Concept* found : context_.lexicon.find("publication-cues", text))
      if (found->notation == wanted) return true;
    return false;
  }
  void use(std::size_t first, std::size_t last) {
    for (std::size_t t = first; t < last && t < used_.size(); ++t) used_[t] = true;
  }
  bool take_counted(std::string_view text, Publication& found) const;
  void take_counters();
  void take_cued();
  void take_years();
  void take_date_around(std::size_t year);
  void take_compact();
  void take_around_venue();
  bool counts_issues(std::size_t first, std::size_t end) const;
  std::size_t take_pages(std::size_t t);
  bool inside_venue(std::size_t t) const;

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const Segmentation& s_;
  const ListContext& context_;
  std::vector<bool>& used_;
  Publication& out_;
};

/// A number, or letters with digits as volumes and pages have: "S137", "24C", "e0123".
bool Numbers::is_number(std::size_t t) const {
  if (!free(t)) return false;
  const Token& token = tokens_[t];
  if (token.kind == TokenKind::number) return true;
  const bool range = parsed_.text().substr(token.begin, token.end - token.begin).find('-') != std::string_view::npos;
  if (token.kind != TokenKind::word || token.letters > (range ? 24 : 12)) return false;
  std::size_t digits = 0;
  for (std::uint32_t at = token.begin; at < token.end; ++at)
    digits += parsed_.text()[at] >= '0' && parsed_.text()[at] <= '9';
  return digits > 0 && token.letters <= digits + (token.lower && !range ? 4u : 3u);
}

/// Past a number with its letters ("24C", "P2.10", "10.1").
std::size_t Numbers::number_end(std::size_t t) const {
  std::size_t end = t + 1;
  while (free(end) && !tokens_[end].spaced && tokens_[end].kind == TokenKind::word && tokens_[end].letters <= 2) ++end;
  if (tokens_[t].kind == TokenKind::word && mark(end, U'.') && !tokens_[end].spaced && free(end + 1) &&
      !tokens_[end + 1].spaced && tokens_[end + 1].kind == TokenKind::number)
    end += 2;
  return end;
}

/// Past "45-67", "S137–S166", "1--10", "329 -336"; `t` if there is no range. A hyphenated "113-23" may be one word
/// token.
std::size_t Numbers::range_end(std::size_t t) const {
  if (!is_number(t)) return t;
  std::size_t end = number_end(t);
  if (tokens_[t].kind == TokenKind::word &&
      parsed_.text().substr(tokens_[t].begin, tokens_[t].end - tokens_[t].begin).find('-') != std::string_view::npos)
    return end;
  // "6:1-6:15": article and page.
  const auto paged = [&](std::size_t at) {
    return mark(at, U':') && !tokens_[at].spaced && free(at + 1) && !tokens_[at + 1].spaced &&
           tokens_[at + 1].kind == TokenKind::number;
  };
  if (paged(end) && free(end + 2) && is_dash(tokens_[end + 2].mark) && is_number(end + 3) && paged(number_end(end + 3)))
    return number_end(end + 3) + 2;
  std::size_t dash = end;
  while (free(dash) && is_dash(tokens_[dash].mark)) ++dash;
  if (dash == end || !is_number(dash)) return t;
  return number_end(dash);
}

bool Numbers::is_month(std::size_t t) const {
  return free(t) && parsed_.word_of[t] >= 0 && tokens_[t].kind == TokenKind::word && tokens_[t].capital &&
         !context_.lexicon.concepts_of("months", parsed_.words, static_cast<std::size_t>(parsed_.word_of[t]), 1)
              .empty();
}

bool Numbers::is_term(std::size_t t) const {
  return free(t) && parsed_.word_of[t] >= 0 && tokens_[t].kind == TokenKind::word && tokens_[t].capital &&
         !context_.lexicon.concepts_of("terms", parsed_.words, static_cast<std::size_t>(parsed_.word_of[t]), 1).empty();
}

/// Whether a number stands within a name: "13th", "The 2025 Conference", "Web 2.0".
bool Numbers::inside_venue(std::size_t t) const {
  const std::size_t next = t + 1;
  if (!free(next)) return false;
  if (!tokens_[next].spaced && tokens_[next].kind == TokenKind::word && tokens_[next].lower &&
      tokens_[next].letters <= 3 && tokens_[next].letters > 1)
    return true;
  return tokens_[next].spaced && !tokens_[next].breaks && tokens_[next].kind == TokenKind::word && !is_month(next) &&
         tokens_[next].status == 0 && !(tokens_[next].italic && !tokens_[t].italic) && cue(next, "pages") == 0 &&
         cue(next, "article") == 0 && cue(next, "number") == 0 && cue(next, "volume") == 0 &&
         cue(next, "supplement") == 0 && cue(next, "note") == 0;
}

/// "vol. 12", "no. 3", "pp. 45-67", "Article 104079", and page counts ("110 pp"), which are dropped.
void Numbers::take_cued() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (!free(t)) continue;
    if (is_number(t) && tokens_[t].kind == TokenKind::number) {
      const std::size_t next = t + 1;
      if (const std::size_t count = cue(next, "pages");
          count > 0 && tokens_[next].letters > 1 && !is_number(skip_dot(next + count))) {
        use(t, skip_dot(next + count));
        continue;
      }
    }
    const bool hash = mark(t, U'#') && free(t + 1) && !tokens_[t + 1].spaced && is_number(t + 1);
    if (hash && out_.pages.empty()) {
      const std::size_t end = number_end(t + 1);
      out_.pages = parsed_.slice(t, end);
      use(t, end);
      continue;
    }
    // One letter is a cue only with its dot ("v. 12", "S. 278"), and next to its number.
    const auto cued = [&](std::string_view wanted, std::string& field, bool range) {
      const std::size_t count = cue(t, wanted);
      if (count == 0) return false;
      std::size_t at = skip_dot(skip_dot(t + count));
      if (tokens_[t].letters == 1 && at == t + count) return false;
      if (mark(at, U'#')) ++at;
      if (!is_number(at) && !(field.empty() && wanted == "number" && free(at) && tokens_[at].letters == 1))
        return false;
      if (is_year(parsed_, at) && wanted != "pages" && range_end(at) == at && inside_venue(at)) return false;
      std::size_t end = range_end(at);
      if (end == at || (!range && wanted == "volume")) end = number_end(at);
      if (field.empty()) field = parsed_.slice(at, end);
      use(t, end);
      return true;
    };
    if (cued("pages", out_.pages, true) || cued("article", out_.pages, true)) continue;
    if (cued("number", out_.number, true)) continue;
    if (const std::size_t count = cue(t, "volume"); count > 0 && cued("volume", out_.volume, false)) {
      // "vol. 12(3)", "Vol 12, 45-67" go on as compact forms do.
      std::size_t at = t;
      while (at < tokens_.size() && used_[at]) ++at;
      if (mark(at, U'(') && is_number(at + 1) && !is_year(parsed_, at + 1)) {
        std::size_t close = at + 1;
        while (free(close) && tokens_[close].mark != U')') ++close;
        if (mark(close, U')') && close - at < 7) {
          if (out_.number.empty()) out_.number = parsed_.slice(at + 1, close);
          use(at, close + 1);
          at = close + 1;
        }
      }
      if (mark(at, U':') || mark(at, U',')) take_pages(at + 1);
    }
  }
}

/// Pages at the token if they look so; the token after them, or `t`.
std::size_t Numbers::take_pages(std::size_t t) {
  if (mark(t, U'#') && is_number(t + 1)) {
    const std::size_t end = number_end(t + 1);
    if (out_.pages.empty()) out_.pages = parsed_.slice(t, end);
    use(t, end);
    return end;
  }
  if (!is_number(t)) return t;
  std::size_t end = range_end(t);
  if (end > t && out_.number.empty() && counts_issues(t, end)) {
    out_.number = parsed_.slice(t, end);
    use(t, end);
    return end;
  }
  if (end == t) {
    if (is_year(parsed_, t) || is_month(t)) return t;
    end = number_end(t);
    // A single number is a page or an article where nothing but punctuation follows.
    if (free(end) && tokens_[end].kind == TokenKind::word && !tokens_[end].breaks) return t;
  }
  if (out_.pages.empty()) out_.pages = parsed_.slice(t, end);
  use(t, end);
  return end;
}

void Numbers::take_date_around(std::size_t year) {
  const auto day = [&](std::size_t t) {
    return free(t) && tokens_[t].kind == TokenKind::number && tokens_[t].end - tokens_[t].begin <= 2;
  };
  // "12 March 2014", "March 12-14, 2014", "Spring 2003", "(Mar, 2017)".
  std::size_t first = year;
  for (std::size_t steps = 0; first > 0 && steps < 8; ++steps) {
    const std::size_t t = first - 1;
    if (!free(t)) break;
    if (is_month(t) || is_term(t) || day(t) ||
        (tokens_[t].kind == TokenKind::punctuation &&
         (tokens_[t].mark == U',' || tokens_[t].mark == U'.' || is_dash(tokens_[t].mark) || tokens_[t].mark == U'/')) ||
        (tokens_[t].letters == 2 && t > 0 && day(t - 1) && !tokens_[t].spaced))
      first = t;
    else
      break;
  }
  // Only a month makes a date of the numbers before it.
  bool month = false;
  for (std::size_t t = first; t < year; ++t) month = month || is_month(t) || is_term(t);
  while (first < year && !is_month(first) && !is_term(first) && !(day(first) && is_month(first + 1))) ++first;
  if (month) use(first, year);
  // "2014 Feb 12;", "2011, July": after it.
  std::size_t next = year + 1;
  if (mark(next, U',') && is_month(next + 1) && (mark(next + 2, U')'))) ++next;
  if (is_month(next) && !(free(next + 1) && tokens_[next + 1].kind == TokenKind::word && !tokens_[next + 1].breaks &&
                          tokens_[next + 1].mark != U';')) {
    use(year + 1, next + 1);
    next = skip_dot(next + 1);
    if (day(next)) {
      use(next, next + 1);
      if (free(next + 1) && is_dash(tokens_[next + 1].mark) && day(next + 2)) use(next + 1, next + 3);
    }
  }
}

void Numbers::take_years() {
  std::size_t best = tokens_.size();
  int best_rank = -1;
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (!free(t) || !is_year(parsed_, t)) continue;
    const bool dash_before = t > 0 && is_dash(tokens_[t - 1].mark) && t > 1 && tokens_[t - 2].kind == TokenKind::number;
    const bool dash_after = free(t + 1) && is_dash(tokens_[t + 1].mark) && free(t + 2) &&
                            tokens_[t + 2].kind == TokenKind::number && !tokens_[t + 2].spaced;
    const bool years = dash_after && is_year(parsed_, t + 2) &&
                       parsed_.slice(t + 2, t + 3) >= parsed_.slice(t, t + 1) &&
                       (mark(t - 1, U'(') || t < s_.title || mark(t + 3, U'.'));
    if (dash_before || (dash_after && !years)) continue;
    if (t > 0 && free(t - 1) && (tokens_[t - 1].mark == U':' || tokens_[t - 1].mark == U'/') && !tokens_[t].spaced)
      continue;
    int rank = 2;
    const bool bracket = t > 0 && tokens_[t - 1].mark == U'(';
    if (bracket) rank = 3;
    if (t < s_.title && t >= s_.authors_end)
      rank = 5;
    else if (inside_venue(t))
      rank = 0;
    else if (mark(t + 1, U'('))
      rank = 1;
    if (rank >= best_rank) best = t, best_rank = rank;
  }
  if (best == tokens_.size()) return;
  out_.year = parsed_.slice(best, best + 1);
  if (best_rank == 0) return;  // "ICML 2021 Workshop on Ants": it dates the work and stays in the name
  // The same year again at the end of another piece goes too.
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (!free(t) || !is_year(parsed_, t) || parsed_.slice(t, t + 1) != out_.year) continue;
    if (t != best && inside_venue(t)) continue;
    if (t > 0 && is_dash(tokens_[t - 1].mark) && t > 1 && tokens_[t - 2].kind == TokenKind::number) continue;
    if (free(t + 1) && is_dash(tokens_[t + 1].mark) && free(t + 2) && tokens_[t + 2].kind == TokenKind::number &&
        t != best)
      continue;
    std::size_t last = t + 1;
    if (t == best && free(last) && is_dash(tokens_[last].mark) && free(last + 1) && is_year(parsed_, last + 1))
      last += 2;
    if (free(last) && tokens_[last].letters == 1 && tokens_[last].lower && !tokens_[last].spaced) ++last;
    take_date_around(t);
    // A year within a bracket of its venue ("(NeurIPS 2019)") is cleaned off the venue's end later.
    const bool apostrophe = t > 1 && is_close_quote(tokens_[t - 1].mark) && !tokens_[t - 1].spaced;
    const std::size_t word = apostrophe ? t - 2 : t - 1;
    const bool held = t > 0 && free(word) && tokens_[word].kind == TokenKind::word && mark(last, U')');
    if (!held) use(t, last);
    if (t > 0 && mark(t - 1, U'(') && mark(last, U')')) use(t - 1, last + 1);
  }
}

/// Volume before the journal's name and page behind it, as lawyers cite: "52 Idaho Law Review 953 (2016)".
void Numbers::take_around_venue() {
  for (std::size_t t = s_.title_end; t + 3 < tokens_.size(); ++t) {
    if (!free(t) || tokens_[t].kind != TokenKind::number || is_year(parsed_, t) || !tokens_[t].spaced ||
        tokens_[t].end - tokens_[t].begin > 3 || !free(t + 1) || !tokens_[t + 1].capital || !tokens_[t + 1].spaced)
      continue;
    if (t > s_.title_end && free(t - 1) && tokens_[t - 1].mark != U',' && tokens_[t - 1].mark != U'.') continue;
    bool journal = false;
    for (std::size_t at = t + 1; at < tokens_.size() && at < t + 16 && free(at); ++at) {
      journal = journal || tokens_[at].venue > 0 || tokens_[at].cue > 0;
      if (tokens_[at].kind != TokenKind::number) continue;
      if (!journal || !mark(at + 1, U'(') || is_year(parsed_, at)) {
        if (!journal || !is_year(parsed_, at) || !mark(at + 1, U'(')) break;
      }
      out_.volume = parsed_.slice(t, t + 1);
      out_.pages = parsed_.slice(at, at + 1);
      use(t, t + 1);
      use(at, at + 1);
      return;
    }
  }
}

/// "2025-2": the second issue of a year, and no pages.
bool Numbers::counts_issues(std::size_t first, std::size_t end) const {
  static const RE2 issue(R"((?:19|20)\d\d-(?:0?[1-9]|1[0-2]))");
  const std::string text = parsed_.slice(first, end);
  return RE2::FullMatch(text, issue);
}

/// Volume, number and pages without words: they begin with a number after the venue.
void Numbers::take_compact() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (!is_number(t) || (is_year(parsed_, t) && range_end(t) == t && !mark(t + 1, U'(')) ||
        (t < s_.title && s_.style.order != Order::authors_venue_title && t < s_.authors_end))
      continue;
    // Letters with digits are a volume only before its page ("A1047, 167775").
    if (tokens_[t].kind == TokenKind::word && range_end(t) == t && out_.volume.empty() &&
        !(mark(t + 1, U',') && is_number(t + 2)))
      continue;
    if (inside_venue(t)) continue;
    const bool apostrophe = t > 0 && tokens_[t - 1].mark == U'\u2019' && !tokens_[t].spaced;
    if (apostrophe || (t > 0 && is_dash(tokens_[t - 1].mark) && !tokens_[t].spaced && !tokens_[t - 1].spaced)) continue;
    if (const std::size_t end = range_end(t); end > t) {
      if (out_.number.empty() && counts_issues(t, end)) {
        out_.number = parsed_.slice(t, end);
        use(t, end);
        continue;
      }
      if (out_.pages.empty()) out_.pages = parsed_.slice(t, end);
      use(t, end);
      continue;
    }
    std::size_t at = number_end(t);
    // "2023: 4077.": a page, since what stands before the colon is the year and no more numbers follow.
    const bool ends = !free(at) || (mark(at, U'.') && (at + 1 >= tokens_.size() || tokens_[at + 1].spaced));
    const bool after_year = ends && t > 1 && tokens_[t - 1].mark == U':' && is_year(parsed_, t - 2);
    const bool has_volume = !out_.volume.empty() || after_year;
    if (has_volume) {
      if (out_.pages.empty() && tokens_[t].end - tokens_[t].begin > 1)
        take_pages(t);
      else
        use(t, at);
      continue;
    }
    // "64.21", "12/3"
    if ((mark(at, U'.') || mark(at, U'/')) && !tokens_[at].spaced && is_number(at + 1) && !tokens_[at + 1].spaced) {
      out_.volume = parsed_.slice(t, at);
      const std::size_t end = number_end(at + 1);
      if (out_.number.empty()) out_.number = parsed_.slice(at + 1, end);
      use(t, end);
      at = end;
    } else {
      out_.volume = parsed_.slice(t, at);
      use(t, at);
    }
    if (mark(at, U':') && mark(at + 1, U'(')) ++at;
    if (mark(at, U'(') || mark(at, U'[')) {
      std::size_t close = at + 1;
      while (free(close) && tokens_[close].mark != U')' && tokens_[close].mark != U']' && close < at + 8) ++close;
      if (free(close) && (tokens_[close].mark == U')' || tokens_[close].mark == U']') && close > at + 1 &&
          !is_year(parsed_, at + 1)) {
        std::size_t first = at + 1;
        if (const std::size_t count = cue(first, "number"); count > 0 && tokens_[first].letters > 1)
          first = skip_dot(first + count);
        if (out_.number.empty() && close - first <= 6) out_.number = parsed_.slice(first, close);
        use(at, close + 1);
        at = close + 1;
      }
    }
    if (const std::size_t count = cue(at, "supplement"); count > 0) {
      std::size_t end = skip_dot(at + count);
      if (is_number(end)) end = number_end(end);
      if (out_.number.empty()) out_.number = parsed_.slice(at, end);
      use(at, end);
      at = end;
    }
    while (at < tokens_.size() && (used_[at] || tokens_[at].mark == U',' || tokens_[at].mark == U':' ||
                                   tokens_[at].mark == U'.' || tokens_[at].mark == U';')) {
      if (tokens_[at].masked) break;
      ++at;
    }
    take_pages(at);
  }
}

/// "第12巻3号", "9-24頁": numbers, each with what it counts behind it, and nothing else.
bool Numbers::take_counted(std::string_view text, Publication& found) const {
  static constexpr std::string_view digits = "0123456789";
  while (!text.empty()) {
    const std::size_t first = text.find_first_of(digits);
    if (first == std::string_view::npos) return false;
    const std::string_view lead = text.substr(0, first);
    if (!lead.empty() && !is_cue(lead, "ordinal")) return false;
    std::size_t end = first;
    while (end < text.size() && (digits.find(text[end]) != std::string_view::npos || text[end] == '-')) ++end;
    const std::size_t next = std::min(text.find_first_of(digits, end), text.size());
    std::string_view counter = text.substr(end, next - end);
    const std::string value(text.substr(first, end - first));
    std::string* slot = nullptr;
    for (const auto& [cue, field] : {std::pair<std::string_view, std::string*>{"volume-counter", &found.volume},
                                     {"number-counter", &found.number},
                                     {"pages-counter", &found.pages}})
      if (is_cue(counter, cue)) slot = field;
    if (slot == nullptr || !slot->empty()) return false;
    *slot = value;
    text.remove_prefix(next);
  }
  return true;
}

/// In Chinese and Japanese what a number counts stands behind it.
void Numbers::take_counters() {
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    if (!free(t)) continue;
    std::size_t first = t;
    const auto slice = [&](std::size_t i) {
      return parsed_.text().substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    };
    // "9", "-", "24頁"
    std::string text(slice(t));
    if (text.size() > longest_counted || text.find_first_of("0123456789") == std::string::npos) continue;
    if (t >= first_of_range && free(t - 1) && is_dash(tokens_[t - 1].mark) && !tokens_[t].spaced && free(t - 2) &&
        slice(t - 2).find_first_of("0123456789") != std::string_view::npos) {
      first = t - 2;
      text = std::string(slice(first)) + "-" + text;
    }
    // "24", "頁"
    std::size_t end = t + 1;
    if (free(end) && tokens_[end].cjk && !tokens_[end].spaced) text += slice(end++);
    Publication found;
    if (!take_counted(text, found)) continue;
    if (!found.volume.empty() && out_.volume.empty()) out_.volume = found.volume;
    if (!found.number.empty() && out_.number.empty()) out_.number = found.number;
    if (!found.pages.empty() && out_.pages.empty()) out_.pages = found.pages;
    use(first, end);
  }
}

void Numbers::run() {
  take_counters();
  take_cued();
  take_around_venue();
  take_years();
  take_compact();
  if (!out_.year.empty()) out_.confidence += 0.7;
  if (!out_.volume.empty() || !out_.pages.empty()) out_.confidence += 0.7;
}

}  // namespace

void read_numbers(const Parsed& parsed, const Segmentation& segmentation, const ListContext& context,
                  std::vector<bool>& used, Publication& out) {
  Numbers(parsed, segmentation, context, used, out).run();
}

}  // namespace vitagraph::extraction::references
