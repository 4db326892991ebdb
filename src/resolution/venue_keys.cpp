// SPDX-License-Identifier: Apache-2.0
#include "resolution/venue_keys.hpp"

#include <algorithm>

#include "resolution/organization_keys.hpp"
#include "resolution/weights.hpp"

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
  std::string letters;      ///< the first of every word, but of years, ordinals and words for meetings
  std::string all_letters;  ///< with these words
  std::string initials;     ///< of the words that count, in the order of the text
  bool event = false, part = false, society = false;
  std::size_t assemblies = 0, assembly_at = 0;

  void erase(std::size_t at) {
    normal.erase(normal.begin() + static_cast<std::ptrdiff_t>(at));
    written.erase(written.begin() + static_cast<std::ptrdiff_t>(at));
  }

  /// "Meeting of the Moss Society" and "Moss Society Meeting" are one, and so is its conference.
  void put_assembly_last() {
    if (part || assemblies != 1) return;
    std::string word = std::move(normal[assembly_at]), as_written = std::move(written[assembly_at]);
    erase(assembly_at);
    normal.push_back(society && word != "symposium" ? "meeting" : std::move(word));
    written.push_back(std::move(as_written));
    if (society) event = false;
  }
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
    out.all_letters += word[0];
    if (!vocabulary_.is_general(word, "kind")) out.letters += word[0];
    if (normal == "-") continue;
    // "Proceedings of …", and "Bridges 2024 Proceedings", but "Papers and Proceedings" is another journal.
    if (normal == "proceedings" && (out.normal.empty() || (dated && i + 1 == words.size()))) continue;
    for (const lexicon::Concept* form : forms)
      for (const std::string& above : form->broader) {
        out.event = out.event || above == "event";
        out.part = out.part || above == "part";
        out.society = out.society || above == "body";
        if (above == "assembly") {
          out.assembly_at = out.normal.size();
          ++out.assemblies;
        }
      }
    out.initials += normal[0];
    out.normal.push_back(normal);
    out.written.emplace_back(text.substr(words[i].span.begin, words[i].span.size()));
  }
  while (out.normal.size() > 1 &&
         (is_roman(out.normal.back()) || (digits(out.normal.back()) && out.normal.back().size() <= 3))) {
    out.normal.pop_back();
    out.written.pop_back();
  }
  if (text.find('@') != std::string_view::npos) out.part = true;
  if (out.assembly_at < out.normal.size()) out.put_assembly_last();
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

/// "MFC2011, Moss and Fern Conference": the acronym in front, its year dropped.
void VenueKeys::take_front_acronym(VenueKey& key, std::string& text) const {
  const std::size_t comma = text.find(',');
  if (!key.acronym.empty() || comma == std::string::npos) return;
  const std::string_view shown = trim(std::string_view(text).substr(0, comma));
  const std::size_t letters = shown.find_last_not_of("0123456789 '");
  if (letters == std::string_view::npos) return;
  const std::string acronym = as_acronym(shown.substr(0, letters + 1));
  const std::string rest(trim(std::string_view(text).substr(comma + 1)));
  const Words words = read(rest);
  if (acronym.empty() || words.assemblies == 0 || words.part) return;
  key.acronym = acronym;
  key.acronym_shown = shown.substr(0, letters + 1);
  text = rest;
}

/// "Symposium on Mosses of Avon SoMA": the acronym behind, without parentheses.
void VenueKeys::take_last_acronym(VenueKey& key, Words& words) const {
  constexpr std::size_t least_words = 4;
  if (!key.acronym.empty() || words.normal.size() < least_words) return;
  // An assembly word that stood in front is now the last one.
  const std::size_t at = words.normal.size() - (words.assemblies == 1 && !words.part ? 2 : 1);
  const std::string acronym = as_acronym(words.written[at]);
  if (acronym.size() < weights::least_initials || !fits_initials(acronym, words.all_letters)) return;
  key.acronym = acronym;
  key.acronym_shown = words.written[at];
  if (!words.letters.empty()) words.letters.pop_back();
  words.erase(at);
}

