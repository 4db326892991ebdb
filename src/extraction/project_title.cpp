// SPDX-License-Identifier: Apache-2.0
#include "extraction/project_title.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/grant_parts.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/labelled.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using document::Run;
using document::RunKind;

constexpr std::size_t longest_label = 40;  ///< bytes
constexpr std::size_t most_label_words = 5;
constexpr std::size_t most_name_words = 6;  ///< of a name in front of what describes it
constexpr std::size_t most_subtitle_words = 14;
constexpr std::size_t most_doer_words = 4;  ///< of a person's name
constexpr std::size_t longest_doers = 160;  ///< bytes of several
constexpr std::size_t most_lead_words = 7;  ///< of the owner's part in it
constexpr std::size_t quote = std::string_view("“").size();
constexpr std::size_t longest_role = 40;  ///< bytes of a bracket with the owner's part

bool is_project(const std::string& key, const lexicon::Lexicon& lexicon) {
  return has_notation(lexicon.find("heading-words", key), "projects");
}

bool tells_role(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  return tells_part(text, lexicon) || (!words.empty() && lexicon.longest("roles", words, 0)) ||
         lexicon.mentions("service-roles", text);
}

/// What is set in bold or linked at the entry's beginning and followed by a sign or the line's end.
std::string marked_head(const Entry& entry, const Context& context) {
  if (entry.lines.empty()) return {};
  const Span line = entry.lines.front();
  const std::vector<Run>& runs = context.document.runs;
  auto run = std::lower_bound(runs.begin(), runs.end(), line.begin,
                              [](const Run& r, std::uint32_t begin) { return r.span.begin < begin; });
  for (; run != runs.end() && run->span.begin <= line.begin + 1; ++run) {
    if (run->span.end > line.end || (run->kind != RunKind::bold && run->kind != RunKind::link)) continue;
    std::string_view behind = trim(context.document.slice({run->span.end, line.end}));
    const std::string_view inner = trim(context.document.slice(run->span));
    if (inner.empty()) continue;
    const bool closed = inner.back() == ':' || inner.back() == '.' || behind.empty() ||
                        std::string_view(":,(|.[-").find(behind.front()) != std::string_view::npos ||
                        behind.starts_with("–") || behind.starts_with("—");
    const bool told = is_lower(code_point_at(behind.empty() ? inner : behind, 0).value);
    if (closed || told) return clean_value(inner);
  }
  return {};
}

/// "Course project: Walls and rain", "Title: Walls and rain"
std::string without_label(std::string text, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon > longest_label) return text;
  const std::string label = text.substr(0, colon);
  const lexicon::Words words = lexicon::split_words(label);
  const bool project = !words.empty() && words.size() <= most_label_words && is_project(words.back().key, lexicon);
  if (!project && grant_label(label, lexicon) != "title") return text;
  std::string rest(trim(std::string_view(text).substr(colon + 1)));
  return rest.empty() ? text : rest;
}

/// "Member of the project “Walls and rain”", "Coordinator of the project Walls and Rain"
std::string without_part(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const std::size_t open = text.find("“");
  const std::size_t close = open == std::string::npos ? open : text.find("”", open);
  if (words.empty() || !tells_role(text.substr(0, std::min(open, text.size())), lexicon)) return text;
  if (close != std::string::npos && words.front().span.begin < open)
    return text.substr(open + quote, close - open - quote);
  for (std::size_t at = 1; at + 1 < words.size() && at < most_lead_words; ++at) {
    const bool lower = is_lower(code_point_at(text, words[at].span.begin).value);
    if (!lower && !is_project(words[at].key, lexicon)) return text;
    if (is_project(words[at].key, lexicon) && is_upper(code_point_at(text, words[at + 1].span.begin).value))
      return text.substr(words[at + 1].span.begin);
  }
  return text;
}

