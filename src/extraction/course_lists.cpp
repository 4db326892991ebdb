// SPDX-License-Identifier: Apache-2.0
#include "extraction/course_lists.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_list_label = 40;
constexpr std::size_t longest_house = 70;
constexpr std::size_t most_listed_words = 9;  ///< of a course in a list

/// "Undergraduate", "Graduate courses", "PhD level", "Courses taught"
bool only_levels(std::string_view label, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(label);
  bool level = false;
  for (std::size_t at = 0; at < words.size();) {
    const auto course = lexicon.longest("course-levels", words, at);
    const auto small = lexicon.longest("connectives", words, at);
    const bool teaching = has_notation(lexicon.find("course-words", words[at].key), "noun") ||
                          has_notation(lexicon.find("course-words", words[at].key), "teaching") ||
                          has_notation(lexicon.find("heading-words", words[at].key), "teaching");
    if (!course && !small && !teaching) return false;
    level = level || course || teaching;
    at += course ? course->words : small ? small->words : 1;
  }
  return level;
}

/// "Mosses, Ferns and Dust": a comma for the conjunction before the last of a list.
void part_at_and(std::string& list, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(list);
  const std::size_t comma = list.rfind(',');
  if (comma == std::string::npos || list.find(';') != std::string::npos) return;
  std::size_t joint = 0;
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (words[at].span.begin < comma || !has_notation(lexicon.find("clause-words", words[at].key), "and")) continue;
    if (joint > 0) return;
    joint = at;
  }
  if (joint == 0 || !is_upper(code_point_at(list, words[joint + 1].span.begin).value)) return;
  if (words[joint - 1].span.end > comma)
    list.replace(words[joint - 1].span.end, words[joint + 1].span.begin - words[joint - 1].span.end, ", ");
}

/// "Undergraduate: Mosses, Ferns and Dust, Field Methods", "2013, 2014: Moss Lab (BOT 221), Fern Lab (BOT 222)": a
/// list of courses behind a label of their level or time.
bool read_labelled_list(std::vector<CourseLine>& out, const std::string& text, Span span,
                        const lexicon::Lexicon& lexicon) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos || colon > longest_list_label) return false;
  const std::string label = text.substr(0, colon);
  const Dated dated = take_dates(label, lexicon, 0);
  const bool when = !dated.dates.empty() && lexicon::split_words(dated.rest).empty();
  if (!when && !only_levels(label, lexicon)) return false;
  // "Taught: Mosses, Ferns and Dust (2012–2015)": the terms of all.
  std::string list = text.substr(colon + 2), bare = list;
  static const RE2 last(R"(\s*\(([^()]{3,40})\)\s*\.?$)");
  std::string when_all;
  std::vector<std::string> terms;
  if (RE2::PartialMatch(list, last, &when_all) && RE2::Replace(&bare, last, "")) {
    terms = take_terms(when_all, lexicon);
    if (!terms.empty() && lexicon::split_words(when_all).empty())
      list = bare;
    else
      terms.clear();
  }
  part_at_and(list, lexicon);
  const std::vector<Segment> parts = cut_segments(list, lexicon, 0);
  const auto separators = std::count_if(list.begin(), list.end(), [](char c) { return c == ',' || c == ';'; });
  if (parts.size() < 2 || static_cast<std::size_t>(separators) + 1 < parts.size()) return false;
  for (const Segment& part : parts)
    if (part.place || part.organization >= OrganizationClass::known || part.text.empty() ||
        is_lower(code_point_at(part.text, 0).value) || lexicon::split_words(part.text).size() > most_listed_words ||
        !lexicon.find("roles", part.text).empty() || !find_dates(part.text, lexicon).empty())
      return false;
  std::string copy = label;
  if (when) terms = take_terms(copy, lexicon);
  for (const Segment& part : parts) {
    CourseLine line;
    line.span = span;
    line.course = without_counts(part.text, lexicon);
    line.terms = terms;
    line.coded = line.listed = true;
    out.push_back(std::move(line));
  }
  return true;
}

