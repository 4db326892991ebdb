// SPDX-License-Identifier: Apache-2.0
#include "extraction/segments.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/ideographs.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/segment_parts.hpp"
#include "extraction/text_memo.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_name_words = 16;
constexpr std::size_t longest_abbreviation = 3;  ///< bytes of a degree that is also a word
constexpr std::size_t role_window =
    7;  ///< words before a role that may belong to it ("Women's Studies Faculty Affiliate")
constexpr std::size_t longest_house_code = 6;  ///< bytes of "UAV"
constexpr std::size_t chair_window = 6;        ///< of a name that a chair honours ("Ines Calloway Professor of Shade")

OrganizationClass class_of(std::string_view notation) {
  if (notation == "university") return OrganizationClass::university;
  if (notation == "known") return OrganizationClass::known;
  if (notation == "company") return OrganizationClass::company;
  if (notation == "institute") return OrganizationClass::institute;
  return OrganizationClass::none;
}

/// Brackets at the end that say nothing of the name: empty ones and honours ("(with honors)").
std::string without_honours(std::string text, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(\s*\(([^()]*)\)\s*$)");
  std::string inner;
  while (RE2::PartialMatch(text, bracket, &inner)) {
    const auto found = lexicon.longest("labels", lexicon::split_words(inner), 0);
    const bool honours = found && lexicon.concept_at(found->concept_id).notation == "minor";
    if (!honours && !trim(inner).empty()) break;
    RE2::Replace(&text, bracket, "");
  }
  return text;
}

bool is_professor(lexicon::Concepts concepts) {
  static constexpr std::string_view family = "professor";
  return has_notation(concepts, family) || std::any_of(concepts.begin(), concepts.end(), [](const lexicon::Concept* c) {
           return std::find(c->broader.begin(), c->broader.end(), family) != c->broader.end();
         });
}

/// A role at the beginning of the text, or at its end after words that name no organisation.
bool holds_role(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  if (lexicon.longest("roles", words, 0)) return true;
  const auto joins = [&](std::size_t at) { return has_notation(lexicon.find("connectives", words[at].key), "for"); };
  for (std::size_t at = 1; at < words.size() && at <= role_window; ++at) {
    const auto match = lexicon.longest("roles", words, at);
    if (!match) continue;
    if (joins(at - 1)) {  // "Office of the Chief Economist" is none
      at += match->words - 1;
      continue;
    }
    const std::size_t end = at + match->words;
    if (end == words.size()) return true;
    // "Professor of" is a label too.
    const bool led = match->words > 1 && joins(end - 1) && end < words.size();
    if (at <= chair_window && (led || (joins(end) && end + 1 < words.size())) &&
        !lexicon.longest("organizations", words, 0) &&
        is_professor(lexicon.concepts_of("roles", words, at, match->words)))
      return true;
  }
  return false;
}

bool is_capitalised(const lexicon::Words& words, std::string_view text, std::uint32_t offset) {
  if (words.empty()) return false;
  const char32_t first = code_point_at(text, words.front().span.begin - offset).value;
  return !is_lower(first);
}

/// What a text in ideographs is, by its last signs.
void read_ideographs(Segment& segment, const lexicon::Lexicon& lexicon) {
  const std::size_t post = ideographic_ending(segment.text, "roles", lexicon);
  const std::size_t degree = ideographic_ending(segment.text, "degrees", lexicon);
  if (post > 0 && post >= degree) segment.role = true;
  if (degree > post) segment.degree = true;
  if (segment.role || segment.degree) return;
  for (const lexicon::Concept* found : ideographic_concepts(segment.text, "organizations", lexicon))
    segment.organization = std::max(segment.organization, class_of(found->notation));
  segment.unit = segment.unit || ideographic_ending(segment.text, "units", lexicon) > 0;
}

struct SegmentMemo : TextMemo<Segment> {};
SegmentMemo make_segment_memo(const lexicon::Lexicon&) { return {}; }

