// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner_names.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_name = 80;
constexpr std::size_t most_introduction_words = 14;  ///< of a paragraph's beginning that may lead to a name

bool is_of(lexicon::Concepts found, std::string_view notation) {
  return std::any_of(found.begin(), found.end(), [&](const auto* c) { return c->notation == notation; });
}

/// The label of `introductions` of that notation that begins at the word: how many words it has; 0 if none does.
std::size_t introduction(const lexicon::Lexicon& lexicon, const lexicon::Words& words, std::size_t at,
                         std::string_view notation) {
  const auto match = lexicon.longest("introductions", words, at);
  if (!match) return 0;
  for (std::size_t n = match->words; n > 0; --n)
    if (is_of(lexicon.concepts_of("introductions", words, at, n), notation)) return n;
  return 0;
}

/// Rooms, streets and words of page furniture are no names, though written like them.
bool holds_other_words(std::string_view name, const lexicon::Lexicon& lexicon) {
  if (lexicon.mentions("place-words", name) || lexicon.mentions("street-words", name)) return true;
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto label = lexicon.longest("labels", words, at);
    // "de" may stand before a place and inside a name.
    const bool particle = label && label->words == 1 && at > 0 && at + 1 < words.size() &&
                          is_of(lexicon.find("names", words[at].key), "particle");
    if (label && !particle) return true;
  }
  return false;
}

/// "SIGGRAPH Asia Course"
bool begins_with_venue(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  if (words.empty() || words.front().span.size() < 4) return false;
  const std::string_view first = name.substr(words.front().span.begin, words.front().span.size());
  return std::none_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         lexicon.longest("venues", words, 0).has_value();
}

/// "Moss, Ada" as "Ada Moss".
std::string in_natural_order(std::string name, const lexicon::Lexicon& lexicon) {
  if (name.find(',') == std::string::npos) return name;
  const values::PersonName parsed = values::PersonName::parse(name, name_words(lexicon));
  return parsed.suffix.empty() && !parsed.given.empty() ? parsed.str() : name;
}

std::string accepted(std::string candidate, const lexicon::Lexicon& lexicon) {
  static const RE2 possessive(R"(['’]s?$)");
  candidate = clean_name(candidate, lexicon);
  if (candidate.find("'") != std::string::npos || candidate.find("’") != std::string::npos)
    RE2::Replace(&candidate, possessive, "");
  if (candidate.empty() || candidate.size() > longest_name || !lexicon.find("headings", candidate).empty()) return {};
  const std::string_view given = std::string_view(candidate).substr(0, candidate.rfind(' '));
  if (!heading_kinds(candidate, lexicon).empty() &&
      (lexicon.mentions("headings", given) || lexicon.mentions("heading-words", given)))
    return {};
  const bool ideographs = is_cjk(code_point_at(candidate, 0).value);
  if (candidate.find(' ') == std::string::npos && !ideographs) return {};
  if (ideographs) {
    // A name of two to four signs that begins with a family name; other words of that length are captions.
    const std::size_t length = count_code_points(candidate);
    const std::size_t first = code_point_at(candidate, 0).length;
    const std::size_t second = first < candidate.size() ? code_point_at(candidate, first).length : 0;
    if (length < 2 || length > 5 ||
        (lexicon.find("ideograph-family-names", candidate.substr(0, first)).empty() &&
         lexicon.find("ideograph-family-names", candidate.substr(0, first + second)).empty()))
      return {};
  }
  if (!lexicon.find("roles", candidate).empty() || !lexicon.find("places", candidate).empty()) return {};
  if (holds_other_words(candidate, lexicon) || begins_with_venue(candidate, lexicon)) return {};
  return looks_like_name(candidate, lexicon, true) ? in_natural_order(std::move(candidate), lexicon) : std::string();
}

/// Without dates and the words that only date the document.
std::string undated(std::string text, const lexicon::Lexicon& lexicon) {
  if (text.find_first_of("0123456789") != std::string::npos) text = without_dates(text, find_dates(text, lexicon));
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 1; at < words.size(); ++at)
    if (introduction(lexicon, words, at, "stamp") > 0 || !lexicon.find("months", words[at].key).empty()) {
      // "May" and "April" are given names too: a month ends the line or stands behind a stamp.
      if (introduction(lexicon, words, at, "stamp") == 0 && at + 1 < words.size()) continue;
      if (at < 2) continue;
      text.erase(words[at - 1].span.end);
      break;
    }
  return text;
}

