// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_writer.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_roles.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_venue = 220;

}  // namespace

void ServiceWriter::keep_inner_years(Dated& dated, const std::string& written) {
  for (const DateMention& date : dated.dates) {
    if (date.range || date.span.size() != 4 || date.span.begin < 2 || date.span.end + 2 > written.size()) continue;
    if (written[date.span.begin - 1] != ' ' ||
        !is_letter(static_cast<char32_t>(static_cast<unsigned char>(written[date.span.begin - 2]))))
      continue;
    if (written[date.span.end] != ' ' || !is_upper(code_point_at(written, date.span.end + 1).value)) continue;
    for (std::size_t at = date.span.begin - 1; at <= date.span.end && at < dated.rest.size(); ++at)
      dated.rest[at] = written[at];
  }
}

void ServiceWriter::without_dated_brackets(Dated& dated) {
  std::string& text = dated.rest;
  for (const DateMention& date : dated.dates) {
    if (date.span.begin >= text.size()) continue;
    const std::size_t open = text.rfind('(', date.span.begin);
    if (open == std::string::npos || text.find(')', open) < date.span.begin) continue;
    const std::size_t close = std::min(text.find(')', date.span.begin), text.size() - 1);
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(open), text.begin() + static_cast<std::ptrdiff_t>(close) + 1,
              '\t');
  }
}

void ServiceWriter::emit(const std::string& role_in, const std::string& written, const std::vector<DateMention>& before,
                         Span span, double confidence, Shape shape) {
  Dated dated = take_dates(written, lexicon_, 0);
  std::vector<DateMention> dates = before;
  dates.insert(dates.end(), dated.dates.begin(), dated.dates.end());
  without_dated_brackets(dated);
  keep_inner_years(dated, written);
  std::vector<Segment> segments = cut_segments(dated.rest, lexicon_, 0);
  std::string venue, organization;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    if (segment.text.empty()) continue;
    const bool giver =
        segment.organization >= OrganizationClass::company || segment.organization == OrganizationClass::institute;
    if (venue.empty())
      venue = segment.text;
    else if (segment.place && !giver)
      break;
    else if (giver && shape == Shape::statement && organization.empty())
      organization = segment.text;
    else if (organization.empty() && (shape == Shape::list || !is_lower(code_point_at(segment.text, 0).value)) && i < 4)
      venue += ", " + segment.text;
    else
      break;
  }
  venue = without_explanation(std::move(venue));
  venue = without_edition(std::string(without_service_joint(venue, lexicon_)));
  if (venue.empty() && !organization.empty()) std::swap(venue, organization);
  std::string role = clean_value(role_in);
  if (!event.empty() && role == heading_role && !venue.empty()) venue += ", " + event;
  if (has_notation(lexicon_.find("connectives", venue), "more") ||
      has_notation(lexicon_.find("connectives", venue), "journal"))
    return;
  if (shape == Shape::list && lexicon::split_words(venue).size() > 14) return;
  if (organization.empty()) organization = list_house;
  if (organization.empty()) split_house(venue, organization);
  open_venue_bracket(venue, organization, lexicon_);
  state(role, venue, organization, dates, span, confidence,
        shape == Shape::list ? "service.list" : "service.statement");
}

void ServiceWriter::split_house(std::string& venue, std::string& organization) const {
  const lexicon::Words words = lexicon::split_words(venue);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (!has_notation(lexicon_.find("connectives", words[at].key), "at") ||
        has_notation(lexicon_.find("connectives", words[at].key), "for") ||
        !is_lower(code_point_at(venue, words[at].span.begin).value))
      continue;
    const std::string tail = venue.substr(words[at + 1].span.begin);
    if (organization_class(tail, lexicon_) != OrganizationClass::university &&
        lexicon_.find("short-universities", tail).empty())
      continue;
    organization = tail;
    venue = clean_value(venue.substr(0, words[at].span.begin));
    return;
  }
}

void ServiceWriter::state(const std::string& role, const std::string& venue, const std::string& organization,
                          const std::vector<DateMention>& written, Span span, double confidence,
                          std::string_view rule) {
  const std::vector<DateMention> dates = years_of_events(written);
  if (venue.empty() || venue.size() > longest_venue || role.empty() || lexicon::split_words(venue).empty()) return;
  const When when = when_of(dates);
  if (organization.empty() && is_membership(role, venue)) {
    const bool range = !when.start.empty() || !when.end.empty() || when.years.empty();
    Fact post("position");
    post.set("person", context_.owner).set("organization", venue).set("role", role);
    post.set("start", range ? when.start : when.years.front()).set("end", range ? when.end : when.years.back());
    findings_.add(std::move(post), span, "service.membership", confidence);
    return;
  }
  Fact fact("service");
  fact.set("person", context_.owner).set("role", role).set("venue", venue).set("organization", organization);
  Fact first = fact;
  first.set("years", when.years).set("start", when.start).set("end", when.end);
  findings_.add(std::move(first), span, rule, confidence);
  bool seen = false;
  for (const DateMention& date : dates) {
    if (!date.range) continue;
    if (!seen) {
      seen = true;
      continue;
    }
    Fact next = fact;
    next.set("start", date.start).set("end", date.end);
    findings_.add(std::move(next), span, rule, confidence);
  }
}

bool ServiceWriter::is_membership(const std::string& role, const std::string& venue) const {
  const lexicon::Words words = lexicon::split_words(role);
  if (words.empty() || !has_notation(lexicon_.find("implied-roles", words.back().key), "leader")) return false;
  const bool society = is_society(venue, lexicon_);
  if (!society && (!is_house_code(venue) || organization_class(venue, lexicon_) < OrganizationClass::company))
    return false;
  if (words.size() == 1) return true;
  // "Committee member", "PC member" serve; a seat on a society's own board is a post there.
  const std::string before = clean_value(role.substr(0, words.back().span.begin));
  return lexicon_.find("committee-words", words[words.size() - 2].key).empty() && !is_house_code(before) &&
         (society || !is_body(before, lexicon_));
}

std::vector<DateMention> ServiceWriter::years_of_events(std::vector<DateMention> dates) {
  for (DateMention& date : dates)
    if (date.range && date.start.size() == 10 && date.end.size() == 10 &&
        date.start.compare(0, 7, date.end, 0, 7) == 0) {
      date.range = false;
      date.start.resize(4);
      date.end.clear();
    }
  return dates;
}

std::string ServiceWriter::without_edition(std::string venue) {
  static const LetterPattern edition(R"(\s*['’`-]\s?\d{2}\)?$|(\p{Lu}{3,})(?:19|20)\d{2}$)");
  std::string letters;
  if (RE2::PartialMatch(venue, edition.on(venue), &letters)) {
    const bool bracket = venue.back() == ')';
    RE2::Replace(&venue, edition.on(venue), R"(\1)");
    if (bracket) venue += ')';
  }
  return venue;
}

}  // namespace vitagraph::extraction
