// SPDX-License-Identifier: Apache-2.0
#include "values/person_name.hpp"

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::values {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  std::string plain = collapse_blanks(text);
  std::size_t begin = 0;
  while (begin < plain.size()) {
    std::size_t end = plain.find(' ', begin);
    if (end == std::string::npos) end = plain.size();
    if (end > begin) out.push_back(plain.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string join(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

std::string key(std::string_view word) {
  std::string out = fold(word);
  out.erase(std::remove(out.begin(), out.end(), '.'), out.end());
  return out;
}

bool among(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), key(word)) != words.end();
}

bool all_upper(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = code_point_at(word, at);
    if (is_lower(c.value)) return false;
    letters += is_letter(c.value);
    at += c.length;
  }
  return letters > 0;
}

/// "Qing QU": the last word in capitals is a known short family name, and the first word is not.
bool is_family_in_capitals(const std::vector<std::string>& parts, const NameWords& words) {
  const auto known = [&](const std::string& part) {
    return std::binary_search(words.families.begin(), words.families.end(), key(part));
  };
  return count_code_points(parts.back()) > 1 && parts.back().find('.') == std::string::npos && known(parts.back()) &&
         !known(parts.front());
}

/// "WU Fei": two capitals that are a known family name, before a syllable that is one too. "MA Jones" has initials.
bool begins_with_short_family(const std::vector<std::string>& parts, const NameWords& words) {
  const auto known = [&](const std::string& part) {
    return std::binary_search(words.families.begin(), words.families.end(), key(part));
  };
  return parts.size() == 2 && known(parts[0]) && known(parts[1].substr(0, parts[1].find('-')));
}

bool has_lower_start(std::string_view word) { return !word.empty() && is_lower(code_point_at(word, 0).value); }

}  // namespace

bool is_initials(std::string_view given) {
  std::size_t letters = 0, run = 0;
  for (std::size_t at = 0; at < given.size();) {
    const CodePoint c = code_point_at(given, at);
    at += c.length;
    if (is_letter(c.value)) {
      if (!is_upper(c.value)) return false;
      ++letters;
      if (++run > 3) return false;
    } else if (c.value == U'.' || c.value == U'-' || c.value == U'\u2010' || c.value == U'\u2011') {
      run = 0;
    } else {
      return false;
    }
  }
  return letters > 0;
}

PersonName PersonName::parse(std::string_view text, const NameWords& words) {
  PersonName name;
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos) {
    std::vector<std::string> rest = split(text.substr(comma + 1));
    if (rest.size() == 1 && among(words.suffixes, rest[0])) {  // "John Smith, Jr."
      name = parse(text.substr(0, comma), words);
      name.suffix = rest[0];
      return name;
    }
    name.family = collapse_blanks(text.substr(0, comma));
    rest.erase(std::remove(rest.begin(), rest.end(), ","), rest.end());
    while (!rest.empty() && among(words.suffixes, rest.back())) {
      name.suffix = rest.back();
      rest.pop_back();
    }
    name.given = std::move(rest);
    return name;
  }

  std::vector<std::string> parts = split(text);
  // Capitals are initials ("M. Dupont", "PD James") unless a further title follows ("PD Dr. Meier").
  const auto is_title = [&](std::size_t i) { return among(words.titles, parts[i]); };
  while (parts.size() > 1 && is_title(0) && (!is_initials(parts[0]) || is_title(1))) parts.erase(parts.begin());
  if (parts.size() > 2 && among(words.suffixes, parts.back())) {
    name.suffix = parts.back();
    parts.pop_back();
  }
  if (parts.empty()) return name;
  if (parts.size() == 1) {
    name.family = parts[0];
    return name;
  }
  // "Lei Q", "Ramiro-Sánchez B.": initials behind the family name (Vancouver).
  if (is_initials(parts.back()) && !is_initials(parts.front()) && !is_family_in_capitals(parts, words)) {
    std::size_t first = parts.size() - 1;
    while (first > 1 && is_initials(parts[first - 1])) --first;
    name.family = join(parts, 0, first);
    name.given.assign(parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end());
    return name;
  }
  // "LEI Qi": the family name in capitals comes first. Two capitals are initials ("JD Moss").
  if (all_upper(parts[0]) && parts[0].find('.') == std::string::npos && !all_upper(parts[1]) &&
      (count_code_points(parts[0]) > 2 || begins_with_short_family(parts, words))) {
    name.family = parts[0];
    name.given.assign(parts.begin() + 1, parts.end());
    return name;
  }
  std::size_t first = parts.size() - 1;
  while (first > 1 && has_lower_start(parts[first - 1]) && among(words.particles, parts[first - 1])) --first;
  // A name that begins with a particle ("van Gogh") has no given name; "De Luca" after a given name is kept by case.
  if (first == 1 && parts.size() > 2 && has_lower_start(parts[0]) && among(words.particles, parts[0])) first = 0;
  while (first > 1 && among(words.particles, parts[first - 1]) && !is_initials(parts[first - 1])) --first;
  name.family = join(parts, first, parts.size());
  name.given.assign(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(first));
  return name;
}

std::string PersonName::str() const {
  std::string out = join(given, 0, given.size());
  for (const std::string& part : {family, suffix}) {
    if (part.empty()) continue;
    if (!out.empty()) out += ' ';
    out += part;
  }
  return out;
}

std::string PersonName::initials() const {
  std::string out;
  for (const std::string& part : given) {
    bool start = true;
    const bool every = is_initials(part);
    const std::string folded = fold(part);
    for (const char c : folded) {
      const bool letter = c >= 'a' && c <= 'z';
      if (letter && (start || every)) out += c;
      start = !letter;
    }
  }
  return out;
}

}  // namespace vitagraph::values
