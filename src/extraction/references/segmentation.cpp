// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/segmentation.hpp"

#include <algorithm>
#include <optional>

#include "extraction/references/skips.hpp"
#include "extraction/references/titles.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_author_ends = 8;

}  // namespace

/// Enumerates ways to take one reference apart, order by order.
class Segmenter::Enumerator {
 public:
  Enumerator(const Parsed& parsed, const ListContext& context)
      : parsed_(parsed),
        tokens_(parsed.tokens),
        context_(context),
        skips_(parsed, context),
        titles_(parsed, context, skips_) {}

  std::vector<Segmentation> run(People people);

 private:
  const std::vector<NamesEnd>& names_from(std::size_t t);
  bool convincing_name(std::size_t t);
  double names_within(const Title& title);
  void authors_first(std::size_t start);
  void title_first(std::size_t start);
  void quoted_later(std::size_t start);
  void venue_first(std::size_t start);
  void title_last(const NamesEnd& names, std::size_t start);
  void title_below(const NamesEnd& names, std::size_t start);
  double authors_score(const NamesEnd& names) const;
  void add(Segmentation s, double score);

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  People people_ = People::unknown;
  const ListContext& context_;
  const Skips skips_;
  Titles titles_;
  std::vector<std::optional<std::vector<NamesEnd>>> names_;  ///< by the token where they begin
  std::vector<std::optional<bool>> convincing_;              ///< the same of convincing_name
  std::vector<Segmentation> out_;
};

const std::vector<NamesEnd>& Segmenter::Enumerator::names_from(std::size_t t) {
  std::optional<std::vector<NamesEnd>>& found = names_[t];
  if (!found) found = scan_names(parsed_, t, people_);
  return *found;
}

/// Whether something begins at the token that looks like a name.
bool Segmenter::Enumerator::convincing_name(std::size_t t) {
  std::optional<bool>& known = convincing_[t];
  if (!known) {
    const std::optional<double> score = names_[t] ? std::nullopt : first_name(parsed_, t, people_);
    known = names_[t] ? !names_[t]->empty() && names_[t]->front().score > 1.2 : score && *score > 1.2;
  }
  return *known;
}

/// How many names the title begins with, if they look like names: then the list of authors was cut.
double Segmenter::Enumerator::names_within(const Title& title) {
  double names = 0, before = 0;
  for (const NamesEnd& end : names_from(title.begin)) {
    if (end.next > title.end) break;
    if (end.score - before > 0.75) names = std::max(names, static_cast<double>(end.names));
    before = end.score;
  }
  return std::min(names, 3.0);
}

