// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "extraction/entry_text.hpp"
#include "extraction/heading_house.hpp"
#include "extraction/service_lines.hpp"
#include "extraction/service_lists.hpp"
#include "extraction/service_roles.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/service_writer.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 6000;  ///< lists of journals run long
constexpr std::size_t most_measured = 400;
constexpr std::size_t least_single = 4;  ///< lines of one venue each, before commas in others are names'
constexpr std::size_t most_office_words = 7;
constexpr double sure = 0.88, likely = 0.82, unsure = 0.65;

class Reader {
 public:
  Reader(const Section& section, std::vector<Entry> entries, const Context& context, Findings& findings)
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

  /// A heading that is no heading but one of the venues it stands among ("MOSS ONE").
  void read_heading() {
    if (!section_.inherits || writer_.heading_role.empty()) return;
    const std::string text = clean_value(section_.heading);
    if (!roles_named_by(text, lexicon_).empty() || is_kind_word(text)) return;
    if (!lexicon_.mentions("venues", text) && !lexicon_.mentions("journal-nouns", text)) return;
    for (const std::string& role : heading_roles_) read_list(text, role, {}, section_.heading_span);
  }

  void read_entries() {
    for (std::size_t i = 0; i < entries_.size(); ++i)
      if (!read_role_above(entries_[i]))
        for (const ServiceLine& piece : lines_->of(i))
          if (piece.text.size() <= longest_entry) read_line(piece.text, piece.span);
  }

 private:
  /// "Program Committee Member" and items below it: the venues of that role.
  bool read_role_above(const Entry& entry) {
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

  /// What most of the section's lines are: dated, or one venue each though names have commas.
  void measure() {
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

  /// "Mosses, Ferns, Spores (3)": papers are counted for each venue, so that its name has the commas.
  static bool is_counted(std::string_view text) {
    static const RE2 count(R"(\pL\)?\s*\(\d{1,3}\)\s*$)");
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), count);
  }

  /// "Ad Hoc Reviewing", "Discussant and Chair Roles": the roles that a list without role words is under.
  std::vector<std::string> roles_of_heading() const {
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

  void read_line(const std::string& written, Span span) {
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
        for (const Span part : pieces_between(body.substr(colon + 2), ';'))
          read_statement(std::string(body.substr(colon + 2 + part.begin, part.size())), leading_dates, span, {});
        return;
      }
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

  /// Whether a word for meetings or the like is in the text, besides those that name societies too.
  bool is_meeting(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto noun = lexicon_.longest("venue-nouns", words, at);
          noun && (noun->words > 1 || lexicon_.find("society-words", words[at].key).empty()))
        return true;
    return false;
  }

