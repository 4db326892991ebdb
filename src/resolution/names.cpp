// SPDX-License-Identifier: Apache-2.0
#include "resolution/names.hpp"

#include <algorithm>

namespace vitagraph::resolution {
namespace {

/// "S.Klavzar" -> "S. Klavzar"; hyphens of all kinds -> "-". Initials run together with dots are parted.
std::string spaced(std::string_view text) {
  std::string out;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (before == U'.' && is_letter(c.value)) out += ' ';
    if (c.value >= 0x2010 && c.value <= 0x2015)
      out += '-';
    else
      append_utf8(out, c.value);
    before = c.value;
  }
  return out;
}

/// Takes "(Jack)" or "“Jack”" out of the text; empty if there is none.
std::string take_nickname(std::string& text) {
  static constexpr std::pair<std::string_view, std::string_view> marks[] = {{"(", ")"}, {"\"", "\""}, {"“", "”"}};
  for (const auto& [open, close] : marks) {
    const std::size_t begin = text.find(open);
    if (begin == std::string::npos) continue;
    const std::size_t end = text.find(close, begin + open.size());
    if (end == std::string::npos) continue;
    std::string inside = text.substr(begin + open.size(), end - begin - open.size());
    text = collapse_blanks(text.substr(0, begin) + " " + text.substr(end + close.size()));
    return fold(inside);
  }
  return {};
}

/// Folded, in Latin letters, without anything but letters and digits.
std::string letters(std::string_view word) {
  std::string folded = fold(word);
  if (std::any_of(folded.begin(), folded.end(), [](unsigned char c) { return c >= 0x80; })) folded = slug(word);
  std::string out;
  for (const char c : folded)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

/// German and Nordic digraphs as the vowel that accents leave, so that both ways of writing meet: "Mueller", "Jaeger".
/// Only inside words of five letters or more and before a consonant: Chinese "Xue", "Yuen", "Xuefeng" and Korean "Choe"
/// are not "Xu", "Yun", "Xufeng" and "Cho".
std::string without_digraphs(std::string_view text) {
  if (text.size() < 5) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (i + 2 >= text.size() || text[i + 1] != 'e' || std::string_view("aou").find(text[i]) == std::string_view::npos)
      continue;
    if (std::string_view("aeiouy").find(text[i + 2]) != std::string_view::npos) continue;
    const char before = i ? text[i - 1] : ' ';
    const bool pinyin =
        text[i] == 'u' && (before == 'x' || before == 'y' || before == 'q' || (before == 'j' && text[i + 2] != 'r'));
    if (!pinyin) ++i;
  }
  return out;
}

bool any_lower(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_lower(c.value)) return true;
    at += c.length;
  }
  return false;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find(separator, begin);
    if (end == std::string_view::npos) end = text.size();
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

/// A family name of Chinese characters stands first and is one of them; nothing for other scripts.
bool split_cjk(std::string_view text, values::PersonName& name) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const CodePoint c = code_point_at(text, at);
    if (!is_cjk(c.value)) return false;
    at += c.length;
  }
  if (count < 2 || count > 4) return false;
  const std::size_t first = code_point_at(text, 0).length;
  name.family = text.substr(0, first);
  name.given = {std::string(text.substr(first))};
  return true;
}

void add_given(NameForm& form, std::string_view written, bool capitals_only) {
  bool joined = false;
  for (const std::string_view part : split(written, '-')) {
    const std::string plain = letters(part);
    if (plain.empty()) continue;
    const bool dotted = part.find('.') != std::string_view::npos;
    // In a name that is all in capitals, three letters without a dot are a name ("JON SMITH"), two are initials.
    const bool initials =
        plain.size() == 1 || (values::is_initials(part) && (dotted || plain.size() == 2 || !capitals_only));
    if (initials)
      for (const char c : plain) {
        form.given.push_back({std::string(1, c), true, joined});
        joined = false;
      }
    else
      form.given.push_back({plain, false, joined});
    joined = true;
  }
}

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

