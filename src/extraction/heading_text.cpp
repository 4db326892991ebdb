// SPDX-License-Identifier: Apache-2.0
#include "extraction/heading_text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <bitset>

#include "extraction/byte_set.hpp"
#include "extraction/letter_pattern.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_broken_gaps = 6;       ///< blanks of a heading that may have lost ligatures
constexpr std::size_t most_broken_middle = 4;     ///< bytes between two lost ligatures of a word
constexpr std::size_t most_ideograph_bytes = 60;  ///< of a heading without blanks

/// Whether there is a blank between two letters that may be capitals: without one no pattern need be asked.
bool may_have_gap(std::string_view text) {
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; };
  for (std::size_t at = text.find(' ', 1); at != std::string_view::npos && at + 1 < text.size();
       at = text.find(' ', at + 1))
    if (capital(text[at - 1]) && capital(text[at + 1])) return true;
  return false;
}

/// Colons, full stops, dashes, stars and an open brace behind a heading.
void drop_heading_tail(std::string& text) {
  while (!text.empty()) {
    if (std::string_view(" \t\n\f\r:.*{-").find(text.back()) != std::string_view::npos)
      text.pop_back();
    else if (text.ends_with("：") || text.ends_with("–") || text.ends_with("—"))
      text.resize(text.size() - 3);
    else
      return;
  }
}

/// Signs that stand around headings: bullets, arrows, boxes, emoji, and the marks of light markup languages.
bool is_ornament(char32_t c) {
  if (c < 0x80) return c != 0 && std::string_view("#=*~>|/_+-").find(static_cast<char>(c)) != std::string_view::npos;
  return c == U'§' || c == U'·' || c == U'»' || c == U'«' || c == U'•' || c == U'‣' || c == U'›' || c == U'‹' ||
         c == 0xFE0F || c == 0x200D || (c >= 0x2010 && c <= 0x2015) || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0xE000 && c <= 0xF8FF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

/// How many bytes of ornament the text begins with, blanks between and behind them counted. One sign of ASCII must
/// stand apart from the word, or stand behind it too ("=Awards=").
std::size_t leading_ornament(std::string_view text) {
  std::size_t at = 0, signs = 0, ascii = 0;
  bool apart = false;
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (!is_blank(c.value)) {
      if (!is_ornament(c.value)) break;
      ++signs;
      ascii += c.value < 0x80;
    }
    apart = is_blank(c.value);
    at += c.length;
  }
  if (signs == 0 || at >= text.size()) return 0;
  return apart || signs > 1 || ascii == 0 || text.front() == text.back() ? at : 0;
}

/// The bytes before what only adorns the end: a run of signs, or one that stands apart.
std::size_t ornament_begin(std::string_view text, bool led) {
  std::size_t end = text.size(), signs = 0, ascii = 0;
  bool apart = false;
  while (end > 0) {
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    const char32_t c = code_point_at(text, begin).value;
    if (!is_blank(c)) {
      if (!is_ornament(c)) break;
      ++signs;
      ascii += c < 0x80;
    }
    apart = is_blank(c);
    end = begin;
  }
  return signs > 0 && (led || apart || signs > 2 || ascii == 0) ? end : text.size();
}

/// "E D U C A T I O N" -> "EDUCATION"; wider gaps part its words.
std::string close_up(std::string_view text) {
  std::string out;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::size_t behind = at + c.length;
    if (!is_letter(c.value) && c.value != U'&') return {};
    out.append(text, at, c.length);
    ++letters;
    std::size_t next = behind;
    while (next < text.size() && is_blank(code_point_at(text, next).value)) next += code_point_at(text, next).length;
    if (next == behind && next < text.size()) return {};
    if (next < text.size() && (next - behind > 1 || text[behind] == '\t')) out += ' ';
    at = next;
  }
  return letters >= 4 ? out : std::string();
}

