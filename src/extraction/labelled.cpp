// SPDX-License-Identifier: Apache-2.0
#include "extraction/labelled.hpp"

#include <re2/re2.h>

#include "extraction/names.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

/// How many words of an entry may be looked at for labels: entries are short, hostile lines are not.
constexpr std::size_t most_words = 400;

}  // namespace

std::vector<Labelled> find_labelled(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
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
    while (next < text.size() && (text[next] == ' ' || text[next] == '.' || text[next] == ')' || text[next] == 's' || text[next] == '(')) ++next;
    const CodePoint after = next < text.size() ? code_point_at(text, next) : CodePoint{0, 1};
    const bool colon = after.value == U':' || after.value == U'\uFF1A';
    // Without a colon only a phrase with its preposition is a label ("supervised by A. Moss").
    const bool phrase = match->words > 1 && is_lower(code_point_at(text, words[at + match->words - 1].span.begin).value);
    if (!colon && !phrase) {
      at += match->words;
      continue;
    }
    if (colon) value = next + after.length;
    if (!out.empty()) {
      out.back().span.end = out.back().value.end = std::min(out.back().value.end, offset + words[at].span.begin);
    }
    std::size_t end = text.size();
    static const RE2 stop(R"([;\t\n]|\.\s+\p{Lu}\p{Ll}{3,}|\)\s|\.$)");
    re2::StringPiece piece(text.data(), text.size()), hit;
    if (stop.Match(piece, value, text.size(), RE2::UNANCHORED, &hit, 1)) end = static_cast<std::size_t>(hit.data() - text.data());
    // "Dr. Moss" is no end of a sentence.
    while (end < text.size() && text[end] == '.' && end > value && end - value < 8) {
      if (!stop.Match(piece, end + 1, text.size(), RE2::UNANCHORED, &hit, 1)) {
        end = text.size();
        break;
      }
      end = static_cast<std::size_t>(hit.data() - text.data());
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
    if (!looks_like_name(name, lexicon) || organization_class(name, lexicon) != OrganizationClass::none || is_place_name(name, lexicon)) break;
    out.push_back(name);
  }
  return out;
}

}  // namespace vitagraph::extraction
