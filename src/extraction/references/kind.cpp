// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/references/tail.hpp"

namespace vitagraph::extraction::references {
namespace {

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t last_code_point(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {
  }
  return at;
}

/// "DHNB", "TeachingNLP", "ISC-HPC": one word with most letters in capitals.
bool is_acronym(std::string_view text) {
  std::size_t capitals = 0, letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (is_blank(c.value)) return false;
    letters += is_letter(c.value);
    capitals += is_upper(c.value);
  }
  return letters > 2 && capitals * 5 >= letters * 2;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'`' || c == U'\u2032'; }

/// Cuts a year off the end of a name: "CVPR 2024", "ICCV2025", "AAAI-25", "NeurIPS’24". Two digits that nothing parts
/// from the name belong to it ("MDS24").
bool cut_year(std::string& name, std::string* year) {
  std::size_t end = name.size();
  std::size_t begin = end;
  while (begin > 0 && name[begin - 1] >= '0' && name[begin - 1] <= '9') --begin;
  const std::string number = name.substr(begin, end - begin);
  if (begin == 0) return false;
  const std::size_t before_at = last_code_point(std::string_view(name).substr(0, begin));
  const char32_t before = code_point_at(name, before_at).value;
  const bool apostrophe = is_apostrophe(before);
  const bool dash = before == U'-' || (before >= 0x2010 && before <= 0x2014);
  const bool four = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
  if (!four && !(number.size() == 2 && (apostrophe || dash) && number < "70")) return false;
  if (!four && dash && !(before_at > 0 && name[before_at - 1] >= 'A' && name[before_at - 1] <= 'Z')) return false;
  if (year && year->empty()) *year = four ? number : "20" + number;
  name.erase(apostrophe || dash || is_blank(before) ? before_at : begin);
  // A range of years, or "in 2020".
  while (!name.empty()) {
    const std::size_t at = last_code_point(name);
    const char32_t c = code_point_at(name, at).value;
    if (!is_blank(c) && c != U',' && c != U'(' && c != U':' && c != U';' && !is_apostrophe(c) && c != U'-') break;
    name.erase(at);
  }
  return true;
}

}  // namespace

std::string clean_venue(std::string_view venue, const lexicon::Lexicon& lexicon, std::string* year) {
  std::string name = collapse_blanks(venue);
  const lexicon::Words words = lexicon::split_words(name);
  if (words.size() > 1) {
    const auto match = lexicon.longest("publication-cues", words, 0);
    if (match && match->words < words.size())
      for (const lexicon::Concept* found : lexicon.concepts_of("publication-cues", words, 0, match->words))
        if (found->notation == "in" && words[0].key.size() > 1) {
          name.erase(0, words[match->words].span.begin);
          break;
        }
  }
  for (bool more = true; more && !name.empty();) {
    more = false;
    const std::size_t at = last_code_point(name);
    const char32_t c = code_point_at(name, at).value;
    if (c == U'.' || c == U',' || c == U';' || c == U':' || is_blank(c) || c == U'/' || c == U'|' || c == U'-' ||
        (c >= 0x2010 && c <= 0x2015)) {
      name.erase(at);
      more = true;
    } else if (c == U')' && name.find('(') == std::string::npos) {
      name.erase(at);
      more = true;
    } else if (c == U'(' || c == U'[') {
      name.erase(at);
      more = true;
    } else if (cut_year(name, year)) {
      more = true;
      // "Nature, October 2025": the month before it.
      const std::size_t blank = name.rfind(' ');
      if (blank != std::string::npos && is_upper(code_point_at(name, blank + 1).value) &&
          !lexicon.find("months", std::string_view(name).substr(blank + 1)).empty())
        name.erase(blank);
    } else if (c == U')') {
      // "(NeurIPS 2019)", "(CVPR’24)", and an empty pair
      const std::size_t open = name.rfind('(');
      std::string inner = name.substr(open + 1, name.size() - open - 2);
      if (trim(inner).empty() || (digits(inner) && inner.size() == 4)) {
        if (digits(inner) && year && year->empty()) *year = inner;
        name.erase(open);
        more = true;
      } else if (cut_year(inner, year) && !trim(inner).empty()) {
        name = name.substr(0, open + 1) + inner + ")";
        // "X 2024 (X’24)": before the acronym too.
        std::string outer = std::string(trim(std::string_view(name).substr(0, open)));
        std::string tail = name.substr(open);
        if (cut_year(outer, year) && !outer.empty()) name = outer + " " + tail;
      } else {
        std::string outer = std::string(trim(std::string_view(name).substr(0, open)));
        std::string tail = name.substr(open);
        if (open > 0 && cut_year(outer, year) && !outer.empty()) name = outer + " " + tail, more = true;
      }
    }
  }
  // Quotation marks around all of it.
  name = std::string(trim(name));
  if (name.size() > 2 && (name.front() == '"' || name.front() == '(') && (name.back() == '"' || name.back() == ')') &&
      name.find(name.front(), 1) >= name.size() - 1)
    name = name.substr(1, name.size() - 2);
  static constexpr std::pair<std::string_view, std::string_view> quotes[] = {
      {"\u201C", "\u201D"}, {"\u00AB", "\u00BB"}, {"\u300E", "\u300F"}, {"\u300C", "\u300D"}, {"\u300A", "\u300B"}};
  for (const auto& [open, close] : quotes)
    if (name.starts_with(open) && name.ends_with(close) && name.size() > open.size() + close.size() &&
        name.find(close) == name.size() - close.size())
      name = name.substr(open.size(), name.size() - open.size() - close.size());
  return name;
}