/// The acronym that is all there is, whatever stands around it: "EMNLP conference", "EMNLP-Main", "ACM FAccT".
void VenueKeys::set_acronym(VenueKey& key, const Words& words, std::string_view text) const {
  if (!key.acronym.empty()) return;
  std::vector<std::size_t> telling, own;
  for (std::size_t i = 0; i < words.normal.size(); ++i)
    if (words.normal[i] != "conference") telling.push_back(i);
  for (const std::size_t i : telling)
    if (vocabulary_.lexicon().find("venue-sponsors", words.written[i]).empty()) own.push_back(i);
  if (own.size() == 1) telling = own;
  if (telling.size() == 1) key.acronym = as_acronym(words.written[telling.front()]);
  if (key.acronym.empty() && all_capitals(text)) key.acronym = as_acronym(text);  // "T-NNLS"
  key.only_acronym = !key.acronym.empty();
  if (key.only_acronym) key.acronym_shown = telling.size() == 1 ? words.written[telling.front()] : text;
}

void VenueKeys::add_shorts(VenueKey& key, const Words& words, std::string_view text) const {
  constexpr std::size_t least_words = 3;
  if (words.part || key.only_acronym) return;
  const auto in = [&](std::string_view scheme, std::string_view word) {
    return !vocabulary_.lexicon().find(scheme, word).empty();
  };
  std::size_t first = 0;
  if (words.assemblies > 0)
    while (first < words.written.size() && in("venue-sponsors", words.written[first])) ++first;
  else if (!words.written.empty() && in("short-universities", words.written.front()))
    first = 1;
  const bool titled = first > 0 && text.find(':') != std::string_view::npos;  // "AEJ: Applied Economics" is another one
  if (first > 0 && !titled && words.normal.size() >= first + least_words)
    key.shorts.push_back(joined(words.normal, first));
  if (text.empty() || text.back() != ')') return;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0) return;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  if (in("places", inside) || read(inside).normal.size() == 1)
    key.shorts.push_back(joined(read(text.substr(0, open)).normal));
}

/// "…, Parts A and B" behind a conference's name counts its volumes.
std::string VenueKeys::without_volumes(std::string text) const {
  const std::size_t comma = text.rfind(',');
  if (comma == std::string::npos) return text;
  const lexicon::Words behind = lexicon::split_words(std::string_view(text).substr(comma + 1));
  if (behind.empty() || !lexicon::has_notation(vocabulary_.lexicon().find(word_forms, behind.front().key), "volume") ||
      read(text).assemblies == 0)
    return text;
  return text.substr(0, comma);
}

VenueKey VenueKeys::operator()(std::string_view written) const {
  VenueKey key;
  std::string text = without_volumes(std::string(written));
  key.acronym = take_acronym(text, &key.acronym_shown);
  take_front_acronym(key, text);
  key.shown = text;
  Words words = read(text);
  take_last_acronym(key, words);
  key.event = words.event;
  key.part = words.part;
  key.society = words.society && words.assemblies == 0 && !words.event && !words.part;
  key.assembly = words.assemblies > 0;
  key.general = std::all_of(words.normal.begin(), words.normal.end(),
                            [&](const std::string& word) { return vocabulary_.is_general(word, "kind"); });
  set_acronym(key, words, text);
  if (words.normal.size() > 1 && !key.only_acronym && all_capitals(words.written.front()) &&
      words.written.front().size() >= 3) {
    key.prefix = words.normal.front();
    key.rest = joined(words.normal, 1);
  }
  std::string counted;
  for (const std::string& word : words.normal) counted += word[0];
  key.initials = {words.initials, counted, words.letters};
  if (key.assembly && !key.part) key.initials.push_back(counted.substr(0, counted.size() - 1));
  add_shorts(key, words, text);
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
    key.only_acronym = key.event = key.general = false;
  }
  if (key.identity.empty()) key.identity = std::string(written);
  return key;
}

}  // namespace vitagraph::resolution
