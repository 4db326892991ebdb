// SPDX-License-Identifier: Apache-2.0
#include "extraction/course_pages.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/course_lines.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/heading_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_part = 160;         ///< bytes that are looked at
constexpr std::size_t most_number_bytes = 6;      ///< of "3-4", "12a"
constexpr std::size_t most_heading_course = 12;   ///< words
constexpr std::size_t longest_note = 90;          ///< bytes of a line that says when or where, and nothing else
constexpr std::size_t most_between = 4;           ///< headings between it and one like it
constexpr std::size_t most_notes = 3;             ///< such lines below a heading
constexpr std::size_t most_before_subject = 3;    ///< words of "In this course"
constexpr std::size_t least_described_words = 6;  ///< of a sentence behind a course

using document::BlockKind;

bool begins_with_code(std::string_view text) {
  static const LetterPattern code(
      R"(^\s*(?:\p{Lu}{2,6}[ -]?\d{2,4}\p{Lu}{0,2}|\p{Lu}\p{Ll}{2,20} \d{3,4}\p{Lu}?)\s*(?:[:.–—-]|\s\p{Lu}))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), code.on(text));
}

bool has_list(const Section& section, const document::Document& document) {
  for (std::size_t i = section.first_block; i < section.last_block; ++i)
    if (document.blocks[i].kind == BlockKind::item || document.blocks[i].kind == BlockKind::row) return true;
  return false;
}

/// Its first child stands right behind it.
bool has_children(const Section& section, const std::vector<Section>& all) {
  const auto self = static_cast<std::size_t>(&section - all.data());
  return self + 1 < all.size() && all[self + 1].parent == static_cast<int>(self);
}

/// Whether a heading is none of what parts a list of courses: a time, a level, a house, a role.
bool may_name_course(std::string_view heading, const lexicon::Lexicon& lexicon) {
  const std::string plain = plain_heading(heading);
  const lexicon::Words words = lexicon::split_words(plain);
  if (words.empty() || words.size() > most_heading_course || is_course_part(plain, lexicon)) return false;
  if (begins_with_code(plain)) return true;
  if (words.size() < 2 && plain.size() < 5) return false;
  if (!lexicon.find("course-levels", plain).empty() || lexicon.longest("roles", words, 0) ||
      !heading_kinds(plain, lexicon).empty())
    return false;
  std::size_t modifiers = 0;
  for (const auto& word : words) modifiers += has_notation(lexicon.find("heading-words", word.key), "modifier");
  const Dated dated = take_dates(plain, lexicon, 0);
  if (modifiers == words.size() || trim(dated.rest).empty()) return false;
  const std::vector<Segment> parts = cut_segments(dated.rest, lexicon, 0);
  return !parts.empty() && std::none_of(parts.begin(), parts.end(), [](const Segment& s) {
    return s.organization >= OrganizationClass::company || s.place || s.unit || s.role;
  });
}

/// "Mosses (2018–2021)"
bool says_when(std::string_view heading, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(\([^()]*\d{4}[^()]*\)\s*$)");
  return RE2::PartialMatch(re2::StringPiece(heading.data(), heading.size()), bracket) &&
         !find_dates(heading, lexicon).empty();
}

/// What stands below a heading, no longer than tells whether it describes a course.
std::string_view beginning_of(const Section& section, const document::Document& document) {
  if (section.first_block == section.last_block) return {};
  return document.slice(document.blocks[section.first_block].span).substr(0, longest_part);
}

/// Whether it tells of itself that it is a course: by a code, a term, a level, or a sentence about "this course".
bool tells_of_course(const Section& section, const Context& context) {
  const lexicon::Lexicon& lexicon = context.lexicon;
  std::string heading = section.heading;
  if (begins_with_code(heading) || !take_terms(heading, lexicon).empty()) return true;
  std::size_t notes = 0;
  for (std::size_t b = section.first_block; b < section.last_block; ++b) {
    const document::Block& block = context.document.blocks[b];
    for (std::uint32_t i = 0; i < block.line_count && notes < most_notes; ++i, ++notes) {
      const Span span = context.document.lines[block.first_line + i].span;
      std::string note(context.document.slice(span).substr(0, longest_note + 1));
      if (note.size() <= longest_note && !take_terms(note, lexicon).empty()) return true;
    }
  }
  const lexicon::Words words = lexicon::split_words(beginning_of(section, context.document));
  if (lexicon.longest("course-levels", words, 0)) return true;
  for (std::size_t at = 0; at < std::min(words.size(), most_before_subject); ++at)
    if (has_notation(lexicon.find("course-words", words[at].key), "noun")) return true;
  return false;
}

/// Courses are described; who says "I" tells of their teaching.
bool is_in_first_person(const Section& section, const Context& context) {
  const std::string_view text = beginning_of(section, context.document);
  return mentions(text, "pronouns", "first", context.lexicon) || mentions(text, "pronouns", "my", context.lexicon);
}

/// Whether one of the headings beside it is over a description too, and one of them tells of a course.
bool is_one_of_several(const Section& section, const Context& context) {
  const std::vector<Section>& all = *context.sections;
  const auto self = static_cast<std::size_t>(&section - all.data());
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(self < most_between ? 0 : self - most_between);
  const auto last = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), self + most_between + 1));
  bool several = false, told = tells_of_course(section, context);
  for (auto other = first; other != last && !(several && told); ++other) {
    if (&*other == &section || other->dress != section.dress || !other->inherits || other->kind != section.kind ||
        other->first_block == other->last_block || has_list(*other, context.document) ||
        !may_name_course(other->heading, context.lexicon))
      continue;
    several = true;
    told = told || tells_of_course(*other, context);
  }
  return several && told;
}

}  // namespace

