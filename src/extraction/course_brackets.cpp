// SPDX-License-Identifier: Apache-2.0
#include "extraction/course_brackets.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/course_lists.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_bracket = 160;  ///< bytes

/// What a bracket says, part by part.
struct Bracket {
  std::string role;
  std::string kept;   ///< the parts that belong to the name
  std::string terms;  ///< the parts that say when
  bool aside = false;
};

/// "TA for A. Moss", "convenor and lecturer": a role, and what goes on behind a small word.
bool begins_with_role(std::string_view part, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(part);
  const auto role = lexicon.longest("roles", words, 0);
  if (!role || role->words >= words.size()) return false;
  const auto joint = lexicon.longest("connectives", words, role->words);
  return joint && is_teaching_role(part.substr(0, role->span.end), lexicon);
}

/// "40 students", "evaluation: 4.7 of 5", "with A. Moss".
bool is_aside(std::string_view part, const lexicon::Lexicon& lexicon) {
  static const LetterPattern mark(R"(\d[.,]\d+\s*(?:/|\pL+ (?:\pL+ )?)\s*\d|\d\s*%)");
  if (RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), mark.on(part))) return true;
  const lexicon::Words words = lexicon::split_words(part);
  if (words.empty()) return false;
  if (words.size() >= 2 && is_digit(code_point_at(part, 0).value) &&
      !lexicon.find("course-counts", words[1].key).empty())
    return true;
  if (is_upper(code_point_at(part, 0).value)) return false;
  for (std::size_t at = 0; at + 1 < words.size() && at < 3; ++at)
    if (has_notation(lexicon.find("advising", words[at].key), "with") &&
        is_upper(code_point_at(part, words[at + 1].span.begin).value))
      return true;
  return false;
}

Bracket read_bracket(std::string_view inner, const lexicon::Lexicon& lexicon) {
  Bracket out;
  for (std::size_t begin = 0; begin <= inner.size();) {
    const std::size_t end = std::min(inner.find_first_of(",;", begin), inner.size());
    const std::string part = clean_value(inner.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty()) continue;
    std::string rest = part;
    if (is_aside(part, lexicon)) {
      out.aside = true;
    } else if (is_teaching_role(part, lexicon) || begins_with_role(part, lexicon)) {
      if (out.role.empty()) {
        const lexicon::Words words = lexicon::split_words(part);
        const auto role = lexicon.longest("roles", words, 0);
        out.role = is_teaching_role(part, lexicon) || !role ? part : part.substr(0, role->span.end);
      }
    } else if (!take_terms(rest, lexicon).empty() && lexicon::split_words(rest).empty()) {  // "Math 2010" is a code
      out.terms += (out.terms.empty() ? "" : ", ") + part;
    } else {
      out.kept += (out.kept.empty() ? "" : ", ") + part;
    }
  }
  return out;
}

/// The codes of courses among the parts.
std::string codes_of(std::string_view kept) {
  for (std::size_t begin = 0; begin <= kept.size();) {
    const std::size_t end = std::min(kept.find(", ", begin), kept.size());
    const std::string_view part = kept.substr(begin, end - begin);
    if (is_course_code(part)) return std::string(part);
    begin = end + 2;
  }
  return {};
}

}  // namespace

bool is_teaching_role(std::string_view text, const lexicon::Lexicon& lexicon) {
  return !lexicon.find("roles", text).empty() && lexicon.find("degrees", text).empty() &&
         lexicon.find("course-levels", text).empty();
}

std::string take_course_brackets(std::string& text, const lexicon::Lexicon& lexicon) {
  std::string role, out;
  std::size_t copied = 0;
  for (std::size_t open = text.find('('); open != std::string::npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find_first_of("()", open + 1);
    if (close == std::string::npos) break;
    if (text[close] == '(' || close - open > longest_bracket) continue;
    const Bracket found = read_bracket(std::string_view(text).substr(open + 1, close - open - 1), lexicon);
    // "(Fall 2018; Spring 2019)" and a name's own bracket stay as they are.
    const bool mixed = !found.terms.empty() && !found.kept.empty();
    const bool several = !found.terms.empty() && text.find(';', open) < close;
    if (!mixed && !several && found.role.empty() && !found.aside) continue;
    if (role.empty()) role = found.role;
    out.append(text, copied, open - copied);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    const std::string kept = found.terms.empty() && found.role.empty() ? found.kept : codes_of(found.kept);
    if (!kept.empty()) out += " (" + kept + ")";
    if (!found.terms.empty()) out += ", " + found.terms;
    copied = close + 1;
  }
  if (copied > 0) text = out + text.substr(copied);
  return role;
}

}  // namespace vitagraph::extraction
