// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_reader.hpp"

#include <algorithm>
#include <utility>

#include "extraction/entry_text.hpp"
#include "extraction/heading_house.hpp"
#include "extraction/service_lists.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_roles.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_entry = 6000;  ///< lists of journals run long
constexpr std::size_t most_measured = 400;
constexpr std::size_t least_single = 4;  ///< lines of one venue each, before commas in others are names'

}  // namespace

ServiceReader::ServiceReader(const Section& section, std::vector<Entry> entries, const Context& context,
                             Findings& findings)
    : section_(section),
      entries_(std::move(entries)),
      context_(context),
      lexicon_(context.lexicon),
      findings_(findings),
      writer_(context, findings) {
  heading_roles_ = roles_of_heading();
  if (!heading_roles_.empty()) writer_.heading_role = heading_roles_.front();
  const HeadingHouse house = house_of_heading(section, context);
  house_ = house.name;
  in_house_ = house.own;
  lines_.emplace(entries_, !writer_.heading_role.empty(), context);
  measure();
}

void ServiceReader::read_heading() {
  if (!section_.inherits || writer_.heading_role.empty()) return;
  const std::string text = clean_value(section_.heading);
  if (!roles_named_by(text, lexicon_).empty() || is_kind_word(text)) return;
  if (!lexicon_.mentions("venues", text) && !lexicon_.mentions("journal-nouns", text)) return;
  for (const std::string& role : heading_roles_) read_list(text, role, {}, section_.heading_span);
}

void ServiceReader::read_entries() {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (!read_role_above(entries_[i]))
      for (const ServiceLine& piece : lines_->of(i))
        if (piece.text.size() <= longest_entry) read_line(piece.text, piece.span);
}

bool ServiceReader::read_role_above(const Entry& entry) {
  if (entry.lines.size() != 1 || entry.items.empty()) return false;
  const std::string above = clean_value(context_.document.slice(entry.lines.front()));
  const std::optional<LeadingRole> role = leading_service_role(above, lexicon_);
  if (!role || !role->person || role->end < above.size()) return false;
  for (const Span item : entry.items)
    if (leading_service_role(context_.document.slice(item), lexicon_)) return false;
  for (const Span item : entry.items)
    read_list(collapse_wrapped(context_.document.slice(item)), role_name(role->text, lexicon_), {}, item);
  return true;
}

void ServiceReader::measure() {
  std::size_t lines = 0, dated = 0, single = 0;
  for (std::size_t i = 0; i < entries_.size() && lines < most_measured; ++i)
    for (const ServiceLine& piece : lines_->of(i)) {
      if (lines == most_measured) break;
      ++lines;
      if (!find_dates(piece.text, lexicon_).empty()) ++dated;
      if (split_list(piece.text, lexicon_).size() < 2 || is_counted(piece.text)) ++single;
    }
  dated_lines_ = dated * 2 > lines;
  single_lines_ = lines >= least_single && single * 5 >= lines * 3;
}

std::vector<std::string> ServiceReader::roles_of_heading() const {
  for (const Section* section = &section_; section != nullptr;) {
    std::vector<std::string> roles = roles_named_by(section->heading, lexicon_);
    if (!roles.empty()) return roles;
    section = section->parent > 0 && section->inherits
                  ? &(*context_.sections)[static_cast<std::size_t>(section->parent)]
                  : nullptr;
  }
  if (section_.is("reviewing"))
    for (const lexicon::Concept* found : lexicon_.find("heading-roles", section_.kind)) return {found->label};
  return {};
}

