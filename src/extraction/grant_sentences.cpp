// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_sentences.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "extraction/entry_text.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_parts = 24;
constexpr std::size_t most_funder_words = 14;
constexpr std::size_t longest_bare_giver =
    7;  ///< words; longer ones that begin otherwise are titles with a house in them

struct Part {
  std::string text, label;
};

std::string label_of(std::string_view text, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("grant-labels", text);
  return found.empty() ? std::string() : found.front()->notation;
}

bool names_lead(std::string_view text, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("advising", text);
  return std::any_of(found.begin(), found.end(), [](const auto* c) { return c->notation == "principal"; });
}

/// Cuts at full stops that end a sentence, at tabs and line breaks, and in front of labels. `stops`: how often a full
/// stop or a label did.
std::vector<Part> cut(std::string_view text, const lexicon::Lexicon& lexicon, std::size_t& stops) {
  std::vector<Part> out;
  std::size_t begin = 0;
  int depth = 0;
  bool quoted = false;
  const auto close = [&](std::size_t end) {
    std::string part = std::string(trim(text.substr(begin, end - begin)));
    if (part.empty() || out.size() >= most_parts) return;
    Part made;
    const std::size_t colon = part.find(':');
    if (colon != std::string::npos && colon < 30) made.label = label_of(part.substr(0, colon), lexicon);
    if (!made.label.empty()) part.erase(0, colon + 1);
    // "Funded by the Moss Foundation"
    if (made.label.empty()) {
      const lexicon::Words words = lexicon::split_words(part);
      const auto lead = lexicon.longest("grant-labels", words, 0);
      if (lead && lead->words > 1 && lead->words < words.size() &&
          lexicon.concept_at(lead->concept_id).notation == "funder") {
        std::size_t first = lead->words;
        if (first + 1 < words.size() && is_lower(code_point_at(part, words[first].span.begin).value)) ++first;
        made.label = "funder";
        part.erase(0, words[first].span.begin);
      }
    }
    made.text = std::string(trim(part));
    out.push_back(std::move(made));
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'(' || c.value == U'[') ++depth;
    if ((c.value == U')' || c.value == U']') && depth > 0) --depth;
    if (c.value == U'\u201C') quoted = true;
    if (c.value == U'\u201D') quoted = false;
    bool ends = c.value == U'\t' || c.value == U'\n';
    // A title in quotation marks is a part of its own.
    if (c.value == U'\u201D' && depth == 0 && at + c.length < text.size() && text[at + c.length] == ' ') {
      close(at + c.length);
      begin = at + c.length;
    }
    if (c.value == U'.' && depth == 0 && !quoted && at > 2) {
      const bool blank = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\t' || text[at + 1] == '\n';
      const char before = text[at - 1], earlier = text[at - 2];
      const bool word =
          is_lower(static_cast<char32_t>(static_cast<unsigned char>(before))) && earlier != '.' && earlier != ' ';
      const bool number =
          is_digit(static_cast<char32_t>(static_cast<unsigned char>(before))) || before == ')' || before == '"';
      const bool capitals = before >= 'A' && before <= 'Z' && earlier >= 'A' && earlier <= 'Z';
      ends = blank && (word || number || capitals);
      if (ends && at + 2 < text.size()) ++stops;
    }
    if (c.value == U' ' && depth == 0 && !quoted) {
      // A label begins a part of its own.
      const std::size_t colon = text.substr(at + 1, 30).find(':');
      if (colon != std::string_view::npos) {
        const std::string_view label = text.substr(at + 1, colon);
        if (!label.empty() && is_upper(code_point_at(label, 0).value) &&
            (!label_of(label, lexicon).empty() || names_lead(label, lexicon))) {
          ends = true;
          ++stops;
        }
      }
    }
    if (ends) {
      close(at);
      begin = at + c.length;
      if (depth < 0) depth = 0;
    }
    at += c.length;
  }
  close(text.size());
  return out;
}

/// A part about who leads it, its number, or nothing but punctuation.
bool is_aside(const std::string& text, const lexicon::Lexicon& lexicon) {
  static const RE2 number(R"(^\W*#?[\p{Lu}]{0,6}[- ]?(?:\p{Lu}{1,4}[- ]?)?\d[\d\p{Lu}/-]{3,}\W*$)");
  const lexicon::Words words = lexicon::split_words(text);
  if (words.empty()) return true;
  if (RE2::FullMatch(text, number)) return true;
  static const RE2 money(R"([$€£¥]\s?\d)");
  if (RE2::PartialMatch(text, money)) return true;
  if (const auto role = lexicon.longest("advising", words, 0)) {
    const auto found = lexicon.concepts_of("advising", words, 0, role->words);
    const bool principal =
        std::any_of(found.begin(), found.end(), [](const auto* c) { return c->notation == "principal"; });
    if (principal && (role->words == words.size() || text.find(':') < 40 || words.size() <= 8)) return true;
  }
  return false;
}

bool is_funder(const std::string& text, const lexicon::Lexicon& lexicon) {
  if (lexicon::split_words(text).size() > most_funder_words) return false;
  return organization_class(text, lexicon) != OrganizationClass::none;
}

