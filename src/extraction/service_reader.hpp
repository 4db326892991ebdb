// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/service_lines.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_writer.hpp"

namespace vitagraph::extraction {

/// Reads what a section on service says, in three files: lines and the roles and houses above them
/// (service_reader.cpp), lists of venues (service_venues.cpp), statements with a role of their own
/// (service_statements.cpp).
class ServiceReader {
 public:
  ServiceReader(const Section& section, std::vector<Entry> entries, const Context& context, Findings& findings);
  /// A heading that is no heading but one of the venues it stands among ("MOSS ONE").
  void read_heading();
  /// The entries, in their order.
  void read_entries();

 private:
  /// "Program Committee Member" and items below it: the venues of that role.
  bool read_role_above(const Entry& entry);
  /// What most of the section's lines are: dated, or one venue each though names have commas.
  void measure();
  /// "Mosses, Ferns, Spores (3)": papers are counted for each venue, so that its name has the commas.
  static bool is_counted(std::string_view text);
  /// "Ad Hoc Reviewing", "Discussant and Chair Roles": the roles that a list without role words is under.
  std::vector<std::string> roles_of_heading() const;
  void read_line(const std::string& written, Span span);
  /// Whether a word for meetings or the like is in the text, besides those that name societies too.
  bool is_meeting(std::string_view text) const;
  /// "Avon University:" above its committees.
  bool is_house_line(std::string_view body);
  /// "Fern Conference" above the dated sessions that were organised there.
  bool names_event(std::string_view body, const std::vector<DateMention>& dates);
  /// "Discussant and Chair Roles", "Serving as Area Chair": a line among lists that says in what role those below it
  /// are.
  bool changes_role(std::string_view body);
  /// "Fern Letters: Associate Editor, 2019"
  bool read_reversed(std::string_view body, std::size_t colon, const std::vector<DateMention>& dates, Span span);
  /// "Fern Letters, Associate Editor (2019–)", "FernConf 2022 – Track Chair": what a line is of stands before its role.
  bool read_own_role(std::string_view body, const std::vector<DateMention>& dates, Span span);
  /// "Avon University: Library Committee (2020–), Parking Committee": what somebody did for one house.
  bool read_house_statements(std::string_view body, std::size_t colon, const std::vector<DateMention>& dates,
                             Span span);
  /// "FernConf 2025 and MossConf 2026 Area Chair."
  bool read_trailing(std::string_view body, const std::vector<DateMention>& dates, Span span);
  /// "Referee for A, B and C" without a colon.
  bool lists_venues(std::string_view body, const LeadingRole& role) const;
  std::string heading_label(const std::string& label) const;
  /// Whether a list's text is a kind of venue and no venue ("Journals:", "Conferences:").
  bool is_kind_word(std::string_view text) const;
  void read_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span);
  /// "Fern Society of Avon: Moss Letters, Spore Journal": the venues of one house.
  bool read_house_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                       Span span);
  /// "A, B, C; D, E, F": semicolons part groups of a list of venues, commas the venues.
  bool read_long_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span);
  /// "Moss, A., & Fern, B. (2011, July). Title. For …": a session written like a reference; its title is what was
  /// served.
  bool session(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span);
  /// "Member: Fern Guild, Moss Society" are memberships, which are posts.
  bool read_memberships(std::string_view text, const std::string& role, const std::vector<DateMention>& dates,
                        Span span);
  /// One statement with its own role, or the role of the statement before.
  std::string read_statement(const std::string& text, const std::vector<DateMention>& dates, Span span,
                             const std::string& before);
  /// "Faculty marshal, Avon University", "Director of Fern Studies": an office that is no role of service elsewhere.
  bool read_office(const std::string& text, const std::vector<DateMention>& dates, Span span);

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

}  // namespace vitagraph::extraction
