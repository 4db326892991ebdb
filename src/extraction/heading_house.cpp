// SPDX-License-Identifier: Apache-2.0
#include "extraction/heading_house.hpp"

#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr int most_levels = 4;

/// What of a heading is no word of headings: an acronym or an organisation's name.
std::string foreign_part(const std::string& heading, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(heading);
  std::size_t begin = words.size(), end = 0;
  for (std::size_t at = 0; at < words.size();) {
    const auto listed = lexicon.longest("headings", words, at);
    const auto word = lexicon.longest("heading-words", words, at);
    const auto small = lexicon.longest("connectives", words, at);
    if (listed || word || small) {
      at += listed ? listed->words : word ? word->words : small->words;
      continue;
    }
    begin = std::min(begin, at);
    end = ++at;
  }
  if (begin >= end) return {};
  const std::string name = heading.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin);
  // Among words in capitals an acronym can't be told.
  const bool mixed = heading.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
  const bool acronym = end == begin + 1 && name.size() >= 3 && mixed &&
                       std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return acronym || organization_class(name, lexicon) >= OrganizationClass::known ? name : std::string();
}

}  // namespace

HeadingHouse house_of_heading(const Section& section, const Context& context) {
  const Section* at = &section;
  for (int depth = 0; depth < most_levels && at->level > 0; ++depth) {
    const std::string text = clean_value(at->heading);
    HeadingHouse out;
    if (at->inherits) {
      out.name = find_affiliation(cut_segments(text, context.lexicon, 0), context.lexicon).organization;
      if (organization_class(out.name, context.lexicon) < OrganizationClass::known) out.name.clear();
    } else {
      out.name = foreign_part(text, context.lexicon);
      out.own = at == &section;
    }
    if (!out.name.empty()) return out;
    if (at->parent <= 0) break;
    at = &(*context.sections)[static_cast<std::size_t>(at->parent)];
  }
  return {};
}

}  // namespace vitagraph::extraction
