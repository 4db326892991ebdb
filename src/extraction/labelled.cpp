// SPDX-License-Identifier: Apache-2.0
#include "extraction/labelled.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

/// How many words of an entry may be looked at for labels: entries are short, hostile lines are not.
constexpr std::size_t most_words = 400;
constexpr std::size_t longest_label = 40;
constexpr std::size_t longest_value = 600;  ///< bytes of a value that runs over lines
constexpr std::size_t full_line = 64;       ///< characters; a line this long may have been broken by the page's width

const std::string& found_label(const lexicon::Lexicon& lexicon, const lexicon::Lexicon::Match& match) {
  return lexicon.concept_at(match.concept_id).notation;
}

/// The dot of an initial or a title ("J.", "Dr.") ends no sentence.
bool ends_sentence(std::string_view before, const lexicon::Lexicon& lexicon) {
  const std::size_t blank = before.find_last_of(" \t\n(.");
  const std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  if (count_code_points(word) < 2) return false;
  for (const lexicon::Concept* found : lexicon.find("names", word))
    if (found->notation == "title" || found->notation == "suffix") return false;
  return true;
}

/// A label with its colon at the beginning of a line.
bool begins_with_label(std::string_view line, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > longest_label) return false;
  const std::string_view word = line.substr(0, colon);
  return lexicon.mentions("labels", word) || lexicon.mentions("advising", word);
}

/// Whether the last word before a line's end leads to something: "of", "and", "Dr.", an initial.
bool leads_on(std::string_view line, const lexicon::Lexicon& lexicon) {
  line = trim(line);
  if (line.empty()) return false;
  if (line.back() == ',' || line.back() == '-' || line.back() == '&') return true;
  const lexicon::Words words = lexicon::split_words(line);
  if (words.empty()) return false;
  const lexicon::Word& last = words.back();
  if (line.back() == '.' && last.span.size() == 1 && words.size() > 1) return true;
  for (const lexicon::Concept* found : lexicon.find("names", last.key))
    if (found->notation == "title") return true;
  return is_lower(code_point_at(line, last.span.begin).value) &&
         (!lexicon.find("clause-words", last.key).empty() || !lexicon.find("connectives", last.key).empty());
}

}  // namespace

bool goes_on(std::string_view value, std::string_view line, std::string_view next, const lexicon::Lexicon& lexicon) {
  next = trim(next);
  if (next.empty() || next.find('\t') != std::string_view::npos || begins_with_label(next, lexicon)) return false;
  const lexicon::Words words = lexicon::split_words(next.substr(0, std::min<std::size_t>(next.size(), 120)));
  if (words.empty() || lexicon.longest("advising", words, 0)) return false;
  if (!find_dates(next.substr(0, std::min<std::size_t>(next.size(), 200)), lexicon).empty()) return false;
  int open = 0;
  bool quoted = false, straight = false;
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint c = code_point_at(value, at);
    if (c.value == U'(') ++open;
    if (c.value == U')') --open;
    if (c.value == U'\u201C') quoted = true;
    if (c.value == U'\u201D') quoted = false;
    if (c.value == U'"') straight = !straight;
    at += c.length;
  }
  if (open > 0 || quoted || straight || leads_on(value, lexicon)) return true;
  const std::string_view written = trim(value);
  if (written.empty() || written.back() == '.' || written.back() == ')' || written.ends_with("”")) return false;
  if (is_lower(code_point_at(next, 0).value)) return true;
  return count_code_points(line) >= full_line && !lexicon.longest("degrees", words, 0) &&
         !lexicon.longest("roles", words, 0) && organization_class(next, lexicon) == OrganizationClass::none &&
         !is_place_name(next, lexicon);
}