/// Every word of the shorter tail has its counterpart in the longer one, in order.
bool middles_fit(const NameForm& a, std::size_t a_begin, const NameForm& b, std::size_t b_begin,
                 const Vocabulary& vocabulary) {
  const bool a_shorter = a.given.size() - a_begin <= b.given.size() - b_begin;
  const NameForm& few = a_shorter ? a : b;
  const NameForm& many = a_shorter ? b : a;
  std::size_t at = a_shorter ? b_begin : a_begin;
  for (std::size_t i = a_shorter ? a_begin : b_begin; i < few.given.size(); ++i) {
    while (at < many.given.size() && compare_words(few.given[i], many.given[at], vocabulary) == WordFit::clash) ++at;
    if (at++ == many.given.size()) return false;
  }
  return true;
}

/// "Chaoyuan", "Chao-yuan" and "Chao Yuan" are one given name; the number of words each takes, 0 if they differ.
std::pair<std::size_t, std::size_t> equal_when_joined(const NameForm& a, const NameForm& b) {
  std::string left, right;
  for (std::size_t i = 0; i < std::min<std::size_t>(a.given.size(), 3); ++i) {
    left += a.given[i].text;
    right.clear();
    for (std::size_t j = 0; j < std::min<std::size_t>(b.given.size(), 3); ++j) {
      right += b.given[j].text;
      if (i + j > 0 && left.size() >= 4 && left == right && !a.given[0].initial && !b.given[0].initial)
        return {i + 1, j + 1};
    }
  }
  return {0, 0};
}

NameMatch compare_given(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  if (a.given.empty() || b.given.empty()) {
    if (a.given.empty() && b.given.empty()) return {NameFit::equal, false, "the same single name"};
    return {NameFit::clash, false, "one has no given name"};
  }
  const auto [a_words, b_words] =
      a.given[0].text == b.given[0].text ? std::pair<std::size_t, std::size_t>() : equal_when_joined(a, b);
  if (a_words > 0) {
    if (!middles_fit(a, a_words, b, b_words, vocabulary)) return {NameFit::clash, false, "middle names differ"};
    return {NameFit::variant, false, "the same given name, hyphenated or spaced otherwise"};
  }
  WordFit first = compare_words(a.given[0], b.given[0], vocabulary);
  if (first == WordFit::clash) {
    const auto nick = [&](const NameForm& x, const NameForm& y) {
      return !x.nickname.empty() &&
             (x.nickname == y.given[0].text || vocabulary.same_given_name(x.nickname, y.given[0].text));
    };
    if (nick(a, b) || nick(b, a)) return {NameFit::variant, false, "the nickname in parentheses"};
    // "N. Shelton" for "J. N. Shelton": known by the middle name.
    const NameForm& few = a.given.size() < b.given.size() ? a : b;
    const NameForm& many = a.given.size() < b.given.size() ? b : a;
    if (few.given.size() == 1 && many.given.size() == 2 && many.given[0].initial &&
        compare_words(few.given[0], many.given[1], vocabulary) <= WordFit::initials)
      return {NameFit::initials, false, "known by the middle name"};
    return {NameFit::clash, false, "given names differ"};
  }
  const bool both_middle = a.given.size() > 1 && b.given.size() > 1;
  if (!middles_fit(a, 1, b, 1, vocabulary)) return {NameFit::clash, false, "middle names differ"};
  const NameFit fit = as_fit(first);
  switch (fit) {
    case NameFit::equal: return {fit, both_middle, "the same given and family name"};
    case NameFit::variant: return {fit, both_middle, "one given name is a form of the other"};
    case NameFit::initial: return {fit, both_middle, "an initial that fits the given name"};
    case NameFit::initials: return {fit, both_middle, "the same initials and family name"};
    default: return {NameFit::misspelt, both_middle, "given names one letter apart"};
  }
}

