// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "values/values.hpp"

namespace vitagraph::resolution {

/// The words that resolution knows, taken from the lexicon once. A missing scheme is an empty one: names then compare
/// by their letters alone.
class Vocabulary {
 public:
  explicit Vocabulary(const lexicon::Lexicon& lexicon);

  const lexicon::Lexicon& lexicon() const { return *lexicon_; }
  const values::NameWords& name_words() const { return name_words_; }
  /// Whether a folded word is part of a family name in front of it ("von", "de"): scheme `names`.
  bool is_particle(std::string_view word) const;
  /// Whether two folded given names are forms of one ("tom", "thomas"): scheme `nicknames`, a concept for each name.
  bool same_given_name(std::string_view a, std::string_view b) const;
  /// The names that a folded given name is a form of, by number; empty for most.
  const std::vector<std::uint32_t>& given_names_of(std::string_view text) const;
  /// Whether a word of a name says little by itself: scheme `general-words`, with this notation or, if empty, any.
  bool is_general(std::string_view word, std::string_view notation) const;
  /// Whether a family name (its label_key) is so common that it says little: scheme `family-names`.
  bool is_common_family(std::string_view family) const { return common_families_.count(std::string(family)) > 0; }

 private:
  const lexicon::Lexicon* lexicon_;
  values::NameWords name_words_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> given_names_;  ///< folded -> concepts
  std::unordered_set<std::string> common_families_;
};

}  // namespace vitagraph::resolution
