// SPDX-License-Identifier: Apache-2.0
#include "resolution/venue_keys.hpp"

#include <algorithm>

#include "resolution/organization_keys.hpp"

namespace vitagraph::resolution {
namespace {

constexpr std::string_view venue_schemes[] = {"venue-aliases", "venues"};
constexpr std::string_view word_forms = "venue-words";

bool digits(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && digits(word) && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20");
}

/// "34th", "3rd"; the ordinals that are words are data.
bool is_ordinal(std::string_view word) {
  if (word.size() < 3) return false;
  const std::string_view ending = word.substr(word.size() - 2);
  return digits(word.substr(0, word.size() - 2)) &&
         (ending == "st" || ending == "nd" || ending == "rd" || ending == "th");
}

/// The number of an edition: "Knots in Washington XLIV". One letter may be a name.
bool is_roman(std::string_view word) {
  return word.size() >= 2 && word.find_first_not_of("ivxl") == std::string_view::npos;
}

/// Plural and singular are one: lists have "Information Processing System".
std::string singular(const std::string& word) {
  const std::size_t n = word.size();
  if (n < 5 || word[n - 1] != 's') return word;
  return std::string_view("sui").find(word[n - 2]) == std::string_view::npos ? word.substr(0, n - 1) : word;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin = 0) {
  std::string out;
  for (std::size_t i = begin; i < words.size(); ++i) out += (i > begin ? " " : "") + words[i];
  return out;
}

/// What stands in quotation marks, of whatever kind; empty if nothing does.
std::string_view quotation(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"“", "”"}, {"\"", "\""}, {"‘", "’"}, {" '", "'"}};
  for (const auto& [open, close] : marks) {
    const std::size_t begin = text.find(open);
    const std::size_t end = text.rfind(close);
    if (begin != std::string_view::npos && end != std::string_view::npos && end > begin + open.size())
      return text.substr(begin + open.size(), end - begin - open.size());
  }
  return {};
}

bool all_capitals(std::string_view text) {
  std::size_t upper = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (is_lower(c.value)) return false;
    upper += is_upper(c.value);
  }
  return upper >= 2;
}

}  // namespace

/// The words that count, with what they are in the text.
struct VenueKeys::Words {
  std::vector<std::string> normal;
  std::vector<std::string> written;
  bool event = false, part = false;
};

VenueKeys::VenueKeys(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (const std::string_view scheme : venue_schemes)
    for (const std::string& label : vocabulary.lexicon().labels(scheme))
      for (const lexicon::Concept* entry : vocabulary.lexicon().find(scheme, label)) {
        // In `venues`, kinds stand as broader concepts; they are nobody's venue.
        if (scheme == "venues" && entry->broader.empty()) continue;
        const std::string words = joined(read(label).normal);
        if (words.empty()) continue;
        const auto [at, fresh] = by_words_.emplace(words, entry);
        if (!fresh && at->second != entry && at->second && at->second->scheme == entry->scheme) at->second = nullptr;
      }
}

VenueKeys::Words VenueKeys::read(std::string_view text) const {
  Words out;
  const lexicon::Words words = lexicon::split_words(text);
  bool dated = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].key;
    const auto forms = vocabulary_.lexicon().find(word_forms, word);
    const std::string normal = forms.empty() ? singular(word) : forms.front()->notation;
    if (is_year(word) || is_ordinal(word) || normal == "ordinal") {
      dated = true;
      continue;
    }
    if (normal == "-") continue;
    // "Proceedings of …", and "Bridges 2024 Proceedings", but "Papers and Proceedings" is another journal.
    if (normal == "proceedings" && (out.normal.empty() || (dated && i + 1 == words.size()))) continue;
    for (const lexicon::Concept* form : forms)
      for (const std::string& above : form->broader) {
        out.event = out.event || above == "event";
        out.part = out.part || above == "part";
      }
    out.normal.push_back(normal);
    out.written.emplace_back(text.substr(words[i].span.begin, words[i].span.size()));
  }
  while (out.normal.size() > 1 &&
         (is_roman(out.normal.back()) || (digits(out.normal.back()) && out.normal.back().size() <= 3))) {
    out.normal.pop_back();
    out.written.pop_back();
  }
  if (text.find('@') != std::string_view::npos) out.part = true;
  return out;
}

const lexicon::Concept* VenueKeys::known(const VenueKey& key) const {
  const auto look = [&](const std::string& words) -> const lexicon::Concept* {
    const auto found = by_words_.find(words);
    return found == by_words_.end() ? nullptr : found->second;
  };
  if (const lexicon::Concept* entry = look(key.words)) return entry;
  if (key.part || key.acronym.empty()) return nullptr;
  return look(key.acronym);
}

VenueKey VenueKeys::operator()(std::string_view written) const {
  VenueKey key;
  std::string text(written);
  key.acronym = take_acronym(text, &key.acronym_shown);
  key.shown = text;
  Words words = read(text);
  key.event = words.event;
  key.part = words.part;
  if (key.acronym.empty()) {
    // "EMNLP conference" and "EMNLP-Main" say no more than the acronym.
    std::vector<std::size_t> telling;
    for (std::size_t i = 0; i < words.normal.size(); ++i)
      if (words.normal[i] != "conference") telling.push_back(i);
    if (telling.size() == 1) key.acronym = as_acronym(words.written[telling.front()]);
    if (key.acronym.empty() && all_capitals(text)) key.acronym = as_acronym(text);  // "T-NNLS"
    key.only_acronym = !key.acronym.empty();
    if (key.only_acronym) key.acronym_shown = telling.size() == 1 ? words.written[telling.front()] : text;
  }
  if (words.normal.size() > 1 && !key.only_acronym && all_capitals(words.written.front()) &&
      words.written.front().size() >= 3) {
    key.prefix = words.normal.front();
    key.rest = joined(words.normal, 1);
  }
  for (const std::string& word : words.normal) key.initials += word[0];
  // The parts of a workshop's name come in any order: "DALI@MICCAI Workshop", "MICCAI Workshop, DALI".
  if (key.part) std::sort(words.normal.begin(), words.normal.end());
  key.words = joined(words.normal);
  key.identity = (key.part ? "part: " : "") + key.words;
  if (const std::string_view inside = quotation(text); !inside.empty()) key.quoted = joined(read(inside).normal);
  if (const lexicon::Concept* entry = known(key)) {
    key.known = true;
    key.identity = entry->iri;
    key.label = entry->label;
    key.notation = entry->notation;
    key.only_acronym = false;
    key.event = false;
  }
  if (key.identity.empty()) key.identity = std::string(written);
  return key;
}

}  // namespace vitagraph::resolution