bool is_particle(const std::string& word, const Vocabulary& vocabulary) {
  const auto& particles = vocabulary.name_words().particles;
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

std::string squashed(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += words[i];
  return without_digraphs(out);
}

enum class FamilyFit { equal, part, misspelt, clash };

/// `b` with words of its given names counted to the family: "Berta Ramiro Sánchez" read as Ramiro Sánchez.
FamilyFit compare_families(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  if (a.family_key == b.family_key) return FamilyFit::equal;
  const auto bare = [&](const NameForm& form) {
    std::size_t begin = 0;
    while (begin + 1 < form.family.size() && is_particle(form.family[begin], vocabulary)) ++begin;
    return squashed(form.family, begin, form.family.size());
  };
  if (bare(a) == bare(b)) return FamilyFit::part;
  const NameForm& few = a.family.size() < b.family.size() ? a : b;
  const NameForm& many = a.family.size() < b.family.size() ? b : a;
  if (few.family.size() == 1 && many.family.size() == 2 && few.family_key.size() >= 4 &&
      (squashed(many.family, 0, 1) == few.family_key || squashed(many.family, 1, 2) == few.family_key))
    return FamilyFit::part;
  if (std::min(a.family_key.size(), b.family_key.size()) >= 8 && edit_distance(a.family_key, b.family_key, 1) <= 1)
    return FamilyFit::misspelt;
  return FamilyFit::clash;
}

/// The name read with its last given word as the first of a double family name; nothing for initials.
bool widen_family(NameForm& form) {
  if (form.given.size() < 2 || form.given.back().initial || form.family.size() != 1) return false;
  form.family.insert(form.family.begin(), form.given.back().text);
  form.given.pop_back();
  form.family_key = squashed(form.family, 0, form.family.size());
  return true;
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

NameForm parse_name(std::string_view text, const Vocabulary& vocabulary) {
  NameForm form;
  std::string plain = collapse_blanks(spaced(text));
  form.nickname = take_nickname(plain);
  values::PersonName name;
  if (!split_cjk(plain, name)) name = values::PersonName::parse(plain, vocabulary.name_words());
  const bool capitals_only = !any_lower(plain);
  for (const std::string& given : name.given) add_given(form, given, capitals_only);
  for (const std::string_view word : split(name.family, ' '))
    for (const std::string_view part : split(word, '-')) {
      std::string plain_part = letters(part);
      if (!plain_part.empty()) form.family.push_back(std::move(plain_part));
    }
  form.suffix = letters(name.suffix);
  form.shown = name.str();
  form.shown_family = name.family.size() + (name.suffix.empty() ? 0 : name.suffix.size() + 1);
  form.family_key = squashed(form.family, 0, form.family.size());
  form.last_key = form.family.empty() ? std::string() : without_digraphs(form.family.back());
  for (const GivenWord& word : form.given) form.key += word.text + (word.initial ? ". " : " ");
  form.key += "| ";
  for (const std::string& word : form.family) form.key += word + " ";
  if (!form.suffix.empty()) form.key += "| " + form.suffix;
  return form;
}

NameMatch compare_names(const NameForm& a, const NameForm& b, const Vocabulary& vocabulary) {
  if (a.family_key.empty() || b.family_key.empty()) return {};
  if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix)
    return {NameFit::clash, false, "different suffixes"};
  const FamilyFit family = compare_families(a, b, vocabulary);
  if (family == FamilyFit::equal) return compare_given(a, b, vocabulary);
  // "Berta Ramos Sanz" beside "Ramos-Sanz, B.": the middle word belongs to the family name.
  NameForm wide_a = a, wide_b = b;
  const bool widened_a = b.family.size() == 2 && widen_family(wide_a);
  const bool widened_b = a.family.size() == 2 && widen_family(wide_b);
  if ((widened_a && wide_a.family_key == b.family_key) || (widened_b && wide_b.family_key == a.family_key)) {
    NameMatch match = compare_given(widened_a ? wide_a : a, widened_b ? wide_b : b, vocabulary);
    if (match.fit == NameFit::equal)
      match = {NameFit::variant, false, "the same name, its middle word counted to the family"};
    return match;
  }
  if (family == FamilyFit::part) {
    const NameMatch match = compare_given(a, b, vocabulary);
    if (match.fit == NameFit::equal)
      return {NameFit::variant, match.middle_agrees, "the same given name, and one family name is part of the other"};
    if (match.fit != NameFit::clash) return {NameFit::misspelt, false, "one family name is part of the other"};
  }
  if (family == FamilyFit::misspelt) {
    const NameMatch match = compare_given(a, b, vocabulary);
    if (match.compatible()) return {NameFit::misspelt, match.middle_agrees, "family names one letter apart"};
  }
  if (a.given.size() == 1 && b.given.size() == 1 && !a.given[0].initial && !b.given[0].initial &&
      a.given[0].text == b.family_key && b.given[0].text == a.family_key)
    return {NameFit::swapped, false, "given and family name exchanged"};
  return {NameFit::clash, false, "family names differ"};
}

}  // namespace vitagraph::resolution