/// Without what surrounds it: signs, brackets around the whole, a command of LaTeX.
std::string without_ornaments(std::string text) {
  static const LetterPattern command(R"(^\\\pL+\*?\{([^{}]+)\}$)");
  static const LazyRE2 enclosed = {R"(^(?:\[([^\[\]]+)\]|<([^<>/]+)>)$)"};
  if (text.empty()) return text;
  if (text.front() == '\\') RE2::Replace(&text, command.on(text), R"(\1)");
  if (text.front() == '[' || text.front() == '<') RE2::Replace(&text, *enclosed, R"(\1\2)");
  const std::size_t lead = leading_ornament(text);
  if (lead > 0) text.erase(0, lead);
  text.resize(ornament_begin(text, lead > 0));
  return text;
}

/// Whether a number, of figures or letters, ends what stands in front of the first sign.
bool numbers_first_part(std::string_view text) {
  static constexpr ByteSet signs(":.-|\xE2"), roman("IVX");
  const std::size_t sign = signs.find_in(text);
  if (sign == std::string_view::npos) return false;
  const std::string_view part = trim(text.substr(0, sign));
  const std::string_view word = part.substr(part.find_last_of(" \t") + 1);  // npos + 1 is 0
  if (word.empty()) return false;
  return digits(word.back()) || (word.size() == 1 && word[0] >= 'A' && word[0] <= 'H') ||
         std::all_of(word.begin(), word.end(), roman);
}

/// "Section 2: Education", "Part IV – Teaching", "II - Awards", "3 – Grants": a number that a sign parts from the
/// words, with the word for what it counts.
void without_ordinal(std::string& text) {
  if (!numbers_first_part(text)) return;
  // "Charles V. Holm" is a name: behind a word letters want more than a full stop.
  static const LetterPattern counted(
      R"(^(?:\p{Lu}[\pL]{2,9} \d{1,2}\s*[:.|]|(?:\p{Lu}[\pL]{2,9} )?(?:\d{1,2}|[IVX]{1,5}|[A-H])(?:\s*[:|]|\s+[-–—]))\s+(\p{Lu}[\pL\pM]{2}))");
  RE2::Replace(&text, counted.on(text), R"(\1)");
}

/// "Articles [12]", "Talks – 14 total", "Papers: 30": how many there are.
void without_count(std::string& text) {
  static constexpr ByteSet signs("[:-\xE2");
  if (!digits.any_in(text) || !signs.any_in(text)) return;
  static const LetterPattern count(
      R"((\pL)(?:\s*\[(?:[nN]\s*=\s*)?\d{1,3}\]|\s*(?:[:–—]|\s-)\s*\d{1,3}(?: \pL+)?)\s*[:.]?$)");
  RE2::Replace(&text, count.on(text), R"(\1)");
}

/// "II   TEACHING", "3<tab>Grants": a number that wide room parts from the words.
std::string_view without_set_off_number(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 5 && std::string_view("IVX0123456789").find(text[at]) != std::string_view::npos) ++at;
  std::size_t word = at;
  while (word < text.size() && (text[word] == ' ' || text[word] == '\t')) ++word;
  const bool apart = at > 0 && word < text.size() && (word >= at + 2 || (word > at && text[at] == '\t'));
  return apart && is_upper(code_point_at(text, word).value) ? text.substr(word) : text;
}

/// Whether the first word is short and holds a sign that numbers of headings end with or are parted by.
bool begins_with_number(std::string_view text) {
  constexpr std::size_t longest_number = 13;
  static constexpr ByteSet blanks(" \t\n\f\r"), signs(".):");
  std::size_t begin = 0;
  while (begin < text.size() && blanks(text[begin])) ++begin;
  const std::size_t end = blanks.find_in(text, begin);
  return end != std::string_view::npos && end - begin <= longest_number &&
         signs.any_in(text.substr(begin, end - begin));
}

}  // namespace

