// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::size_t most_words_before =
    9;  ///< from the verb to the first title ("the author of two books, most recently")
constexpr std::size_t most_title_words = 30;
constexpr double confidence = 0.75;

/// A title that italics or quotation marks make one.
struct Title {
  Range words;
  std::string url;
  bool quoted = false;
};

/// The title that begins at the word; empty if none does.
Title title_at(const Sentence& s, const document::Document& document, std::size_t i) {
  Title title;
  if (s.quoted[i] && (i == 0 || !s.quoted[i - 1])) {
    title.quoted = true;
    title.words = {i, i};
    while (title.words.end < s.size() && s.quoted[title.words.end]) ++title.words.end;
  }
  const std::uint32_t at = s.words[i].span.begin;
  const std::vector<document::Run>& runs = document.runs;
  const auto after = std::upper_bound(runs.begin(), runs.end(), at, [](std::uint32_t where, const document::Run& run) {
    return where < run.span.begin;
  });
  // Runs are sorted by where they begin and nest: a link, and the italics in it.
  for (auto run = after; run != runs.begin() && std::prev(run)->span.begin + 4 > at; --run) {
    const document::Run& mark = *std::prev(run);
    if (mark.span.end <= at) continue;
    if (mark.kind == document::RunKind::link && mark.target.starts_with("http")) title.url = mark.target;
    if (mark.kind != document::RunKind::italic || title.quoted) continue;
    title.words = {i, i};
    while (title.words.end < s.size() && s.words[title.words.end].span.end <= mark.span.end) ++title.words.end;
  }
  if (title.words.size() > most_title_words) title.words = {};
  return title;
}

/// Behind a title: "(Avon Press, 2023)".
std::size_t read_imprint(const Sentence& s, std::size_t i, facts::Fact& fact) {
  std::size_t end = i;
  while (end < s.size() && s.depth[end] > s.depth[i - 1]) ++end;
  std::size_t first = i;
  while (first < end && !s.is_date(first) && !(first > i && s.breaks(first))) ++first;
  for (std::size_t k = i; k < first; ++k)
    if (s.label(k, "venue-cues", "publisher") > 0) {
      fact.set("publisher", s.str({i, first}));
      break;
    }
  for (std::size_t k = i; k < end; ++k)
    if (s.is_date(k)) fact.set("year", s.dates[static_cast<std::size_t>(s.date_of[k])].start.substr(0, 4));
  return end;
}

}  // namespace

/// "is the author of *Walls* (Avon Press, 2020) and *Rain*": books by their titles in italics.
bool Narrator::wrote(const Sentence& s, const Clause& c) {
  std::size_t i = c.argument.begin, last = c.argument.begin;
  bool any = false;
  while (i < c.argument.end) {
    const bool joined = s.depth[i] == 0 && (s.is_date(i) || s.is(i, "clause-words", "and") || s.breaks(i));
    // Where a work appeared stands behind "in", and between two works only what joins them.
    if (!any && i - last > most_words_before) break;
    const Title title = title_at(s, context_.document, i);
    const bool at = i > c.argument.begin && s.is(i - 1, "clause-words", "preposition") && s.preposition(i - 1) != "of";
    const std::string text = title.words.empty() ? std::string() : s.str(title.words);
    const bool venue = text.empty() || !context_.lexicon.find("venues", text).empty();
    if (!title.words.empty() && !at && !venue && s.capital(i) && s.depth[i] == 0 && title.words.size() > 1) {
      facts::Fact fact("publication");
      fact.set("title", text).set("kind", title.quoted ? std::string() : "book").set("url", title.url);
      if (!context_.owner.empty()) fact.add("authors", context_.owner);
      const DateMention* date = s.date_in(c.front);
      if (date != nullptr && !date->start.starts_with("--")) fact.set("year", date->start.substr(0, 4));
      i = title.words.end;
      if (i < s.size() && s.depth[i] > 0) i = read_imprint(s, i, fact);
      if (title.quoted && !fact.has("publisher")) return any;  // a paper, a talk, an essay
      findings_.add(std::move(fact), s.span_of(title.words), "sentences.work", confidence);
      any = true;
      last = i;
      continue;
    }
    if (any && !joined && i - last > 2) break;
    if (!title.words.empty() && venue) break;
    ++i;
  }
  return any;
}

}  // namespace vitagraph::extraction::sentences
