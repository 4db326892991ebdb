// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_titles.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/ideographs.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/organizations.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_title_words = 10;
constexpr std::size_t shortest_degree_word = 6;  ///< bytes of "Master"; shorter ones are abbreviations
constexpr std::size_t most_degree_words = 9;     ///< of "Doctor of Social Sciences in …"
constexpr std::size_t most_joined_words = 4;     ///< of a role behind another ("Engineer and Lab Project Manager")

/// Whether a title's words up to its first preposition are a house's name or a place.
bool names_house(const std::string& title, const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  std::size_t end = title.size();
  for (std::size_t i = words.size(); i-- > 1;)
    if (has_notation(lexicon.find("connectives", words[i].key), "for")) end = words[i].span.begin;
  const std::vector<Segment> alone = cut_segments(title.substr(0, end), lexicon, 0);
  return alone.size() != 1 ||
         (!alone.front().role && (alone.front().named() || alone.front().unit || alone.front().place));
}

}  // namespace

std::size_t find_joint(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const auto joints = lexicon.find("connectives", words[at].key);
    if (!has_notation(joints, "at") || has_notation(joints, "for")) continue;
    if (!is_lower(code_point_at(text, words[at].span.begin).value)) continue;
    return words[at].span.begin;
  }
  return std::string::npos;
}

void part_title(std::vector<Segment>& segments, bool studies, const lexicon::Lexicon& lexicon) {
  if (segments.empty()) return;
  Segment& first = segments.front();
  const std::size_t joint = find_joint(first.text, lexicon);
  if (joint == std::string::npos || first.quoted || is_lower(code_point_at(first.text, 0).value)) return;
  const std::string title = clean_value(first.text.substr(0, joint));
  const lexicon::Words words = lexicon::split_words(title);
  if (words.empty() || words.size() > most_title_words || lexicon.mentions("pronouns", title)) return;
  const std::vector<Segment> alone = cut_segments(title, lexicon, first.span.begin);
  if (alone.size() != 1) return;
  Segment head = alone.front();
  const bool study = first.degree || (studies && !first.role);
  // "Fern Laboratory at Avon University" is a house in a house; "Archivist for the Moss Project" is none.
  if (!head.degree && !head.role && names_house(title, words, lexicon)) return;
  const std::string_view house = without_service_joint(std::string_view(first.text).substr(joint), lexicon);
  std::vector<Segment> behind = cut_segments(house, lexicon, first.span.begin);
  if (behind.empty()) return;
  const bool named = behind.front().named() || behind.front().unit;
  if (!named && study) return;
  if (!named && (is_lower(code_point_at(house, 0).value) || behind.size() > 1)) {
    first.role = true;  // the joint stays, and tells that a house follows
    return;
  }
  if (study && behind.size() == 1 && !behind.front().named()) {  // "at Avon School": a whole, not a part
    behind.front().organization = OrganizationClass::institute;
    behind.front().unit = false;
  }
  for (Segment& segment : behind) segment.line_start = false;
  head.line_start = first.line_start;
  head.organization = OrganizationClass::none;
  head.unit = false;
  (study ? head.degree : head.role) = true;
  first = std::move(head);
  segments.insert(segments.begin() + 1, behind.begin(), behind.end());
}

std::string without_joint(const std::string& role, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(role);
  if (words.size() < 2 || !has_notation(lexicon.find("connectives", words.back().key), "for")) return role;
  return clean_value(role.substr(0, words.back().span.begin));
}