bool is_course_part(std::string_view text, const lexicon::Lexicon& lexicon) {
  text = trim(text.substr(0, longest_part));
  // "PC1", "TD3"
  static const LetterPattern run_together(R"(^(\pL{2,3})(\d{1,2}(?:[-–]\d{1,2})*)\b)");
  std::string parted(text);
  if (RE2::Replace(&parted, run_together.on(parted), "\\1 \\2")) text = parted;
  const lexicon::Words words = lexicon::split_words(text);
  const auto match = lexicon.longest("course-parts", words, 0);
  if (!match) return false;
  const std::string_view rest = trim(text.substr(match->span.end));
  if (lexicon.concept_at(match->concept_id).notation == "material")
    return rest.empty() || rest.front() == ':' || rest.front() == '(' || rest.front() == '-' ||
           (rest.front() >= '0' && rest.front() <= '9');
  if (rest.empty() || rest == ":") return true;
  std::size_t number = 0;
  while (number < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[number])) || rest[number] == '-' ||
                                  rest[number] == '#' || rest[number] == '/'))
    ++number;
  if (number == 0 || number > most_number_bytes || rest.find_first_of("0123456789") >= number) return false;
  // "Course 101", "Course 6.006" and "Cours M1" number courses or years of study, and no parts of a course.
  static const RE2 of_courses(R"(^(?:[LM]\d\b|[A-Za-z]*\d{3}|\d+\.\d))");
  if (RE2::PartialMatch(re2::StringPiece(rest.data(), rest.size()), of_courses)) return false;
  const std::string_view behind = trim(rest.substr(number));
  return behind.empty() || behind.front() == ':' || behind.front() == '(' || behind.front() == '-' ||
         behind.front() == '.' || behind.substr(0, 3) == "–" || behind.substr(0, 3) == "—";
}

std::vector<std::string> terms_of_heading(const Section& section, const Context& context) {
  const std::vector<Section>& all = *context.sections;
  for (const Section* at = &section;; at = &all[static_cast<std::size_t>(at->parent)]) {
    std::string heading = at->heading;
    if (std::vector<std::string> terms = take_terms(heading, context.lexicon); !terms.empty()) {
      // "Teaching at Avon (2015–2019)" dates a stay, and no course.
      const std::vector<Segment> parts = cut_segments(heading, context.lexicon, 0);
      const bool stay = std::any_of(parts.begin(), parts.end(), [](const Segment& s) { return s.named() || s.unit; });
      return stay ? std::vector<std::string>() : terms;
    }
    if (!at->inherits || at->parent <= 0) return {};
  }
}

