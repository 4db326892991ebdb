// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/advising_words.hpp"
#include "extraction/dates.hpp"

namespace vitagraph::extraction {

/// One of several people in a line.
struct ListedName {
  std::string name;
  AdvisingWords words;             ///< of its bracket
  std::vector<DateMention> dates;  ///< of its bracket
};

/// Finds the names of those advised in lines that list them.
class AdviseeNames {
 public:
  explicit AdviseeNames(const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {}

  /// The name that begins the text, cleaned; empty if none does.
  std::string first_name(std::string_view text) const;
  /// Where a name that begins the text ends.
  std::size_t name_end(std::string_view text) const;
  /// Where the name begins behind leading roles ("Chair, Candidacy Committee, A. Moss"), which are taken up; npos if
  /// there is no name.
  std::size_t name_begin(std::string_view text, AdvisingWords* role = nullptr) const;
  /// The people of a list, where all pieces but one in six begin with names; else none.
  std::vector<ListedName> list_of_names(std::string_view text) const;
  /// "Advisor": what stands in front of who advised.
  bool is_advisor_label(std::string_view label) const;
  bool is_suffix(std::string_view word) const { return is_named("suffix", word); }

 private:
  bool is_named(std::string_view part, std::string_view word) const;
  void take_up(AdvisingWords& role, std::string_view words) const;
  std::size_t name_behind_words(std::string_view text, std::size_t begin, AdvisingWords* role) const;
  bool only_dates(std::string_view text) const;

  const lexicon::Lexicon& lexicon_;
};

}  // namespace vitagraph::extraction