/// A name that begins with an organisation's rather than one that holds it somewhere.
int rank(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  // "National Science …", "Foundation for …", not "Foundation aid".
  const auto lead = lexicon.longest("organizations", words, 0);
  const bool begins =
      lead &&
      (lead->words > 1 || (words.size() > lead->words && !lexicon.find("connectives", words[lead->words].key).empty()));
  return static_cast<int>(organization_class(text, lexicon)) * 2 + (begins ? 5 : 0) - (text.find(':') < 60 ? 4 : 0) -
         (!begins && words.size() > longest_bare_giver ? 4 : 0);
}

}  // namespace

std::string clean_funder(std::string_view written, const lexicon::Lexicon& lexicon) {
  static const RE2 number(R"(\s*[(\[]?\s*#?\b(?:\p{Lu}{2,6}[- ]?)?\d{4,}[\d-]*\s*[)\]]?)");
  static const RE2 code(R"(\s+\p{Lu}{1,2}\d{1,2}$)");  // "NIH R01"
  static const RE2 hollow(R"(\s*\([\s,;.]*\)\s*)");
  static const RE2 kind(R"(^(.{4,}?)\s+[-–—]\s+(.+)$)");
  std::string text(written);
  RE2::GlobalReplace(&text, number, "");
  RE2::GlobalReplace(&text, hollow, " ");
  text = clean_value(text);
  RE2::Replace(&text, code, "");
  // "Office of the Provost's Summer Grants"
  static const RE2 possessive(R"(^(\p{Lu}.{3,60}?)(?:'|’)s\s+(\p{Lu}.*)$)");
  std::string head, tail;
  if (RE2::FullMatch(text, possessive, &head, &tail) && mentions(tail, "honours", "grant", lexicon)) text = head;
  // "Project Alpine Moss", "Fern Academy General Project": that it is a project is no part of who paid.
  const lexicon::Words words = lexicon::split_words(text);
  const auto is_project = [&](std::size_t i) {
    const auto found = lexicon.find("heading-words", words[i].key);
    return std::any_of(found.begin(), found.end(), [](const auto* c) { return c->notation == "projects"; });
  };
  if (words.size() > 2 && is_project(0)) {
    text = clean_value(text.substr(words[1].span.begin));
  } else if (words.size() > 2 && is_project(words.size() - 1)) {
    const bool kind_before = !lexicon.find("heading-words", words[words.size() - 2].key).empty();
    const std::string bare = clean_value(text.substr(0, words[words.size() - (kind_before ? 2 : 1)].span.begin));
    if (organization_class(bare, lexicon) >= OrganizationClass::institute) text = bare;
  }
  if (RE2::FullMatch(text, kind, &head, &tail) && mentions(tail, "honours", "grant", lexicon)) text = head;
  return clean_value(text);
}

std::optional<GrantParts> read_grant_sentences(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::size_t stops = 0;
  std::vector<Part> parts = cut(text, lexicon, stops);
  std::size_t labels = 0;
  for (const Part& part : parts) labels += part.label.empty() ? 0 : 1;
  parts.erase(std::remove_if(parts.begin(), parts.end(),
                             [&](const Part& p) {
                               return p.label == "amount" || p.label == "when" || p.label == "number" ||
                                      (p.label.empty() && is_aside(p.text, lexicon));
                             }),
              parts.end());
  if (labels == 0 && (parts.size() < 2 || stops == 0)) return std::nullopt;
  GrantParts out;
  for (const Part& part : parts) {
    if (part.label == "funder" && out.funder.empty()) out.funder = clean_funder(part.text, lexicon);
    if (part.label == "title" && out.name.empty()) out.name = clean_value(part.text);
  }
  // The giver first or last; of several names the one that is nothing but a name.
  std::size_t funder = parts.size();
  if (out.funder.empty()) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!parts[i].label.empty() || !is_funder(parts[i].text, lexicon)) continue;
      if (funder == parts.size() || rank(parts[i].text, lexicon) > rank(parts[funder].text, lexicon)) funder = i;
    }
    if (funder == parts.size()) return std::nullopt;
    std::string giver = parts[funder].text;
    // "Avon Foundation, Program on Moss": what is behind the comma is its part.
    const std::vector<Segment> segments = cut_segments(giver, lexicon, 0);
    if (segments.size() > 1 && segments.front().organization >= OrganizationClass::institute)
      giver = segments.front().text;
    out.funder = clean_funder(giver, lexicon);
  }
  for (std::size_t i = 0; i < parts.size() && out.name.empty(); ++i) {
    if (i == funder || !parts[i].label.empty()) continue;
    std::string name = clean_value(parts[i].text);
    // In quotation marks the name is complete; what follows is about it.
    static const RE2 quoted(R"([“"]([^”"]{6,}?)[,.]?[”"])");
    std::string inner;
    if (RE2::PartialMatch(parts[i].text, quoted, &inner)) name = clean_value(inner);
    if (lexicon::split_words(name).size() > 1 && name.find("://") == std::string::npos) out.name = name;
  }
  if (out.funder.empty()) return std::nullopt;
  return out;
}

}  // namespace vitagraph::extraction