std::string infer_kind(const Publication& p, std::string_view heading, std::string_view cue,
                       const lexicon::Lexicon& lexicon) {
  std::string by_venue;
  if (const auto known = lexicon.find("venues", p.venue); !known.empty() && !known.front()->broader.empty())
    by_venue = known.front()->broader.front();
  if (by_venue.empty()) by_venue = cue;
  if (by_venue == "book") by_venue = "chapter";
  if (by_venue == "publisher" || by_venue == "series") by_venue.clear();
  if (p.venue.empty() && (by_venue == "journal" || by_venue == "conference")) by_venue.clear();

  // Under "Books" stand parts of books, and what a list of articles below an unknown heading has inherited.
  if (heading == "book" && !p.venue.empty() && !p.pages.empty())
    return !p.volume.empty() && p.publisher.empty() ? "journal" : "chapter";
  static constexpr std::string_view firm[] = {"patent", "thesis", "report", "other", "preprint", "book", "poster"};
  if (std::find(std::begin(firm), std::end(firm), heading) != std::end(firm)) return std::string(heading);
  if (by_venue == "thesis" || by_venue == "patent" || by_venue == "report") return by_venue;
  if (p.venue.empty() && p.volume.empty() &&
      (p.status == "in preparation" || p.status == "submitted" || p.status == "under review"))
    return p.arxiv.empty() && by_venue != "preprint" ? std::string() : "preprint";
  if (by_venue == "preprint") return "preprint";
  if (!heading.empty() && !p.venue.empty() && by_venue == "workshop") return "workshop";
  if (!heading.empty() && !p.venue.empty() && by_venue == "journal" && !p.volume.empty()) return "journal";
  if (!heading.empty()) return std::string(heading);
  if (by_venue == "journal" || by_venue == "conference" || by_venue == "workshop" || by_venue == "chapter" ||
      by_venue == "other") {
    return by_venue;
  }
  if (!p.venue.empty() && !p.volume.empty()) return "journal";
  if (!p.venue.empty() && !p.publisher.empty()) return "chapter";
  if (p.venue.empty() && !p.publisher.empty()) return "book";
  if (p.venue.empty() && !p.arxiv.empty()) return "preprint";
  if (!p.venue.empty() && (!p.pages.empty() || !p.number.empty())) return "journal";
  // A name that says nothing of its kind is a journal's; meetings go by their acronyms.
  if (!p.venue.empty() && p.status != "submitted" && p.status != "in preparation")
    return is_acronym(p.venue) ? "conference" : "journal";
  return {};
}

}  // namespace vitagraph::extraction::references
