// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// What a document's dates mean that may be read in two ways, by those of its dates that tell: whether "01/11/2019" is
/// in November, whether "2003-07" ends in 2007. While the document is read its text has signs in them that say so; the
/// text keeps its length, and lists of works keep their text.
class SettledDates {
 public:
  SettledDates(document::Document& document, const std::vector<Section>& sections, const lexicon::Lexicon& lexicon);

  /// Writes dates inside the fact's values as the document has them.
  void restore(facts::Fact& fact) const;

 private:
  void settle_slashes(document::Document& document, const std::vector<Section>& sections,
                      const lexicon::Lexicon& lexicon);
  void settle_ranges(document::Document& document, const std::vector<Section>& sections);
  void restore(std::string& value) const;

  std::map<std::string, std::string, std::less<>> written_;  ///< by what stands in the text now
};

}  // namespace vitagraph::extraction