std::string plain_heading(std::string_view text) {
  // No \b, which knows ASCII only: "JOSÉ ÁVILA" has lost no letter.
  static const LetterPattern gap(R"((^|[^\pL\pM\pN])(\p{Lu}) (\p{Lu}[\p{Lu}&’'-]+))");
  static const LazyRE2 numbering = {
      R"(^\s*(?:\(?(?:\d{1,2}|[IVX]{1,5})[.)]|\(?[ivx]{1,4}[.)]|[A-Z]\.|\(?[A-Za-z]\)|[A-Z]\.?\d{1,2}[.):]|[A-Z]?\d{1,2}(?:\.\d{1,2}){1,3}[.):]?)\s+)"};
  static const LetterPattern section(R"(^\d{1,2}(?:\.\d{1,2}){0,2} (\p{Lu}))");  // as LaTeX numbers them
  static const LazyRE2 attributes = {R"(\{[^}]*\}\s*$|:\w+:)"};
  const std::string_view trimmed = trim(text);
  std::string out = trimmed.size() > 2 && trimmed[1] == ' ' ? close_up(trimmed) : std::string();
  if (out.empty()) out = without_ornaments(collapse_blanks(without_set_off_number(trimmed)));
  // Small capitals: most of the words have lost their first letter.
  if (may_have_gap(out)) {
    std::string joined = out;
    const int gaps = RE2::GlobalReplace(&joined, gap.on(joined), R"(\1\2\3)");
    if (gaps > 0 && static_cast<std::size_t>(gaps) * 2 >= lexicon::split_words(joined).size()) out = std::move(joined);
  }
  static constexpr ByteSet braces("{:");
  if (braces.any_in(out)) {
    RE2::GlobalReplace(&out, *attributes, "");
    out = collapse_blanks(out);
  }
  if (begins_with_number(out)) RE2::Replace(&out, *numbering, "");
  without_count(out);
  without_ordinal(out);
  if (!out.empty() && is_digit(static_cast<unsigned char>(out.front()))) RE2::Replace(&out, section.on(out), R"(\1)");
  drop_heading_tail(out);
  return out;
}

namespace {

enum class Joint { list, head_first, head_last };

/// How two of a heading's matters hang together, by what stands between the word before `behind` and that at `begin`.
Joint joint_of(std::string_view text, const lexicon::Words& words, std::size_t behind, std::size_t begin,
               const lexicon::Lexicon& lexicon) {
  if (behind == 0) return Joint::list;
  const std::string_view between =
      text.substr(words[behind - 1].span.end, words[begin].span.begin - words[behind - 1].span.end);
  if (between.find_first_of(",/&+;|:") != std::string_view::npos || between.find("–") != std::string_view::npos ||
      between.find(" - ") != std::string_view::npos)
    return Joint::list;
  bool joined = false;
  for (std::size_t at = behind; at < begin; ++at)
    for (const lexicon::Concept* found : lexicon.find("connectives", words[at].key)) {
      if (found->notation == "conjunction") return Joint::list;
      joined = joined || found->notation == "for" || found->notation == "at";
    }
  return joined ? Joint::head_first : Joint::head_last;
}

/// Whether the word belongs to an organisation's name: "Society for Fern Education", "College of Education".
bool in_house_name(const lexicon::Words& words, std::size_t at, const lexicon::Lexicon& lexicon) {
  for (std::size_t joint = at; joint-- > 1;) {
    bool of = false, list = false;
    for (const lexicon::Concept* found : lexicon.find("connectives", words[joint].key)) {
      of = of || found->notation == "for";
      list = list || found->notation == "conjunction";
    }
    if (list) return false;
    if (!of) continue;
    return lexicon.longest("organizations", words, joint - 1).has_value();
  }
  return false;
}

bool holds_cjk(std::string_view text) {
  // They begin with bytes above those of all alphabets.
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE2; }))
    return false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_cjk(c.value)) return true;
    at += c.length;
  }
  return false;
}

/// Each kind that the concepts stand for once, in first-seen order.
void add_kinds(std::vector<std::string>& kinds, lexicon::Concepts concepts) {
  for (const lexicon::Concept* found : concepts)
    if (std::find(kinds.begin(), kinds.end(), found->notation) == kinds.end()) kinds.push_back(found->notation);
}

/// Chinese and Japanese write no blanks: "荣誉与奖项" is read by the listed headings in it, the longest first, which
/// must be half of it. Of two without a sign between them the last tells what it is.
std::vector<std::string> ideograph_kinds(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::vector<std::string> out;
  add_kinds(out, lexicon.find("headings", text));
  if (!out.empty() || text.size() > most_ideograph_bytes) return out;
  std::size_t known = 0, behind = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (std::size_t end = text.size(); end > at + 3 && length == 0; --end) {
      if (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) continue;
      if (!lexicon.find("headings", text.substr(at, end - at)).empty()) length = end - at;
    }
    if (length == 0) {
      at += code_point_at(text, at).length;
      continue;
    }
    if (known > 0 && behind == at) out.clear();
    add_kinds(out, lexicon.find("headings", text.substr(at, length)));
    known += length;
    behind = at += length;
  }
  if (known * 2 < text.size()) out.clear();
  return out;
}

