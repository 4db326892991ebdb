// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_reader.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/service_lists.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_roles.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr double sure = 0.88, likely = 0.82, unsure = 0.65;

}  // namespace

bool ServiceReader::is_counted(std::string_view text) {
  static const LetterPattern count(R"(\pL\)?\s*\(\d{1,3}\)\s*$)");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), count.on(text));
}

bool ServiceReader::read_trailing(std::string_view body, const std::vector<DateMention>& dates, Span span) {
  const std::string text = clean_value(body);
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = words.size() > 4 ? words.size() - 4 : 1; at < words.size(); ++at) {
    const auto role = lexicon_.longest("service-roles", words, at);
    if (!role || at + role->words != words.size()) continue;
    std::string head = clean_value(text.substr(0, words[at].span.begin));
    // "A 2025 and B 2026": a list of two.
    const lexicon::Words own = lexicon::split_words(head);
    for (std::size_t i = own.size(); i-- > 2;)
      if (has_notation(lexicon_.find("connectives", own[i - 1].key), "conjunction") &&
          is_digit(code_point_at(head, own[i - 2].span.begin).value))
        head.replace(own[i - 2].span.end, own[i].span.begin - own[i - 2].span.end, ", ");
    if (!is_venue_list(head, "reviewer", lexicon_) || find_dates(head, lexicon_).size() < 2) return false;
    read_list(head, role_name(text.substr(words[at].span.begin), lexicon_), dates, span);
    return true;
  }
  return false;
}

bool ServiceReader::lists_venues(std::string_view body, const LeadingRole& role) const {
  if (role.end >= body.size()) return false;
  const std::string_view behind = without_service_joint(body.substr(role.end), lexicon_);
  if (behind.find(';') != std::string_view::npos && !role.joined) return false;
  // "Organizer of the Fern School": one event.
  const lexicon::Words words = lexicon::split_words(body.substr(std::min(role.end, body.size())));
  if (const auto joint = lexicon_.longest("connectives", words, 0);
      joint && joint->words > 1 && lexicon_.concept_at(joint->concept_id).notation == "at" &&
      !mentions(role.text, "service-roles", "reviewer", lexicon_))
    return false;
  return is_venue_list(behind, role.text, lexicon_);
}

bool ServiceReader::is_kind_word(std::string_view text) const {
  return has_notation(lexicon_.find("connectives", text), "journal");
}

void ServiceReader::read_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                              Span span) {
  static const RE2 count(R"(\s*[;,]?\s*[(×x]\s*[x×]?\s*\d{1,3}\s*[x×]?\s*\)?\s*$)");
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && is_kind_word(trim(text.substr(0, colon)))) text.remove_prefix(colon + 1);
  text.remove_prefix(list_label(text, lexicon_));
  if (lists_people(text, role, lexicon_) || read_house_list(text, role, dates, span) ||
      read_long_list(text, role, dates, span))
    return;
  if (session(text, role, dates, span)) return;
  const bool semicolons = text.find(';') != std::string_view::npos;
  std::vector<Span> parts = dated_pieces(text, lexicon_);
  const bool placed = std::any_of(parts.begin() + (parts.empty() ? 0 : 1), parts.end(), [&](Span part) {
    return is_place_name(clean_value(take_dates(text.substr(part.begin, part.size()), lexicon_, 0).rest), lexicon_);
  });
  if ((single_lines_ || placed || is_counted(text)) && writer_.list_house.empty() && role == writer_.heading_role &&
      !semicolons && !have_own_dates(text, parts, lexicon_))
    parts = {Span{0, static_cast<std::uint32_t>(text.size())}};
  for (const Span part : parts) {
    std::string venue(text.substr(part.begin, part.size()));
    const std::size_t label = venue.find(": ");
    if (label != std::string::npos && is_kind_word(trim(std::string_view(venue).substr(0, label))))
      venue.erase(0, label + 2);
    if (is_kind_word(clean_value(venue))) continue;
    // "FernConf 2024 (area chair)" among those of another role.
    if (parts.size() > 1 && read_own_role(trim(venue), dates, span)) continue;
    RE2::Replace(&venue, count, "");
    writer_.emit(role, venue, dates, span, role == writer_.heading_role ? likely : sure,
                 semicolons && venue.find(',') != std::string::npos ? ServiceWriter::Shape::statement
                                                                    : ServiceWriter::Shape::list);
  }
}

bool ServiceReader::read_house_list(std::string_view text, const std::string& role,
                                    const std::vector<DateMention>& dates, Span span) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || !writer_.list_house.empty() ||
      !has_notation(lexicon_.find("service-roles", role), "reviewer"))
    return false;
  const std::string label = clean_value(text.substr(0, colon));
  const std::string_view first = trim(text.substr(0, std::min(text.find_first_of(",;"), text.size())));
  if (first.size() <= label.size() || lexicon_.mentions("journal-nouns", label) || lexicon_.mentions("venues", label))
    return false;
  if (organization_class(label, lexicon_) < OrganizationClass::institute) return false;
  writer_.list_house = label;
  read_list(text.substr(colon + 2), role, dates, span);
  writer_.list_house.clear();
  return true;
}

bool ServiceReader::read_long_list(std::string_view text, const std::string& role,
                                   const std::vector<DateMention>& dates, Span span) {
  if (!has_notation(lexicon_.find("service-roles", role), "reviewer")) return false;
  const std::vector<Span> groups = pieces_between(text, ';');
  if (groups.size() < 2) return false;
  std::size_t venues = 0;
  for (const Span group : groups) venues += pieces_between(text.substr(group.begin, group.size()), ',').size();
  if (venues < groups.size() * 4) return false;
  for (const Span group : groups) read_list(text.substr(group.begin, group.size()), role, dates, span);
  return true;
}

bool ServiceReader::session(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                            Span span) {
  static const LetterPattern reference(
      R"(^\s*\p{Lu}[\pL'’-]+, \p{Lu}\.[^()]{0,200}\(([^()]*(?:19|20)\d\d[^()]*)\)\.?\s*([^.]{8,}?[.?!])(?:\s|$))");
  std::string when, title;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), reference.on(text), &when, &title)) return false;
  std::vector<DateMention> all = dates;
  for (DateMention& date : find_dates(when, lexicon_)) all.push_back(std::move(date));
  writer_.state(role, clean_value(title), {}, all, span, unsure, "service.session");
  return true;
}

bool ServiceReader::read_memberships(std::string_view text, const std::string& role,
                                     const std::vector<DateMention>& dates, Span span) {
  if (!dates.empty() || lexicon_.find("implied-roles", role).empty()) return false;
  std::vector<std::string> societies;
  for (const Span part : split_list(text, lexicon_)) {
    std::string name = clean_value(text.substr(part.begin, part.size()));
    if (is_body(name, lexicon_) || !find_dates(name, lexicon_).empty()) return false;
    if (!lexicon::split_words(name).empty()) societies.push_back(std::move(name));
  }
  if (societies.size() < 2) return false;
  for (const std::string& society : societies)
    findings_.add(Fact("position").set("person", context_.owner).set("organization", society).set("role", role), span,
                  "service.membership", likely);
  return true;
}

}  // namespace vitagraph::extraction
