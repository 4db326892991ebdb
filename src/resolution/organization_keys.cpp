// SPDX-License-Identifier: Apache-2.0
#include "resolution/organization_keys.hpp"

#include <algorithm>

namespace vitagraph::resolution {
namespace {

constexpr std::string_view aliases = "organization-aliases";
constexpr std::string_view word_forms = "organization-words";

/// Normal form of a word by the scheme `organization-words`; notations that code knows: "of" (prepositions that bind a
/// place), "-" (words that do not count), "university".
std::string_view normal_word(const std::string& word, const Vocabulary& vocabulary, bool& foreign) {
  const auto found = vocabulary.lexicon().find(word_forms, word);
  if (found.empty()) return word;
  if (found.front()->notation != word && found.front()->notation != "-" && found.front()->notation != "of")
    foreign = true;
  return found.front()->notation;
}

const lexicon::Concept* known(std::string_view text, const Vocabulary& vocabulary) {
  const auto found = vocabulary.lexicon().find(aliases, text);
  return found.size() == 1 ? found.front() : nullptr;
}

/// "ELLIS, European Lab for Learning and Intelligent Systems": the letters in order among the initials.
bool fits_initials(std::string_view acronym, std::string_view initials) {
  std::size_t at = 0;
  for (const char c : initials)
    if (at < acronym.size() && acronym[at] == c) ++at;
  return acronym.size() >= 2 && at == acronym.size();
}

void read_words(std::string_view text, const Vocabulary& vocabulary, OrganizationKey& key) {
  std::vector<std::string> words;
  int university_at = -1;
  bool of_follows = false;
  bool after_university = false;
  for (const lexicon::Word& word : lexicon::split_words(text)) {
    const std::string normal(normal_word(word.key, vocabulary, key.foreign));
    if (normal == "of" && after_university) of_follows = true;
    after_university = false;
    if (normal == "-" || normal == "of") continue;
    if (normal == "university" && university_at < 0) {
      university_at = static_cast<int>(words.size());
      after_university = true;
    }
    key.initials += normal[0];
    words.push_back(normal);
  }
  if (university_at == 0) key.form = of_follows ? UniversityForm::of : UniversityForm::bare;
  if (university_at > 0) key.form = UniversityForm::after;
  // The place of the word "university" is in `form`; identities compare without it.
  if (university_at >= 0 && words.size() > 1) words.erase(words.begin() + university_at);
  for (const std::string& word : words) key.identity += (key.identity.empty() ? "" : " ") + word;
  if (university_at >= 0) key.identity += " university";
  std::vector<std::string> beginnings;
  for (const std::string& word : words) beginnings.push_back(word.substr(0, 6));
  std::sort(beginnings.begin(), beginnings.end());
  if (words.size() >= 3)
    for (const std::string& beginning : beginnings) key.bag += beginning + " ";
  bool unused = false;
  if (university_at > 0 && words.size() == 1)
    key.stem = words[0];
  else if (words.size() > 1 && normal_word(words.back(), vocabulary, unused) == std::string_view("company")) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) key.stem += (i ? " " : "") + words[i];
  }
}

}  // namespace

std::string as_acronym(std::string_view word) {
  std::size_t upper = 0, letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = code_point_at(word, at);
    at += c.length;
    upper += is_upper(c.value);
    letters += is_letter(c.value);
    if (is_blank(c.value)) return {};
  }
  if (upper < 2 || letters > 10 || upper * 3 < letters) return {};
  std::string plain;
  for (const char c : fold(word))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  return plain;
}

std::string take_acronym(std::string& text, std::string* written) {
  if (text.empty() || text.back() != ')') return {};
  const std::size_t open = text.rfind('(');
  if (open == std::string::npos || open == 0) return {};
  const std::string inside(trim(std::string_view(text).substr(open + 1, text.size() - open - 2)));
  std::string acronym = as_acronym(inside);
  if (acronym.empty()) return {};
  if (written) *written = inside;
  text = std::string(trim(std::string_view(text).substr(0, open)));
  return acronym;
}

OrganizationKey organization_key(std::string_view written, const Vocabulary& vocabulary) {
  OrganizationKey key;
  std::string text(written);
  key.acronym = take_acronym(text, &key.acronym_shown);
  const std::size_t comma = text.find(',');
  if (key.acronym.empty() && comma != std::string::npos) {
    const std::string first = as_acronym(trim(std::string_view(text).substr(0, comma)));
    OrganizationKey rest;
    if (!first.empty()) read_words(std::string_view(text).substr(comma + 1), vocabulary, rest);
    if (!first.empty() && fits_initials(first, rest.initials)) {
      key.acronym = first;
      key.acronym_shown = text.substr(0, comma);
      text = std::string(trim(std::string_view(text).substr(comma + 1)));
    }
  }
  key.shown = text;
  read_words(text, vocabulary, key);
  if (key.acronym.empty()) {
    key.acronym = as_acronym(text);
    key.only_acronym = !key.acronym.empty();
    if (key.only_acronym) key.acronym_shown = text;
  }
  const lexicon::Concept* entry = known(text, vocabulary);
  if (!entry && text != written) entry = known(written, vocabulary);
  if (entry) {
    key.identity = entry->iri;
    key.label = entry->label;
    key.known = true;
    key.only_acronym = false;
    key.form = UniversityForm::none;
  }
  if (key.identity.empty()) key.identity = std::string(written);
  return key;
}

}  // namespace vitagraph::resolution