/// "Walls and rain, research assistant", "Walls and rain (team member)", "Walls and rain, a course project"
std::string without_role(std::string text, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(^(.*\S)\s*\(([^()]{2,40})\)\W*$)");
  std::string head, inner;
  if (RE2::FullMatch(text, bracket, &head, &inner) && inner.size() <= longest_role && tells_role(inner, lexicon))
    text = head;
  std::vector<Segment> segments = cut_segments(text, lexicon, 0);
  while (segments.size() > 1) {
    const lexicon::Words words = lexicon::split_words(segments.back().text);
    const bool sort = !words.empty() && words.size() <= most_label_words && is_project(words.back().key, lexicon) &&
                      is_lower(code_point_at(segments.back().text, 0).value);
    if (!sort && !(segments.back().role && words.size() <= most_lead_words)) break;
    text.resize(segments.back().span.begin);
    segments.pop_back();
  }
  return clean_value(text);
}

/// Behind the last word of a person's name that begins with word `first`; `first` if none does.
std::size_t end_of_doer(const std::string& text, const lexicon::Words& words, std::size_t first,
                        const lexicon::Lexicon& lexicon) {
  static const RE2 aside(R"(\s*\([^()]*\)\s*)");  // "Ada (Addy) Holm"
  const std::size_t stop = std::min(text.find_first_of(",;:\n\t", words[first].span.begin), text.size());
  std::size_t last = first;
  while (last < words.size() && last < first + most_doer_words && words[last].span.begin < stop) ++last;
  for (; last > first + 1; --last) {
    std::string name = text.substr(words[first].span.begin, words[last - 1].span.end - words[first].span.begin);
    RE2::GlobalReplace(&name, aside, " ");
    if (looks_like_name(name, lexicon)) return last;
  }
  return first;
}

/// The word that a person's name begins with behind the words for whoever did a project; 0 if there is none. "Student
/// Moss Count" is a title: who did it is called so in lower case or in front of the title.
std::size_t doer_behind(const std::string& text, const lexicon::Words& words, std::size_t at,
                        const lexicon::Lexicon& lexicon) {
  const auto doer = lexicon.longest("project-doers", words, at);
  if (!doer || lexicon.concept_at(doer->concept_id).notation != "doer") return 0;
  const auto is_small = [&](std::size_t word) { return is_lower(code_point_at(text, words[word].span.begin).value); };
  const std::size_t first = at + doer->words;
  if (first >= words.size() || words[first].span.begin != words[first - 1].span.end + 1 ||
      !is_upper(code_point_at(text, words[first].span.begin).value))
    return 0;
  const std::size_t last = end_of_doer(text, words, first, lexicon);
  if (last == first) return 0;
  const std::uint32_t end = words[last - 1].span.end;
  const bool told = doer->words > 1 || is_small(at) || (at > 0 && is_small(at - 1));
  const bool leads =
      at == 0 && (text.substr(end, 1) == ":" || text.find("“", end) != text.npos || text.find('"', end) != text.npos);
  return told || leads ? first : 0;
}

/// Whether the owner is among those whose names the text begins with.
bool names_owner(std::string_view text, const std::string& owner, const lexicon::Lexicon& lexicon) {
  std::size_t end = std::min({text.find_first_of("0123456789\n\t\"(", 0), text.find("“"), longest_doers, text.size()});
  const std::vector<std::string> names = names_in(text.substr(0, end), lexicon);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return names_compatible(name, owner, lexicon); });
}

/// "Walls in rain, carried out by Ada Holm"
std::string without_doers(std::string text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at + 1 < words.size(); ++at)
    if (text[words[at].span.begin - 1] == ' ' && text[words[at - 1].span.end] == ',' &&
        doer_behind(text, words, at, lexicon))
      return clean_value(text.substr(0, words[at - 1].span.end));
  return text;
}