std::optional<CourseLine> course_of_heading(const Section& section, const Context& context) {
  const lexicon::Lexicon& lexicon = context.lexicon;
  if (!section.inherits || section.heading.empty() || !may_name_course(section.heading, lexicon)) return std::nullopt;
  const bool coded = begins_with_code(section.heading) || says_when(section.heading, lexicon);
  if (has_children(section, *context.sections) && !coded) return std::nullopt;
  if (!coded && (section.first_block == section.last_block || has_list(section, context.document) ||
                 is_in_first_person(section, context) || !is_one_of_several(section, context)))
    return std::nullopt;
  std::vector<CourseLine> lines;
  if (coded) {
    read_course_text(lines, section.heading, section.heading_span, context);
  } else {
    CourseLine line;
    line.span = section.heading_span;
    std::string heading = section.heading;
    line.terms = take_terms(heading, lexicon);
    line.course = clean_value(heading);
    lines.push_back(std::move(line));
  }
  if (lines.empty() || lines.front().course.empty()) return std::nullopt;
  CourseLine out = std::move(lines.front());
  std::size_t notes = 0;
  for (std::size_t b = section.first_block; b < section.last_block && notes < most_notes; ++b) {
    const document::Block& block = context.document.blocks[b];
    if (block.kind == BlockKind::item && !coded) break;
    for (std::uint32_t i = 0; i < block.line_count && notes < most_notes; ++i, ++notes) {
      Span span = context.document.lines[block.first_line + i].span;
      span.begin = std::max(span.begin, block.span.begin);
      if (span.size() > longest_note) return out;
      std::string text(context.document.slice(span));
      std::vector<std::string> terms = take_terms(text, lexicon);
      const std::vector<Segment> parts = cut_segments(text, lexicon, 0);
      if (std::any_of(parts.begin(), parts.end(), [](const Segment& s) { return s.unknown(); })) continue;
      if (out.terms.empty()) out.terms = std::move(terms);
      for (const Segment& part : parts)
        if (part.role && out.role.empty() && !lexicon.find("roles", part.text).empty()) out.role = part.text;
      if (out.affiliation.organization.empty()) out.affiliation = find_affiliation(parts, lexicon);
    }
  }
  return out;
}

Span without_description(Span line, const document::Document& document, const lexicon::Lexicon& lexicon) {
  const std::vector<document::Run>& runs = document.runs;
  auto found = std::lower_bound(runs.begin(), runs.end(), line.begin,
                                [](const document::Run& run, std::uint32_t at) { return run.span.begin < at; });
  for (; found != runs.end() && found->span.begin < line.end; ++found) {
    const document::Run& run = *found;
    if (run.kind != document::RunKind::bold) continue;
    if (!trim(document.slice({line.begin, std::max(line.begin, run.span.begin)})).empty()) return line;
    // Years in the margin may be bold as well.
    const Dated name = take_dates(
        document.slice({std::max(line.begin, run.span.begin), std::min(line.end, run.span.end)}), lexicon, 0);
    const std::vector<Segment> parts = cut_segments(name.rest, lexicon, 0);
    if (lexicon::split_words(name.rest).size() < 2 || std::any_of(parts.begin(), parts.end(), [](const Segment& s) {
          return s.organization >= OrganizationClass::company;
        }))
      return line;
    const std::string_view rest = trim(document.slice({std::min(run.span.end, line.end), line.end}));
    const lexicon::Words words = lexicon::split_words(rest);
    if (rest.empty() || rest.back() != '.' || words.size() < least_described_words ||
        !is_upper(code_point_at(rest, 0).value))
      return line;
    // A sentence is mostly of words in lower case; houses and courses are not.
    std::size_t small = 0;
    for (const auto& word : words) small += is_lower(code_point_at(rest, word.span.begin).value);
    if (small * 2 < words.size()) return line;
    return {line.begin, run.span.end};
  }
  return line;
}

}  // namespace vitagraph::extraction