/// Whether the full stop before the word at `at` ends a sentence rather than an initial or "Md.": "I'm Bo Fern. I
/// work".
bool ends_sentence(std::string_view text, const lexicon::Words& words, std::size_t at) {
  constexpr std::size_t longest_short = 4;
  if (words[at - 1].span.size() > longest_short) return true;
  return words[at].span.size() == 1 && text.substr(words[at].span.end, 1) != "." && at + 1 < words.size() &&
         is_lower(code_point_at(text, words[at + 1].span.begin).value);
}

/// The end of the run of words that could be a name's, from `at` on.
std::size_t name_run(std::string_view text, const lexicon::Words& words, std::size_t at,
                     const lexicon::Lexicon& lexicon) {
  std::size_t end = at;
  while (end < words.size() && end - at < 6) {
    if (end > at) {
      const std::string_view gap =
          text.substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end);
      if (gap.find_first_not_of(" .\n-") != std::string_view::npos) break;
      if (gap.find('.') != std::string_view::npos && ends_sentence(text, words, end)) break;
    }
    const char32_t first = code_point_at(text, words[end].span.begin).value;
    const bool particle = is_of(lexicon.find("names", words[end].key), "particle") && end > at;
    const bool joined = end > at && text[words[end].span.begin - 1] == '-';  // "Ji-hoon"
    if (!is_upper(first) && !particle && !joined) break;
    ++end;
  }
  while (end > at && !is_upper(code_point_at(text, words[end - 1].span.begin).value) &&
         text[words[end - 1].span.begin - 1] != '-')
    --end;
  return end;
}

/// "van der Berg": particles from `at` on, and a word with a capital behind them.
bool leads_to_name(std::string_view text, const lexicon::Words& words, std::size_t at,
                   const lexicon::Lexicon& lexicon) {
  std::size_t next = at;
  while (next < words.size() && is_of(lexicon.find("names", words[next].key), "particle") &&
         is_lower(code_point_at(text, words[next].span.begin).value))
    ++next;
  if (next == at && is_of(lexicon.find("names", words[at].key), "particle")) ++next;  // "Van"
  return next > at && next < words.size() && is_upper(code_point_at(text, words[next].span.begin).value);
}

/// "Bo Fern PhD FRSocBot": letters behind a known degree are more of them.
std::string without_letters(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto capitals = [&](const lexicon::Word& word) {
    std::size_t count = 0;
    for (std::size_t at = word.span.begin; at < word.span.end; ++at) count += text[at] >= 'A' && text[at] <= 'Z';
    return count;
  };
  for (std::size_t at = 2; at + 1 < words.size(); ++at) {
    if (words[at].key.size() < 3 || capitals(words[at]) < 2 ||
        !is_of(lexicon.find("names", words[at].key), "postnominal"))
      continue;
    if (std::all_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(),
                    [&](const lexicon::Word& word) { return capitals(word) >= 2; }))
      return text.substr(0, words[at - 1].span.end);
  }
  return text;
}

/// What `plain_heading` has left of a line, with the initial that it took for numbering: "K. Fern", but "A. Education".
std::string with_initial(std::string_view line, std::string plain, const lexicon::Lexicon& lexicon) {
  static const RE2 initial(R"(^\s*(\p{Lu}\. ?)\p{Lu})");
  re2::StringPiece found;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), initial, &found) ||
      code_point_at(plain, 0).value == code_point_at(std::string_view(found.data(), found.size()), 0).value ||
      !heading_kinds(plain, lexicon).empty())
    return plain;
  return std::string(found.data(), 2) + " " + plain;
}

