// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/heading_house.hpp"
#include "extraction/labelled.hpp"
#include "extraction/names.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 1200;
constexpr std::size_t longest_name = 60;

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {
    relation_ = relation_of(section.kind);
    const HeadingHouse house = house_of_heading(section, context);
    house_ = house.name;
    own_house_ = house.own;
  }

  /// "PhD advisees: A. Moss, B. Lee" in a section on something else; whether the line is such a list.
  bool read_labelled(Span span) {
    const std::string text(context_.document.slice(span));
    const std::size_t colon = label_end(text);
    if (colon == 0) return false;
    const std::string relation = relation_in(text.substr(0, colon));
    const std::vector<std::string> names = list_of_names(std::string_view(text).substr(colon + 1));
    if (names.empty()) return false;
    for (const std::string& name : names)
      emit(context_.owner, name, relation.empty() ? "mentor" : relation, house_, {}, span, 0.82);
    return true;
  }

  void read(const Entry& entry) {
    // The lines of one entry stand together, but for a date that was a column of its own.
    std::size_t first = 0;
    leading_ = {};
    if (entry.lines.size() > 1 && entry.lines[0].end > entry.lines[1].begin) {
      leading_ = find_dates(context_.document.slice(entry.lines[0]), lexicon_);
      first = 1;
    }
    if (first < entry.lines.size()) read_line({entry.lines[first].begin, entry.lines.back().end});
    for (const Span span : entry.items) read_line(span);
  }

 private:
  static std::string relation_of(std::string_view kind) {
    static constexpr std::pair<std::string_view, std::string_view> relations[] = {
        {"phd-students", "phd"},
        {"masters-students", "masters"},
        {"bachelors-students", "bachelors"},
        {"postdocs", "postdoc"},
        {"interns", "intern"},
        {"mentees", "mentor"},
        {"thesis-committees", "committee"},
    };
    for (const auto& [name, relation] : relations)
      if (kind == name) return std::string(relation);
    return {};
  }

  std::string relation_in(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 0; at < words.size(); ++at)
      for (const char* scheme : {"headings", "advisee-words"})
        if (const auto match = lexicon_.longest(scheme, words, at))
          for (const lexicon::Concept* found : lexicon_.concepts_of(scheme, words, at, match->words)) {
            const std::string relation = relation_of(found->notation);
            if (!relation.empty()) return relation;
          }
    return {};
  }

  void read_line(Span span) {
    if (span.size() > longest_entry) return;
    std::string text(context_.document.slice(span));
    // Lines of one paragraph are people of their own where each begins with a name.
    std::size_t begin = 0;
    std::vector<Span> people;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const Span line{span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(end)};
      const std::string_view written = trim(std::string_view(text).substr(begin, end - begin));
      if (!written.empty()) {
        if (people.empty() || begins_with_name(written) || begins_like_authors(written))
          people.push_back(line);
        else
          people.back().end = line.end;
      }
      begin = end + 1;
    }
    for (const Span person : people) read_person(person);
  }

  std::string first_name(std::string_view text) const {
    // "Bo Fern* (Avon)"
    std::size_t end = text.find_first_of(",(:;\t\n.");
    // A dot inside initials does not end the name.
    while (end != std::string_view::npos && text[end] == '.' && end + 1 < text.size() &&
           (end < 2 || text[end - 2] == ' ' || text[end - 2] == '.'))
      end = text.find_first_of(",(:;\t\n.", end + 1);
    static constexpr std::string_view dashes[] = {" - ", " – ", " — ", " | "};
    for (const std::string_view dash : dashes) end = std::min(end, text.find(dash));
    const std::string name = clean_name(text.substr(0, end), lexicon_);
    if (name.size() > longest_name || name.find(' ') == std::string::npos || !looks_like_name(name, lexicon_))
      return {};
    if (organization_class(name, lexicon_) != OrganizationClass::none || is_unit_name(name, lexicon_) ||
        is_place_name(name, lexicon_))
      return {};
    if (lexicon_.mentions("roles", name) || lexicon_.mentions("degrees", name) ||
        !lexicon_.find("headings", name).empty())
      return {};
    return name;
  }

  bool begins_with_name(std::string_view text) const {
    const std::vector<DateMention> dates = find_dates(text.substr(0, 60), lexicon_);
    const std::size_t begin = !dates.empty() && dates.front().span.begin < 2 ? dates.front().span.end : 0;
    return !first_name(trim(text.substr(std::min(begin, text.size())))).empty();
  }

  static bool begins_like_authors(std::string_view text) {
    static const RE2 shape(R"(^\p{Lu}[\pL'’-]+, (?:\p{Lu}\.[ -]?){1,3}[^()]{0,80}\((?:19|20)\d\d\))");
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), shape);
  }

  void read_person(Span span) {
    degree_dated_ = false;
    std::string text(context_.document.slice(span));
    const std::size_t colon = text.find(':');
    // "PhD students: A. Moss, B. Lee": a label over a list.
    std::string relation = relation_;
    if (colon != std::string::npos && colon < 70) {
      const std::string labelled = relation_in(text.substr(0, colon));
      if (!labelled.empty() && first_name(text).empty()) {
        relation = labelled;
        std::fill(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, ' ');
      }
    }
    Dated dated = take_dates(text, lexicon_, 0);
    if (dated.dates.empty()) dated.dates = leading_;
    // A year in front of a group holds for all of it.
    const bool in_front = !dated.dates.empty() && dated.dates.front().span.begin < 2;
    if (in_front)
      group_ = {dated.dates.front()};
    else if (dated.dates.empty())
      dated.dates = group_;
    if (written_as_author(text, dated.dates, span)) return;
    const std::vector<std::string> listed = list_of_names(dated.rest);
    if (listed.size() > 1) {
      for (const std::string& name : listed) emit(context_.owner, name, relation, {}, dated.dates, span, 0.88);
      return;
    }
    std::string rest = dated.rest;
    std::vector<Labelled> others = find_labelled(text, "advising", lexicon_, 0);
    for (const Labelled& other : others)
      std::fill(rest.begin() + other.span.begin, rest.begin() + other.span.end, '\t');
    std::size_t start = rest.find_first_not_of(" \t.,:-");
    if (start == std::string::npos) return;
    std::string name = first_name(std::string_view(rest).substr(start));
    if (name.empty()) {
      remember_house(rest);
      return;
    }
    // "A. Moss, Jr."
    static const RE2 suffix(R"(^,\s*(\pL{2,3}\.?))");
    std::string word;
    if (RE2::PartialMatch(std::string_view(rest).substr(std::min(rest.size(), start + name.size())), suffix, &word) &&
        is_suffix(word))
      name += ", " + word;
    const std::string_view behind = std::string_view(rest).substr(std::min(rest.size(), start + name.size()));
    const std::string own = relation_in(behind.substr(0, behind.find('\n')));
    if (relation.empty() && !own.empty()) relation = own;
    // Who is merely listed as a member of a group is not said to be advised.
    if (relation.empty() && others.empty() && (section_.is("group") || (group_above() && section_.inherits))) return;
    if (relation.empty() && section_.is("advising")) relation = "mentor";
    const std::vector<Segment> segments = cut_segments(behind, lexicon_, 0);
    std::string organization;
    // A placement in brackets is not where the advising was.
    std::vector<Segment> open;
    for (const Segment& segment : segments)
      if (segment.text.find('(') == std::string::npos) open.push_back(segment);
    if (trim(behind).empty() || trim(behind).front() != '(')
      organization = find_affiliation(open, lexicon_).organization;
    if (organization.empty() && own_house_) organization = house_;
    degree_dated_ = !own.empty() && is_degree_dated(behind);
    emit(context_.owner, name, relation, organization, dated.dates, span, 0.88);
    for (const Labelled& other : others) {
      if (other.label != "co-advisor" && other.label != "with") continue;
      for (const std::string& advisor :
           names_in(std::string_view(text).substr(other.value.begin, other.value.end - other.value.begin), lexicon_))
        if (!names_compatible(advisor, context_.owner, lexicon_))
          emit(advisor, name, relation, organization, dated.dates, span, 0.85);
    }
  }

  bool group_above() const {
    return section_.parent > 0 && (*context_.sections)[static_cast<std::size_t>(section_.parent)].is("group");
  }

  /// "Ph.D. 2019": the year of a degree, its date already a tab.
  bool is_degree_dated(std::string_view behind) const {
    const std::size_t tab = behind.rfind('\t');
    const std::string_view before =
        trim(behind.substr(0, tab == std::string_view::npos ? behind.size() : behind.find_last_not_of('\t') + 1));
    const lexicon::Words words = lexicon::split_words(before);
    if (words.empty()) return false;
    for (std::size_t at = words.size() > 3 ? words.size() - 3 : 0; at < words.size(); ++at)
      if (const auto match = lexicon_.longest("degrees", words, at); match && at + match->words == words.size())
        return true;
    return false;
  }

  bool is_suffix(std::string_view word) const {
    for (const lexicon::Concept* found : lexicon_.find("names", word))
      if (found->notation == "suffix") return true;
    return false;
  }

  /// A line that names a school and nobody, above a list of people.
  void remember_house(const std::string& text) {
    const Affiliation found = find_affiliation(cut_segments(text, lexicon_, 0), lexicon_);
    if (!found.organization.empty()) house_ = found.organization;
  }

  /// "Moss, A. & Lee, B. (2016). A study of moss": works of students, named as references name their authors.
  bool written_as_author(const std::string& text, const std::vector<DateMention>& dates, Span span) {
    static const RE2 authors(R"(^\s*((?:\p{Lu}[\pL'’-]+, (?:\p{Lu}\.[ -]?){1,3}(?:,? ?& ?|, )?)+)\s*\((?:19|20)\d\d)");
    std::string list;
    if (!RE2::PartialMatch(text, authors, &list)) return false;
    const std::string relation = relation_.empty() ? "mentor" : relation_;
    for (const NameMention& mention : split_names(list, lexicon_))
      emit(context_.owner, mention.name, relation, house_, dates, span, 0.7, true);
    return true;
  }

  /// Where the colon of a label about advisees stands; 0 if the line has none.
  std::size_t label_end(std::string_view text) const {
    // "(* as chair; first posts in brackets)" explains the list.
    std::size_t colon = text.find(':');
    const std::size_t open = text.find('(');
    if (open < colon) colon = text.find(':', std::min(text.find(')', open), text.size()));
    if (colon == std::string_view::npos || colon > 110 || colon + 1 >= text.size()) return 0;
    const std::string_view label = text.substr(0, std::min(open, colon));
    const lexicon::Words words = lexicon::split_words(label);
    if (words.size() > 6) return 0;
    bool people = false;
    for (std::size_t at = 0; at < words.size(); ++at)
      for (const char* scheme : {"headings", "heading-words"})
        if (const auto match = lexicon_.longest(scheme, words, at))
          for (const lexicon::Concept* found : lexicon_.concepts_of(scheme, words, at, match->words))
            people = people || found->notation == "advising" ||
                     std::find(found->broader.begin(), found->broader.end(), "advising") != found->broader.end();
    return people || mentions(label, "advising", "advisor", lexicon_) ? colon : 0;
  }

  /// All pieces names: a list of people; else empty.
  std::vector<std::string> list_of_names(std::string_view text) const {
    std::vector<std::string> out;
    const std::vector<Span> parts = split_list(text, lexicon_);
    if (parts.size() < 2) return out;
    for (const Span part : parts) {
      const std::string name = first_name(trim(text.substr(part.begin, part.size())));
      if (name.empty()) return {};
      out.push_back(name);
    }
    return out;
  }

  void emit(const std::string& advisor, const std::string& advisee, const std::string& relation,
            const std::string& organization, const std::vector<DateMention>& dates, Span span, double confidence,
            bool supervised = false) {
    if (relation.empty()) return;
    Fact fact("advising");
    fact.set("advisor", advisor).set("advisee", advisee).set("relation", relation).set("organization", organization);
    for (const DateMention& date : dates) {
      if (date.range) {
        fact.set("start", date.start).set("end", date.end);
        break;
      }
      // The year of a degree is an end; a year in front of the entry is when the work was done.
      const bool bracket = !supervised && (date.expected || degree_dated_ || is_bracketed(span, date));
      if (!bracket) fact.set("start", date.start);
      fact.set("end", date.start);
      break;
    }
    findings_.add(std::move(fact), span, "advising.list", confidence);
  }

  bool is_bracketed(Span span, const DateMention& date) const {
    const std::string_view text = context_.document.slice(span);
    const std::size_t open = text.substr(0, date.span.begin).rfind('(');
    return open != std::string_view::npos && text.find(')', open) >= date.span.end;
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  std::string relation_, house_;
  bool own_house_ = false;     ///< the section's heading names the house
  bool degree_dated_ = false;  ///< the entry's year is a degree's
  std::vector<DateMention> leading_, group_;
};

}  // namespace

bool recognize_advisees(Span line, const Section& section, const Context& context, Findings& findings) {
  return !context.owner.empty() && Reader(section, context, findings).read_labelled(line);
}

void recognize_advising(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) reader.read(entry);
}

}  // namespace vitagraph::extraction
