// SPDX-License-Identifier: Apache-2.0
#include "extraction/settle_dates.hpp"

#include <re2/re2.h>

#include <vector>

namespace vitagraph::extraction {

using document::Document;

/// "31/10/2019" tells that "01/11/2019" is in November: where a document's slashed dates have the day first, they are
/// written with full stops, which say so.
void settle_slashed_dates(Document& document, const lexicon::Lexicon& lexicon) {
  static const RE2 slashed(R"((?:^|[^\d/\pL])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?:[^\d/\pL]|$))");
  struct Slashes {
    std::size_t first, second;
  };
  std::vector<Slashes> found;
  std::size_t day_first = 0, month_first = 0;
  const re2::StringPiece text(document.text);
  re2::StringPiece hit[3];
  for (std::size_t at = 0; at < text.size() && slashed.Match(text, at, text.size(), RE2::UNANCHORED, hit, 3);) {
    constexpr int months = 12;
    const auto value = [](re2::StringPiece digits_) {
      return digits_.size() == 1 ? digits_[0] - '0' : (digits_[0] - '0') * 10 + digits_[1] - '0';
    };
    day_first += value(hit[1]) > months ? 1 : 0;
    month_first += value(hit[2]) > months ? 1 : 0;
    const auto first = static_cast<std::size_t>(hit[1].data() - text.data()) + hit[1].size();
    const auto second = static_cast<std::size_t>(hit[2].data() - text.data()) + hit[2].size();
    found.push_back({first, second});
    at = second + 1;
  }
  // A European form without a telling date has the day first too.
  if (day_first == 0 && (found.empty() || !lexicon.mentions("inverted-forms", document.text))) return;
  if (month_first > 0) return;
  for (const Slashes& slashes : found) document.text[slashes.first] = document.text[slashes.second] = '.';
}

/// "2014-15" tells that "2003-07" ends in 2007: where a document writes its ranges of years so and no months, the
/// hyphen becomes a sign that only ranges have.
void settle_year_ranges(Document& document) {
  static const RE2 hyphened(R"((?:^|[^\d\pL./-])((?:19|20)\d\d)(-)(\d\d)(?:[^\d\pL/-]|$))");
  constexpr int century = 100, months = 12;
  constexpr std::size_t least_telling = 2;
  std::vector<std::size_t> open;
  std::size_t telling = 0;
  const re2::StringPiece text(document.text);
  re2::StringPiece hit[4];
  for (std::size_t at = 0; at < text.size() && hyphened.Match(text, at, text.size(), RE2::UNANCHORED, hit, 4);) {
    const int from = (hit[1][2] - '0') * 10 + hit[1][3] - '0', until = (hit[3][0] - '0') * 10 + hit[3][1] - '0';
    at = static_cast<std::size_t>(hit[3].data() - text.data());
    if (until > 0 && until <= months && until <= from && from - until < century / 2) return;  // can only be a month
    if (until > months && until > from)
      ++telling;
    else if (until > from + 1)
      open.push_back(static_cast<std::size_t>(hit[2].data() - text.data()));
  }
  if (telling < least_telling) return;
  for (const std::size_t at : open) document.text[at] = '~';
}

}  // namespace vitagraph::extraction