/// Whether "Head: what it is" names the project with its head alone: one word, a quotation, or in a list of software;
/// or what is behind is too long for a subtitle.
bool is_described(const std::string& text, const std::string& head, const Section& section,
                  const lexicon::Lexicon& lexicon) {
  if (head.find("“") != std::string::npos && head.find("”") == std::string::npos) return false;
  const std::size_t words = lexicon::split_words(head).size();
  if (words > most_name_words) return false;
  return words == 1 || head.ends_with("”") || section.is("software") ||
         mentions(section.heading, "heading-words", "software", lexicon) ||
         lexicon::split_words(text).size() - words > most_subtitle_words;
}

}  // namespace

std::string project_title(std::string text, const Entry& entry, const Section& section, const Context& context) {
  const lexicon::Lexicon& lexicon = context.lexicon;
  static const RE2 behind(R"(^([^|]{6,}?)\s+\|\s.*$)");
  static const LetterPattern sentence(R"(^(.{6,}?[\pL)]{3})\s*\.\s+\p{Lu}.*$)");
  static const RE2 hollow(R"(\s*\([^()]*[\s,]\)$)");
  static const LetterPattern described(R"(^([^:–—]{3,60}?)(?::|\s[–—-])\s+\p{Ll}.*$)");
  static const LetterPattern address(R"(^(?:[^:]{2,20}:\s*)?(?:https?://)?[\w.-]+\.\pL{2,}/\S*$)");
  static const RE2 role(R"(\s*\(([^()]{2,24})\)\s*:)");
  std::string word;
  if (RE2::PartialMatch(text, role, &word) && has_notation(lexicon.find("advising", word), "principal"))
    RE2::Replace(&text, role, ":");
  curl_quotes(text);
  text = without_label(std::move(text), lexicon);
  if (RE2::FullMatch(text, address.on(text))) return {};
  const std::string marked = without_label(marked_head(entry, context), lexicon);
  if (marked.size() > 2 && text.find(marked) < marked.size() && !tells_role(marked, lexicon)) return marked;
  const std::size_t whole = text.size();
  RE2::Replace(&text, behind, "\\1");
  RE2::Replace(&text, sentence.on(text), "\\1");
  RE2::Replace(&text, hollow, "");
  text = without_role(without_part(text, lexicon), lexicon);
  std::string name;
  text = without_doers(std::move(text), lexicon);
  if (RE2::FullMatch(text, described.on(text), &name) && is_described(text, name, section, lexicon))
    return clean_value(name);
  // One word is a title where a label or a role stood beside it.
  const std::size_t words = lexicon::split_words(text).size();
  const bool cut =
      words == 1 && text.size() > 2 && text.size() < whole && is_upper(code_point_at(text, text.size() - 1).value);
  return words > 1 || cut ? text : std::string();
}

std::string place_behind_title(const std::string& text, const lexicon::Lexicon& lexicon) {
  static const LetterPattern sentences(R"(^.{6,}?[\pL)]{3}\s*\.\s+(\p{Lu}[^.]{2,60})\.(?:\s|$))");
  std::string second;
  if (!RE2::PartialMatch(text, sentences.on(text), &second)) return {};
  const lexicon::Words words = lexicon::split_words(second);
  return !words.empty() && place_words(words, lexicon) * 2 >= words.size() ? clean_value(second) : std::string();
}

bool is_done_by_others(const std::string& text, const std::string& owner, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (const std::size_t name = doer_behind(text, words, at, lexicon))
      return !names_owner(std::string_view(text).substr(words[name].span.begin), owner, lexicon);
    // "adviser on a project"
    if (words[at + 1].span.begin == words[at].span.end + 1 &&
        is_lower(code_point_at(text, words[at + 1].span.begin).value) &&
        has_notation(lexicon.find("advising", words[at].key), "advisor") &&
        !lexicon.find("connectives", words[at + 1].key).empty())
      return true;
  }
  return false;
}

}  // namespace vitagraph::extraction
