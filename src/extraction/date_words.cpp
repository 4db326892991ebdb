// SPDX-License-Identifier: Apache-2.0
#include "extraction/date_finder.hpp"

#include <algorithm>

namespace vitagraph::extraction {

namespace {

constexpr std::size_t place_of(std::string_view word) {
  std::size_t hash = word.size();
  for (const char c : word) hash = hash * 31 + static_cast<unsigned char>(c | ' ');
  return (hash ^ hash >> 12) % 4096;
}

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

DateFinder::Beginnings DateFinder::find_beginnings(const lexicon::Lexicon& lexicon) {
  Beginnings out;
  for (const Scheme scheme : {months, terms, present, parts})
    for (const std::string& label : lexicon.labels(name_of(scheme)))
      if (const lexicon::Words words = lexicon::split_words(label); !words.empty())
        out.schemes[place_of(words.front().key)] |= scheme;
  return out;
}

/// The schemes that may have a label from the token on. Only a word of ASCII letters that ends with its token is sure
/// to be the label's first word.
std::uint8_t DateFinder::schemes_at(std::size_t i) const {
  const std::string_view word = slice(i);
  if (!std::all_of(word.begin(), word.end(), is_ascii_letter)) return any_scheme;
  const std::string_view behind = text_.substr(tokens_[i].span.end, 2);
  if (!behind.empty()) {
    const auto more = [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || is_ascii_letter(c) || (c >= '0' && c <= '9');
    };
    if (more(behind[0])) return any_scheme;
    if ((behind[0] == '.' || behind[0] == '\'') && behind.size() > 1 && more(behind[1])) return any_scheme;
  }
  return beginnings_.schemes[place_of(word)];
}

/// The longest label of the scheme that begins at the token; a trailing dot of an abbreviation belongs to it.
DateFinder::Word DateFinder::label_at(Scheme scheme, std::size_t i) const {
  // Labels have at most four words; what lies between them are blanks, dots, apostrophes and hyphens.
  std::size_t last = i;
  for (std::size_t words = 1, j = i + 1; words < 5 && has(j) && j < i + 10; ++j) {
    if (tokens_[j].new_line) break;
    if (tokens_[j].kind == Kind::word || (tokens_[j].kind == Kind::number && tokens_[j].digits == 1)) {
      last = j;
      ++words;
    } else if (!(is_sign(j, '.') || is_sign(j, '\'') || is_sign(j, '-'))) {
      break;
    }
  }
  for (std::size_t j = last; j + 1 > i; --j) {
    if (j != i && tokens_[j].kind == Kind::sign) continue;
    const std::string_view label = text_.substr(tokens_[i].span.begin, tokens_[j].span.end - tokens_[i].span.begin);
    if (const auto concepts = lexicon_.find(name_of(scheme), label); !concepts.empty()) {
      std::size_t next = j + 1;
      if (is_sign(next, '.') && glued(next) &&
          !(is_number(next + 1) && glued(next + 1) && tokens_[next + 1].digits < 2))
        ++next;
      // "until" both opens a range and joins its ends; opening comes first in a text.
      const auto opening = std::find_if(concepts.begin(), concepts.end(),
                                        [](const auto* c) { return c->notation == "until" || c->notation == "since"; });
      return {next, (opening != concepts.end() ? *opening : concepts.front())->notation};
    }
  }
  return {};
}

DateFinder::Word DateFinder::word_of(Scheme scheme, std::size_t i) {
  if (!is_word(i) || !may_begin(scheme, i)) return {};
  auto known = std::find_if(known_.begin(), known_.end(), [&](const Known& k) { return k.scheme == scheme; });
  if (known == known_.end())
    known = known_.insert(known_.end(), {scheme, std::vector<Word>(tokens_.size(), Word{unknown, {}})});
  Word& word = known->words[i];
  if (word.next == unknown) word = label_at(scheme, i);
  return word;
}

bool DateFinder::part(std::size_t i, std::string_view notation, std::size_t& next) {
  if (!has(i)) return false;
  if (notation == "and" && (is_sign(i, ',') || is_sign(i, '&') || is_sign(i, ';'))) {
    next = i + 1;
    // "2015, 2016, and 2018"
    std::size_t after = next;
    if (!is_sign(i, '&') && part(next, "and", after)) next = after;
    return true;
  }
  if (!is_word(i) || !may_begin(parts, i)) return false;
  for (std::size_t j = i; j < i + 3 && (j == i || is_word(j) || is_sign(j, '.')); ++j) {
    if (!has(j)) break;
    if (tokens_[j].kind == Kind::sign) continue;
    const std::string_view label = text_.substr(tokens_[i].span.begin, tokens_[j].span.end - tokens_[i].span.begin);
    for (const auto* known : lexicon_.find("date-parts", label))
      if (known->notation == notation) {
        next = j + 1;
        return true;
      }
  }
  return false;
}

int DateFinder::month_at(std::size_t i, std::size_t& next) {
  const Word word = word_of(months, i);
  if (word.next == 0) return 0;
  // "9月" is read as number and sign.
  next = word.next;
  return std::atoi(std::string(word.notation).c_str());
}

/// Words are looked up only where a number is close: most of a text has none.
bool DateFinder::near_number(std::size_t i) const {
  for (std::size_t j = i + 1; j < i + 9 && has(j); ++j)
    if (tokens_[j].kind == Kind::number) return true;
  return false;
}

/// A number that can be a year: not part of a page range, a price, a telephone number or a code.
int DateFinder::year_at(std::size_t i, bool in_date) const {
  if (!is_number(i) || tokens_[i].digits != 4 || tokens_[i].value < 1900 || tokens_[i].value > 2099) return 0;
  const int year = tokens_[i].value;
  if (is_word(i + 1) && glued(i + 1)) {
    // "2019a" tells two works apart; "2000s" is no year.
    const CodePoint c = code_point_at(text_, tokens_[i + 1].span.begin);
    const bool letter = tokens_[i + 1].span.size() == 1 && c.value >= 'a' && c.value <= 'e';
    if (!letter && !is_cjk(c.value)) return 0;
  }
  if (is_sign(i + 1, '%')) return 0;
  if (is_sign(i + 1, '.') && is_number(i + 2) && glued(i + 2) && glued(i + 1) && tokens_[i + 2].digits > 2) return 0;
  if (in_date || i == 0) return year;
  if (glued(i)) {
    const DateToken& before = tokens_[i - 1];
    if (before.kind == Kind::word) {
      // An acronym with its year: "CVPR2024".
      std::size_t capitals = 0;
      for (const char c : slice(i - 1)) capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
      if (!is_cjk(code_point_at(text_, before.span.begin).value) && (capitals < 2 || before.span.size() < 3)) return 0;
    } else if (before.sign == '$' || before.sign == '#' || before.sign == U'€' || before.sign == U'£' ||
               before.sign == '=' || before.sign == '_') {
      return 0;
    } else if ((before.sign == ':' || before.sign == '-' || before.sign == '.' || before.sign == '/' ||
                before.sign == '(') &&
               i > 1 && tokens_[i - 2].kind == Kind::number && glued(i - 1)) {
      const bool issue =
          before.sign == '(' && !(is_sign(i + 1, ')') && glued(i + 1) && is_number(i + 2) && glued(i + 2));
      if (!issue && before.sign != '-') return 0;
      if (before.sign == '-' && tokens_[i - 2].digits != 2 && tokens_[i - 2].digits != 1) return 0;
    }
  }
  if (is_sign(i + 1, '-') && glued(i + 1) && is_number(i + 2) && glued(i + 2) && tokens_[i + 2].digits > 2 &&
      year_at(i + 2, true) == 0)
    return 0;
  return year;
}

/// "'16": an apostrophe and two digits.
int DateFinder::short_year_at(std::size_t i, std::size_t& next) const {
  if (!is_sign(i, '\'') || !is_number(i + 1) || tokens_[i + 1].digits != 2) return 0;
  if (is_word(i + 2) && glued(i + 2)) return 0;
  next = i + 2;
  const int value = tokens_[i + 1].value;
  return value < 60 ? 2000 + value : 1900 + value;
}

int DateFinder::day_at(std::size_t i, std::size_t& next) {
  if (!is_number(i) || tokens_[i].digits > 2 || tokens_[i].value < 1 || tokens_[i].value > 31) return 0;
  next = i + 1;
  std::size_t after = next;
  if (is_word(next) && glued(next)) {
    if (!part(next, "ordinal", after) && !part(next, "day", after)) return 0;
    next = after;
  } else if (is_sign(next, 0xB0) && glued(next)) {
    ++next;
  }
  return tokens_[i].value;
}

std::size_t DateFinder::skip_links(std::size_t i) {
  std::size_t next = i;
  while (is_sign(next, ',') || is_sign(next, '.')) ++next;
  std::size_t after = next;
  if (part(next, "link", after)) next = after;
  return next;
}

}  // namespace vitagraph::extraction