std::pair<std::string, std::string> split_role(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const std::size_t house_at = find_joint(text, lexicon);
  const auto whole = lexicon.longest("roles", words, 0);
  if (whole && whole->words == words.size()) return {text, {}};  // "Professeur des universités"
  for (std::size_t at = 1; at < words.size(); ++at) {
    const auto match = lexicon.longest("connectives", words, at);
    if (!match) continue;
    // "Archivist for the Moss Project at Avon University": what stands before "at" is no house.
    if (house_at != std::string::npos && words[at].span.begin < house_at &&
        organization_class(text.substr(words[at].span.end, house_at - words[at].span.end), lexicon) <
            OrganizationClass::institute)
      continue;
    bool joins = false;
    for (const lexicon::Concept* found : lexicon.concepts_of("connectives", words, at, match->words))
      joins = joins || found->notation == "at" || found->notation == "for";
    const std::size_t next = at + match->words;
    if (!joins || next >= words.size()) continue;
    std::string rest = text.substr(words[next].span.begin);
    bool definite = false;
    if (next + 1 < words.size() && is_lower(code_point_at(rest, 0).value) &&
        has_notation(lexicon.find("connectives", words[next].key), "for")) {
      rest = text.substr(words[next + 1].span.begin);
      definite = true;
    }
    std::size_t open = text.find_first_not_of(' ', words[next - 1].span.end);
    const bool quoted = open != std::string::npos && (text[open] == '"' || text.compare(open, 3, "“") == 0);
    if (quoted) rest = text.substr(open);
    const bool at_word = has_notation(lexicon.concepts_of("connectives", words, at, match->words), "at") &&
                         !has_notation(lexicon.concepts_of("connectives", words, at, match->words), "for");
    const bool named = organization_class(rest, lexicon) >= OrganizationClass::company || is_unit_name(rest, lexicon);
    const bool article = definite || words[next - 1].key != words[at].key;
    // "Professor of the Practice" keeps its tail; "at" always leads to a place of work.
    if (quoted ||
        (at_word && (named || organization_class(rest, lexicon) != OrganizationClass::none ||
                     !is_lower(code_point_at(rest, 0).value) || next + 1 == words.size())) ||
        (named && (article || at_word)) ||
        (named && organization_class(rest, lexicon) >= OrganizationClass::known && words[at].key.size() > 2))
      return {clean_value(text.substr(0, words[at].span.begin)), rest};
  }
  return {text, {}};
}

std::vector<std::string> split_joined(const std::string& role, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(role);
  // "Moss Architect / Fern Manager"
  if (const std::size_t slash = role.find(" / "); slash != std::string::npos) {
    const std::string left = clean_value(role.substr(0, slash)), right = clean_value(role.substr(slash + 3));
    const auto titled = [&](const std::string& text) {
      const std::vector<Segment> alone = cut_segments(text, lexicon, 0);
      return alone.size() == 1 && alone.front().role;
    };
    if (titled(right) && left.find(' ') != std::string::npos && right.find(' ') != std::string::npos)
      return {left, right};
  }
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (!has_notation(lexicon.find("connectives", words[at].key), "conjunction")) continue;
    const std::string left = clean_value(role.substr(0, words[at].span.begin)),
                      right = clean_value(role.substr(words[at + 1].span.begin));
    const auto ends = [&](const std::string& text) {
      const lexicon::Words w = lexicon::split_words(text);
      for (std::size_t i = 0; i < w.size(); ++i) {
        const auto match = lexicon.longest("roles", w, i);
        if (match && i + match->words == w.size()) return true;
      }
      return false;
    };
    const lexicon::Words right_words = lexicon::split_words(right);
    if (ends(left) &&
        (lexicon.longest("roles", right_words, 0) || (right_words.size() <= most_joined_words && ends(right))))
      return {left, right};
  }
  return {role};
}

namespace {

/// "Ph.D. (Botany)": what the bracket right behind a degree holds, if that is neither an honour nor a short form.
std::string field_in_bracket(std::string_view behind, const lexicon::Lexicon& lexicon) {
  static const LetterPattern bracket(R"(^\.?\s*\((\p{Lu}[\p{Ll}][^()\d]{2,60})\))");
  std::string inner;
  if (!RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), bracket.on(behind), &inner)) return {};
  const lexicon::Words words = lexicon::split_words(inner);
  const auto label = lexicon.longest("labels", words, 0);
  const bool minor = label && has_notation(lexicon.concepts_of("labels", words, 0, label->words), "minor");
  const bool other = lexicon.longest("degrees", words, 0) ||
                     organization_class(inner, lexicon) != OrganizationClass::none || is_place_name(inner, lexicon);
  return minor || other ? std::string() : inner;
}

}  // namespace

