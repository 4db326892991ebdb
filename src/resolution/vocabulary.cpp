// SPDX-License-Identifier: Apache-2.0
#include "resolution/vocabulary.hpp"

#include <algorithm>

namespace vitagraph::resolution {
namespace {

/// As values::PersonName compares: folded, without dots.
std::string name_key(std::string_view label) {
  std::string key = fold(label);
  key.erase(std::remove(key.begin(), key.end(), '.'), key.end());
  return key;
}

}  // namespace

Vocabulary::Vocabulary(const lexicon::Lexicon& lexicon) : lexicon_(&lexicon) {
  for (const std::string& label : lexicon.labels("names"))
    for (const lexicon::Concept* entry : lexicon.find("names", label)) {
      if (entry->notation == "particle") name_words_.particles.push_back(name_key(label));
      if (entry->notation == "suffix") name_words_.suffixes.push_back(name_key(label));
      if (entry->notation == "title") name_words_.titles.push_back(name_key(label));
    }
  for (const std::string& label : lexicon.labels("nicknames"))
    for (const lexicon::Concept* entry : lexicon.find("nicknames", label))
      given_names_[name_key(label)].push_back(static_cast<std::uint32_t>(entry - lexicon.concepts().data()));
  for (const std::string& label : lexicon.labels("family-names")) common_families_.insert(name_key(label));
  for (const std::string& label : lexicon.labels("short-family-names")) name_words_.families.push_back(name_key(label));
  std::sort(name_words_.families.begin(), name_words_.families.end());
}

bool Vocabulary::is_particle(std::string_view word) const {
  return std::find(name_words_.particles.begin(), name_words_.particles.end(), word) != name_words_.particles.end();
}

bool Vocabulary::is_general(std::string_view word, std::string_view notation) const {
  const auto found = lexicon_->find("general-words", word);
  return std::any_of(found.begin(), found.end(),
                     [&](const lexicon::Concept* entry) { return notation.empty() || entry->notation == notation; });
}

const std::vector<std::uint32_t>& Vocabulary::given_names_of(std::string_view text) const {
  static const std::vector<std::uint32_t> nothing;
  const auto found = given_names_.find(std::string(text));
  return found == given_names_.end() ? nothing : found->second;
}

bool Vocabulary::same_given_name(std::string_view a, std::string_view b) const {
  const std::vector<std::uint32_t>& left = given_names_of(a);
  const std::vector<std::uint32_t>& right = given_names_of(b);
  return std::any_of(left.begin(), left.end(),
                     [&](std::uint32_t id) { return std::find(right.begin(), right.end(), id) != right.end(); });
}

}  // namespace vitagraph::resolution
