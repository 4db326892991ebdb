// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_reader.hpp"

#include <utility>

#include "extraction/entry_text.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_roles.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_office_words = 7;
constexpr double likely = 0.82, unsure = 0.65;

}  // namespace

bool ServiceReader::read_reversed(std::string_view body, std::size_t colon, const std::vector<DateMention>& dates,
                                  Span span) {
  const std::string venue = clean_value(body.substr(0, colon));
  const std::string text(body.substr(colon + 1));
  const Dated dated = take_dates(text, lexicon_, 0);
  const std::vector<Segment> segments = cut_segments(dated.rest, lexicon_, 0);
  if (segments.empty() || venue.size() > 100 || !writer_.heading_role.empty()) return false;
  const std::string& written = segments.front().text;
  if (lexicon_.find("service-roles", written).empty() || is_body(written, lexicon_)) return false;
  std::vector<DateMention> all = dates;
  all.insert(all.end(), dated.dates.begin(), dated.dates.end());
  writer_.state(role_name(written, lexicon_), venue, {}, all, span, likely, "service.reversed");
  return true;
}

bool ServiceReader::read_own_role(std::string_view body, const std::vector<DateMention>& dates, Span span) {
  const std::string text(body);
  const Dated dated = take_dates(text, lexicon_, 0);
  const std::vector<RoleBehind> roles = roles_behind(dated.rest, lexicon_);
  if (roles.size() != 1 || text.find(';') != std::string::npos) return false;
  const RoleBehind& role = roles.front();
  // A bracket behind the last of several venues is that one's alone.
  std::size_t before = 0;
  for (const Segment& segment : cut_segments(std::string_view(dated.rest).substr(0, role.span.begin), lexicon_, 0))
    before += segment.place && !segment.named() ? 0 : 1;
  if (before > (role.bracket ? 1U : 2U) && !role.joined) return false;
  const std::size_t count = findings_.facts().size();
  read_statement(text, dates, span, {});
  return findings_.facts().size() > count;
}

bool ServiceReader::read_house_statements(std::string_view body, std::size_t colon,
                                          const std::vector<DateMention>& dates, Span span) {
  const std::string label = clean_value(body.substr(0, colon));
  if (leading_service_role(label, lexicon_) || is_body(label, lexicon_) || !find_dates(label, lexicon_).empty())
    return false;
  const std::vector<Segment> segments = cut_segments(label, lexicon_, 0);
  if (segments.empty() || segments.size() > 2 || lexicon_.mentions("journal-nouns", label)) return false;
  if (std::none_of(segments.begin(), segments.end(), [](const Segment& s) { return s.named() || s.unit; }))
    return false;
  const std::string_view rest = body.substr(colon + 2);
  const std::vector<Span> parts = statements_between(rest, lexicon_);
  const auto whole = [&](Span part) {
    return clean_value(take_dates(rest.substr(part.begin, part.size()), lexicon_, 0).rest);
  };
  if (parts.empty() || !std::all_of(parts.begin(), parts.end(), [&](Span part) {
        const std::string text = whole(part);
        const std::string first = clean_value(text.substr(0, text.find(',')));
        return is_body(first, lexicon_) || is_role_phrase(first, lexicon_) ||
               (lexicon_.mentions("roles", first) && parts.size() > 1);
      }))
    return false;
  const std::string house = std::exchange(house_, label);
  const bool in_house = std::exchange(in_house_, true);
  for (const Span part : parts)
    read_statement(std::string(trim(rest.substr(part.begin, part.size()))), dates, span, {});
  house_ = house;
  in_house_ = in_house;
  return true;
}

std::string ServiceReader::read_statement(const std::string& text, const std::vector<DateMention>& dates, Span span,
                                          const std::string& before) {
  Dated dated = take_dates(text, lexicon_, 0);
  std::vector<DateMention> all = dates;
  all.insert(all.end(), dated.dates.begin(), dated.dates.end());
  dated.rest = with_roles_parted(std::move(dated.rest), lexicon_);
  ServiceWriter::without_dated_brackets(dated);
  const std::vector<ServiceStatement> read = read_service_statement(dated.rest, lexicon_);
  if (read.empty()) {
    if (before.empty() && read_office(dated.rest, all, span)) return before;
    if (!before.empty()) writer_.emit(before, text, dates, span, unsure, ServiceWriter::Shape::statement);
    return before;
  }
  const std::string role = role_name(read.front().role, lexicon_);
  for (const ServiceStatement& one : read) {
    std::string venue = ServiceWriter::without_edition(without_explanation(one.venue));
    std::string organization = one.organization;
    if (venue.empty()) std::swap(venue, organization);
    if (venue.empty()) venue = house_;
    if (organization.empty()) writer_.split_house(venue, organization);
    open_venue_bracket(venue, organization, lexicon_);
    // A sentence that only begins like a role has no venue but its own words.
    const lexicon::Words words = lexicon::split_words(venue);
    const bool quoted = venue.find_first_of("\"") != std::string::npos || venue.find("“") != std::string::npos;
    if (is_lower(code_point_at(venue, 0).value) && organization.empty() && words.size() > 9 && !quoted &&
        lexicon_.find("venue-nouns", words.front().key).empty())
      return before;
    if (organization.empty() && venue != house_ && is_body(venue, lexicon_) && in_house_) organization = house_;
    writer_.state(role_name(one.role, lexicon_), venue, organization, all, span, likely, "service.statement");
  }
  return role;
}

bool ServiceReader::read_office(const std::string& text, const std::vector<DateMention>& dates, Span span) {
  const std::vector<Segment> segments = cut_segments(text, lexicon_, 0);
  if (segments.empty() || segments.size() > 4) return false;
  const std::string role = segments.front().text;
  const lexicon::Words words = lexicon::split_words(role);
  if (words.empty() || words.size() > most_office_words || segments.front().named()) return false;
  if (!lexicon_.mentions("roles", role) && !lexicon_.mentions("service-roles", role)) return false;
  // "Student Admissions": a word that only qualifies.
  if (const auto match = lexicon_.longest("roles", words, 0);
      match && match->words < words.size() && lexicon_.find("connectives", words[match->words].key).empty() &&
      !lexicon_.longest("roles", words, words.size() - 1) &&
      !lexicon_.longest("service-roles", words, words.size() - 1))
    return false;
  std::string venue, organization;
  for (std::size_t i = 1; i < segments.size(); ++i) {
    if (segments[i].place && !segments[i].named()) continue;
    (venue.empty() ? venue : organization) = segments[i].text;
    if (!organization.empty()) break;
  }
  if (venue.empty()) venue = house_;
  if (venue.empty() || is_lower(code_point_at(venue, 0).value)) return false;
  writer_.state(role_name(role, lexicon_), venue, organization, dates, span, unsure, "service.office");
  return true;
}

}  // namespace vitagraph::extraction
