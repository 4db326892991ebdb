// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/advisee_names.hpp"
#include "extraction/advising_words.hpp"
#include "extraction/byte_set.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/heading_house.hpp"
#include "extraction/labelled.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/table_columns.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 4000;  ///< lists of all students run long
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_label = 90;

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section),
        context_(context),
        lexicon_(context.lexicon),
        findings_(findings),
        names_(context.lexicon),
        columns_(section, context) {
    relation_ = relation_of_kind(section.kind);
    const HeadingHouse house = house_of_heading(section, context);
    house_ = house.name;
    own_house_ = house.own;
  }

  /// "PhD advisees: A. Moss, B. Lee" in a section on something else; whether the line is such a list.
  bool read_labelled(Span span) {
    std::string text(context_.document.slice(span));
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t colon = label_end(text);
    if (colon == 0) return false;
    const std::string relation = advising_relation(advising_words(text.substr(0, colon), lexicon_), {});
    const std::vector<ListedName> names = names_.list_of_names(std::string_view(text).substr(colon + 1));
    if (names.empty()) return false;
    for (const ListedName& one : names)
      emit(context_.owner, one.name, advising_relation(one.words, relation.empty() ? "mentor" : relation), house_,
           one.dates, span, 0.82);
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
        if (people.empty() || (begins_with_name(written) && !is_open_list(people.back())) ||
            begins_with_label(written) || begins_like_authors(written))
          people.push_back(line);
        else
          people.back().end = line.end;
      }
      begin = end + 1;
    }
    for (const Span person : people) read_person(person);
  }

  /// "A. Moss (Bath); B. Fern (Avon); Carl" above "Dust (Bonn)": a list cut within a name.
  bool is_open_list(Span line) const {
    const std::string_view text = trim(context_.document.slice(line));
    const std::size_t last = text.rfind(';');
    return last != std::string_view::npos && text.find(';') < last && text.find('(', last) == std::string_view::npos &&
           lexicon::split_words(text.substr(last)).size() == 1;
  }

  /// Where a leading "Current", which stands for a date, ends; 0 if there is none.
  std::size_t current_end(std::string_view text) const {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    for (const lexicon::Concept* found : lexicon_.find("present", text.substr(begin, end - begin)))
      if (found->notation == "present" && end < text.size()) return end;
    return 0;
  }

  bool begins_with_name(std::string_view text) const {
    text.remove_prefix(current_end(text));
    const std::vector<DateMention> dates = find_dates(text.substr(0, 60), lexicon_);
    const std::size_t begin = !dates.empty() && dates.front().span.begin < 2 ? dates.front().span.end : 0;
    return names_.name_begin(text.substr(std::min(begin, text.size()))) != std::string_view::npos;
  }

  /// "PhD (main advisor): A. Moss", "Avon: A. Moss, B. Lee"
  bool begins_with_label(std::string_view text) const {
    std::string rest(text), relation, organization;
    take_label(rest, relation, organization);
    return rest.size() == text.size() && rest != text;
  }

  static bool begins_like_authors(std::string_view text) {
    if (text.find('(') == std::string_view::npos || !digits.run_in(text, 4)) return false;
    static const LetterPattern shape(R"(^\p{Lu}[\pL'’-]+, (?:\p{Lu}\.[ -]?){1,3}[^()]{0,80}\((?:19|20)\d\d\))");
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), shape.on(text));
  }

  static bool quotes_title(const std::string& text) {
    static constexpr ByteSet marks("\"'\xE2");  // and those of more bytes
    static const LazyRE2 title = {R"(["“][^"”]{12,}["”]|(?:^|\s)['‘][^'’]{20,}['’])"};
    return marks.any_in(text) && RE2::PartialMatch(text, *title);
  }

  void read_person(Span span) {
    degree_dated_ = false;
    std::string text = columns_.text_without(span, {"number", "placement", "count"});
    std::string relation = relation_, organization = own_house_ ? house_ : std::string();
    take_label(text, relation, organization);
    const std::vector<ListedName> listed = names_.list_of_names(text);
    const std::size_t current = current_end(text);
    std::fill_n(text.begin(), current, ' ');
    Dated dated = take_dates(text, lexicon_, 0);
    if (dated.dates.empty()) dated.dates = leading_;
    if (current > 0) {
      DateMention open;
      open.end = "present";
      open.range = open.open = true;
      dated.dates = {open};
    }
    // A year in front of a group holds for all of it.
    const bool in_front = !dated.dates.empty() && dated.dates.front().span.begin < 2;
    if (in_front)
      group_ = {dated.dates.front()};
    else if (dated.dates.empty())
      dated.dates = group_;
    if (written_as_author(text, dated.dates, span)) return;
    if (listed.size() > 1) {
      const bool own_dates =
          std::any_of(listed.begin(), listed.end(), [](const ListedName& l) { return !l.dates.empty(); });
      for (const ListedName& one : listed) {
        degree_dated_ = !one.dates.empty() && !one.dates.front().range;
        const std::string own = advising_relation(one.words, relation);
        emit(context_.owner, one.name, own.empty() && section_.is("advising") ? "mentor" : own, organization,
             own_dates ? one.dates : dated.dates, span, 0.88);
      }
      return;
    }
    std::string rest = dated.rest;
    std::vector<Labelled> others = find_labelled(text, "advising", lexicon_, 0);
    for (const Labelled& other : others)
      std::fill(rest.begin() + other.span.begin, rest.begin() + other.span.end, '\t');
    AdvisingWords words;
    std::size_t start = names_.name_begin(rest, &words);
    if (start == std::string::npos) {
      // "Chair, A. Moss": what looks like a label of an advisor is the owner's own part.
      words = {};
      start = names_.name_begin(dated.rest, &words);
      if (start == std::string::npos || !words.any()) {
        if (!begins_group(text)) remember_house(rest);
        return;
      }
      rest = dated.rest;
      others.clear();
    }
    std::string name = names_.first_name(std::string_view(rest).substr(start));
    // "A. Moss, Jr."
    const std::size_t name_size = names_.name_end(std::string_view(rest).substr(start));
    const std::string_view behind = std::string_view(rest).substr(std::min(rest.size(), start + name_size));
    static const LetterPattern suffix(R"(^,\s*(\pL{2,3}\.?))");
    if (std::string word;
        behind.starts_with(',') && RE2::PartialMatch(behind, suffix.on(behind), &word) && names_.is_suffix(word))
      name += ", " + word;
    const std::string_view told = behind.substr(0, placement_begin(behind, lexicon_));
    const Span role = role_piece(behind);
    const AdvisingWords own = advising_words(
        role.size() > 0 ? behind.substr(role.begin, role.size()) : told.substr(0, told.find('\n')), lexicon_);
    words.advisor = words.advisor || (own.advisor && (relation == "committee" || own.committee));
    words.committee = words.committee || own.committee;
    if (words.degree.empty() && (relation.empty() || relation == "committee")) words.degree = own.degree;
    relation = advising_relation(words, relation);
    // Who is merely listed as a member of a group is not said to be advised.
    if (relation.empty() && others.empty() && (section_.is("group") || (group_above() && section_.inherits))) return;
    if (relation.empty() && section_.is("advising")) relation = "mentor";
    std::string house = role.size() > 0 ? house_behind(behind.substr(role.end), relation) : std::string();
    if (house.empty()) house = house_behind(told, relation);
    if (!house.empty()) organization = house;
    // The year beside a thesis' title is its defence's.
    const bool thesis = (relation == "phd" || relation == "masters" || relation == "bachelors") && quotes_title(text);
    constexpr std::uint32_t title_size = 12;
    degree_dated_ = thesis || (role.size() > 0 && role.begin >= title_size) ||
                    (!dated.dates.empty() && is_degree_dated(rest, dated.dates.front()));
    emit(context_.owner, name, relation, organization, dated.dates, span, 0.88);
    for (const Labelled& other : others) {
      if (other.label != "co-advisor" && other.label != "with") continue;
      for (const std::string& advisor :
           names_in(std::string_view(text).substr(other.value.begin, other.value.end - other.value.begin), lexicon_))
        if (!names_compatible(advisor, context_.owner, lexicon_))
          emit(advisor, name, relation, organization, dated.dates, span, 0.85);
    }
  }

  /// "PhD students: A. Moss, B. Lee", "Avon: A. Moss (2019), B. Lee (2020)": a label over a list, blanked.
  void take_label(std::string& text, std::string& relation, std::string& organization) const {
    const std::size_t open = text.find('(');
    std::size_t colon = text.find(':');
    if (open < colon) colon = text.find(':', std::min(text.find(')', open), text.size()));
    if (colon == std::string::npos || colon >= longest_label || !names_.first_name(text).empty()) return;
    const std::string label = text.substr(0, colon);
    const AdvisingWords words = advising_words(label, lexicon_);
    const bool house = !words.any() && lexicon::split_words(label).size() <= 4 &&
                       is_upper(code_point_at(label, 0).value) &&
                       names_.list_of_names(std::string_view(text).substr(colon + 1)).size() > 1;
    if ((!words.any() && !house) || names_.is_advisor_label(label)) return;
    if (words.any())
      relation = advising_relation(words, words.degree.empty() || relation == "committee" ? relation : std::string());
    else if (organization_class(label, lexicon_) != OrganizationClass::none ||
             !lexicon_.find("short-universities", label).empty())
      organization = clean_value(label);
    std::fill(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, ' ');
  }

  /// The organisation behind a name, before a quoted title or what became of the student. One in brackets is a
  /// placement, but for guests and those examined elsewhere.
  std::string house_behind(std::string_view told, const std::string& relation) const {
    const std::string_view bare = trim(told);
    if (!bare.empty() && bare.front() == '(') {
      const std::string inner(bare.substr(1, std::min(bare.find(')'), bare.size()) - 1));
      const bool there = relation == "committee" || relation == "host";
      return there ? find_affiliation(cut_segments(inner, lexicon_, 0), lexicon_).organization : std::string();
    }
    std::vector<Segment> open;
    for (const Segment& segment : cut_segments(told, lexicon_, 0)) {
      if (segment.quoted || segment.role) break;
      if (segment.text.find('(') == std::string::npos) open.push_back(segment);
    }
    return find_affiliation(open, lexicon_).organization;
  }

  /// The piece behind a name and a title that tells the part: "A. Moss, On Moss, Chair of PhD Committee, Botany, Avon".
  /// Empty where there is none.
  Span role_piece(std::string_view text) const {
    for (std::size_t begin = 0; begin < text.size();) {
      begin = std::min(text.find_first_not_of(" \t\n,.", begin), text.size());
      const std::size_t end = std::min(text.find(',', begin), text.size());
      if (only_advising_words(text.substr(begin, end - begin), lexicon_))
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      begin = end + 1;
    }
    return {};
  }

  bool group_above() const {
    return section_.parent > 0 && (*context_.sections)[static_cast<std::size_t>(section_.parent)].is("group");
  }

  /// "Ph.D. 2019": the year of a degree.
  bool is_degree_dated(std::string_view text, const DateMention& date) const {
    std::string_view before = trim(text.substr(0, std::min<std::size_t>(date.span.begin, text.size())));
    while (!before.empty() && (before.back() == ',' || before.back() == '\t' || before.back() == ' '))
      before.remove_suffix(1);
    const lexicon::Words words = lexicon::split_words(before);
    for (std::size_t at = words.size() > 3 ? words.size() - 3 : 0; at < words.size(); ++at)
      if (const auto match = lexicon_.longest("degrees", words, at); match && at + match->words == words.size())
        return at > 0;
    return false;
  }

  /// "PhD students (main supervisor)": a line that only says of whom those below it are.
  bool begins_group(std::string_view text) {
    const std::string label = clean_value(text);
    if (label.empty() || label.size() > longest_name || !only_advising_words(label, lexicon_)) return false;
    // "PhD student" below a name says of that one what he is.
    if (section_.is("group") || lexicon_.find("headings", clean_value(label.substr(0, label.find('(')))).empty())
      return false;
    const AdvisingWords words = advising_words(label, lexicon_);
    if (!words.any()) return false;
    relation_ = advising_relation(words, words.degree.empty() ? relation_ : std::string());
    group_.clear();
    return true;
  }

  /// A line that names a school and nobody, above a list of people.
  void remember_house(const std::string& text) {
    const Affiliation found = find_affiliation(cut_segments(text, lexicon_, 0), lexicon_);
    if (!found.organization.empty()) house_ = found.organization;
  }

  /// "Moss, A. & Lee, B. (2016). A study of moss": works of students, named as references name their authors.
  bool written_as_author(const std::string& text, const std::vector<DateMention>& dates, Span span) {
    if (text.find('(') == std::string::npos || !digits.run_in(text, 4)) return false;
    static const LetterPattern authors(
        R"(^\s*((?:\p{Lu}[\pL'’-]+, (?:\p{Lu}\.[ -]?){1,3}(?:,? ?& ?|, )?)+)\s*\((?:19|20)\d\d)");
    std::string list;
    if (!RE2::PartialMatch(text, authors.on(text), &list)) return false;
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
  AdviseeNames names_;
  TableColumns columns_;
  std::string relation_, house_;
  bool own_house_ = false;     ///< the section's heading names the house
  bool degree_dated_ = false;  ///< the entry's year is a degree's
  std::vector<DateMention> leading_, group_;
};

}  // namespace

bool recognize_advisees(Span line, const Section& section, const Context& context, Findings& findings) {
  // A label that ends its line stands above the names.
  const std::string_view text = trim(context.document.slice(line));
  if (!text.empty() && text.back() == ':')
    for (std::size_t i = section.first_block; i < section.last_block; ++i) {
      const Span block = context.document.blocks[i].span;
      if (block.contains(line) && block.end - line.begin <= longest_entry) line.end = block.end;
    }
  return !context.owner.empty() && Reader(section, context, findings).read_labelled(line);
}

void recognize_advising(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) reader.read(entry);
}

}  // namespace vitagraph::extraction