/// Beginnings of the first words of headings, one letter and more: nearly all other words can't have lost a
/// ligature.
struct Beginnings {
  std::bitset<1 << 17> any;  ///< mostly empty, so that hardly another word is taken for one

  static std::size_t next(std::size_t hash, char c) { return hash * 31 + static_cast<unsigned char>(c | ' '); }
  static std::size_t place(std::size_t hash) { return (hash ^ hash >> 17) % (1 << 17); }

  static Beginnings find(const lexicon::Lexicon& lexicon) {
    Beginnings out;
    for (const char* scheme : {"headings", "heading-words"})
      for (const std::string& label : lexicon.labels(scheme)) {
        const lexicon::Words words = lexicon::split_words(label);
        std::size_t hash = 0;
        for (std::size_t i = 0; !words.empty() && i < words.front().key.size(); ++i) {
          hash = next(hash, words.front().key[i]);
          out.any[place(hash)] = true;
        }
      }
    return out;
  }

  /// A first word as far as it has come.
  struct Word {
    std::size_t hash = 0;
    enum class State : unsigned char { before, inside, behind, unknown } state = State::before;
  };
  static Word go_on(Word word, std::string_view letters) {
    using State = Word::State;
    for (const char c : letters) {
      if (word.state == State::behind || word.state == State::unknown) break;
      if (((c | ' ') >= 'a' && (c | ' ') <= 'z') || digits(c)) {
        word.hash = next(word.hash, c);
        word.state = State::inside;
      } else if (static_cast<unsigned char>(c) >= 0x80 || c == '&' || c == '.' || c == '\'') {
        word.state = State::unknown;  // other signs than ASCII's, and such as words hold
      } else if (word.state == State::inside) {
        word.state = State::behind;
      }
    }
    return word;
  }
  /// Whether a heading may begin with the word.
  bool may_be(const Word& word) const {
    return word.state == Word::State::before || word.state == Word::State::unknown || any[place(word.hash)];
  }
};

}  // namespace

bool is_all_capitals(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_lower(c.value)) return false;
    letters += is_letter(c.value) ? 1 : 0;
    at += c.length;
  }
  return letters > 3;
}

std::string with_ligatures(std::string text, const lexicon::Lexicon& lexicon) {
  static constexpr std::array<std::string_view, 8> ligatures = {"ti", "tt", "fi", "ft", "ff", "fl", "tti", "ffi"};
  const auto known = [&](const std::string& word) {
    return !lexicon.find("heading-words", word).empty() || !lexicon.find("headings", word).empty();
  };
  const auto is_capital = [&](std::size_t at) { return is_upper(code_point_at(text, at).value); };
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) > most_broken_gaps) return text;
  const Beginnings& beginnings = lexicon.kept(Beginnings::find);
  for (std::size_t gap = text.find(' '); gap != std::string::npos; gap = text.find(' ', gap + 1)) {
    if (gap == 0 || gap + 1 >= text.size()) break;
    const bool capitals = is_capital(gap - 1) && is_capital(gap + 1);
    if (!capitals && !is_lower(code_point_at(text, gap + 1).value)) continue;
    const std::size_t before = text.rfind(' ', gap - 1), begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find(' ', gap + 1), text.size());
    const std::size_t last = end < text.size() ? std::min(text.find(' ', end + 1), text.size()) : end;
    const Beginnings::Word first = Beginnings::go_on({}, std::string_view(text).substr(begin, gap - begin));
    if (!beginnings.may_be(first)) continue;
    const auto may_join = [&](std::string_view ligature) {
      const Beginnings::Word longer = Beginnings::go_on(first, ligature);
      return beginnings.may_be(longer) &&
             beginnings.may_be(Beginnings::go_on(longer, std::string_view(text).substr(gap + 1, end - gap - 1)));
    };
    if (std::none_of(ligatures.begin(), ligatures.end(), may_join)) continue;
    const std::string left = text.substr(begin, gap - begin), right = text.substr(gap + 1, end - gap - 1);
    if (known(right) && known(left)) continue;
    std::string joined;
    const auto as_set = [&](std::string_view ligature) {
      return capitals ? upper_case(ligature) : std::string(ligature);
    };
    std::size_t stop = end;
    for (std::size_t i = 0; i < ligatures.size() && joined.empty(); ++i) {
      if (!may_join(ligatures[i])) continue;
      const std::string one = left + as_set(ligatures[i]) + right;
      if (known(one)) joined = one;
      if (!joined.empty() || last == end || right.size() > most_broken_middle) continue;
      // "Ac vi es" has lost two.
      for (const std::string_view second : ligatures) {
        const std::string two = one + as_set(second) + text.substr(end + 1, last - end - 1);
        if (!known(two)) continue;
        joined = two;
        stop = last;
        break;
      }
    }
    if (!joined.empty()) text.replace(begin, stop - begin, joined);
  }
  return text;
}