std::vector<Labelled> find_labelled(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon,
                                    std::uint32_t offset) {
  std::vector<Labelled> out;
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < std::min(words.size(), most_words);) {
    const auto match = lexicon.longest(scheme, words, at);
    if (!match) {
      ++at;
      continue;
    }
    std::size_t value = words[at + match->words - 1].span.end;
    std::size_t next = value;
    while (next < text.size() &&
           (text[next] == ' ' || text[next] == '.' || text[next] == ')' || text[next] == 's' || text[next] == '('))
      ++next;
    const CodePoint after = next < text.size() ? code_point_at(text, next) : CodePoint{0, 1};
    const bool colon = after.value == U':' || after.value == U'\uFF1A';
    // Without a colon only a phrase with its preposition is a label ("supervised by A. Moss").
    const bool phrase =
        match->words > 1 && is_lower(code_point_at(text, words[at + match->words - 1].span.begin).value);
    // "GPA 3.9": a number says as much as a colon.
    const bool number = found_label(lexicon, *match) == "gpa" && after.value < 0x80 && is_digit(after.value);
    if (!colon && !phrase && !number) {
      at += match->words;
      continue;
    }
    if (colon) value = next + after.length;
    if (!out.empty()) {
      out.back().span.end = out.back().value.end = std::min(out.back().value.end, offset + words[at].span.begin);
    }
    std::size_t end = text.size();
    static const RE2 stop(R"([;\t\n]|\.\s+\p{Lu}|\)\s|\)$|\.$)");
    re2::StringPiece piece(text.data(), text.size()), hit;
    std::size_t from = value;
    while (stop.Match(piece, from, text.size(), RE2::UNANCHORED, &hit, 1)) {
      const auto dot = static_cast<std::size_t>(hit.data() - text.data());
      from = dot + hit.size();
      if (text[dot] == '.' && !ends_sentence(text.substr(value, dot - value), lexicon)) continue;
      if (text[dot] == ')' && text.substr(value, dot - value).find('(') != std::string_view::npos) continue;
      if (text[dot] == '\n' && dot - value < longest_value) {
        const std::size_t start = dot == 0 ? 0 : text.rfind('\n', dot - 1) + 1;  // npos + 1 is 0
        const std::string_view rest = text.substr(dot + 1);
        if (goes_on(text.substr(value, dot - value), text.substr(start, dot - start), rest.substr(0, rest.find('\n')),
                    lexicon))
          continue;
      }
      end = dot;
      break;
    }
    if (end < value) end = value;
    const lexicon::Concept& found = lexicon.concept_at(match->concept_id);
    out.push_back({found.notation,
                   std::string(text.substr(match->span.begin, match->span.size())),
                   {offset + match->span.begin, offset + static_cast<std::uint32_t>(end)},
                   {offset + static_cast<std::uint32_t>(value), offset + static_cast<std::uint32_t>(end)}});
    at += match->words;
  }
  return out;
}

std::vector<Labelled> find_companions(std::string_view text, bool titled, const lexicon::Lexicon& lexicon,
                                      std::uint32_t offset) {
  std::vector<Labelled> out;
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at + 1 < std::min(words.size(), most_words); ++at) {
    if (!is_lower(code_point_at(text, words[at].span.begin).value)) continue;
    const auto match = lexicon.longest("advising", words, at);
    if (!match || !has_notation(lexicon.concepts_of("advising", words, at, match->words), "with")) continue;
    const std::size_t first = at + match->words;
    if (first >= words.size()) continue;
    const bool title = match->words > 1 || has_notation(lexicon.find("names", words[first].key), "title");
    if (titled && !title) continue;
    // "w/ Dr. A. Moss"
    std::size_t begin = words[first].span.begin;
    std::size_t end = text.find_first_of(",;\t\n()|:", begin);
    end = std::min({end, text.find(" - ", begin), text.find(" – ", begin), text.size()});
    const std::string_view value = trim(text.substr(begin, end - begin));
    bool people = !value.empty();
    for (const NameMention& mention : split_names(value, lexicon)) {
      const std::string name = clean_name(mention.name, lexicon);
      people = people && name.find(' ') != std::string::npos && looks_like_name(name, lexicon) &&
               organization_class(name, lexicon) == OrganizationClass::none && !is_unit_name(name, lexicon) &&
               !is_place_name(name, lexicon) && !lexicon.mentions("labels", name);
    }
    if (!people || split_names(value, lexicon).empty()) continue;
    out.push_back({"with",
                   std::string(text.substr(words[at].span.begin, words[at].span.size())),
                   {offset + words[at].span.begin, offset + static_cast<std::uint32_t>(end)},
                   {offset + static_cast<std::uint32_t>(begin), offset + static_cast<std::uint32_t>(end)}});
    while (at + 1 < words.size() && words[at + 1].span.begin < end) ++at;
  }
  return out;
}

std::vector<std::string> names_in(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const RE2 aside(R"(\s*[(\[][^)\]]*[)\]]?)");
  static const RE2 dash(R"(\s[-–—]\s.*$)");
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  RE2::GlobalReplace(&plain, aside, "");
  RE2::Replace(&plain, dash, "");
  std::vector<std::string> out;
  for (const NameMention& mention : split_names(plain, lexicon)) {
    const std::string name = clean_name(mention.name, lexicon);
    // Names come first; what follows them says where they are.
    if (!looks_like_name(name, lexicon) || organization_class(name, lexicon) != OrganizationClass::none ||
        is_place_name(name, lexicon))
      break;
    out.push_back(name);
  }
  return out;
}

}  // namespace vitagraph::extraction
