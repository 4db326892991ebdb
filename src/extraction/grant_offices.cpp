// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_offices.hpp"

#include <algorithm>

#include "extraction/grant_funder.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

constexpr int agency = 10;  ///< how sure a name in front of its office must be

/// "Office of Mosses", but neither "Division of labour among ants" nor "Office of the Dead: moss on graves".
bool is_office(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto lead = lexicon.longest("funder-parts", words, 0);
  if (!lead || lead->words >= words.size() || text.find(':') != std::string::npos ||
      !has_notation(lexicon.concepts_of("funder-parts", words, 0, lead->words), "office"))
    return false;
  return std::all_of(
      words.begin() + static_cast<std::ptrdiff_t>(lead->words), words.end(), [&](const lexicon::Word& word) {
        return !is_lower(code_point_at(text, word.span.begin).value) ||
               !lexicon.find("connectives", word.key).empty() || !lexicon.find("clause-words", word.key).empty();
      });
}

bool is_beside(const GrantPart& part) {
  return part.label.empty() && !part.bracketed && !part.quoted && !part.emphasized;
}

/// Whether a part but the agency and its office can be the grant's title.
bool leaves_title(const GrantText& told, std::size_t agency_at, std::size_t office_at) {
  for (std::size_t i = 0; i < told.parts.size(); ++i) {
    const GrantPart& part = told.parts[i];
    if (i == agency_at || i == office_at || part.people || part.place || part.bracketed) continue;
    if (!part.label.empty() && part.label != "title") continue;
    if (part.kind || part.label == "title" || lexicon::split_words(part.text).size() > 1) return true;
  }
  return false;
}

}  // namespace

void add_office(std::string& funder, const GrantText& told, std::size_t at, const lexicon::Lexicon& lexicon) {
  if (at >= told.parts.size() || funder.size() < told.parts[at].text.size()) return;
  const std::vector<GrantPart>& parts = told.parts;
  const std::size_t next = at + 1;
  if (next < parts.size() && !parts[next].sentence && !parts[at].paid && is_beside(parts[next]) &&
      is_office(parts[next].text, lexicon) && leaves_title(told, at, next)) {
    funder += ", " + parts[next].text;
  } else if (at > 0 && !parts[at].sentence && !parts[at - 1].paid && is_beside(parts[at - 1]) &&
             is_office(parts[at].text, lexicon) && funder_score(parts[at - 1], lexicon) >= agency) {
    funder = parts[at - 1].text + ", " + funder;
  }
}

void add_country(std::string& funder, const GrantText& told, std::size_t at, const lexicon::Lexicon& lexicon) {
  if (at + 1 >= told.parts.size() || !told.parts[at + 1].place || told.parts[at + 1].line_start) return;
  const lexicon::Words words = lexicon::split_words(funder);
  const auto cue = lexicon.longest("organizations", words, 0);
  const auto unit = lexicon.longest("units", words, 0);
  const std::size_t head = cue ? cue->words : unit ? unit->words : words.size();
  if (head >= words.size() || place_words(words, lexicon) > 0 ||
      (head == 1 && lexicon.find("connectives", words[1].key).empty()))
    return;
  const lexicon::Concepts known = lexicon.find("places", told.parts[at + 1].text);
  if (!known.empty() && has_notation(known, "country")) funder += ", " + told.parts[at + 1].text;
}

}  // namespace vitagraph::extraction