std::vector<std::string> heading_kinds(std::string_view heading, const lexicon::Lexicon& lexicon) {
  static const RE2 aside(R"(\s*[(\[][^)\]]*[)\]])");
  std::string text = with_ligatures(plain_heading(heading), lexicon);
  if (holds_cjk(text)) return ideograph_kinds(text, lexicon);
  std::vector<std::string> out;
  add_kinds(out, lexicon.find("headings", text));
  if (!out.empty()) return out;
  if (text.find_first_of("([") != std::string::npos && RE2::GlobalReplace(&text, aside, "") > 0) {
    add_kinds(out, lexicon.find("headings", text));
    if (!out.empty()) return out;
  }
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() > most_heading_words) return out;
  std::size_t known = 0, behind = 0;
  for (std::size_t at = 0; at < words.size();) {
    const auto listed = lexicon.longest("headings", words, at);
    const auto cue = lexicon.longest("heading-words", words, at);
    const bool whole = listed && (!cue || listed->words > cue->words);
    const auto& match = whole ? listed : cue;
    if (!match || in_house_name(words, at, lexicon)) {
      ++at;
      continue;
    }
    const lexicon::Concept& found = lexicon.concept_at(match->concept_id);
    known += match->words;
    const std::size_t begin = at;
    at += match->words;
    if (found.notation == "modifier" || std::find(out.begin(), out.end(), found.notation) != out.end()) {
      if (found.notation != "modifier") behind = at;
      continue;
    }
    const Joint joint = out.empty() ? Joint::list : joint_of(text, words, behind, begin, lexicon);
    // "Teaching Awards" are awards, "becas de docencia" are too.
    // Of "Master Thesis Supervision" the narrower matter tells more.
    const auto is_kind_of = [&](const std::string& narrow, const std::string& wide) {
      const lexicon::Concepts concepts = lexicon.of_notation("headings", narrow);
      return !concepts.empty() && std::find(concepts.front()->broader.begin(), concepts.front()->broader.end(), wide) !=
                                      concepts.front()->broader.end();
    };
    if (joint == Joint::head_last && !is_kind_of(out.back(), found.notation)) out.back() = found.notation;
    if (joint == Joint::list) out.push_back(found.notation);
    behind = at;
  }
  // "National Society for Experiential Education" is a name: a body's word, a small word, and what it is for.
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const auto small = lexicon.find("connectives", words[at].key);
    const bool joint = is_lower(code_point_at(text, words[at].span.begin).value) && !small.empty() &&
                       !has_notation(small, "conjunction");
    if (joint && at >= 2 &&
        (lexicon.mentions("organizations", std::string_view(text).substr(0, words[at].span.begin)) ||
         lexicon.mentions("venue-nouns", std::string_view(text).substr(0, words[at].span.begin))))
      return {};
  }
  // A title that merely holds such a word ("The Book of Proof") is no heading of its kind.
  if (words.size() > 2 ? known * 2 < words.size() + 1 : known * 2 < words.size()) out.clear();
  return out;
}

}  // namespace vitagraph::extraction
