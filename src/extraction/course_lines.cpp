// SPDX-License-Identifier: Apache-2.0
#include "extraction/course_lines.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/course_brackets.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_course = 160;

class LineReader {
 public:
  explicit LineReader(const Context& context) : context_(context), lexicon_(context.lexicon) {}

  /// "Seminar “Mosses at night.” Avon University": the course in quotation marks, a word or two in front of it.
  /// `lead`: those words ("Instructor, “Mosses at night.”").
  static std::string take_quoted(std::string& text, std::string* lead = nullptr) {
    if (text.find('"') == std::string::npos && text.find("“") == std::string::npos &&
        text.find("„") == std::string::npos)
      return {};
    static const LetterPattern quoted(R"(^\s*((?:\pL[\pL-]*,?\s+){0,4})([“„"]([^”“"„]{3,160}?)[.,]?[”“"]))");
    re2::StringPiece hit[4];
    if (!quoted.on(text).Match(text, 0, text.size(), RE2::UNANCHORED, hit, 4)) return {};
    const std::string found(hit[3].data(), hit[3].size());
    if (lead != nullptr) *lead = clean_value(std::string_view(hit[1].data(), hit[1].size()));
    text.replace(static_cast<std::size_t>(hit[0].data() - text.data()), hit[0].size(), "\t");
    return clean_value(found);
  }

  void add_line(std::vector<CourseLine>& out, Span span) {
    if (span.size() > longest_course_line) return;
    std::string text(context_.document.slice(span));
    // "… - - A - - B": items that lost their lines.
    if (std::count(text.begin(), text.end(), '-') > 1) {
      static const RE2 dash_items(R"(\s-\s+-\s)");
      RE2::GlobalReplace(&text, dash_items, "\n");
    }
    // "MOS 316: Mosses (Avon) MOS 405: Ferns (Avon)"
    if (text.find(':') != std::string::npos && digits.run_in(text, 3)) {
      static const LetterPattern codes(R"((\S)[ \t]+(\p{Lu}{2,6}[ -]?\d{3,4}\p{Lu}?:\s))");
      RE2::GlobalReplace(&text, codes.on(text), "\\1\n\\2");
    }
    std::string flat = text;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    if (std::string copy = flat; !take_quoted(copy).empty()) text = std::move(flat);
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(out, text.substr(begin, end - begin), span);
      begin = end + 1;
    }
  }

  void read_line(std::vector<CourseLine>& out, std::string text, Span span) {
    // "Instructor:" over its list.
    std::string_view bare = trim(text);
    while (!bare.empty() && (bare.back() == ':' || bare.back() == ' ')) bare.remove_suffix(1);
    CourseLine line;
    line.span = span;
    if (is_whole_role(bare)) {
      line.role = bare;
      out.push_back(std::move(line));
      return;
    }
    if (text.find("©") != std::string::npos || read_course_list(out, text, span, lexicon_)) return;
    const std::string bracketed = take_course_brackets(text, lexicon_);
    line.terms = take_terms(text, lexicon_);
    // "Supervisor (tutorials for first years)": a role, and what it was about.
    static const LetterPattern explained(R"(^\s*([^():]{3,60}?)\s*\(\p{Ll}[^()]*\)\s*:?\s*$)");
    if (std::string role; RE2::FullMatch(text, explained.on(text), &role) && is_whole_role(role)) {
      line.role = role;
      out.push_back(std::move(line));
      return;
    }
    std::string lead;
    const std::string titled = take_quoted(text, &lead);
    if (is_whole_role(lead)) line.role = lead;
    line.aside = !titled.empty() && line.role.empty() && names_a_part(lead);
    if (titled.empty()) {
      split_role(line, text);
    } else {
      // "[BA-level, rating: 3.8 of 4]"
      static const RE2 remark(R"(\[[^\[\]]*\])");
      RE2::GlobalReplace(&text, remark, "\t");
    }
    const std::string coded = titled.empty() ? take_coded(text) : titled;
    line.coded = !coded.empty() && titled.empty();
    line.segments = cut_segments(text, lexicon_, 0);
    if (coded.empty() && line.segments.empty() && line.terms.empty() && line.role.empty()) return;
    std::vector<Segment> rest;
    for (Segment& segment : line.segments) {
      if (segment.role && line.role.empty() && is_whole_role(segment.text)) {
        line.role = segment.text;
        continue;
      }
      rest.push_back(segment);
    }
    std::vector<Segment> where;
    bool open = coded.empty();
    line.course = coded;
    // Known by its role or term, a line begins with its course, whatever words it is made of ("Physics Laboratory").
    const bool taught = !line.role.empty() || !line.terms.empty();
    const bool first_is_course =
        taught && !rest.empty() && rest.front().organization < OrganizationClass::known && !rest.front().place &&
        !rest.front().degree &&
        (rest.size() == 1 || !std::any_of(rest.begin() + 1, rest.end(), [](const Segment& s) {
           return s.unknown() && !is_course_code(s.text) && !is_lower(code_point_at(s.text, 0).value);
         }));
    join_listed(rest);
    for (const Segment& segment : rest) {
      if (segment.degree && line.course.empty()) continue;
      const bool giver = !(first_is_course && &segment == &rest.front()) &&
                         (segment.organization >= OrganizationClass::company || segment.place ||
                          (segment.unit && !segment.role) || segment.organization == OrganizationClass::institute);
      if (line.course.empty() && !giver && !segment.text.empty() &&
          !mentions(segment.text, "names", "title", lexicon_)) {
        line.course = segment.text;
      } else if (!line.course.empty() && open && is_course_code(segment.text)) {
        line.course += ", " + segment.text;
      } else if (giver) {
        where.push_back(segment);
        open = false;
      } else {
        open = false;
      }
    }
    if (line.role.empty()) line.role = bracketed;
    line.affiliation = find_affiliation(where, lexicon_);
    // A line of nothing but names of schools can still be a course ("Statistics for Labs"): not with a university in
    // it.
    if (line.course.empty() && line.affiliation.organization.empty() && !where.empty() &&
        (!line.terms.empty() || !line.role.empty()))
      line.course = where.front().text;
    if (line.course.size() > longest_course || (!line.course.empty() && lexicon::split_words(line.course).empty()))
      line.course.clear();
    if (!lexicon_.find("places", line.course).empty()) line.course.clear();
    // The head of a table: "Course", "Title".
    if (!lexicon_.find("course-levels", line.course).empty()) line.course.clear();
    line.course = without_counts(line.course, lexicon_);
    line.aside = line.aside || (!line.coded && titled.empty() && names_a_part(line.course));
    static const LetterPattern address(R"(\S@\S+\.\pL{2,})");
    if (line.aside || RE2::PartialMatch(line.course, address.on(line.course))) line.course.clear();
    if (!line.course.empty() && is_lower(code_point_at(line.course, 0).value)) line.course.clear();
    out.push_back(std::move(line));
  }

  /// "Mosses, Ferns, and the Economy": commas inside a course's name.
  void join_listed(std::vector<Segment>& segments) const {
    for (std::size_t i = 1; i < std::min<std::size_t>(segments.size(), 4); ++i) {
      const lexicon::Words words = lexicon::split_words(segments[i].text);
      if (words.empty() || segments[i].named() || segments[i].place) return;
      const auto joint = lexicon_.find("connectives", words.front().key);
      const bool last =
          std::any_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "conjunction"; });
      if (!last) {
        if (is_lower(code_point_at(segments[i].text, 0).value) || words.size() > 3) return;
        continue;
      }
      for (std::size_t k = 1; k <= i; ++k) segments[0].text += ", " + segments[k].text;
      segments.erase(segments.begin() + 1, segments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
  }

  /// Whether the text begins with a word of letters, the first a capital, and three digits: what a code must do.
  static bool begins_with_code(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\f\r");
    if (begin == std::string_view::npos || !is_upper(code_point_at(text, begin).value)) return false;
    const std::size_t number = digits.find_in(text, begin);
    static constexpr ByteSet parting(" -\t\n,.;:()");
    return number != std::string_view::npos && std::min(parting.find_in(text, begin), number) + 1 >= number &&
           digits.run_in(text.substr(number, 3), 3);
  }

  /// Takes "MOS 302: Laboratory of Mosses" from the line's beginning: behind a code, what sounds like an organisation
  /// or a place is a course as well.
  std::string take_coded(std::string& text) const {
    if (!begins_with_code(text)) return {};
    static const LetterPattern coded(
        R"(^\s*((?:\p{Lu}{2,6}[ -]?|\p{Lu}\p{Ll}{2,20} )\d{3,4}\p{Lu}{0,2}(?:/\d{3,4})?\s?(?::|\.|\s[-–—]|\t|\s)\s*\p{Lu}[^()\t;\n]{3,120}))");
    std::string found;
    if (!RE2::PartialMatch(text, coded.on(text), &found)) return {};
    const std::vector<Segment> pieces = cut_segments(found, lexicon_, 0);
    // Behind a bare code ("MOS 302 – Laboratory of Mosses") the course comes first.
    for (std::size_t i = !pieces.empty() && is_course_code(pieces.front().text) ? 2 : 1; i < pieces.size(); ++i)
      if (pieces[i].place || pieces[i].unit || pieces[i].organization >= OrganizationClass::company) {
        static const RE2 separators(R"([\s,;–—-]+$)");
        found.resize(std::min<std::size_t>(pieces[i].span.begin, found.size()));
        RE2::Replace(&found, separators, "");
        break;
      }
    text.replace(text.find(found), found.size(), "\t");
    return clean_value(found);
  }

  /// "Mentor", "Selected Participant", "Academic advisor": what somebody was and nothing taught.
  bool names_a_part(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    if (words.empty() || words.size() > 3) return false;
    for (const char* scheme : {"advisee-words", "service-roles", "advising"})
      for (const lexicon::Concept* found : lexicon_.find(scheme, words.back().key))
        if (found->notation == "advisor" || found->notation == "mentor" || std::string_view(scheme) == "service-roles")
          return true;
    return false;
  }

  bool is_whole_role(std::string_view text) const { return is_teaching_role(text, lexicon_); }

  /// "Instructor - Statistics", "Statistics: Instructor", "Teaching assistant of Statistics".
  void split_role(CourseLine& line, std::string& text) const {
    static const RE2 lead(R"(^\s*([^:\t,]{2,50}?)\s*(?::|\s?[-–—]\s)\s*)");
    static const RE2 tail(R"(:\s*([^:\t,;]{2,40}?)\s*(?:\t|$|[,;]))");
    std::string word;
    if (RE2::PartialMatch(text, lead, &word) && is_whole_role(word)) {
      line.role = word;
      RE2::Replace(&text, lead, "");
      return;
    }
    re2::StringPiece piece(text), hit[2];
    std::size_t at = 0;
    while (tail.Match(piece, at, text.size(), RE2::UNANCHORED, hit, 2)) {
      word.assign(hit[1].data(), hit[1].size());
      const auto begin = static_cast<std::size_t>(hit[0].data() - text.data());
      if (is_whole_role(word)) {
        line.role = word;
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                  text.begin() + ((hit[1].data() - text.data()) + static_cast<std::ptrdiff_t>(hit[1].size())), '\t');
        return;
      }
      at = begin + 1;
    }
    const lexicon::Words words = lexicon::split_words(text);
    const auto role = lexicon_.longest("roles", words, 0);
    if (!role || role->words >= words.size()) return;
    const auto joint = lexicon_.longest("connectives", words, role->words);
    if (!joint) return;
    const std::string& notation = lexicon_.concept_at(joint->concept_id).notation;
    const std::size_t next = role->words + joint->words;
    if ((notation != "for" && notation != "at") || next >= words.size()) return;
    const std::string between = text.substr(role->span.end, words[role->words].span.begin - role->span.end);
    if (between.find_first_not_of(' ') != std::string::npos) return;
    line.role = text.substr(role->span.begin, role->span.size());
    text = std::string(text.substr(words[next].span.begin));
  }

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
};

}  // namespace

void read_course_lines(std::vector<CourseLine>& out, Span span, const Context& context) {
  LineReader(context).add_line(out, span);
}

void read_course_text(std::vector<CourseLine>& out, std::string text, Span span, const Context& context) {
  LineReader(context).read_line(out, std::move(text), span);
}

}  // namespace vitagraph::extraction
