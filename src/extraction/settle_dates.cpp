// SPDX-License-Identifier: Apache-2.0
#include "extraction/settle_dates.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/letter_pattern.hpp"
#include "extraction/owner_names.hpp"

namespace vitagraph::extraction {
namespace {

using document::Document;

constexpr std::string_view ranged_kinds[] = {
    "positions", "experience", "education", "awards",      "talks",        "service",     "grants",
    "advising",  "visits",     "teaching",  "memberships", "affiliations", "internships", "research-experience"};

/// The section whose own text holds the place; none if no section does.
const Section* section_at(std::size_t at, const std::vector<Section>& sections) {
  auto found = std::upper_bound(sections.begin(), sections.end(), at,
                                [](std::size_t place, const Section& s) { return place < s.span.begin; });
  if (found == sections.begin()) return nullptr;
  --found;
  return at < found->span.end ? &*found : nullptr;
}

bool lists_works(const Section* section) { return section != nullptr && section->announces("publications"); }

/// In a list of works "2003-07" may be a volume, a number, a month.
bool holds_ranges(const Section* section) {
  return section != nullptr && !lists_works(section) &&
         std::any_of(std::begin(ranged_kinds), std::end(ranged_kinds),
                     [&](std::string_view kind) { return section->announces(kind); });
}

}  // namespace

SettledDates::SettledDates(Document& document, const std::vector<Section>& sections, const lexicon::Lexicon& lexicon) {
  settle_slashes(document, sections, lexicon);
  settle_ranges(document, sections);
}

/// "31/10/2019" tells that "01/11/2019" is in November: where a document's slashed dates have the day first, they are
/// written with full stops, which say so.
void SettledDates::settle_slashes(Document& document, const std::vector<Section>& sections,
                                  const lexicon::Lexicon& lexicon) {
  static const LetterPattern slashed_pattern(R"((?:^|[^\d/\pL])((\d{1,2})/(\d{1,2})/(?:19|20)\d\d)(?:[^\d/\pL]|$))");
  std::vector<re2::StringPiece> found;
  std::size_t day_first = 0, month_first = 0;
  const re2::StringPiece text(document.text);
  const RE2& slashed = slashed_pattern.on(text);
  re2::StringPiece hit[4];
  for (std::size_t at = 0; at < text.size() && slashed.Match(text, at, text.size(), RE2::UNANCHORED, hit, 4);) {
    constexpr int months = 12;
    const auto value = [](re2::StringPiece digits_) {
      return digits_.size() == 1 ? digits_[0] - '0' : (digits_[0] - '0') * 10 + digits_[1] - '0';
    };
    day_first += value(hit[2]) > months ? 1 : 0;
    month_first += value(hit[3]) > months ? 1 : 0;
    found.push_back(hit[1]);
    at = static_cast<std::size_t>(hit[1].data() + hit[1].size() - text.data());
  }
  if (month_first > 0 || found.empty()) return;
  // A European form without a telling date has the day first too.
  if (day_first == 0 && !is_inverted_form(document, lexicon)) return;
  for (const re2::StringPiece& date : found) {
    const auto begin = static_cast<std::size_t>(date.data() - text.data());
    if (lists_works(section_at(begin, sections))) continue;
    const std::string was(date);
    std::string now = was;
    std::replace(now.begin(), now.end(), '/', '.');
    document.text.replace(begin, now.size(), now);
    written_.emplace(std::move(now), was);
  }
}

/// "2014-15" tells that "2003-07" ends in 2007: where a document writes its ranges of years so and no months, the
/// hyphen becomes a sign that only ranges have.
void SettledDates::settle_ranges(Document& document, const std::vector<Section>& sections) {
  static const LetterPattern hyphened_pattern(R"((?:^|[^\d\pL./-])((?:19|20)\d\d)(-)(\d\d)(?:[^\d\pL/-]|$))");
  constexpr int century = 100, months = 12;
  constexpr std::size_t least_telling = 2, year_digits = 4;
  std::vector<std::size_t> open;
  std::size_t telling = 0;
  const re2::StringPiece text(document.text);
  const RE2& hyphened = hyphened_pattern.on(text);
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
  for (const std::size_t at : open) {
    if (!holds_ranges(section_at(at, sections))) continue;
    const std::string was = document.text.substr(at - year_digits, year_digits + 3);
    document.text[at] = '~';
    written_.emplace(document.text.substr(at - year_digits, was.size()), was);
  }
}

void SettledDates::restore(std::string& value) const {
  static const RE2 settled(R"((\d{1,2}\.\d{1,2}\.\d{4}|\d{4}~\d\d))");
  const re2::StringPiece text(value);
  re2::StringPiece hit;
  for (std::size_t at = 0; at < text.size() && settled.Match(text, at, text.size(), RE2::UNANCHORED, &hit, 1);) {
    const auto begin = static_cast<std::size_t>(hit.data() - text.data());
    const auto was = written_.find(std::string_view(hit.data(), hit.size()));
    if (was != written_.end()) std::copy(was->second.begin(), was->second.end(), value.begin() + begin);
    at = begin + hit.size();
  }
}

void SettledDates::restore(facts::Fact& fact) const {
  if (written_.empty()) return;
  for (auto& [name, value] : fact.fields)
    if (auto* text = std::get_if<std::string>(&value))
      restore(*text);
    else if (auto* list = std::get_if<facts::List>(&value))
      for (std::string& one : *list) restore(one);
}

}  // namespace vitagraph::extraction
