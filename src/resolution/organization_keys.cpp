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

bool is_place(std::string_view text, const Vocabulary& vocabulary) {
  return !vocabulary.lexicon().find("places", trim(text)).empty();
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i ? " " : "") + words[(begin + i) % words.size()];
  return out;
}

/// "Federal Reserve Bank of Avon" and "Avon Federal Reserve Bank" are one, "American Institute of Indian Studies" and
/// "Indian Institute of American Studies" are not: of all words in their order, begun anywhere, the first in the
/// alphabet.
std::string turned(const std::vector<std::string>& words) {
  std::string best = joined(words, 0, words.size());
  if (words.size() < 3) return best;
  for (std::size_t begin = 1; begin < words.size(); ++begin) best = std::min(best, joined(words, begin, words.size()));
  return best;
}

struct Words {
  std::vector<std::string> counted;  ///< in normal form, but for "university"
  std::vector<std::string> written;  ///< all, as keys
  std::string initials;
  UniversityForm form = UniversityForm::other;
  bool foreign = false;
};

Words split_name(std::string_view text, const Vocabulary& vocabulary) {
  Words out;
  bool university = false, of_follows = false, after_university = false;
  std::size_t university_at = 0;
  for (const lexicon::Word& word : lexicon::split_words(text)) {
    const std::string normal(normal_word(word.key, vocabulary, out.foreign));
    out.written.push_back(word.key);
    if (normal == "of" && after_university) of_follows = true;
    after_university = false;
    if (normal == "-" || normal == "of") continue;
    out.initials += normal[0];
    if (normal == "university" && !university) {
      university = after_university = true;
      university_at = out.counted.size();
      continue;
    }
    for (const lexicon::Word& part : lexicon::split_words(normal)) out.counted.push_back(part.key);
  }
  if (!university) {
    // "Avon Moss Inc." is Avon Moss.
    while (out.counted.size() > 1 && out.counted.back() == "company") out.counted.pop_back();
    return out;
  }
  if (university_at > 0)
    out.form = UniversityForm::after;
  else
    out.form = of_follows ? UniversityForm::of : UniversityForm::bare;
  return out;
}

std::string identity_of(const Words& words) {
  if (words.form == UniversityForm::other) return words.counted.empty() ? std::string() : turned(words.counted);
  // The place of the word "university" is in `form`; identities compare without it.
  if (words.counted.empty()) return "university";
  return joined(words.counted, 0, words.counted.size()) + " university";
}

std::string identity_of(std::string_view text, const Vocabulary& vocabulary) {
  return identity_of(split_name(text, vocabulary));
}

/// Words in order of the alphabet, cut: the same across related languages.
std::string bag_of(const std::vector<std::string>& words) {
  if (words.size() < 3) return {};
  std::vector<std::string> beginnings;
  for (const std::string& word : words) beginnings.push_back(word.substr(0, 6));
  std::sort(beginnings.begin(), beginnings.end());
  return joined(beginnings, 0, beginnings.size()) + " ";
}

void read_words(std::string_view text, const Vocabulary& vocabulary, OrganizationKey& key) {
  const Words words = split_name(text, vocabulary);
  key.form = words.form;
  key.foreign = words.foreign;
  key.initials = words.initials;
  key.identity = key.words = identity_of(words);
  key.bag = bag_of(words.counted);
  key.general = !words.written.empty() &&
                std::all_of(words.counted.begin(), words.counted.end(),
                            [&](const std::string& word) { return vocabulary.is_general(word, "kind"); });
  const bool all_general = std::all_of(words.counted.begin(), words.counted.end(),
                                       [&](const std::string& word) { return vocabulary.is_general(word, {}); });
  if (words.form != UniversityForm::other && !all_general) {
    key.stem = turned(words.counted);
    key.shorts.push_back(key.stem);
  }
}

/// Where a subtitle may begin: at a preposition, a comma, a colon or a dash.
std::vector<std::size_t> subtitles(std::string_view text, const Vocabulary& vocabulary) {
  std::vector<std::size_t> out;
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view between = text.substr(words[i - 1].span.end, words[i].span.begin - words[i - 1].span.end);
    if (between.find_first_of(",:") != std::string_view::npos || between.find(" – ") != std::string_view::npos ||
        between.find(" - ") != std::string_view::npos ||
        !vocabulary.lexicon().find("prepositions", words[i].key).empty())
      out.push_back(words[i].span.begin);
  }
  return out;
}

std::string without_end(std::string_view text) {
  while (!text.empty() && std::string_view(" ,:;-(").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return std::string(text);
}

/// Whether what follows a name is no part of the organisation: none of its words names a kind of institute.
bool is_subtitle(std::string_view text, const Vocabulary& vocabulary) {
  const Words words = split_name(text, vocabulary);
  return words.form == UniversityForm::other && !words.counted.empty() &&
         std::none_of(words.counted.begin(), words.counted.end(),
                      [&](const std::string& word) { return vocabulary.is_general(word, "kind"); });
}

}  // namespace

bool fits_initials(std::string_view acronym, std::string_view initials) {
  std::size_t at = 0;
  for (const char c : initials)
    if (at < acronym.size() && acronym[at] == c) ++at;
  return acronym.size() >= 2 && at == acronym.size();
}

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