Segment read_segment(std::string_view text, const lexicon::Lexicon& lexicon) {
  Segment out;
  const std::string_view trimmed = trim(text);
  out.quoted =
      !trimmed.empty() && (trimmed.front() == '"' || trimmed.substr(0, 3) == "“" || trimmed.substr(0, 3) == "‘");
  out.text = clean_value(text);
  if (out.text.size() > 2 && out.text.front() == '&' && out.text[1] == ' ') out.text.erase(0, 2);
  if (!out.text.empty() && out.text.back() == ')') out.text = without_honours(std::move(out.text), lexicon);
  lexicon::Words words = lexicon::split_words(out.text);
  if (words.empty()) return out;
  // "Fellow, the University of Avon": the article is no part of the name.
  if (words.size() > 2 && is_lower(code_point_at(out.text, 0).value) &&
      is_upper(code_point_at(out.text, words[1].span.begin).value) &&
      has_notation(lexicon.find("clause-words", words[0].key), "article")) {
    out.text.erase(0, words[1].span.begin);
    words = lexicon::split_words(out.text);
  }
  out.place = is_place_name(out.text, lexicon);
  // "as", "ma": a short degree in lower case is a word of the text.
  const auto degree = lexicon.longest("degrees", words, 0);
  out.degree = degree && (degree->span.size() > longest_abbreviation || is_capitalised(words, out.text, 0));
  // "PhD Researcher" is a post.
  if (const auto post = lexicon.longest("roles", words, 0); out.degree && post && post->words > degree->words)
    out.degree = false;
  // "Dr. Ada Moss" has one.
  if (out.degree && words.size() > degree->words + 1 && degree->span.size() <= longest_abbreviation &&
      is_upper(code_point_at(out.text, std::min(words[0].span.end + 2UL, out.text.size())).value) &&
      has_notation(lexicon.concepts_of("names", words, 0, degree->words), "title") &&
      looks_like_name(std::string_view(out.text).substr(words[degree->words].span.begin), lexicon))
    out.degree = false;
  out.role = holds_role(words, lexicon) || !lexicon.find("service-roles", out.text).empty();
  // "College Professor", "University Assistant": a rank, and no house.
  const auto title = lexicon.longest("roles", words, 0);
  const bool rank = (words.size() == 2 && out.role && lexicon.longest("roles", words, 1) &&
                     has_notation(lexicon.find("organizations", words[0].key), "university")) ||
                    (title && title->words > 1 && title->words == words.size());
  if (!rank && words.size() <= longest_name_words && is_capitalised(words, out.text, 0)) {
    out.organization = organization_class(out.text, lexicon);
  }
  out.unit = !(title && title->words == words.size() && rank) && is_unit_name(out.text, lexicon);
  if (is_ideographic(out.text)) read_ideographs(out, lexicon);
  return out;
}

}  // namespace

Segment make_segment(std::string_view text, Span span, const lexicon::Lexicon& lexicon) {
  Segment out =
      lexicon.kept(make_segment_memo).get(text, [&](std::string_view asked) { return read_segment(asked, lexicon); });
  out.span = span;
  return out;
}

OrganizationClass organization_class(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  OrganizationClass best = OrganizationClass::none;
  for (std::size_t at = 0; at < words.size();) {
    const auto match = lexicon.longest("organizations", words, at);
    if (!match) {
      ++at;
      continue;
    }
    for (const lexicon::Concept* found : lexicon.concepts_of("organizations", words, at, match->words)) {
      const OrganizationClass is = class_of(found->notation);
      const bool whole = match->words == words.size();
      const bool last = at + match->words == words.size();
      // A company's word stands at the end of its name, a short name at its beginning.
      if (is == OrganizationClass::company && (!last || whole)) continue;
      if (is == OrganizationClass::known && at > 0 && !last) continue;
      if (is == OrganizationClass::known && words[at].span.size() <= 3 && !whole &&
          !is_upper(code_point_at(name, words[at].span.begin + 1).value))
        continue;
      best = std::max(best, is);
    }
    at += match->words;
  }
  return best;
}