  /// "Avon University:" above its committees.
  bool is_house_line(std::string_view body) {
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

  /// "Fern Conference" above the dated sessions that were organised there.
  bool names_event(std::string_view body, const std::vector<DateMention>& dates) {
    if (!dates.empty()) return false;
    if (writer_.heading_role.empty() || !dated_lines_ ||
        !has_notation(lexicon_.find("service-roles", writer_.heading_role), "organizer"))
      return false;
    const std::string text = clean_value(body);
    if (!lexicon_.mentions("venue-nouns", text) && !lexicon_.mentions("venues", text)) return false;
    writer_.event = text;
    return true;
  }

  /// "Discussant and Chair Roles", "Serving as Area Chair": a line among lists that says in what role those below it
  /// are.
  bool changes_role(std::string_view body) {
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

  /// "Fern Letters: Associate Editor, 2019"
  bool read_reversed(std::string_view body, std::size_t colon, const std::vector<DateMention>& dates, Span span) {
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

  /// "FernConf 2025 and MossConf 2026 Area Chair."
  bool read_trailing(std::string_view body, const std::vector<DateMention>& dates, Span span) {
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

  /// "Referee for A, B and C" without a colon.
  bool lists_venues(std::string_view body, const LeadingRole& role) const {
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

  std::string heading_label(const std::string& label) const {
    for (const lexicon::Concept* found : lexicon_.find("headings", label))
      if (found->notation == "service" ||
          std::find(found->broader.begin(), found->broader.end(), "service") != found->broader.end())
        return found->notation;
    return {};
  }

  /// Whether a list's text is a kind of venue and no venue ("Journals:", "Conferences:").
  bool is_kind_word(std::string_view text) const { return has_notation(lexicon_.find("connectives", text), "journal"); }

  void read_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span) {
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
      RE2::Replace(&venue, count, "");
      writer_.emit(role, venue, dates, span, role == writer_.heading_role ? likely : sure,
                   semicolons && venue.find(',') != std::string::npos ? ServiceWriter::Shape::statement
                                                                      : ServiceWriter::Shape::list);
    }
  }

  /// "Fern Society of Avon: Moss Letters, Spore Journal": the venues of one house.
  bool read_house_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                       Span span) {
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

  /// "A, B, C; D, E, F": semicolons part groups of a list of venues, commas the venues.
  bool read_long_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                      Span span) {
    if (!has_notation(lexicon_.find("service-roles", role), "reviewer")) return false;
    const std::vector<Span> groups = pieces_between(text, ';');
    if (groups.size() < 2) return false;
    std::size_t venues = 0;
    for (const Span group : groups) venues += pieces_between(text.substr(group.begin, group.size()), ',').size();
    if (venues < groups.size() * 4) return false;
    for (const Span group : groups) read_list(text.substr(group.begin, group.size()), role, dates, span);
    return true;
  }

  /// "Moss, A., & Fern, B. (2011, July). Title. For …": a session written like a reference; its title is what was
  /// served.
  bool session(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span) {
    static const RE2 reference(
        R"(^\s*\p{Lu}[\pL'’-]+, \p{Lu}\.[^()]{0,200}\(([^()]*(?:19|20)\d\d[^()]*)\)\.?\s*([^.]{8,}?[.?!])(?:\s|$))");
    std::string when, title;
    if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), reference, &when, &title)) return false;
    std::vector<DateMention> all = dates;
    for (DateMention& date : find_dates(when, lexicon_)) all.push_back(std::move(date));
    writer_.state(role, clean_value(title), {}, all, span, unsure, "service.session");
    return true;
  }

  /// "Member: Fern Guild, Moss Society" are memberships, which are posts.
  bool read_memberships(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                        Span span) {
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

  /// One statement with its own role, or the role of the statement before.
  std::string read_statement(const std::string& text, const std::vector<DateMention>& dates, Span span,
                             const std::string& before) {
    Dated dated = take_dates(text, lexicon_, 0);
    std::vector<DateMention> all = dates;
    all.insert(all.end(), dated.dates.begin(), dated.dates.end());
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
      if (is_lower(code_point_at(venue, 0).value) && organization.empty() && words.size() > 9 &&
          lexicon_.find("venue-nouns", words.front().key).empty())
        return before;
      if (organization.empty() && venue != house_ && is_body(venue, lexicon_) && in_house_) organization = house_;
      writer_.state(role_name(one.role, lexicon_), venue, organization, all, span, likely, "service.statement");
    }
    return role;
  }

  /// "Faculty marshal, Avon University", "Director of Fern Studies": an office that is no role of service elsewhere.
  bool read_office(const std::string& text, const std::vector<DateMention>& dates, Span span) {
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

  const Section& section_;
  const std::vector<Entry> entries_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  ServiceWriter writer_;
  std::string last_role_;
  std::vector<std::string> heading_roles_;  ///< "Discussant and Chair Roles"
  bool dated_lines_ = false, single_lines_ = false;
  std::optional<ServiceLines> lines_;
  std::string house_;      ///< the organisation that a heading above names
  bool in_house_ = false;  ///< the section's own heading names it: what is served stands in it
};

}  // namespace

bool recognize_service_entry(const Entry& entry, const Section& section, const Context& context, Findings& findings) {
  const std::string text = text_of(entry, context);
  const std::vector<DateMention> dates = find_dates(text, context.lexicon);
  std::size_t begin = 0;
  if (!dates.empty() && trim(std::string_view(text).substr(0, dates.front().span.begin)).empty())
    begin = dates.front().span.end;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == ':' || text[begin] == ',')) ++begin;
  const std::string_view body = std::string_view(text).substr(begin);
  const std::optional<LeadingRole> role = leading_service_role(body, context.lexicon);
  if (!role || !role->person || role->list || lexicon::split_words(role->text).size() > 5) return false;
  // What one does for a meeting besides speaking at it.
  const lexicon::Words words = lexicon::split_words(role->text);
  const auto served = context.lexicon.find("meeting-roles", words.back().key);
  const bool joined = role->joined || body.substr(role->text_end).starts_with(",");
  if (served.empty() || !joined) return false;
  // "Session Chair, Bonn, 2015" says nothing of the meeting, but is no talk.
  const Dated behind = take_dates(std::string(body.substr(std::min(role->end, body.size()))), context.lexicon, 0);
  const std::vector<Segment> segments = cut_segments(behind.rest, context.lexicon, 0);
  if (std::all_of(segments.begin(), segments.end(), [](const Segment& s) { return s.place && !s.named(); }))
    return true;
  const std::size_t before = findings.facts().size();
  Reader(section, {entry}, context, findings).read_entries();
  return findings.facts().size() > before;
}

void recognize_service(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, find_entries(section, context, EntryShape::list), context, findings);
  reader.read_heading();
  reader.read_entries();
}

void recognize_service_behind(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  const std::vector<Entry> entries = find_entries(section, context, EntryShape::list);
  const auto is_service = [&](const Entry& entry) {
    const Dated dated = take_dates(text_of(entry, context), context.lexicon, 0);
    const std::vector<Segment> segments = cut_segments(dated.rest, context.lexicon, 0);
    return !segments.empty() && !dated.dates.empty() && is_body(segments.front().text, context.lexicon);
  };
  const auto first = std::find_if(entries.begin(), entries.end(), is_service);
  Reader(section, {first, entries.end()}, context, findings).read_entries();
}

}  // namespace vitagraph::extraction