OrganizationKeys::OrganizationKeys(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  const auto add = [](auto& table, const std::string& text, const lexicon::Concept* entry) {
    const auto [at, fresh] = table.emplace(text, entry);
    if (!fresh && at->second != entry) at->second = nullptr;
  };
  for (const std::string& label : vocabulary.lexicon().labels(aliases))
    for (const lexicon::Concept* entry : vocabulary.lexicon().find(aliases, label)) {
      OrganizationKey key;
      read_words(label, vocabulary, key);
      add(by_words_, key.words + static_cast<char>('0' + static_cast<int>(key.form)), entry);
      if (!key.stem.empty()) add(by_stem_, key.stem, entry);
    }
}

const lexicon::Concept* OrganizationKeys::known(std::string_view text, const OrganizationKey& key) const {
  const auto exact = vocabulary_.lexicon().find(aliases, text);
  if (exact.size() == 1) return exact.front();
  if (!exact.empty()) return nullptr;
  const auto look = [](const auto& table, const std::string& words) -> const lexicon::Concept* {
    const auto found = table.find(words);
    return found == table.end() ? nullptr : found->second;
  };
  const auto of_form = [&](UniversityForm form) {
    return look(by_words_, key.words + static_cast<char>('0' + static_cast<int>(form)));
  };
  if (const lexicon::Concept* entry = of_form(key.form)) return entry;
  if (key.form == UniversityForm::bare) {
    const lexicon::Concept *of = of_form(UniversityForm::of), *after = of_form(UniversityForm::after);
    if (!of != !after) return of ? of : after;
  }
  if (key.form == UniversityForm::other && may_stand_alone(text)) return look(by_stem_, key.words);
  return nullptr;
}

bool OrganizationKeys::may_stand_alone(std::string_view short_name) const {
  if (!is_place(short_name, vocabulary_)) return true;
  const auto found = vocabulary_.lexicon().find("organizations", short_name);
  return std::any_of(found.begin(), found.end(),
                     [](const lexicon::Concept* entry) { return entry->notation == "known"; });
}

void OrganizationKeys::add_shorts(std::string_view text, OrganizationKey& key) const {
  constexpr std::size_t telling_title = 4;  // words that make the title of a university of applied sciences its own
  const Words all = split_name(text, vocabulary_);
  if (all.counted.empty() || vocabulary_.is_general(all.counted.front(), {})) return;
  const bool university = all.form != UniversityForm::other;
  for (const std::size_t at : subtitles(text, vocabulary_)) {
    const std::string head = without_end(text.substr(0, at));
    const std::string_view rest = text.substr(at);
    if (!vocabulary_.lexicon().find("campuses", head).empty()) return;
    const Words before = split_name(head, vocabulary_);
    const bool punctuated = head.size() < at && text[head.size()] != ' ';
    if (punctuated && is_place(without_end(rest), vocabulary_)) {
      key.shorts.push_back(identity_of(before));
      return;
    }
    const bool whole_university = before.form != UniversityForm::other;
    if ((!university || punctuated || (whole_university && before.counted.size() >= telling_title)) &&
        before.counted.size() + whole_university >= 2 && is_subtitle(rest, vocabulary_)) {
      key.shorts.push_back(identity_of(before));
    }
  }
}

OrganizationKey OrganizationKeys::operator()(std::string_view written) const {
  OrganizationKey key;
  std::string text(written), acronym_shown;
  std::string acronym = take_acronym(text, &acronym_shown);
  const std::size_t comma = text.find(',');
  if (acronym.empty() && comma != std::string::npos) {
    // "MFL, Moss and Fern Laboratory"
    const std::string first = as_acronym(trim(std::string_view(text).substr(0, comma)));
    const std::string_view rest = trim(std::string_view(text).substr(comma + 1));
    if (!first.empty() && fits_initials(first, split_name(rest, vocabulary_).initials)) {
      acronym = first;
      acronym_shown = text.substr(0, comma);
      text = std::string(rest);
    }
  }
  key.shown = text;
  std::string place;
  if (text.size() > 1 && text.back() == ')' && acronym.empty())
    if (const std::size_t open = text.rfind('('); open != std::string::npos && open > 0)
      place = text.substr(open + 1, text.size() - open - 2);
  read_words(text, vocabulary_, key);
  if (is_place(place, vocabulary_))
    key.shorts.push_back(identity_of(without_end(text.substr(0, text.rfind('('))), vocabulary_));
  add_shorts(text, key);
  key.acronym = std::move(acronym);
  key.acronym_shown = std::move(acronym_shown);
  if (key.acronym.empty()) {
    key.acronym = as_acronym(text);
    key.only_acronym = !key.acronym.empty();
    if (key.only_acronym) key.acronym_shown = text;
  }
  const lexicon::Concept* entry = known(text, key);
  if (!entry && text != written) entry = known(written, key);
  if (entry) {
    key.identity = entry->iri;
    key.label = entry->label;
    key.known = true;
    key.only_acronym = key.general = false;
    key.form = UniversityForm::other;
  }
  if (key.identity.empty()) key.identity = key.words = std::string(written);
  return key;
}

}  // namespace vitagraph::resolution