bool is_unit_name(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto match = lexicon.longest("units", words, at);
    if (match && !is_lower(code_point_at(name, words[at].span.begin).value)) return true;
    if (match && (at + match->words == words.size() || at == 0)) return true;
  }
  return false;
}

bool is_place_name(std::string_view name, const lexicon::Lexicon& lexicon) {
  if (!lexicon.find("places", name).empty()) return true;
  const lexicon::Words words = lexicon::split_words(name);
  if (words.empty() || words.size() > 5) return false;
  return place_words(words, lexicon) == words.size();
}

std::size_t place_words(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  std::size_t known = 0;
  for (std::size_t at = 0; at < words.size();) {
    const auto match = lexicon.longest("places", words, at);
    known += match ? match->words : 0;
    at += match ? match->words : 1;
  }
  return known;
}

bool is_house_code(std::string_view word) {
  return word.size() >= 2 && word.size() <= longest_house_code &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

namespace {

/// "F2009", "Sum2012": a term's letters run into its year.
void add_term_codes(std::string_view text, std::uint32_t offset, std::vector<DateMention>& dates) {
  static const LetterPattern code_pattern(R"((?:^|[\s,(;–-])(\p{Lu}\p{Ll}{0,2}((?:19|20)\d\d))\b)");
  if (text.find("19") == std::string_view::npos && text.find("20") == std::string_view::npos) return;
  const RE2& code = code_pattern.on(text);
  re2::StringPiece piece(text.data(), text.size()), hit[3];
  std::size_t at = 0;
  bool added = false;
  while (code.Match(piece, at, text.size(), RE2::UNANCHORED, hit, 3)) {
    const auto begin = static_cast<std::uint32_t>(hit[1].data() - text.data());
    at = begin + hit[1].size();
    const Span span{offset + begin, offset + static_cast<std::uint32_t>(at)};
    if (std::any_of(dates.begin(), dates.end(),
                    [&](const DateMention& d) { return d.span.begin < span.end && span.begin < d.span.end; }))
      continue;
    DateMention date;
    date.span = span;
    date.start = date.end = std::string(hit[2].data(), hit[2].size());
    date.term = std::string(hit[1].data(), hit[1].size());
    dates.push_back(std::move(date));
    added = true;
  }
  if (added)
    std::sort(dates.begin(), dates.end(), [](const DateMention& a, const DateMention& b) { return a.span < b.span; });
  // "F2005 – S2006" is a range.
  for (std::size_t i = 0; added && i + 1 < dates.size(); ++i) {
    const std::string_view between =
        trim(text.substr(dates[i].span.end - offset, dates[i + 1].span.begin - dates[i].span.end));
    if (dates[i].range || dates[i + 1].range || (between != "–" && between != "-" && between != "—")) continue;
    dates[i].range = true;
    dates[i].end = dates[i + 1].start;
    dates[i].span.end = dates[i + 1].span.end;
    dates.erase(dates.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace

Dated take_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  Dated out{find_dates(text, lexicon, offset), std::string(text)};
  add_term_codes(text, offset, out.dates);
  // A day without a year dates nothing in a CV ("May 4th" Scholarship).
  out.dates.erase(std::remove_if(out.dates.begin(), out.dates.end(),
                                 [](const DateMention& d) { return d.start.substr(0, 2) == "--"; }),
                  out.dates.end());
  for (const DateMention& date : out.dates) {
    std::size_t begin = date.span.begin - offset, end = date.span.end - offset;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == ',')) --begin;
    if (begin > 0 && end < text.size() &&
        ((text[begin - 1] == '(' && text[end] == ')') || (text[begin - 1] == '[' && text[end] == ']'))) {
      --begin;
      ++end;
    }
    std::fill(out.rest.begin() + static_cast<std::ptrdiff_t>(begin),
              out.rest.begin() + static_cast<std::ptrdiff_t>(end), '\t');
  }
  return out;
}

}  // namespace vitagraph::extraction
