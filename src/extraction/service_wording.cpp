// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_wording.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/service_lists.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_label = 60;
constexpr std::size_t most_fellows = 12;  ///< names behind "with"

bool is_conjunction(const lexicon::Word& word, const lexicon::Lexicon& lexicon) {
  return has_notation(lexicon.find("connectives", word.key), "conjunction");
}

/// "M.Abate", "G. Mossi": initials set close to a family name are a name too.
bool is_fellow(std::string_view text, const lexicon::Lexicon& lexicon) {
  if (text.find('.') == std::string_view::npos) return looks_like_name(text, lexicon);
  static const LetterPattern initials(R"(^(?:\p{Lu}\.[ -]?){1,3}(?:\pL{1,3} ){0,2}\p{Lu}[\pL'’-]+$)");
  if (RE2::FullMatch(re2::StringPiece(text.data(), text.size()), initials.on(text))) return true;
  return looks_like_name(text, lexicon);
}

/// Where the names end that begin at `begin`; `begin` if there are none.
std::size_t end_of_names(std::string_view text, std::size_t begin, const lexicon::Lexicon& lexicon) {
  std::size_t end = begin;
  bool last = false;
  for (std::size_t n = 0; n < most_fellows && !last && begin < text.size(); ++n) {
    const lexicon::Words words = lexicon::split_words(text.substr(begin), static_cast<std::uint32_t>(begin));
    std::size_t first = 0;
    if (!words.empty() && n > 0 && is_conjunction(words.front(), lexicon)) {
      last = true;
      first = 1;
    }
    // The longest run of words before a comma or a conjunction that is a name.
    std::size_t found = 0;
    for (std::size_t at = first; at < std::min(words.size(), first + 6); ++at) {
      if (at > first) {
        const std::string_view gap = text.substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
        if (gap.find_first_of(",;:()\"\t") != std::string_view::npos || is_conjunction(words[at], lexicon)) break;
        if (gap.find('&') != std::string_view::npos) break;
      }
      const std::string_view run = text.substr(words[first].span.begin, words[at].span.end - words[first].span.begin);
      if (is_fellow(run, lexicon)) found = words[at].span.end;
    }
    if (found == 0) return end;
    end = found;
    begin = end;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == ',')) ++begin;
    if (begin < text.size() && text[begin] == '&') {
      last = true;
      ++begin;
    } else if (begin == end + 1 && text[end] == ' ') {
      // No comma: only a conjunction goes on.
      const lexicon::Words next = lexicon::split_words(text.substr(begin));
      if (next.empty() || !is_conjunction(next.front(), lexicon)) return end;
    }
  }
  return end;
}

}  // namespace

std::string join_wrapped(std::string_view before, std::string_view line) {
  std::string out(before);
  if (out.size() > 2 && out.back() == '-' && !line.empty() && is_lower(code_point_at(line, 0).value) &&
      out[out.size() - 2] >= 'a' && out[out.size() - 2] <= 'z')
    out.pop_back();
  else
    out += ' ';
  return out.append(line);
}

std::string collapse_wrapped(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    out = begin == 0 ? std::string(line) : join_wrapped(out, trim(line));
    begin = end + 1;
  }
  return out;
}

std::string without_acting_lead(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  if (words.empty() || words.front().span.begin > 0) return text;
  const auto lead = lexicon.longest("service-leads", words, 0);
  if (!lead || lead->words >= words.size()) return text;
  std::string rest = text.substr(words[lead->words].span.begin);
  if (!leading_service_role(rest, lexicon)) return text;
  // A role as other lines write it: in capitals where its line begins.
  if (rest.front() >= 'a' && rest.front() <= 'z') rest.front() = static_cast<char>(rest.front() - 'a' + 'A');
  return rest;
}

std::string without_company(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const auto with = lexicon.longest("company-words", words, at);
    if (!with || at + with->words >= words.size() || !is_lower(code_point_at(text, words[at].span.begin).value))
      continue;
    const std::size_t begin = words[at + with->words].span.begin;
    const std::size_t end = end_of_names(text, begin, lexicon);
    if (end == begin) continue;
    std::string head(trim(std::string_view(text).substr(0, words[at].span.begin)));
    const bool bracket = !head.empty() && head.back() == '(' && text.compare(end, 1, ")") == 0;
    while (!head.empty() && (head.back() == ',' || head.back() == ';' || (bracket && head.back() == '(')))
      head = trim(std::string_view(head).substr(0, head.size() - 1));
    std::string_view tail = trim(std::string_view(text).substr(end + (bracket ? 1 : 0)));
    // ", of the school": what the role is joined to.
    const std::string_view behind = trim(tail.substr(!tail.empty() && tail.front() == ',' ? 1 : 0));
    if (without_service_joint(behind, lexicon).size() < behind.size()) tail = behind;
    return head + (tail.empty() || tail.front() == ',' || tail.front() == '.' ? "" : " ") + std::string(tail);
  }
  return text;
}

std::size_t list_label(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > longest_label) return 0;
  const lexicon::Words words = lexicon::split_words(text.substr(0, colon));
  bool announced = false, kind = false;
  for (std::size_t at = 0; at < words.size();) {
    const auto match = lexicon.longest("connectives", words, at);
    if (match) {
      const std::string& notation = lexicon.concept_at(match->concept_id).notation;
      announced = announced || notation == "following";
      kind = kind || notation == "journal";
      at += match->words;
      continue;
    }
    // "the following scientific societies:": what is listed may be called anything.
    if (!announced || !is_lower(code_point_at(text, words[at].span.begin).value)) return 0;
    kind = true;
    ++at;
  }
  return kind ? colon + 1 : 0;
}

void open_venue_bracket(std::string& venue, std::string& organization, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(^(.*\S)\s*\(([^()]{4,80})\)$)");
  std::string name, inner;
  if (venue.find('(') == std::string::npos || !RE2::FullMatch(venue, bracket, &name, &inner)) return;
  const std::vector<Segment> parts = cut_segments(inner, lexicon, 0);
  if (std::any_of(parts.begin(), parts.end(), [](const Segment& s) { return s.place; }) &&
      std::none_of(parts.begin(), parts.end(), [](const Segment& s) { return s.named(); })) {
    venue = name;
    return;
  }
  if (organization.empty() && parts.size() == 1 && lexicon::split_words(inner).size() > 2 &&
      organization_class(inner, lexicon) >= OrganizationClass::institute && !lexicon.mentions("journal-nouns", inner)) {
    organization = inner;
    venue = name;
  }
}

}  // namespace vitagraph::extraction
