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

bool Vocabulary::same_given_name(std::string_view a, std::string_view b) const {
  const auto left = given_names_.find(std::string(a));
  const auto right = given_names_.find(std::string(b));
  if (left == given_names_.end() || right == given_names_.end()) return false;
  return std::any_of(left->second.begin(), left->second.end(), [&](std::uint32_t id) {
    return std::find(right->second.begin(), right->second.end(), id) != right->second.end();
  });
}

}  // namespace vitagraph::resolution
