// SPDX-License-Identifier: Apache-2.0
#include "extraction/student_news.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr const char* scheme = "student-news";
constexpr std::size_t most_lead_words = 6;   ///< in front of the names
constexpr std::size_t most_words_to_as = 9;  ///< between joining and what as

/// The relation that a level of students has ("phd-students" -> "phd"), or nothing.
std::string relation_of(std::string_view level) {
  if (level == "phd-students") return "phd";
  if (level == "masters-students") return "masters";
  if (level == "bachelors-students") return "bachelors";
  if (level == "postdocs") return "postdoc";
  if (level == "interns") return "intern";
  return {};
}

/// The first level that is named from `from` on.
std::string level_from(const Sentence& s, std::size_t from) {
  for (std::size_t i = from; i < std::min(s.size(), from + most_words_to_as); ++i)
    if (std::string relation = relation_of(s.notation(i, "advisee-words")); !relation.empty()) return relation;
  return {};
}

/// Behind the dates and greetings in front, where a name may begin.
std::size_t behind_greeting(const Sentence& s, bool& greeted) {
  std::size_t begin = 0;
  while (begin < s.size() && s.is_date(begin)) ++begin;
  greeted = false;
  for (std::size_t n = 0; n < most_lead_words && begin < s.size(); ++n) {
    const std::size_t words = s.label(begin, scheme, "greeting");
    if (words > 0) {
      begin += words;
      greeted = true;
    } else if (!s.capital(begin) && greeted) {
      ++begin;
    } else {
      break;
    }
  }
  return begin;
}

}  // namespace

bool is_honour_of_others(const Sentence& s, const Context& context) {
  bool greeted = false;
  const std::size_t begin = behind_greeting(s, greeted);
  if (begin >= s.size()) return false;
  const std::vector<Range> names = sentences::read_persons(s, {begin, s.size()});
  if (names.empty() || names.front().begin != begin || names.front().size() < 2 || names.back().end >= s.size())
    return false;
  const std::size_t behind = names.back().end;
  if (!greeted && s.notation(behind, "predicates") != "receive") return false;
  for (std::size_t i = begin; i < s.size(); ++i)
    if (s.label(i, "pronouns", "first") > 0) return false;
  return std::none_of(names.begin(), names.end(),
                      [&](const Range name) { return names_compatible(s.str(name), context.owner, context.lexicon); });
}

bool read_student_news(const Sentence& s, const DateMention* date, const Context& context, Findings& findings) {
  bool greeted = false;
  const std::size_t begin = behind_greeting(s, greeted);
  if (begin >= s.size()) return false;
  const std::vector<Range> names = sentences::read_persons(s, {begin, s.size()});
  if (names.empty() || names.front().begin > begin + 2) return false;
  const std::size_t behind = names.back().end;
  std::size_t at = behind;
  while (at < std::min(s.size(), behind + 3) && s.label(at, scheme, "begin") == 0 && s.label(at, scheme, "finish") == 0)
    ++at;
  if (at >= s.size()) return false;
  const bool finishes = s.label(at, scheme, "finish") > 0;
  const std::size_t words = finishes ? s.label(at, scheme, "finish") : s.label(at, scheme, "begin");
  if (words == 0) return false;
  // "Ann Lee joined Avon University as a postdoc" is with others now; "joined the lab" is here.
  const bool here = at + words < s.size() && s.label(at + words, scheme, "group") > 0;
  if (!finishes && !here && !greeted) return false;
  if (!finishes && !here && at + words < s.size() && s.capital(at + words) && level_from(s, at + words - 1).empty())
    return false;
  const std::string relation = level_from(s, at);
  if (relation.empty()) return false;
  for (const Range name : names) {
    std::string advisee = s.str(name);
    if (names_compatible(advisee, context.owner, context.lexicon)) return false;
    facts::Fact fact("advising");
    fact.set("advisor", context.owner).set("advisee", std::move(advisee)).set("relation", relation);
    if (date != nullptr && !date->start.starts_with("--")) fact.set(finishes ? "end" : "start", date->start);
    findings.add(std::move(fact), s.span, "news.student", 0.75);
  }
  return true;
}

}  // namespace vitagraph::extraction
