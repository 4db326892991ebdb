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

/// "Amaro, Berto Ramos de" is Berto Ramos de Amaro.
void take_particles(values::PersonName& name, const Vocabulary& vocabulary) {
  while (name.given.size() > 1 && !values::is_initials(name.given.back()) &&
         is_lower(code_point_at(name.given.back(), 0).value) && vocabulary.is_particle(fold(name.given.back()))) {
    name.family = name.given.back() + " " + name.family;
    name.given.pop_back();
  }
}

std::string joined(const std::vector<std::string>& words, std::size_t begin) {
  std::string out;
  for (std::size_t i = begin; i < words.size(); ++i) out += words[i];
  return out;
}

}  // namespace

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

NameForm parse_name(std::string_view text, const Vocabulary& vocabulary) {
  NameForm form;
  std::string plain = collapse_blanks(spaced(text));
  form.nickname = take_nickname(plain);
  values::PersonName name;
  if (!split_cjk(plain, name)) name = values::PersonName::parse(plain, vocabulary.name_words());
  const bool capitals_only = !any_lower(plain);
  take_particles(name, vocabulary);
  for (const std::string& given : name.given) add_given(form, given, capitals_only);
  for (const std::string_view word : split(name.family, ' '))
    for (const std::string_view part : split(word, '-')) {
      std::string plain_part = letters(part);
      if (!plain_part.empty()) form.family.push_back(std::move(plain_part));
    }
  form.suffix = letters(name.suffix);
  form.shown = name.str();
  form.shown_family = name.family.size() + (name.suffix.empty() ? 0 : name.suffix.size() + 1);
  form.family_key = without_digraphs(joined(form.family, 0));
  std::size_t particles = 0;
  while (particles + 1 < form.family.size() && vocabulary.is_particle(form.family[particles])) ++particles;
  form.bare_key = without_digraphs(joined(form.family, particles));
  if (form.given.size() > 1 && !form.given.back().initial)
    form.wide_key = without_digraphs(form.given.back().text + joined(form.family, 0));
  form.last_key = form.family.empty() ? std::string() : without_digraphs(form.family.back());
  for (const GivenWord& word : form.given) form.key += word.text + (word.initial ? ". " : " ");
  form.key += "| ";
  for (const std::string& word : form.family) form.key += word + " ";
  if (!form.suffix.empty()) form.key += "| " + form.suffix;
  return form;
}

}  // namespace vitagraph::resolution