/// The pieces of a list: at semicolons, else at commas outside brackets.
std::vector<std::string> pieces_of(std::string_view text) {
  const bool semicolons = text.find(';') != text.npos;
  std::vector<std::string> out;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : semicolons ? ';' : ',';
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (at < text.size() && (depth > 0 || c != (semicolons ? ';' : ','))) continue;
    std::string piece = clean_value(text.substr(begin, at - begin));
    begin = at + 1;
    if (!piece.empty()) out.push_back(std::move(piece));
  }
  return out;
}

CourseLine listed(std::string course, Span span, const lexicon::Lexicon& lexicon) {
  CourseLine line;
  line.span = span;
  line.course = without_counts(course, lexicon);
  line.listed = true;
  return line;
}

/// "Calculus I, II": a number alone counts on from the course before it.
void count_on(std::vector<std::string>& courses) {
  static const RE2 number(R"([IVX]{1,4}|\d)");
  for (std::size_t i = 1; i < courses.size(); ++i) {
    if (!RE2::FullMatch(courses[i], number)) continue;
    const std::size_t last = courses[i - 1].rfind(' ');
    if (last != std::string::npos && RE2::FullMatch(courses[i - 1].substr(last + 1), number))
      courses[i] = courses[i - 1].substr(0, last + 1) + courses[i];
  }
}

bool is_course_name(const std::string& text, const lexicon::Lexicon& lexicon) {
  const std::size_t words = lexicon::split_words(text).size();
  return words > 0 && words <= most_listed_words && is_upper(code_point_at(text, 0).value) &&
         organization_class(text, lexicon) < OrganizationClass::known && !is_place_name(text, lexicon) &&
         lexicon.find("roles", text).empty() && lexicon.find("degrees", text).empty();
}

/// "2019 Avon University: Moss I, Moss II; Bath University: Rain": houses with what was taught there.
bool read_house_list(std::vector<CourseLine>& out, std::string text, Span span, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> terms = take_terms(text, lexicon);
  std::vector<CourseLine> found;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string piece = clean_value(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    if (piece.empty()) continue;
    const std::size_t colon = piece.find(':');
    if (colon == std::string::npos || colon > longest_house) return false;
    const std::string house = clean_value(piece.substr(0, colon));
    const Affiliation where = find_affiliation(cut_segments(house, lexicon, 0), lexicon);
    if (organization_class(where.organization, lexicon) < OrganizationClass::known &&
        lexicon.find("short-universities", house).empty())
      return false;
    std::vector<std::string> courses = pieces_of(std::string_view(piece).substr(colon + 1));
    if (courses.empty() || lexicon::split_words(courses.front()).empty()) return false;
    count_on(courses);
    for (const std::string& course : courses) {
      found.push_back(listed(course, span, lexicon));
      found.back().affiliation = where;
      found.back().terms = terms;
    }
  }
  out.insert(out.end(), found.begin(), found.end());
  return !found.empty();
}

/// "Moss III (Sp’16), Ferns (Fa’14 & Sp’15)": each with its terms.
bool read_dated_list(std::vector<CourseLine>& out, const std::string& text, Span span,
                     const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(^(.*\S)\s*\(([^()]{3,60})\)$)");
  const std::vector<std::string> pieces = pieces_of(text);
  if (pieces.size() < 2) return false;
  std::vector<CourseLine> found;
  std::size_t dated = 0;
  for (const std::string& piece : pieces) {
    std::string name, inner;
    std::vector<std::string> terms;
    if (RE2::FullMatch(piece, bracket, &name, &inner)) {
      std::string rest = inner;
      terms = take_terms(rest, lexicon);
      const lexicon::Words words = lexicon::split_words(rest);
      const bool only = std::all_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
        return !lexicon.find("connectives", word.key).empty();
      });
      if (!only || terms.empty()) name.clear();
    }
    if (name.empty()) terms.clear();
    if (!is_course_name(name.empty() ? piece : name, lexicon)) return false;
    dated += terms.empty() ? 0 : 1;
    found.push_back(listed(name.empty() ? piece : name, span, lexicon));
    found.back().terms = terms;
  }
  if (dated < 2 || dated * 2 < pieces.size()) return false;
  out.insert(out.end(), found.begin(), found.end());
  return true;
}

