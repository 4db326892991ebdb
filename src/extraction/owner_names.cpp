// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner_names.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/dates.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/owner_words.hpp"
#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

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

/// "van der Berg": particles from `at` on, and a word with a capital behind them.
bool leads_to_name(std::string_view text, const lexicon::Words& words, std::size_t at,
                   const lexicon::Lexicon& lexicon) {
  constexpr std::size_t most_particles = 4;
  std::size_t next = at;
  while (next < words.size() && next < at + most_particles &&
         is_of(lexicon.find("names", words[next].key), "particle") &&
         is_lower(code_point_at(text, words[next].span.begin).value))
    ++next;
  if (next == at && is_of(lexicon.find("names", words[at].key), "particle")) ++next;  // "Van"
  return next > at && next < words.size() && is_upper(code_point_at(text, words[next].span.begin).value);
}

/// What `plain_heading` has left of a line, with the initial that it took for numbering: "K. Fern", but "A. Education".
std::string with_initial(std::string_view line, std::string plain, const lexicon::Lexicon& lexicon) {
  static const LetterPattern initial(R"(^\s*(\p{Lu}\. ?)\p{Lu})");
  re2::StringPiece found;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), initial.on(line), &found) ||
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
  static const LetterPattern cut(
      R"(^(.*?)\s*(?:[|/•·~–—(（\[\t<]|\s\S+@\S|\s-\s|:\s|,\s*(?:\pL\.? ?)+\.?\s*(?:,|$)).*$)");
  if (line.empty() || line.size() > longest_owner * 2) return {};
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
  std::string whole = accepted_name(text, lexicon);
  if (!whole.empty()) return whole;
  static constexpr ByteSet cutting("|/~([\t<@-:,");
  const bool may_cut =
      std::any_of(text.begin(), text.end(), [](char c) { return cutting(c) || static_cast<unsigned char>(c) >= 0x80; });
  std::string first;
  if (!may_cut || !RE2::FullMatch(text, cut.on(text), &first) || first.empty()) return {};
  // Behind a comma only a degree, a post or a place goes with a name; another name makes a list of authors.
  const std::string_view behind = trim(std::string_view(text).substr(first.size()));
  if (!behind.empty() && behind.front() == ',') {
    const lexicon::Words rest = lexicon::split_words(behind);
    const auto title = lexicon.longest("names", rest, 0);
    const bool degree = title && lexicon.concept_at(title->concept_id).notation == "postnominal";
    if (!degree && !lexicon.longest("degrees", rest, 0) && !lexicon.longest("roles", rest, 0)) return {};
  }
  return accepted_name(first, lexicon);
}

std::string lower_case_name(std::string_view line, const lexicon::Lexicon& lexicon) {
  static const LetterPattern shape(R"(^\s*(\p{Ll}[\p{Ll}'’-]+(?: \p{Ll}\.)?(?: \p{Ll}[\p{Ll}'’-]+){1,2})\s*$)");
  std::string name;
  if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), shape.on(line), &name)) return {};
  std::string dressed = name;
  for (const lexicon::Word& word : lexicon::split_words(name))
    if (dressed[word.span.begin] >= 'a' && dressed[word.span.begin] <= 'z') dressed[word.span.begin] -= 'a' - 'A';
  return accepted_name(std::move(dressed), lexicon).empty() || lexicon.mentions("heading-words", name) ? std::string()
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
      // "Moss-Botanik" keeps its hyphen.
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
  return accepted_name(std::move(name), lexicon);
}

bool holds_words(std::string_view name, std::string_view part) {
  const lexicon::Words held = lexicon::split_words(name), wanted = lexicon::split_words(part);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const lexicon::Word& word) {
    return std::any_of(held.begin(), held.end(), [&](const lexicon::Word& one) { return one.key == word.key; });
  });
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
