// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extraction/announcement/announced_talk.hpp"

namespace vitagraph::extraction::announcement {

/// What a page says elsewhere of its speakers. Looks through the page and the facts once, however many speakers there
/// are.
class Affiliations {
 public:
  /// Both must outlive it.
  Affiliations(const Context& context, Findings& findings) : context_(context), findings_(findings) {}

  /// "Qing QU" of a poster is "Qing Qu" where the text says so.
  std::string as_text_says(const std::string& name);
  /// The page that the speaker's name links to; empty if none.
  std::string linked_page(const std::string& name);
  /// Posts that a speaker's affiliation states ("Professor, Avon University"), unless a biography has told of them.
  void add(const Speaker& speaker, const std::string& name);

 private:
  const std::vector<std::size_t>& places_of(const std::string& key);
  const std::vector<std::size_t>& posts_of(const std::string& person);

  const Context& context_;
  Findings& findings_;
  std::optional<lexicon::Words> words_;                               ///< of the page
  std::unordered_map<std::string, std::vector<std::size_t>> places_;  ///< where each of them stands
  std::unordered_map<std::string, std::vector<std::size_t>> posts_;   ///< facts of the first `seen_`, by person
  std::size_t seen_ = 0;
  /// By the key of what they link, where that may be a name.
  std::optional<std::unordered_map<std::string, std::vector<const document::Run*>>> links_;
};

}  // namespace vitagraph::extraction::announcement
