// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// Makes facts of what a section on service says.
class ServiceWriter {
 public:
  enum class Shape { list, statement };

  ServiceWriter(const Context& context, Findings& findings)
      : context_(context), lexicon_(context.lexicon), findings_(findings) {}

  /// "(Mosses, June 2019; Ferns, July 2011)": occasions, not part of a name.
  static void without_dated_brackets(Dated& dated);
  /// Makes the fact: dates out of the venue, organisation behind its comma, years as single ones or as a range.
  void emit(const std::string& role_in, const std::string& written, const std::vector<DateMention>& before, Span span,
            double confidence, Shape shape);
  /// "Replication Day at Avon": the house behind the event.
  void split_house(std::string& venue, std::string& organization) const;
  /// Each range is a fact of its own; single years go with the first.
  void state(const std::string& role, const std::string& venue, const std::string& organization,
             const std::vector<DateMention>& written, Span span, double confidence, std::string_view rule);
  /// "CVPR’24", "ICML-25" without the year, which only dates them; dates in full are gone already.
  static std::string without_edition(std::string venue);

  std::string heading_role;  ///< of lines without one
  std::string list_house;    ///< whose the venues of the list at hand are
  std::string event;         ///< the meeting whose sessions follow

 private:
  /// "FernConf 2019 Workshop on Spores": inside a name the year stays.
  static void keep_inner_years(Dated& dated, const std::string& written);
  /// "Member, Fern Society": a post, as membership everywhere.
  bool is_membership(const std::string& role, const std::string& venue) const;
  /// A range that dates an event of some days gives its year.
  static std::vector<DateMention> years_of_events(std::vector<DateMention> dates);

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
};

}  // namespace vitagraph::extraction
