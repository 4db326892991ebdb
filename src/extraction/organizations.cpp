// SPDX-License-Identifier: Apache-2.0
#include "extraction/organizations.hpp"

#include <algorithm>

#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

/// Words in lower case that stand inside names.
bool is_inner_word(std::string_view key, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept* found : lexicon.find("connectives", key))
    if (found->notation == "for" || found->notation == "conjunction") return true;
  return false;
}

}  // namespace

OrganizationMention split_organization(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  OrganizationMention out;
  std::vector<Segment> segments = cut_segments(text, lexicon, offset);
  Affiliation found = find_affiliation(segments, lexicon);
  out.organization = std::move(found.organization);
  out.unit = std::move(found.unit);
  out.place = std::move(found.place);
  out.span = {offset, offset + static_cast<std::uint32_t>(text.size())};
  return out;
}

std::vector<OrganizationMention> find_organizations(std::string_view text, const lexicon::Lexicon& lexicon,
                                                    std::uint32_t offset) {
  std::vector<OrganizationMention> out;
  const lexicon::Words words = lexicon::split_words(text);
  // Runs of capitalised words, small words between them included; a comma or full stop ends a run.
  for (std::size_t at = 0; at < words.size();) {
    if (is_lower(code_point_at(text, words[at].span.begin).value)) {
      ++at;
      continue;
    }
    std::size_t end = at + 1, last = at;
    while (end < words.size()) {
      const std::string_view between =
          text.substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end);
      if (between.find_first_not_of(" \n-–&@/") != std::string_view::npos) break;
      if (!is_lower(code_point_at(text, words[end].span.begin).value))
        last = end;
      else if (!is_inner_word(words[end].key, lexicon) || end - last > 2)
        break;
      ++end;
    }
    const Span span{words[at].span.begin, words[last].span.end};
    const std::string name = clean_value(text.substr(span.begin, span.size()));
    if (organization_class(name, lexicon) != OrganizationClass::none) {
      OrganizationMention mention =
          split_organization(text.substr(span.begin, span.size()), lexicon, offset + span.begin);
      if (!mention.organization.empty()) out.push_back(std::move(mention));
    }
    at = last + 1;
  }
  return out;
}

}  // namespace vitagraph::extraction
