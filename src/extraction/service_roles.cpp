// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_roles.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_heading_words = 8;

/// "Reviewers" and "Organizing" as the noun that a fact gives.
std::string singular(const std::string& role, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept* found : lexicon.find("role-nouns", role)) return found->label;
  return role;
}

/// The roles of a heading that says nothing else: "Journals Reviewed for", "Organized Conference Sessions".
std::vector<std::string> roles_among(const std::string& text, const lexicon::Lexicon& lexicon) {
  std::vector<std::string> out;
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() > most_heading_words) return out;
  std::size_t qualified = 0;  // where the words begin that may qualify the next role
  for (std::size_t at = 0; at < words.size();) {
    const auto role = lexicon.longest("service-roles", words, at);
    const auto heading = lexicon.longest("heading-roles", words, at);
    const bool listed = heading && (!role || heading->words >= role->words);
    const auto& match = listed ? heading : role;
    if (match && (listed || !is_body(text.substr(match->span.begin, match->span.size()), lexicon))) {
      const std::string name = listed ? lexicon.concept_at(match->concept_id).label
                                      : singular(text.substr(match->span.begin, match->span.size()), lexicon);
      const bool noun = text.compare(match->span.begin, match->span.size(), name) == 0;
      out.push_back(noun && at + match->words == words.size() && out.empty() ? text.substr(words[qualified].span.begin)
                                                                             : name);
      at += match->words;
      qualified = at;
      continue;
    }
    std::size_t filler = 0;
    for (const char* scheme : {"heading-words", "venue-nouns", "journal-nouns"})
      if (const auto word = lexicon.longest(scheme, words, at)) {
        const std::string& kind = lexicon.concept_at(word->concept_id).notation;
        if (std::string_view(scheme) != "heading-words" || kind == "modifier" || kind == "positions" ||
            kind == "service" || kind == "journal-articles" || kind == "conference-papers")
          filler = std::max<std::size_t>(filler, word->words);
      }
    const auto small = lexicon.longest("connectives", words, at);
    // "Referee and Evaluation": what it is joined to says no more.
    if (filler == 0 && !small && out.size() == 1 && qualified == at &&
        has_notation(lexicon.find("service-roles", out.front()), "reviewer") &&
        has_notation(lexicon.find("connectives", words[at - 1].key), "conjunction"))
      return out;
    if (filler == 0 && !small) return {};
    at += filler > 0 ? filler : small->words;
    if (filler == 0 || is_lower(code_point_at(text, words[at - 1].span.begin).value)) qualified = at;
  }
  return out;
}

}  // namespace

std::vector<std::string> roles_named_by(std::string_view heading, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(^(.*?)\s*\(([^()]*)\)\s*:?\s*$)");
  const std::string text = clean_value(heading);
  std::string bare = text, inner;
  // "Program Committee (Reviewer)"
  const auto with_inner = [&](std::string role) {
    if (!inner.empty() && !lexicon.find("service-roles", inner).empty()) role += " (" + inner + ")";
    return role;
  };
  for (int i = 0; i < 2; ++i) {
    for (const lexicon::Concept* found : lexicon.find("heading-roles", bare)) return {with_inner(found->label)};
    // The heading is a role itself: "Journal Reviewer", "Program Committee Member", "Referee for".
    if (!lexicon.find("service-roles", bare).empty()) return {with_inner(singular(bare, lexicon))};
    if (i > 0 || !RE2::FullMatch(text, bracket, &bare, &inner)) break;
    bare = clean_value(bare);
  }
  std::vector<std::string> roles = roles_among(bare, lexicon);
  if (roles.size() == 1) roles.front() = with_inner(std::move(roles.front()));
  return roles;
}

std::string role_name(std::string_view role, const lexicon::Lexicon& lexicon) {
  std::string name = clean_value(role);
  const lexicon::Words words = lexicon::split_words(name);
  if (words.size() > 1 && is_lower(code_point_at(name, words.back().span.begin).value) &&
      has_notation(lexicon.find("connectives", words.back().key), "for"))
    name.resize(words[words.size() - 2].span.end);
  return singular(name, lexicon);
}

}  // namespace vitagraph::extraction