std::string stem_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  const std::size_t dot = path.rfind('.');
  if (dot != std::string_view::npos && dot > 0) path = path.substr(0, dot);
  std::string out;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    const bool hump = at > 0 && c >= 'A' && c <= 'Z' && path[at - 1] >= 'a' && path[at - 1] <= 'z';
    if (hump) out += ' ';
    out += c == '-' || c == '_' || c == '.' || c == '+' || c == '~' ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string name_in_line(std::string_view line, const lexicon::Lexicon& lexicon) {
  static const RE2 suffix(R"(\s+\d{4}$)");
  static const RE2 cut(R"(^(.*?)\s*(?:[|/•·~–—(\[\t<]|\s\S+@\S|\s-\s|:\s|,\s*(?:\pL\.? ?)+\.?\s*(?:,|$)).*$)");
  if (line.empty() || line.size() > longest_name * 2) return {};
  line = line.substr(0, line.find('\t'));
  std::string text = with_initial(line, plain_heading(line), lexicon);
  if (!text.empty() && is_digit(static_cast<unsigned char>(text.back()))) RE2::Replace(&text, suffix, "");
  text = without_letters(undated(std::move(text), lexicon), lexicon);
  // "of Ada Moss" below "Curriculum vitae"
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() > 2 && is_lower(code_point_at(text, words.front().span.begin).value) &&
      !lexicon.find("connectives", words.front().key).empty() &&
      !is_of(lexicon.find("names", words.front().key), "suffix") && words.front().key.size() <= 3 &&
      is_of(lexicon.find("connectives", words.front().key), "for"))
    text.erase(0, words[1].span.begin);
  std::string whole = accepted(text, lexicon);
  if (!whole.empty()) return whole;
  std::string first;
  if (!RE2::FullMatch(text, cut, &first) || first.empty()) return {};
  // Behind a comma only a degree, a post or a place goes with a name; another name makes a list of authors.
  const std::string_view behind = trim(std::string_view(text).substr(first.size()));
  if (!behind.empty() && behind.front() == ',') {
    const lexicon::Words rest = lexicon::split_words(behind);
    const auto title = lexicon.longest("names", rest, 0);
    const bool degree = title && lexicon.concept_at(title->concept_id).notation == "postnominal";
    if (!degree && !lexicon.longest("degrees", rest, 0) && !lexicon.longest("roles", rest, 0)) return {};
  }
  return accepted(first, lexicon);
}

std::string lower_case_name(std::string_view line, const lexicon::Lexicon& lexicon) {
  static const RE2 shape(R"(^\s*(\p{Ll}[\p{Ll}'’-]+(?: \p{Ll}\.)?(?: \p{Ll}[\p{Ll}'’-]+){1,2})\s*$)");
  std::string name;
  if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), shape, &name)) return {};
  std::string dressed = name;
  for (const lexicon::Word& word : lexicon::split_words(name))
    if (dressed[word.span.begin] >= 'a' && dressed[word.span.begin] <= 'z') dressed[word.span.begin] -= 'a' - 'A';
  return accepted(std::move(dressed), lexicon).empty() || lexicon.mentions("heading-words", name) ? std::string()
                                                                                                  : name;
}

std::string name_in_title(std::string_view title, const lexicon::Lexicon& lexicon, TitleWords allowed) {
  static const RE2 separators(R"(\s*[|:–—•·，：]\s*|\s+-\s+|\s*,\s*)");
  std::string text(title);
  RE2::GlobalReplace(&text, separators, "\n");
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string part = text.substr(begin, end - begin);
    begin = end + 1;
    const lexicon::Words words = lexicon::split_words(part);
    std::string rest;
    for (std::size_t at = 0; at < words.size();) {
      const auto heading = lexicon.longest("headings", words, at);
      const auto small = lexicon.longest("connectives", words, at);
      const std::size_t page = introduction(lexicon, words, at, "page");
      // "Van" and "de" are parts of a name between its words.
      const bool particle = small && !rest.empty() && leads_to_name(part, words, at, lexicon);
      // "William & Mary": two names, or a house's, and neither is the other's family name.
      if (!rest.empty() && small && !particle &&
          is_of(lexicon.concepts_of("connectives", words, at, small->words), "conjunction"))
        break;
      const std::size_t known = std::max(
          {page, heading ? std::size_t{heading->words} : 0, small && !particle ? std::size_t{small->words} : 0});
      // A name may hold a word that headings are made of: "Hugh Grant", "Hugh Grant's CV".
      const std::string_view written = std::string_view(part).substr(words[at].span.begin, words[at].span.size());
      const bool ends = at + 1 == words.size() || written.ends_with("'s") || written.ends_with("’s");
      const bool inside = ends && !rest.empty() && rest.find(' ') == std::string::npos && heading &&
                          heading->words == 1 && page == 0 &&
                          lexicon.concept_at(heading->concept_id).notation != "page-title";
      if (!inside && allowed == TitleWords::of_pages && heading && heading->words >= known && page < heading->words &&
          lexicon.concept_at(heading->concept_id).notation != "page-title")
        return {};
      if (known > 0 && !inside) {
        at += known;
        continue;
      }
      // "García-Botero" keeps its hyphen.
      const bool joined = at > 0 && words[at].span.begin == words[at - 1].span.end + 1 &&
                          part[words[at - 1].span.end] == '-' && !rest.empty();
      if (!rest.empty()) rest += joined ? '-' : ' ';
      rest.append(part, words[at].span.begin, words[at].span.size());
      if (words[at].span.end < part.size() && part[words[at].span.end] == '.') rest += '.';
      ++at;
    }
    std::string name = name_in_line(rest, lexicon);
    if (!name.empty()) return name;
  }
  return {};
}