/// Drops "(undergraduate tutorials)" from the end: levels and a noun for courses, which say nothing of the last one.
void without_kind(std::string& text, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(\s*\(([^()]*)\)\s*$)");
  std::string inner;
  if (!RE2::PartialMatch(text, bracket, &inner)) return;
  const lexicon::Words words = lexicon::split_words(inner);
  if (words.empty() || !has_notation(lexicon.find("course-words", words.back().key), "noun")) return;
  for (std::size_t at = 0; at + 1 < words.size();) {
    const auto level = lexicon.longest("course-levels", words, at);
    if (!level) return;
    at += level->words;
  }
  RE2::Replace(&text, bracket, "");
}

/// "2012-2015 Logic, Moss Lab, Data Analysis, Ferns": names and nothing else, four or more, or parted by semicolons.
bool read_bare_list(std::vector<CourseLine>& out, std::string text, Span span, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> terms = take_terms(text, lexicon);
  std::replace(text.begin(), text.end(), '\t', ' ');
  without_kind(text, lexicon);
  const std::size_t least = text.find(';') != std::string::npos ? 2 : 4;
  const std::vector<std::string> pieces = pieces_of(text);
  if (pieces.size() < least || text.find(':') != std::string::npos) return false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const lexicon::Words words = lexicon::split_words(pieces[i]);
    if (!is_course_name(pieces[i], lexicon) || (least == 4 && words.size() > 5)) return false;
    if (is_unit_name(pieces[i], lexicon) || lexicon.mentions("roles", pieces[i])) return false;
    const auto joint = lexicon.find("connectives", words.front().key);
    if (std::any_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "conjunction"; }))
      return false;
  }
  for (const std::string& piece : pieces) {
    out.push_back(listed(piece, span, lexicon));
    out.back().terms = terms;
  }
  return true;
}

}  // namespace

bool is_course_list_label(std::string_view label, const lexicon::Lexicon& lexicon) {
  return label.size() <= longest_list_label && only_levels(label, lexicon);
}

bool is_course_code(std::string_view text) {
  if (text.size() >= 60 || !digits.run_in(text, 2)) return false;
  // "Mosses (MOS 302)"; else a code has no brackets.
  constexpr std::size_t most_before_code = 40;  // letters
  if (const std::size_t open = text.find('('); open != std::string_view::npos) {
    static const LetterPattern enclosed(R"(\((?:\pL+ )?\d{3,4}\pL{0,2}\))");
    return text.find(')') == text.size() - 1 && count_code_points(text.substr(0, open)) <= most_before_code &&
           RE2::FullMatch(re2::StringPiece(text.data() + open, text.size() - open), enclosed.on(text));
  }
  static const LetterPattern code(R"(\p{Lu}{2,6}[ -]?\d{2,4}\p{Lu}{0,2}|(?:\pL+ ){0,3}\d{2,4}\p{Lu}{0,2})");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), code.on(text));
}

std::string without_counts(const std::string& course, const lexicon::Lexicon& lexicon) {
  if (course.find('(') == std::string::npos) return course;
  static const RE2 bracket(R"(^(.*\S)\s*\(([^()]*)\)\s*$)");
  std::string name, inner;
  if (!RE2::FullMatch(course, bracket, &name, &inner)) return course;
  std::string kept;
  std::size_t codes = 0;
  bool counted = false;
  std::size_t begin = 0;
  while (begin <= inner.size()) {
    const std::size_t end = std::min(inner.find(',', begin), inner.size());
    const std::string part = clean_value(std::string_view(inner).substr(begin, end - begin));
    begin = end + 1;
    const lexicon::Words words = lexicon::split_words(part);
    const bool count = words.size() >= 2 && is_digit(code_point_at(part, 0).value) &&
                       !lexicon.find("course-counts", words[1].key).empty();
    counted = counted || count;
    if (!is_course_code(part) || count) continue;
    if (++codes == 1) kept = part;
  }
  if (!counted) return course;
  return codes == 1 ? name + " (" + kept + ")" : name;
}

bool read_course_list(std::vector<CourseLine>& out, const std::string& text, Span span,
                      const lexicon::Lexicon& lexicon) {
  return read_labelled_list(out, text, span, lexicon) || read_house_list(out, text, span, lexicon) ||
         read_dated_list(out, text, span, lexicon) || read_bare_list(out, text, span, lexicon);
}

}  // namespace vitagraph::extraction