std::string without_degree_honours(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto match = lexicon.longest("degree-honours", words, 0);
  if (!match) return text;
  if (match->words == words.size() ||
      has_notation(lexicon.concepts_of("degree-honours", words, 0, match->words), "standing"))
    return {};
  const std::size_t end = words[match->words - 1].span.end;
  const std::string_view gap = std::string_view(text).substr(end, words[match->words].span.begin - end);
  const auto joint = lexicon.longest("labels", words, match->words);
  const bool joins = joint && has_notation(lexicon.concepts_of("labels", words, match->words, joint->words), "field");
  if (joins && match->words + joint->words < words.size())
    return text.substr(words[match->words + joint->words].span.begin);
  return gap.find_first_of(",;)(") != std::string_view::npos ? text.substr(words[match->words].span.begin) : text;
}

WrittenDegree split_degree(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  // "经济学硕士": the field in front.
  if (const std::size_t ending = is_ideographic(text) ? ideographic_ending(text, "degrees", lexicon) : 0; ending > 0)
    return {clean_value(text.substr(text.size() - ending)), clean_value(text.substr(0, text.size() - ending))};
  auto match = lexicon.longest("degrees", words, 0);
  if (!match) match = lexicon.longest("trainings", words, 0);
  if (!match) return {text, {}};
  std::size_t end = match->words;
  // "Bachelor of Management", "Doctor of Social Sciences": a degree of that name, whatever is behind "in".
  if (end == 1 && words[0].key.size() >= shortest_degree_word && words.size() > 2 &&
      words.size() <= most_degree_words && has_notation(lexicon.find("study-words", words[1].key), "of")) {
    for (end = 3; end < words.size() && lexicon.find("labels", words[end].key).empty() &&
                  text.compare(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end, " ") == 0;)
      ++end;
  }
  // "Doctorat en Botanique": the small word is no part of the degree.
  while (end > 1 && has_notation(lexicon.find("labels", words[end - 1].key), "field")) --end;
  // "Certificate in Moss Keeping" is a name as a whole.
  if (has_notation(lexicon.concepts_of("degrees", words, 0, match->words), "attestation") && words.size() > end)
    return {clean_value(text), {}};
  std::size_t cut = words[end - 1].span.end;
  while (cut < text.size() && (text[cut] == '.' || (text[cut] == '\''))) ++cut;
  // "BSc (Hons)": the bracket that the degree's own name ends with.
  if (text.compare(cut, 1, ")") == 0 && text.substr(0, cut).rfind('(') != std::string::npos) ++cut;
  // "BSc (Hons, 1st class) Botany": the bracket that the degree's own name opens.
  const std::size_t open = text.rfind('(', cut);
  if (open < cut && text.find(')', open) != std::string::npos && text.find(')', open) > cut)
    cut = text.find(')', open) + 1;
  WrittenDegree out;
  out.degree = text.substr(0, cut);
  // "MSc (Distinction) in Botany": what a bracket right behind the degree holds, and what stands behind that.
  static const RE2 aside(R"(^\.?\s*\(([^()]*)\)\s*)");
  re2::StringPiece inner;
  std::string_view behind = std::string_view(text).substr(cut);
  bool bracket = false;
  if (re2::StringPiece piece(behind.data(), behind.size()); RE2::PartialMatch(piece, aside, &inner)) {
    bracket = true;
    behind.remove_prefix(std::min(behind.size(), behind.find(')') + 1));
  }
  const std::size_t from = text.size() - behind.size();
  std::size_t next = 0;
  while (next < words.size() && words[next].span.begin < from) ++next;
  // The words "degree" and "in" are no part of either.
  while (next < words.size()) {
    const auto field = lexicon.longest("labels", words, next);
    const bool joins = field && has_notation(lexicon.concepts_of("labels", words, next, field->words), "field");
    const bool filler = has_notation(lexicon.find("study-words", words[next].key), "degree");
    if (!joins && !filler) break;
    next += joins ? field->words : 1;
  }
  if (next < words.size()) out.field = text.substr(words[next].span.begin);
  if (bracket && out.field.empty()) out.field = field_in_bracket(std::string_view(text).substr(cut), lexicon);
  out.field = without_degree_honours(out.field, lexicon);
  static const RE2 trailing(R"(\s*\([^)]*\)?\s*$)");
  RE2::Replace(&out.field, trailing, "");
  out.field = clean_value(out.field);
  return out;
}

}  // namespace vitagraph::extraction
