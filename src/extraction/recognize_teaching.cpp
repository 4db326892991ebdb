// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/course_lines.hpp"
#include "extraction/course_lists.hpp"
#include "extraction/course_pages.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/table_columns.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t most_list_lines = 6;
constexpr std::size_t shortest_prose = 24;
constexpr std::size_t longest_prose = 4000;
constexpr std::size_t most_bare_words = 10;  ///< of a course without a role; more make a sentence

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section),
        context_(context),
        lexicon_(context.lexicon),
        findings_(findings),
        columns_(section, context) {
    // "Avon University (2017–present)"
    static const RE2 dated(R"(\s*\([^()]*\d{4}[^()]*\))");
    std::string heading = section.heading;
    RE2::GlobalReplace(&heading, dated, "");
    if (section.inherits) house_from(cut_segments(heading, lexicon_, 0));
    role_ = section_role();
    heading_terms_ = terms_of_heading(section, context);
  }

  /// The section's heading may be a course, which what stands below describes.
  void read_heading() {
    const std::optional<CourseLine> line = course_of_heading(section_, context_);
    described_ = line.has_value();
    if (!described_) return;
    const Affiliation& where = line->affiliation.organization.empty() ? house_ : line->affiliation;
    Fact fact("teaching");
    fact.set("person", context_.owner)
        .set("course", line->course)
        .set("role", line->role)
        .set("organization", where.organization)
        .set("unit", where.unit)
        .set("terms", line->terms.empty() ? heading_terms_ : line->terms);
    findings_.add(std::move(fact), line->span, "teaching.heading", 0.8);
  }

  /// `heads_code`: the next entry begins with the code of a course, for which this one may say role, house and terms.
  void read(const Entry& entry, bool heads_code) {
    if (is_material(entry) || told_in_sentences(entry) || read_row(entry)) return;
    if (announces_courses(entry)) return;
    std::size_t head = 0;
    const std::vector<CourseLine> lines = lines_of(entry, head);
    Told told = what_is_told(lines, head);
    take_heads(told, lines, heads_code);
    const std::string code = plain_code(entry.marker);
    // "Teaching Assistant", "Avon University, Lecturer" above courses: what holds for them until the next such line.
    const bool item = is_item(entry);
    hold_heads(told, lines, item);
    if (told.role.empty()) told.role = list_role_;
    if (told.courses.empty())
      pending_ = told;
    else if (code.empty())
      pending_ = {};
    if (!code.empty()) {
      if (told.role.empty()) told.role = pending_.role;
      if (told.terms.empty()) told.terms = pending_.terms;
      if (told.house.organization.empty()) told.house = pending_.house;
    }
    // What stands in a list below a course describes it.
    const bool first_dated = !told.courses.empty() && (!told.courses.front()->role.empty() ||
                                                       !told.courses.front()->terms.empty() || !told.terms.empty());
    if (item && code.empty() && after_course_ && !told.courses.empty() && !first_dated) return;
    after_course_ = !item && first_dated;
    write(told, item);
  }

  /// The code of a course that a list's mark holds ("MOS302:"), or nothing.
  static std::string plain_code(std::string_view marker) {
    std::string found;
    if (!digits.run_in(marker, 3)) return found;
    static const LetterPattern code(R"((\p{Lu}{2,6}[ -]?\d{3,4}\p{Lu}{0,2}):)");
    RE2::FullMatch(re2::StringPiece(marker.data(), marker.size()), code.on(marker), &found);
    return found;
  }

 private:
  struct Told {
    std::string role;
    Affiliation house;
    std::vector<std::string> terms;
    std::vector<const CourseLine*> courses;
  };

  /// The entry's lines on courses; `head`: how many of them are not its items.
  std::vector<CourseLine> lines_of(const Entry& entry, std::size_t& head) {
    std::vector<CourseLine> lines;
    // "MOS302: Mosses I" may have been read as a list with the code for its mark.
    const std::string code = plain_code(entry.marker);
    std::vector<Span> spans = joined_lines(entry);
    if (!spans.empty())
      if (const Span name = without_description(spans.front(), context_.document, lexicon_);
          name.end < spans.front().end)
        spans.assign(1, name);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (const std::size_t end = advisees_end(spans, i); end > i) {
        i = end - 1;
        continue;
      }
      if (i > 0 && is_course_part(context_.document.slice(spans[i]), lexicon_)) continue;
      if (code.empty() || !lines.empty())
        read_course_lines(lines, spans[i], context_);
      else
        read_course_text(lines, code + ": " + std::string(context_.document.slice(spans[i])), spans[i], context_);
    }
    // "Mentor, Moss Days, Avon University": what else somebody was.
    if (std::any_of(lines.begin(), lines.end(), [](const CourseLine& line) { return line.aside; }))
      lines.erase(std::remove_if(lines.begin(), lines.end(),
                                 [](const CourseLine& line) { return line.aside || line.role.empty(); }),
                  lines.end());
    head = lines.size();
    for (const Span span : entry.items)
      if (!recognize_advisees(span, section_, context_, findings_)) read_course_lines(lines, span, context_);
    return lines;
  }

  /// What of the entry says where; a line that is nothing else says it for those that follow.
  static Told what_is_told(const std::vector<CourseLine>& lines, std::size_t head) {
    Told told;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const CourseLine& line = lines[i];
      if (!line.affiliation.organization.empty() && told.house.organization.empty()) told.house = line.affiliation;
      if (line.course.empty()) {
        if (told.terms.empty()) told.terms = line.terms;
        if (told.role.empty()) told.role = line.role;
      } else if (i < head || head == 0 || told.courses.empty() || lines.front().course.empty()) {
        told.courses.push_back(&line);
      }
    }
    return told;
  }

  /// Takes from the courses what only heads the others.
  void take_heads(Told& told, const std::vector<CourseLine>& lines, bool heads_code) const {
    std::vector<const CourseLine*>& courses = told.courses;
    // "Demonstrator / Avon University / MOS302: Mosses": what stands above a course with its code is no other course.
    const auto first_coded =
        heads_code ? courses.end()
                   : std::find_if(courses.begin(), courses.end(), [](const CourseLine* c) { return c->coded; });
    if ((heads_code && courses.size() == 1 && !courses.front()->coded) ||
        (first_coded != courses.begin() && first_coded != courses.end())) {
      if (told.role.empty()) told.role = courses.front()->course;
      if (told.terms.empty()) told.terms = courses.front()->terms;
      courses.erase(courses.begin(), first_coded);
    }
    // "AVU  Instructor", and its courses below: a house by its acronym.
    if (courses.size() > 1 && courses.front() == &lines.front() && !lines.front().role.empty() &&
        lines.front().terms.empty() && is_house_code(lines.front().course)) {
      told.house.organization = lines.front().course;
      told.role = lines.front().role;
      courses.erase(courses.begin());
    }
    // A head that says where holds no course of its own when others follow it.
    if (courses.size() > 1 && courses.front() == &lines.front() && lines.front().role.empty() &&
        !lines.front().listed && !lines.front().affiliation.organization.empty()) {
      if (told.terms.empty()) told.terms = lines.front().terms;
      courses.erase(courses.begin());
    }
  }

  /// Remembers the house and role of a line that names no course, for the entries that follow.
  void hold_heads(const Told& told, const std::vector<CourseLine>& lines, bool item) {
    const bool heads = !lines.empty() && lines.front().course.empty();
    const bool placed = heads && !lines.front().affiliation.organization.empty();
    const bool cast = heads && !lines.front().role.empty();
    if (!item && (placed || cast))
      list_role_ = cast && (placed || lines.front().terms.empty()) ? lines.front().role : "";
    const std::string& house = told.house.organization;
    if ((placed || told.courses.empty()) && !house.empty() &&
        (lexicon::split_words(house).size() > 1 || !told.house.unit.empty()))
      house_ = told.house;
  }

  void write(const Told& told, bool item) {
    const auto& courses = told.courses;
    // A line without a date of its own below a dated course describes it.
    const bool dated =
        std::any_of(courses.begin(), courses.end(), [](const CourseLine* c) { return !c->terms.empty(); });
    for (const CourseLine* line : courses) {
      if (described_ && (item || (!line->coded && line->terms.empty()))) continue;
      if (dated && line != courses.front() && !line->listed && line->terms.empty() && told.terms.empty()) continue;
      const Affiliation& where = !line->affiliation.organization.empty() ? line->affiliation
                                 : !told.house.organization.empty()      ? told.house
                                                                         : house_;
      if (line->role.empty() && lexicon::split_words(line->course).size() > most_bare_words) continue;
      // "Mentorship of students in shade research" is no course.
      const lexicon::Words words = lexicon::split_words(line->course);
      if (words.size() > 2 && has_notation(lexicon_.find("heading-words", words[0].key), "advising") &&
          has_notation(lexicon_.find("connectives", words[1].key), "for"))
        continue;
      Fact fact("teaching");
      fact.set("person", context_.owner)
          .set("course", line->course)
          .set("role", !line->role.empty()  ? line->role
                       : !told.role.empty() ? told.role
                                            : role_);
      fact.set("organization", where.organization)
          .set("unit", where.unit)
          .set("terms", !line->terms.empty()  ? line->terms
                        : !told.terms.empty() ? told.terms
                                              : heading_terms_);
      const bool sure = !line->terms.empty() || !line->role.empty() || !told.terms.empty();
      findings_.add(std::move(fact), line->span, "teaching.course", sure ? 0.88 : 0.7);
    }
  }

  void house_from(const std::vector<Segment>& segments) {
    Affiliation found = find_affiliation(segments, lexicon_);
    if (!found.organization.empty()) house_ = std::move(found);
  }

  /// In a list, whether or not the document writes its marks.
  bool is_item(const Entry& entry) const {
    return !entry.marker.empty() || context_.document.blocks[entry.first_block].kind == document::BlockKind::item;
  }

  /// "Course materials:" and the list behind it, "Session 2": what a course's page lists of it.
  bool is_material(const Entry& entry) {
    if (entry.lines.empty()) return false;
    const std::string_view text = trim(context_.document.slice(entry.lines.front()));
    const bool item = is_item(entry);
    if (!item) in_materials_ = false;
    if (in_materials_) return true;
    if (!is_course_part(text, lexicon_)) return false;
    in_materials_ = !item && text.back() == ':';
    return true;
  }

  /// "I teach on the following modules:", "Courses I have taught": says that courses follow.
  bool announces_courses(const Entry& entry) const {
    if (entry.lines.empty()) return false;
    const std::string_view text = trim(context_.document.slice(entry.lines.front()));
    const lexicon::Words words = lexicon::split_words(text);
    if (words.size() < 2 || text.find(':') < text.size() - 1) return false;
    const bool person = has_notation(lexicon_.find("pronouns", words[0].key), "first") &&
                        is_lower(code_point_at(text, words[1].span.begin).value);
    const bool noun = has_notation(lexicon_.find("course-words", words[0].key), "noun") ||
                      !lexicon_.find("course-levels", words[0].key).empty();
    return (person || noun) && mentions(text, "predicates", "teach", lexicon_);
  }

  /// A row of a table whose head says what its columns hold: "Code", "Course", "Term", "Role".
  bool read_row(const Entry& entry) {
    if (entry.lines.size() != 1 || !entry.items.empty()) return false;
    const Span line = entry.lines.front();
    const std::vector<std::string> courses = columns_.cells(line, "course");
    if (courses.empty()) return false;
    std::string course = courses.front();
    // "Course" over codes, "Name" or "Title" over the names.
    const std::vector<std::string> names = columns_.cells(line, courses.size() > 1 ? "course" : "name");
    if (!names.empty() && names.back() != course && is_course_code(course)) course += " " + names.back();
    const std::vector<std::string> codes = columns_.cells(line, "code"), roles = columns_.cells(line, "role");
    if (!codes.empty() && course.find(codes.front()) == std::string::npos) {
      const bool behind =
          context_.document.slice(line).find(codes.front()) > context_.document.slice(line).find(course);
      course = behind ? course + " (" + codes.front() + ")" : codes.front() + " " + course;
    }
    std::vector<std::string> terms = take_terms(course, lexicon_);
    for (std::string cell : columns_.cells(line, "time"))
      for (std::string& term : take_terms(cell, lexicon_)) terms.push_back(std::move(term));
    Affiliation house;
    for (const std::string& cell : columns_.cells(line, "house"))
      if (house.organization.empty()) house = find_affiliation(cut_segments(cell, lexicon_, 0), lexicon_);
    if (house.organization.empty()) house = house_;
    Fact fact("teaching");
    fact.set("person", context_.owner)
        .set("course", clean_value(course))
        .set("role", roles.empty() ? role_ : roles.front())
        .set("organization", house.organization)
        .set("unit", house.unit)
        .set("terms", terms);
    findings_.add(std::move(fact), line, "teaching.row", 0.9);
    return true;
  }

  /// "As Teaching Assistant", "Instructor", "Teaching Assistant for Prof. Moss" over a list of courses.
  std::string section_role() const {
    const std::string& heading = section_.heading;
    const lexicon::Words words = lexicon::split_words(heading);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = lexicon_.longest("roles", words, at);
      if (!match) continue;
      const std::size_t end = at + match->words;
      const bool assistant = lexicon_.concept_at(match->concept_id).notation == "teaching-assistant";
      const bool led = at == 0 && end < words.size() &&
                       (has_notation(lexicon_.find("connectives", words[end].key), "for") ||
                        heading.substr(match->span.end, 2) == " (");
      if ((end == words.size() && (at == 0 || assistant)) || led)
        return heading.substr(match->span.begin, match->span.size());
    }
    return {};
  }

  /// "I have taught courses on moss at Avon University."
  bool told_in_sentences(const Entry& entry) {
    if (entry.lines.empty() || entry.lines.back().end < entry.lines.front().begin) return false;
    const Span whole{entry.lines.front().begin, entry.lines.back().end};
    const std::string_view text = context_.document.slice(whole);
    if (const std::size_t colon = text.find(": ");
        colon != text.npos && is_course_list_label(text.substr(0, colon), lexicon_))
      return false;
    return whole.size() > shortest_prose && whole.size() < longest_prose &&
           mentions(text, "predicates", "teach", lexicon_) &&
           recognize_taught(whole, house_.organization, house_.unit, context_, findings_);
  }

  /// Behind a list of advisees that begins in line `i` and may go on in those below it; `i` if none does.
  std::size_t advisees_end(const std::vector<Span>& lines, std::size_t i) const {
    if (context_.document.slice(lines[i]).find(':') == std::string_view::npos) return i;
    for (std::size_t end = std::min(lines.size(), i + most_list_lines); end > i; --end)
      if (lines[end - 1].end > lines[i].begin &&
          recognize_advisees({lines[i].begin, lines[end - 1].end}, section_, context_, findings_))
        return end;
    return i;
  }

  /// The entry's lines; as one where the first begins with a course in quotation marks, whatever the page's width cut.
  std::vector<Span> joined_lines(const Entry& entry) const {
    if (entry.lines.size() < 2) return entry.lines;
    const std::string_view first = context_.document.slice(entry.lines.front());
    const bool quoted = first.find("“") != first.npos || first.find("„") != first.npos;
    if (!quoted || entry.lines.back().end < entry.lines.front().begin) return entry.lines;
    // A line that begins with a role behind a full stop is another statement.
    std::vector<Span> out = {entry.lines.front()};
    for (std::size_t i = 1; i < entry.lines.size(); ++i) {
      const std::string_view before = trim(context_.document.slice(out.back()));
      const std::string_view line = context_.document.slice(entry.lines[i]);
      const bool ended = !before.empty() && (before.back() == '.' || before.ends_with("“") || before.ends_with("”"));
      if (ended && (leading(line, "roles", lexicon_) > 0 || leading(line, "advising", lexicon_) > 0 ||
                    leading(line, "service-roles", lexicon_) > 0))
        out.push_back(entry.lines[i]);
      else
        out.back().end = entry.lines[i].end;
    }
    if (out.size() == 1 && out.front().size() > longest_course_line) return entry.lines;
    return out;
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  TableColumns columns_;
  Told pending_;  ///< what the entry before says of courses whose code begins an entry
  Affiliation house_;
  std::string role_, list_role_;
  std::vector<std::string> heading_terms_;
  bool after_course_ = false;
  bool in_materials_ = false;
  bool described_ = false;  ///< by its heading: what stands below says more of that course
};

}  // namespace

void recognize_teaching(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  reader.read_heading();
  const std::vector<Entry> entries = find_entries(section, context, EntryShape::list);
  for (std::size_t i = 0; i < entries.size(); ++i)
    reader.read(entries[i], i + 1 < entries.size() && !Reader::plain_code(entries[i + 1].marker).empty() &&
                                Reader::plain_code(entries[i].marker).empty());
}

}  // namespace vitagraph::extraction
