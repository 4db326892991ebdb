// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/page_text.hpp"

#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction::announcement {

std::size_t word_count(std::string_view text) { return lexicon::count_words(text); }

std::string join(const Context& context, const std::vector<Span>& spans) {
  std::string text;
  for (const Span span : spans) text += (text.empty() ? "" : " ") + collapse_blanks(context.document.slice(span));
  return text;
}

std::string unquoted(std::string text) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}, {"'", "'"}})
    if (text.size() > open.size() + close.size() + 1 && text.starts_with(open) && text.ends_with(close))
      return std::string(trim(std::string_view(text).substr(open.size(), text.size() - open.size() - close.size())));
  return text;
}

std::string field(const Context& context, std::string_view notation) {
  for (const auto& [name, value] : context.document.metadata)
    for (const auto* known : context.lexicon.find("front-matter", name))
      if (known->notation == notation && !trim(value).empty()) return std::string(trim(value));
  return {};
}

bool whole_organization(const Context& context, std::string_view text) {
  const sentences::Sentence words(text, {0, static_cast<std::uint32_t>(text.size())}, context.lexicon);
  return words.size() <= 10 && sentences::has_strong_organization(words, words.all());
}

bool titles_organization(const Context& context, std::string_view text) {
  const sentences::Sentence words(text, {0, static_cast<std::uint32_t>(text.size())}, context.lexicon);
  if (words.size() == 0 || words.size() > 9 || !sentences::has_strong_organization(words, words.all())) return false;
  return sentences::names_organization(words, words.all()) ||
         sentences::has_strong_organization(words, {words.size() - 1, words.size()});
}

bool has_day(const DateMention& date) {
  return date.start.size() > 7 || (date.start.starts_with("--") && date.start.size() == 7);
}

std::string series_in(const sentences::Sentence& s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!s.capital(i) || s.is_date(i) || s.quoted[i]) continue;
    std::size_t end = i;
    std::size_t series = 0;
    while (end < s.size() && (end == i || !s.breaks(end)) &&
           (s.capital(end) || s.is(end, "clause-words", "name-inside")) && !s.is_date(end)) {
      ++end;
      if (s.capital(end - 1) &&
          (s.label(end - 1, "meeting-words") > 0 || s.notation(end - 1, "talk-kinds") == "seminar" ||
           s.notation(end - 1, "talk-kinds") == "lecture"))
        series = end;
    }
    if (series > i + 1) return s.str({i, series});
    i = std::max(i, end > i ? end - 1 : i);
  }
  return {};
}

}  // namespace vitagraph::extraction::announcement
