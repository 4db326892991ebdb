// SPDX-License-Identifier: Apache-2.0
#include "extraction/labelled.hpp"

#include <re2/re2.h>

#include "extraction/names.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

/// How many words of an entry may be looked at for labels: entries are short, hostile lines are not.
constexpr std::size_t most_words = 400;

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

}  // namespace

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

std::vector<std::string> names_in(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const RE2 aside(R"(\s*[(\[][^)\]]*[)\]]?)");
  static const RE2 dash(R"(\s[-–—]\s.*$)");
  std::string plain(text);
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
