// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "resolution/names.hpp"

namespace vitagraph::resolution {
namespace {

enum class WordFit { equal, variant, initial, initials, misspelt, clash };

WordFit compare_words(const GivenWord& a, const GivenWord& b, const Vocabulary& vocabulary) {
  if (a.initial || b.initial) {
    if (a.text[0] != b.text[0]) return WordFit::clash;
    return a.initial && b.initial ? WordFit::initials : WordFit::initial;
  }
  if (a.text == b.text) return WordFit::equal;
  if (without_digraphs(a.text) == without_digraphs(b.text)) return WordFit::variant;
  if (vocabulary.same_given_name(a.text, b.text)) return WordFit::variant;
  // No rule for short forms ("Jon" of "Jonathan"): "Jia" is not short for "Jianwei". They are data. Nor is one letter a
  // slip in a short name: "Zhenyu" and "Zhengyu" work in one group.
  if (std::min(a.text.size(), b.text.size()) >= 9 && edit_distance(a.text, b.text, 1) <= 1) return WordFit::misspelt;
  return WordFit::clash;
}

NameFit as_fit(WordFit fit) {
  switch (fit) {
    case WordFit::equal: return NameFit::equal;
    case WordFit::variant: return NameFit::variant;
    case WordFit::initial: return NameFit::initial;
    case WordFit::initials: return NameFit::initials;
    case WordFit::misspelt: return NameFit::misspelt;
    case WordFit::clash: break;
  }
  return NameFit::clash;
}

/// The given names that a comparison looks at: all of a name's, or all but the last, which the family name has.
struct Given {
  std::span<const GivenWord> words;
  const std::string& nickname;

