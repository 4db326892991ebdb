// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner_words.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

/// Rooms, streets and words of page furniture are no names, though written like them.
bool holds_other_words(std::string_view name, const lexicon::Lexicon& lexicon) {
  if (lexicon.mentions("place-words", name) || lexicon.mentions("street-words", name)) return true;
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto label = lexicon.longest("labels", words, at);
    // "de" may stand before a place and inside a name.
    const bool particle = label && label->words == 1 && at > 0 && at + 1 < words.size() &&
                          is_of(lexicon.find("names", words[at].key), "particle");
    if (label && !particle) return true;
  }
  return false;
}

/// "SIGGRAPH Asia Course"
bool begins_with_venue(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  if (words.empty() || words.front().span.size() < 4) return false;
  const std::string_view first = name.substr(words.front().span.begin, words.front().span.size());
  return std::none_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         lexicon.longest("venues", words, 0).has_value();
}

/// "Part III"; but "Ada XI" is a name.
bool is_counted(std::string_view name, const lexicon::Lexicon& lexicon) {
  const std::size_t blank = name.find(' ');
  return blank != name.npos && blank + 1 < name.size() &&
         name.find_first_not_of("IVX", blank + 1) == std::string_view::npos &&
         !lexicon.find("numbered-parts", name.substr(0, blank)).empty();
}

/// "Moss, Ada" as "Ada Moss".
std::string in_natural_order(std::string name, const lexicon::Lexicon& lexicon) {
  if (name.find(',') == std::string::npos) return name;
  const values::PersonName parsed = values::PersonName::parse(name, name_words(lexicon));
  return parsed.suffix.empty() && !parsed.given.empty() ? parsed.str() : name;
}

/// Whether the full stop before the word at `at` ends a sentence rather than an initial or "Md.": "I'm Bo Fern. I
/// work".
bool ends_sentence(std::string_view text, const lexicon::Words& words, std::size_t at) {
  constexpr std::size_t longest_short = 4;
  if (words[at - 1].span.size() > longest_short) return true;
  return words[at].span.size() == 1 && text.substr(words[at].span.end, 1) != "." && at + 1 < words.size() &&
         is_lower(code_point_at(text, words[at + 1].span.begin).value);
}

}  // namespace

bool is_of(lexicon::Concepts found, std::string_view notation) {
  return std::any_of(found.begin(), found.end(), [&](const auto* c) { return c->notation == notation; });
}

std::size_t introduction(const lexicon::Lexicon& lexicon, const lexicon::Words& words, std::size_t at,
                         std::string_view notation) {
  const auto match = lexicon.longest("introductions", words, at);
  if (!match) return 0;
  for (std::size_t n = match->words; n > 0; --n)
    if (is_of(lexicon.concepts_of("introductions", words, at, n), notation)) return n;
  return 0;
}

std::string accepted_name(std::string candidate, const lexicon::Lexicon& lexicon) {
  static const RE2 possessive(R"(['’]s?$)");
  static const LetterPattern owned(R"(\pL['’]s )");
  candidate = clean_name(candidate, lexicon);
  if (candidate.find("'") != std::string::npos || candidate.find("’") != std::string::npos) {
    RE2::Replace(&candidate, possessive, "");
    if (RE2::PartialMatch(candidate, owned.on(candidate))) return {};  // "Ada Moss's page" names more than her
  }
  if (candidate.empty() || candidate.size() > longest_owner || is_counted(candidate, lexicon) ||
      !lexicon.find("headings", candidate).empty())
    return {};
  const std::string_view given = std::string_view(candidate).substr(0, candidate.rfind(' '));
  if (!heading_kinds(candidate, lexicon).empty() &&
      (lexicon.mentions("headings", given) || lexicon.mentions("heading-words", given)))
    return {};
  const bool ideographs = is_cjk(code_point_at(candidate, 0).value);
  if (candidate.find(' ') == std::string::npos && !ideographs) return {};
  if (ideographs) {
    // A name of two to four signs that begins with a family name; other words of that length are captions.
    const std::size_t length = count_code_points(candidate);
    const std::size_t first = code_point_at(candidate, 0).length;
    const std::size_t second = first < candidate.size() ? code_point_at(candidate, first).length : 0;
    if (length < 2 || length > (candidate.find(' ') == candidate.npos ? 5U : 8U) ||
        (lexicon.find("ideograph-family-names", candidate.substr(0, first)).empty() &&
         lexicon.find("ideograph-family-names", candidate.substr(0, first + second)).empty()))
      return {};
  }
  if (!lexicon.find("roles", candidate).empty() || !lexicon.find("places", candidate).empty()) return {};
  if (holds_other_words(candidate, lexicon) || begins_with_venue(candidate, lexicon)) return {};
  return looks_like_name(candidate, lexicon, true) ? in_natural_order(std::move(candidate), lexicon) : std::string();
}

std::size_t name_run(std::string_view text, const lexicon::Words& words, std::size_t at,
                     const lexicon::Lexicon& lexicon) {
  std::size_t end = at;
  while (end < words.size() && end - at < 6) {
    if (end > at) {
      const std::string_view gap =
          text.substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end);
      if (gap.find_first_not_of(" .\n-") != std::string_view::npos) break;
      if (gap.find('.') != std::string_view::npos && ends_sentence(text, words, end)) break;
    }
    const char32_t first = code_point_at(text, words[end].span.begin).value;
    const bool particle = is_of(lexicon.find("names", words[end].key), "particle") && end > at;
    const bool joined = end > at && text[words[end].span.begin - 1] == '-';  // "Ji-hoon"
    if (!is_upper(first) && !particle && !joined) break;
    ++end;
  }
  while (end > at && !is_upper(code_point_at(text, words[end - 1].span.begin).value) &&
         text[words[end - 1].span.begin - 1] != '-')
    --end;
  return end;
}

std::string without_letters(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto capitals = [&](const lexicon::Word& word) {
    return std::count_if(text.begin() + word.span.begin, text.begin() + word.span.end,
                         [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (std::size_t at = 2; at < words.size(); ++at) {
    const lexicon::Concepts found = lexicon.find("names", words[at].key);
    if (words[at].key.size() < 3 || !(is_of(found, "postnominal") || is_of(found, "letters"))) continue;
    if (std::all_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(),
                    [&](const lexicon::Word& word) { return capitals(word) >= 2; }))
      return text.substr(0, words[at - 1].span.end);
  }
  return text;
}

}  // namespace vitagraph::extraction