std::string introduced_name(std::string_view paragraph, const lexicon::Lexicon& lexicon) {
  const std::string_view text = paragraph.substr(0, 400);
  if (text.empty()) return {};
  // "何世柱，…": a name up to the first comma.
  if (is_cjk(code_point_at(text, 0).value)) {
    const std::size_t comma = std::min(text.find("，"), text.find("："));
    if (comma != std::string_view::npos && comma <= 12) return accepted(std::string(text.substr(0, comma)), lexicon);
  }
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < std::min(words.size(), most_introduction_words); ++at) {
    const std::size_t lead = introduction(lexicon, words, at, "self");
    if (lead == 0) continue;
    std::size_t begin = at + lead;
    while (begin < words.size() && is_of(lexicon.find("names", words[begin].key), "title")) ++begin;
    const std::size_t end = name_run(text, words, begin, lexicon);
    if (end < begin + 2) continue;
    std::string name = accepted(
        std::string(text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin)), lexicon);
    if (!name.empty()) return name;
  }
  // "Ada Moss is a botanist", "Ada Moss (she/her) currently works as"
  std::size_t begin = 0;
  while (begin < words.size() && is_of(lexicon.find("names", words[begin].key), "title")) ++begin;
  const std::size_t end = name_run(text, words, begin, lexicon);
  if (end < begin + 2 || end >= words.size()) return {};
  std::size_t next = end;
  if (text.substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end).find('(') !=
      std::string_view::npos) {
    const std::size_t close = text.find(')', words[end].span.begin);
    while (next < words.size() && close != std::string_view::npos && words[next].span.begin < close) ++next;
  }
  while (next < words.size() && is_of(lexicon.find("clause-words", words[next].key), "adverb")) ++next;
  if (next >= words.size()) return {};
  const bool verb = is_lower(code_point_at(text, words[next].span.begin).value) &&
                    lexicon.longest("predicates", words, next).has_value();
  const bool post = text.substr(words[end - 1].span.end).starts_with(",") && next == end &&
                    lexicon.mentions("roles", text.substr(words[end].span.begin, 40));
  if (!verb && !post) return {};
  return accepted(std::string(text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin)),
                  lexicon);
}

std::string introduced_given_name(std::string_view paragraph, const lexicon::Lexicon& lexicon) {
  const std::string_view text = paragraph.substr(0, 200);
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at + 1 < std::min(words.size(), most_introduction_words); ++at) {
    const std::size_t lead = introduction(lexicon, words, at, "self");
    const std::size_t name = at + lead;
    if (lead == 0 || name >= words.size() || name_run(text, words, name, lexicon) != name + 1) continue;
    const std::size_t end = words[name].span.end;
    if (end >= text.size() || (text[end] != ',' && text[end] != '!' && text[end] != '.')) continue;
    std::string given(text.substr(words[name].span.begin, words[name].span.size()));
    for (const char* scheme : {"roles", "places", "organizations", "degrees", "small-words", "headings"})
      if (lexicon.mentions(scheme, given)) given.clear();
    if (!given.empty()) return given;
  }
  return {};
}

std::string name_in_path(std::string_view path, const lexicon::Lexicon& lexicon) {
  const std::string stem = stem_of(path);
  const lexicon::Words words = lexicon::split_words(stem);
  std::size_t end = 0;
  while (end < words.size() && introduction(lexicon, words, end, "page") == 0) ++end;
  if (end < 2 || end > 4 || end == words.size()) return {};
  std::string name;
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view word = std::string_view(stem).substr(words[i].span.begin, words[i].span.size());
    if (word.find_first_of("0123456789") != std::string_view::npos) return {};
    if (!name.empty()) name += ' ';
    if (word.size() > 1 || end > 2)
      name += static_cast<char>(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 'a' + 'A' : word[0]);
    else
      return {};
    name += word.substr(1);
  }
  // A family name may be a word of headings ("Law"); a given name that is one names a subject.
  const std::string_view given = std::string_view(name).substr(0, name.rfind(' '));
  if (lexicon.mentions("talk-kinds", name) || lexicon.mentions("heading-words", given) ||
      lexicon.mentions("places", name))
    return {};
  return accepted(std::move(name), lexicon);
}

bool path_names(std::string_view path, std::string_view name) {
  const lexicon::Words held = lexicon::split_words(stem_of(path)), wanted = lexicon::split_words(name);
  if (wanted.size() < 2) return false;
  const auto has = [&](const std::string& key) {
    return std::any_of(held.begin(), held.end(), [&](const lexicon::Word& word) { return word.key == key; });
  };
  return has(wanted.front().key) && has(wanted.back().key);
}

}  // namespace vitagraph::extraction