  explicit Given(const NameForm& form) : words(form.given), nickname(form.nickname) {}
  Given without_last() const {
    Given out = *this;
    out.words = words.first(words.size() - 1);
    return out;
  }
};

/// Every word of the shorter tail has its counterpart in the longer one, in order.
bool middles_fit(std::span<const GivenWord> a, std::span<const GivenWord> b, const Vocabulary& vocabulary) {
  const std::span<const GivenWord> few = a.size() <= b.size() ? a : b, many = a.size() <= b.size() ? b : a;
  std::size_t at = 0;
  for (const GivenWord& word : few) {
    while (at < many.size() && compare_words(word, many[at], vocabulary) == WordFit::clash) ++at;
    if (at++ == many.size()) return false;
  }
  return true;
}

/// "Chaoyuan", "Chao-yuan" and "Chao Yuan" are one given name; the number of words each takes, 0 if they differ.
std::pair<std::size_t, std::size_t> equal_when_joined(std::span<const GivenWord> a, std::span<const GivenWord> b) {
  if (a[0].initial || b[0].initial || a[0].text == b[0].text) return {0, 0};
  std::string left, right;
  for (std::size_t i = 0; i < std::min<std::size_t>(a.size(), 3); ++i) {
    left += a[i].text;
    right.clear();
    for (std::size_t j = 0; j < std::min<std::size_t>(b.size(), 3); ++j) {
      right += b[j].text;
      if (i + j > 0 && left.size() >= 4 && left == right) return {i + 1, j + 1};
    }
  }
  return {0, 0};
}

/// The first given names clash: what is left is a nickname in parentheses, or a first name that is left out.
NameMatch compare_otherwise(const Given& a, const Given& b, const Vocabulary& vocabulary) {
  const auto nick = [&](const Given& x, const Given& y) {
    return !x.nickname.empty() &&
           (x.nickname == y.words[0].text || vocabulary.same_given_name(x.nickname, y.words[0].text));
  };
  if (nick(a, b) || nick(b, a)) return {NameFit::variant, false, "the nickname in parentheses"};
  // "N. Shelton" for "J. N. Shelton": known by the middle name.
  const Given& few = a.words.size() < b.words.size() ? a : b;
  const Given& many = a.words.size() < b.words.size() ? b : a;
  if (few.words.size() == 1 && many.words.size() >= 2 && many.words[0].initial &&
      compare_words(few.words[0], many.words[1], vocabulary) <= WordFit::initials)
    return {NameFit::initials, false, "known by the middle name"};
  return {NameFit::clash, false, "given names differ"};
}

NameMatch compare_given(const Given& a, const Given& b, const Vocabulary& vocabulary) {
  if (a.words.empty() || b.words.empty()) {
    if (a.words.empty() && b.words.empty()) return {NameFit::equal, false, "the same single name"};
    return {NameFit::clash, false, "one has no given name"};
  }
  if (const auto [taken_a, taken_b] = equal_when_joined(a.words, b.words); taken_a > 0) {
    if (!middles_fit(a.words.subspan(taken_a), b.words.subspan(taken_b), vocabulary))
      return {NameFit::clash, false, "middle names differ"};
    return {NameFit::variant, false, "the same given name, hyphenated or spaced otherwise"};
  }
  const WordFit first = compare_words(a.words[0], b.words[0], vocabulary);
  if (first == WordFit::clash) return compare_otherwise(a, b, vocabulary);
  if (!middles_fit(a.words.subspan(1), b.words.subspan(1), vocabulary))
    return {NameFit::clash, false, "middle names differ"};
  const bool both_middle = a.words.size() > 1 && b.words.size() > 1;
  const NameFit fit = as_fit(first);
  switch (fit) {
    case NameFit::equal: return {fit, both_middle, "the same given and family name"};
    case NameFit::variant: return {fit, both_middle, "one given name is a form of the other"};
    case NameFit::initial: return {fit, both_middle, "an initial that fits the given name"};
    case NameFit::initials: return {fit, both_middle, "the same initials and family name"};
    default: return {NameFit::misspelt, both_middle, "given names one letter apart"};
  }
}

enum class FamilyFit { equal, bare, part, misspelt, clash };

FamilyFit compare_families(const NameForm& a, const NameForm& b) {
  constexpr std::size_t telling = 4;    // a shorter word is part of too many double names
  constexpr std::size_t slippable = 8;  // one letter makes another name of a shorter one
  if (a.family_key == b.family_key) return FamilyFit::equal;
  if (a.bare_key == b.bare_key) return FamilyFit::bare;
  const NameForm& few = a.family.size() < b.family.size() ? a : b;
  const NameForm& many = a.family.size() < b.family.size() ? b : a;
  if (few.family.size() == 1 && many.family.size() > 1 && few.family_key.size() >= telling &&
      (without_digraphs(many.family.front()) == few.family_key || many.last_key == few.family_key))
    return FamilyFit::part;
  if (std::min(a.family_key.size(), b.family_key.size()) >= slippable &&
      edit_distance(a.family_key, b.family_key, 1) <= 1)
    return FamilyFit::misspelt;
  return FamilyFit::clash;
}

/// A comparison in spite of a difference in the family names: an equal given name makes a variant of them at best.
NameMatch as_variant(NameMatch match, const char* reason) {
  if (match.fit == NameFit::equal) return {NameFit::variant, match.middle_agrees, reason};
  return match;
}

/// All words but particles, given and family names alike.
std::vector<GivenWord> words_of(const NameForm& form, const Vocabulary& vocabulary) {
  std::vector<GivenWord> out = form.given;
  for (const std::string& word : form.family)
    if (&word == &form.family.back() || !vocabulary.is_particle(word)) out.push_back({word, false, false});
  return out;
}

/// "Berto Ramos de Amaro", "Ramos de Amaro, Berto", "Amaro, B. R.": word for word the same, the border elsewhere.
NameMatch compare_word_by_word(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  const NameMatch differ{NameFit::clash, false, "family names differ"};
  if (a.last_key != b.last_key || a.given.empty() || b.given.empty()) return differ;
  const std::vector<GivenWord> left = words_of(a, vocabulary), right = words_of(b, vocabulary);
  if (left.size() != right.size() || left.size() < 3) return differ;
  bool initial = false;
  for (std::size_t i = 0; i + 1 < left.size(); ++i) {
    const WordFit fit = compare_words(left[i], right[i], vocabulary);
    if (fit > WordFit::initials) return differ;
    initial = initial || fit >= WordFit::initial;
  }
  return {initial ? NameFit::initial : NameFit::variant, true, "the same words, the family name beginning elsewhere"};
}

/// The one full given name of those that have no other; null for initials, and for several.
const GivenWord* only_given(const NameForm& form) {
  const GivenWord* only = nullptr;
  for (const GivenWord& word : form.given) {
    if (word.initial) continue;
    if (only) return nullptr;
    only = &word;
  }
  return only;
}

/// "Flavia Serra" for "Flavia Serra Coelho".
bool leaves_out_last_family(const NameForm& few, const NameForm& many) {
  constexpr std::size_t telling = 5;  // "Hao Peng" is not "Hao Peng Lei"
  return few.given.size() == 1 && many.given.size() == 2 && !few.given[0].initial && !many.given[1].initial &&
         !many.given[1].joined && few.given[0].text == many.given[0].text && few.family.size() == 1 &&
         few.family[0] == many.given[1].text && few.family_key.size() >= telling;
}

NameMatch compare_other_families(const NameForm& a, const NameForm& b, FamilyFit family, const Vocabulary& vocabulary) {
  const Given left(a), right(b);
  // "Berta Ramos Sanz" beside "Ramos-Sanz, B.": the middle word belongs to the family name.
  constexpr const char* widened = "the same name, its middle word counted to the family";
  if (a.wide_key == b.family_key && !a.wide_key.empty())
    return as_variant(compare_given(left.without_last(), right, vocabulary), widened);
  if (b.wide_key == a.family_key && !b.wide_key.empty())
    return as_variant(compare_given(left, right.without_last(), vocabulary), widened);
  if (const NameMatch match = compare_word_by_word(a, b, vocabulary); match.fit != NameFit::clash) return match;
  if (family == FamilyFit::part) {
    const NameMatch match = compare_given(left, right, vocabulary);
    if (match.fit == NameFit::equal)
      return as_variant(match, "the same given name, and one family name is part of the other");
    const bool common = vocabulary.is_common_family(a.family_key) || vocabulary.is_common_family(b.family_key);
    if (match.fit != NameFit::clash && !common && a.given[0].text[0] == b.given[0].text[0])
      return {NameFit::partial, false, "one family name is part of the other"};
  }
  if (leaves_out_last_family(a, b) || leaves_out_last_family(b, a))
    return {NameFit::partial, false, "one leaves out the last family name"};
  if (family == FamilyFit::misspelt) {
    const NameMatch match = compare_given(left, right, vocabulary);
    if (match.compatible()) return {NameFit::misspelt, match.middle_agrees, "family names one letter apart"};
  }
  const GivenWord *x = only_given(a), *y = only_given(b);
  if (x && y && x->text == b.family_key && y->text == a.family_key)
    return {NameFit::swapped, false, "given and family name exchanged"};
  return {NameFit::clash, false, "family names differ"};
}

bool same_letters(std::span<const GivenWord> a, std::span<const GivenWord> b) {
  std::string left, right;
  for (const GivenWord& word : a) left += word.text[0];
  for (const GivenWord& word : b) right += word.text[0];
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int most) {
  const int m = static_cast<int>(a.size()), n = static_cast<int>(b.size());
  if (std::abs(m - n) > most) return most + 1;
  std::vector<int> two(static_cast<std::size_t>(n) + 1), one(two.size()), row(two.size());
  for (int j = 0; j <= n; ++j) one[static_cast<std::size_t>(j)] = j;
  for (int i = 1; i <= m; ++i) {
    row[0] = i;
    int best = i;
    for (int j = 1; j <= n; ++j) {
      const auto at = static_cast<std::size_t>(j);
      const bool same = a[static_cast<std::size_t>(i - 1)] == b[at - 1];
      row[at] = std::min({one[at] + 1, row[at - 1] + 1, one[at - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[static_cast<std::size_t>(i - 1)] == b[at - 2] &&
          a[static_cast<std::size_t>(i - 2)] == b[at - 1])
        row[at] = std::min(row[at], two[at - 2] + 1);
      best = std::min(best, row[at]);
    }
    if (best > most) return most + 1;
    std::swap(two, one);
    std::swap(one, row);
  }
  return std::min(one[static_cast<std::size_t>(n)], most + 1);
}

NameMatch compare_names(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  if (a.family_key.empty() || b.family_key.empty()) return {};
  if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix)
    return {NameFit::clash, false, "different suffixes"};
  const FamilyFit family = compare_families(a, b);
  if (family == FamilyFit::equal) return compare_given(Given(a), Given(b), vocabulary);
  if (family == FamilyFit::bare)
    return as_variant(compare_given(Given(a), Given(b), vocabulary), "the same name, with and without a particle");
  return compare_other_families(a, b, family, vocabulary);
}

bool may_be_slip(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  constexpr std::size_t slippable = 5, long_name = 10;
  if (a.given.empty() || b.given.empty()) return false;
  const std::span<const GivenWord> left(a.given), right(b.given);
  if (a.family_key != b.family_key) {
    const std::size_t shorter = std::min(a.family_key.size(), b.family_key.size());
    const int most = shorter >= long_name ? 2 : 1;
    return shorter >= slippable && edit_distance(a.family_key, b.family_key, most) <= most &&
           compare_given(Given(a), Given(b), vocabulary).compatible();
  }
  const bool full = !left[0].initial && !right[0].initial;
  if (full && left[0].text != right[0].text)
    return std::min(left[0].text.size(), right[0].text.size()) >= slippable &&
           edit_distance(left[0].text, right[0].text, 1) <= 1 &&
           middles_fit(left.subspan(1), right.subspan(1), vocabulary);
  if (left.size() < 2 || left.size() != right.size()) return false;
  if (same_letters(left, right)) return left[0].initial && right[0].initial;
  return left.size() == 2 && left[0].text[0] == right[0].text[0] && left[1].initial && right[1].initial;
}

}  // namespace vitagraph::resolution
