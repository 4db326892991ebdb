// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_role = 80;

}  // namespace

std::optional<LeadingRole> leading_service_role(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  if (words.empty() || trim(text.substr(0, words.front().span.begin)).size() > 3) return std::nullopt;
  // Up to three words may qualify it ("Guest Associate Editor", "Senior Program Committee Member").
  std::optional<lexicon::Lexicon::Match> best;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < std::min<std::size_t>(words.size(), 4) && !best; ++at) {
    if (at > 0) {
      const std::string_view gap = text.substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
      if (gap.find_first_not_of(" -/") != std::string_view::npos) break;
      const auto small = lexicon.find("connectives", words[at - 1].key);
      if (!small.empty() && !has_notation(small, "journal")) break;
    }
    best = lexicon.longest("service-roles", words, at);
    begin = at;
  }
  if (!best) return std::nullopt;
  std::size_t next = begin + best->words;
  std::size_t end = best->span.end;
  // "Program Committee Member", "Editorial Board member": heads that follow belong to it.
  while (next < words.size()) {
    const auto more = lexicon.longest("service-roles", words, next);
    const std::string_view gap = text.substr(end, words[next].span.begin - end);
    if (!more || gap.find_first_not_of(" /&-") != std::string_view::npos) break;
    end = more->span.end;
    next += more->words;
  }
  LeadingRole role;
  role.text = std::string(text.substr(words.front().span.begin, end - words.front().span.begin));
  role.text_end = end;
  if (role.text.size() > longest_role) return std::nullopt;
  const lexicon::Words own = lexicon::split_words(role.text);
  // The role's label itself may end in the joint ("Referee for", "Committee on").
  const bool joint_ends = own.size() > 1 && is_lower(code_point_at(role.text, own.back().span.begin).value) &&
                          has_notation(lexicon.find("connectives", own.back().key), "for");
  role.person = !is_body(joint_ends ? role.text.substr(0, own[own.size() - 2].span.end) : role.text, lexicon);
  std::size_t at = end;
  // An acronym behind the role goes: "Area Chair (AC)".
  static const LetterPattern acronym(R"(^\s*\((?:\p{Lu}{2,5}s?|s)\))");
  re2::StringPiece piece(text.data(), text.size()), hit;
  if (acronym.on(piece).Match(piece, at, text.size(), RE2::UNANCHORED, &hit, 1) && hit.data() == text.data() + at)
    at += hit.size();
  const std::string_view bare = trim(text.substr(at));
  role.list = !bare.empty() && (bare.front() == ':' || bare.substr(0, 3) == "：");
  // "Ad hoc reviewer for: …"
  if (!role.list && bare.find(':') < 12) {
    const std::string_view joint = bare.substr(0, bare.find(':'));
    if (has_notation(lexicon.find("connectives", trim(joint)), "for")) {
      role.list = true;
      at = static_cast<std::size_t>(bare.data() - text.data()) + joint.size();
    }
  }
  // "Referee. Journals: …"
  const std::size_t label = bare.find(':');
  if (!role.list && label != std::string_view::npos && label < 40) {
    std::string_view word = trim(bare.substr(0, label));
    while (!word.empty() && (word.front() == '.' || word.front() == ',' || word.front() == '-'))
      word = trim(word.substr(1));
    role.list = has_notation(lexicon.find("connectives", word), "journal");
  }
  // "Referee for the following journals: …"
  if (const std::size_t named = role.list ? 0 : list_label(bare, lexicon); named > 0) {
    role.list = true;
    at = static_cast<std::size_t>(bare.data() - text.data()) + named;
  }
  role.joined = without_service_joint(bare, lexicon).size() < bare.size() || joint_ends;
  while (at < text.size() && (text[at] == ' ' || text[at] == ':' || text[at] == ',' || text[at] == '-' ||
                              text[at] == '.' || text[at] == '\n' || text[at] == '\t'))
    ++at;
  static constexpr std::string_view dashes[] = {"–", "—", "：", "，"};
  for (const std::string_view dash : dashes)
    if (text.substr(at, dash.size()) == dash) at += dash.size();
  role.end = at;
  return role;
}

bool is_body(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(\s*\([^()]*\)\s*$)");
  std::string plain(text);
  RE2::Replace(&plain, bracket, "");
  const lexicon::Words words = lexicon::split_words(plain);
  for (std::size_t at = words.size() > 4 ? words.size() - 4 : 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest("bodies", words, at); match && at + match->words == words.size())
      return true;
  for (std::size_t at = 0; at + 2 < std::min<std::size_t>(words.size(), 6); ++at) {
    const auto match = lexicon.longest("bodies", words, at);
    if (!match || at + match->words >= words.size()) continue;
    return has_notation(lexicon.find("connectives", words[at + match->words].key), "for") &&
           is_lower(code_point_at(plain, words[at + match->words].span.begin).value);
  }
  return false;
}

bool is_venue_list(std::string_view text, std::string_view role, const lexicon::Lexicon& lexicon) {
  const std::vector<Span> parts = split_list(text, lexicon);
  if (parts.size() < 2) return false;
  const bool reviewer = mentions(role, "service-roles", "reviewer", lexicon);
  // "Member, Program Committee, Fern Conference": a body and what it is of.
  if (!reviewer && is_body(clean_value(text.substr(parts.front().begin, parts.front().size())), lexicon)) return false;
  static const LetterPattern dated(
      R"(\((?:[^()]*\b)?(?:19|20)\d\d\b[^()]*\)\s*[.,;]?\s*$|\pL\)?[ -]?(?:19|20)\d\d\s*[.,;]?\s*$|\pL['’]\d\d\s*[.,;]?\s*$)");
  std::size_t own_dates = 0, venues = 0, houses = 0, places = 0;
  for (const Span part : parts) {
    const std::string value = clean_value(text.substr(part.begin, part.size()));
    const std::string_view written = text.substr(part.begin, part.size());
    if (RE2::PartialMatch(re2::StringPiece(written.data(), written.size()), dated.on(written))) ++own_dates;
    if (lexicon.mentions("venues", value) || lexicon.mentions("journal-nouns", value) ||
        lexicon.mentions("venue-nouns", value))
      ++venues;
    else if (is_place_name(value, lexicon))
      ++places;
    else if (is_body(value, lexicon) || organization_class(value, lexicon) == OrganizationClass::university)
      ++houses;
  }
  if (own_dates >= 2 && own_dates * 2 >= parts.size()) return true;
  if (places > 0 || houses > 1) return false;
  if (reviewer) return parts.size() >= 3 || venues >= 2;
  return parts.size() >= 3 && venues * 3 >= parts.size() * 2;
}

std::string_view without_service_joint(std::string_view text, const lexicon::Lexicon& lexicon) {
  for (int i = 0; i < 3; ++i) {
    text = trim(text);
    const lexicon::Words words = lexicon::split_words(text);
    if (words.size() < 2 || trim(text.substr(0, words.front().span.begin)).size() > 0) return text;
    bool joint = false;
    const char32_t first = code_point_at(text, 0).value;
    for (const lexicon::Concept* found : lexicon.find("connectives", words.front().key))
      joint = joint || found->notation == "for" || found->notation == "at";
    if (!joint || !is_lower(first)) return text;
    text.remove_prefix(words[1].span.begin - (text[words[1].span.begin - 1] == '"' ? 1 : 0));
  }
  return text;
}

}  // namespace vitagraph::extraction