double Segmenter::Enumerator::authors_score(const NamesEnd& names) const {
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

void Segmenter::Enumerator::add(Segmentation s, double score) {
  s.score = score;
  out_.push_back(s);
}

void Segmenter::Enumerator::authors_first(std::size_t start) {
  const std::vector<NamesEnd>& ends = names_from(start);
  std::vector<std::pair<double, const NamesEnd*>> picked;
  picked.reserve(ends.size());
  for (const NamesEnd& end : ends) picked.emplace_back(authors_score(end), &end);
  std::stable_sort(picked.begin(), picked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (picked.size() > most_author_ends) picked.resize(most_author_ends);
  for (const auto& [names_score, names] : picked) {
    bool year = false;
    std::size_t after = names->next;
    const Stop stop = skips_.stop_at(after);
    std::size_t at = skips_.date(skips_.punctuation(skips_.editors(skips_.punctuation(after))), year);
    at = skips_.punctuation(at);
    // "Walls & gates": what stands before a conjunction is no list of names. "The walls: a history": nor a first half.
    double cut = 0;
    for (std::size_t t = after; t < at && t < tokens_.size(); ++t)
      if (tokens_[t].conjunction) cut = weights::cut_names;
    if (!names->initials && !names->owner && !year && stop == Stop::other && tokens_[after].mark == U':')
      cut = weights::colon_name;
    for (const Title& title : titles_.from(at)) {
      Segmentation s{start,
                     names->next,
                     title.begin,
                     title.end,
                     {Order::authors_title, title.dress, stop, title.stop, year, names->initials},
                     0};
      double score = names_score + title.score + title.follows + cut;
      if (titles_.cuts_series(title)) score += weights::cut_series;
      // "*Wet Walls. A history.*": no list of names ends within one run of italics.
      bool italic = title.begin > names->next;
      for (std::size_t t = names->next - 1; t <= title.begin && t < tokens_.size(); ++t)
        italic = italic && tokens_[t].italic;
      if (italic) score += weights::cut_italics;
      // What ends the list of authors: a comma may as well go on with one.
      if (stop == Stop::full_stop || stop == Stop::line_break || stop == Stop::quote || year) score += 0.6;
      if (stop == Stop::none && names->next < tokens_.size() && tokens_[names->next - 1].mark != U'.') score -= 0.6;
      if (title.dress == Dress::plain || title.dress == Dress::line)
        score += weights::names_in_title * names_within(title);
      const std::size_t next = skips_.punctuation(title.next);
      if (next < tokens_.size() && !tokens_[next].cue && !tokens_[next].venue && convincing_name(next))
        score += weights::names_follow;
      add(s, score);
    }
    if (names == picked.front().second) title_last(*names, start);
    title_below(*names, start);
  }
}

void Segmenter::Enumerator::title_last(const NamesEnd& names, std::size_t start) {
  for (std::size_t t = names.next + 3; t < tokens_.size(); ++t) {
    if (!tokens_[t].breaks || !(tokens_[t].italic || tokens_[t].bold || is_open_quote(tokens_[t].mark))) continue;
    for (const Title& title : titles_.from(t)) {
      if (title.dress == Dress::plain || title.dress == Dress::line) continue;
      Segmentation s{
          start,
          names.next,
          title.begin,
          title.end,
          {Order::authors_venue_title, title.dress, skips_.stop_at(names.next), title.stop, false, names.initials},
          0};
      add(s, authors_score(names) + title.score + titles_.follows(names.next, title) - 0.5);
    }
  }
}

/// "A. Moss, Rain Lett. B 12, 345 (2005)." above "Walls and gates.": where it appeared, with figures and a year, ends
/// the line of the authors, and the next one, which has neither, is the title.
void Segmenter::Enumerator::title_below(const NamesEnd& names, std::size_t start) {
  constexpr std::size_t most_venue_words = 8;
  std::size_t t = names.next, numbers = 0, words = 0, lower = 0;
  bool year = false, cited = false;
  if (t >= tokens_.size() || tokens_[t].kind == TokenKind::number) return;  // "Z. Rain 53": a journal
  for (; t < tokens_.size() && !tokens_[t].breaks; ++t) {
    year = year || is_year(parsed_, t);
    numbers += tokens_[t].kind == TokenKind::number;
    words += tokens_[t].kind == TokenKind::word && tokens_[t].letters > 0;
    lower += tokens_[t].lower && tokens_[t].content && !tokens_[t].function;
    cited = cited || tokens_[t].venue > 0 || tokens_[t].cue > 0;
  }
  if (t >= tokens_.size() || !year || numbers < 2 || words == 0 || words > most_venue_words || lower > 1) return;
  for (const Title& title : titles_.from(t)) {
    for (std::size_t i = title.begin; i < title.end; ++i)
      if (is_year(parsed_, i)) return;
    const Style style = {
        Order::authors_venue_title, title.dress, skips_.stop_at(names.next), title.stop, false, names.initials};
    add({start, names.next, title.begin, title.end, style, 0},
        authors_score(names) + title.score + weights::title_below + (cited ? 0.5 : 0.0));
  }
}

/// "US D881,340, “Walls,” 2020", "Review of “Walls”": a quoted title behind something short that is no names.
void Segmenter::Enumerator::quoted_later(std::size_t start) {
  for (std::size_t t = start + 1; t < tokens_.size() && t < start + 14; ++t) {
    if (tokens_[t].mark != U'\u201C') continue;
    for (const Title& title : titles_.from(t)) {
      if (title.dress != Dress::quoted) continue;
      Segmentation s{
          0, 0, title.begin, title.end, {Order::venue_title, title.dress, Stop::none, title.stop, false, false}, 0};
      add(s, title.score + title.follows + weights::no_authors + weights::behind_something);
    }
    return;
  }
}

void Segmenter::Enumerator::title_first(std::size_t start) {
  const std::uint32_t known_end = parsed_.reference->title_end;
  for (Title title : titles_.from(start)) {
    if (known_end > 0 && (tokens_[title.end - 1].end > known_end ||
                          (title.next < tokens_.size() && tokens_[title.next].begin < known_end)))
      continue;
    if (title.dress == Dress::plain || title.dress == Dress::line)
      title.score += weights::names_in_title * names_within(title);
    bool year = false;
    std::size_t at = skips_.punctuation(skips_.date(skips_.punctuation(title.next), year));
    at = skips_.punctuation(skips_.remark(at));
    if (const auto [cue, count] = cue_at(parsed_, at, context_.lexicon, "by"); count > 0) at += count;
    Segmentation alone{
        0, 0, title.begin, title.end, {Order::title_only, title.dress, Stop::none, title.stop, year, false}, 0};
    add(alone, title.score + title.follows + (parsed_.with_clause ? 0.5 : weights::no_authors) +
                   (parsed_.with_clause && titles_.cuts_series(title) ? weights::cut_series : 0.0));
    if (at >= tokens_.size() || parsed_.with_clause) continue;
    // "Wet Walls. Hg. von A. Moss": whom such words lead edited it.
    if (cue_at(parsed_, at, context_.lexicon, "editors").second > 1) continue;
    const bool bracket = tokens_[at].mark == U'(';
    const std::vector<NamesEnd>& ends = names_from(bracket ? at + 1 : at);
    std::size_t tried = 0;
    for (std::size_t e = ends.size(); e-- > 0 && tried < 3; ++tried) {
      const NamesEnd& names = ends[e];
      Segmentation s{bracket ? at + 1 : at,
                     names.next,
                     title.begin,
                     title.end,
                     {Order::title_authors, title.dress, skips_.stop_at(names.next), title.stop, year, names.initials},
                     0};
      const bool strong = title.stop == Stop::line_break || title.stop == Stop::full_stop ||
                          title.stop == Stop::question || title.dress != Dress::plain;
      add(s, authors_score(names) + title.score + titles_.follows(names.next, title) - (strong ? 0.3 : 1.2));
    }
  }
}

void Segmenter::Enumerator::venue_first(std::size_t start) {
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
  for (const Title& title : titles_.from(tokens_[colon].breaks ? colon : colon + 1)) {
    Segmentation s{
        0, 0, title.begin, title.end, {Order::venue_title, title.dress, Stop::none, title.stop, false, false}, 0};
    add(s, title.score + title.follows + weights::no_authors + (tokens_[start].venue > 0 ? 1.5 : 0.3) +
               (dated ? 1.0 : 0.0));
    const std::size_t at = skips_.punctuation(title.next);
    if (at >= tokens_.size()) continue;
    const std::vector<NamesEnd>& ends = names_from(at);
    if (ends.empty()) continue;
    s.authors = at;
    s.authors_end = ends.back().next;
    s.style.after_authors = skips_.stop_at(ends.back().next);
    add(s, title.score + authors_score(ends.back()) + 1.0);
  }
}

std::vector<Segmentation> Segmenter::Enumerator::run(People people) {
  people_ = people;
  names_.assign(tokens_.size() + 1, std::nullopt);
  convincing_.assign(tokens_.size() + 1, std::nullopt);
  out_.clear();
  std::size_t start = skips_.punctuation(0);
  bool year = false;
  const std::size_t dated = skips_.date(start, year);
  if (year) start = skips_.punctuation(dated);
  if (start >= tokens_.size()) return {};
  if (parsed_.reference->title_end > 0) {
    title_first(skips_.punctuation(0));
    return std::move(out_);
  }
  if (!parsed_.with_clause) authors_first(start);
  title_first(start);
  quoted_later(start);
  venue_first(start);
  return std::move(out_);
}

Segmenter::Segmenter(const Parsed& parsed, const ListContext& context)
    : enumerator_(parsed.tokens.empty() ? nullptr : std::make_unique<Enumerator>(parsed, context)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

std::vector<Segmentation> Segmenter::find(People people) {
  if (!enumerator_) return {};
  return enumerator_->run(people);
}

}  // namespace vitagraph::extraction::references