void ServiceReader::read_line(const std::string& written, Span span) {
  const std::string text = without_company(without_acting_lead(collapse_wrapped(written), lexicon_), lexicon_);
  // A date in front is the entry's; it says nothing of where the role begins.
  const std::vector<DateMention> dates = find_dates(text, lexicon_);
  std::size_t begin = 0;
  for (const DateMention& date : dates)
    if (trim(std::string_view(text).substr(begin, date.span.begin - begin)).size() <= 2) begin = date.span.end;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == ':' || text[begin] == ',' ||
                                 text[begin] == '\t' || text[begin] == ')' || text[begin] == '.'))
    ++begin;
  const std::string_view body = std::string_view(text).substr(begin);
  std::vector<DateMention> leading_dates;
  for (const DateMention& date : dates)
    if (date.span.end <= begin) leading_dates.push_back(date);

  if (writer_.heading_role.empty() && dates.empty() && is_house_line(body)) return;
  if (names_event(body, dates) || (dates.empty() && changes_role(body))) return;
  // "University service: Program Review Committee, Avon, 2021-2022; …": a heading inside the line.
  const std::size_t colon = body.find(": ");
  if (colon != std::string_view::npos && colon < 60) {
    const std::string label(body.substr(0, colon));
    const std::vector<std::string> roles = roles_named_by(label, lexicon_);
    if (!roles.empty() && !heading_label(label).empty()) {
      last_role_ = roles.front();
      for (const std::string& one : roles) read_list(body.substr(colon + 2), one, leading_dates, span);
      return;
    }
    if (lexicon_.find("service-roles", label).empty() && !heading_label(label).empty()) {
      for (const Span part : statements_between(body.substr(colon + 2), lexicon_))
        read_statement(std::string(trim(body.substr(colon + 2 + part.begin, part.size()))), leading_dates, span, {});
      return;
    }
    if (read_house_statements(body, colon, leading_dates, span)) return;
  }
  // "Conferences: …" below the list that named the role.
  if (colon != std::string_view::npos && colon < 60 && !last_role_.empty() &&
      is_kind_word(clean_value(body.substr(0, colon)))) {
    read_list(body, last_role_, leading_dates, span);
    return;
  }
  std::optional<LeadingRole> role = leading_service_role(body, lexicon_);
  // "Fern Research Council" below "Reviewer" is one whose proposals were reviewed.
  if (role && !role->person && !role->list && !role->joined && lexicon_.find("service-roles", role->text).empty() &&
      mentions(writer_.heading_role, "service-roles", "reviewer", lexicon_))
    role.reset();
  if (role && lists_people(body.substr(std::min(role->end, body.size())), role_name(role->text, lexicon_), lexicon_))
    return;
  if (!role && read_own_role(body, leading_dates, span)) return;
  if (!role && colon != std::string_view::npos && read_reversed(body, colon, leading_dates, span)) return;
  if (!role && read_trailing(body, leading_dates, span)) return;
  if (role && (role->list || lists_venues(body, *role))) {
    last_role_ = role_name(role->text, lexicon_);
    if (role->list && read_memberships(body.substr(role->end), last_role_, leading_dates, span)) return;
    read_list(without_service_joint(body.substr(role->end), lexicon_), last_role_, leading_dates, span);
    return;
  }
  if (!role && !writer_.heading_role.empty()) {
    for (const std::string& one : heading_roles_) read_list(body, one, leading_dates, span);
    return;
  }
  // Semicolons between statements: a part of nothing but dates dates the one before again, a part without a role goes
  // on with its list.
  std::string last;
  bool list = false;
  std::string statement;
  for (const Span part : pieces_between(body, ';')) {
    const std::string text_part(body.substr(part.begin, part.size()));
    const Dated only = take_dates(text_part, lexicon_, 0);
    if (!statement.empty() && !only.dates.empty() && lexicon::split_words(only.rest).empty()) {
      read_statement(statement, only.dates, span, {});
      continue;
    }
    const std::optional<LeadingRole> own = leading_service_role(trim(text_part), lexicon_);
    if (own && own->list) {
      last = role_name(own->text, lexicon_);
      read_list(trim(text_part).substr(own->end), last, leading_dates, span);
      list = true;
      continue;
    }
    if (list && !own) {
      read_list(text_part, last, leading_dates, span);
      continue;
    }
    list = false;
    last = read_statement(text_part, leading_dates, span, last);
    statement = only.rest;
  }
}

bool ServiceReader::is_meeting(std::string_view text) const {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto noun = lexicon_.longest("venue-nouns", words, at);
        noun && (noun->words > 1 || lexicon_.find("society-words", words[at].key).empty()))
      return true;
  return false;
}

bool ServiceReader::is_house_line(std::string_view body) {
  const std::string text = clean_value(body);
  if (text.size() > 80 || leading_service_role(text, lexicon_) || is_body(text, lexicon_)) return false;
  const std::vector<Segment> segments = cut_segments(text, lexicon_, 0);
  if (segments.size() != 1) return false;
  const OrganizationClass house = organization_class(text, lexicon_);
  const bool society = house != OrganizationClass::none && lexicon::split_words(text).size() > 2 &&
                       !lexicon_.mentions("journal-nouns", text) && !is_meeting(text);
  if (house != OrganizationClass::university && !society) return false;
  house_ = text;
  in_house_ = true;
  return true;
}

bool ServiceReader::names_event(std::string_view body, const std::vector<DateMention>& dates) {
  if (!dates.empty()) return false;
  if (writer_.heading_role.empty() || !dated_lines_ ||
      !has_notation(lexicon_.find("service-roles", writer_.heading_role), "organizer"))
    return false;
  const std::string text = clean_value(body);
  if (!lexicon_.mentions("venue-nouns", text) && !lexicon_.mentions("venues", text)) return false;
  if (is_role_phrase(text, lexicon_)) return false;
  writer_.event = text;
  return true;
}

bool ServiceReader::changes_role(std::string_view body) {
  if (writer_.heading_role.empty() || !single_lines_ || body.size() > 60 || body.find(',') != std::string_view::npos)
    return false;
  const std::vector<std::string> roles = roles_named_by(body, lexicon_);
  const lexicon::Words words = lexicon::split_words(body);
  // "Industrial Organization" is a part of a name that the page's width cut.
  if (roles.empty() || lexicon_.longest("organizations", words, words.size() - 1)) return false;
  heading_roles_ = roles;
  writer_.heading_role = roles.front();
  return true;
}

std::string ServiceReader::heading_label(const std::string& label) const {
  for (const lexicon::Concept* found : lexicon_.find("headings", label))
    if (found->notation == "service" ||
        std::find(found->broader.begin(), found->broader.end(), "service") != found->broader.end())
      return found->notation;
  return {};
}

}  // namespace vitagraph::extraction
