// SPDX-License-Identifier: Apache-2.0
#include "extraction/names.hpp"

#include <algorithm>

#include "extraction/text_memo.hpp"

namespace vitagraph::extraction {
namespace {

constexpr char names_scheme[] = "names";

bool is_edge_punctuation(char32_t c) {
  return c == U',' || c == U';' || c == U':' || c == U'(' || c == U')' || c == U'[' || c == U']' || c == U'_' ||
         c == U'~' || c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u3001' || c == U'\u2022' ||
         c == U'\u00B7';
}

/// The notation of the label of `names` that the words at `at` begin with, and how many words it covers.
std::pair<std::string_view, std::size_t> word_class(const lexicon::Lexicon& lexicon, const lexicon::Words& words,
                                                    std::size_t at, std::string_view wanted) {
  const auto match = lexicon.longest(names_scheme, words, at);
  if (!match) return {{}, 0};
  for (std::size_t count = match->words; count > 0; --count)
    for (const lexicon::Concept* found : lexicon.concepts_of(names_scheme, words, at, count))
      if (found->notation == wanted) return {found->notation, count};
  return {{}, 0};
}

bool is_class(const lexicon::Lexicon& lexicon, std::string_view text, std::string_view notation) {
  for (const lexicon::Concept* found : lexicon.find(names_scheme, text))
    if (found->notation == notation) return true;
  return false;
}

/// Whether a word is written in capitals alone, dots aside: "ME", "M.E.".
bool is_capitals(std::string_view text, Span span) {
  for (std::uint32_t at = span.begin; at < span.end;) {
    const CodePoint c = code_point_at(text, at);
    if (is_lower(c.value)) return false;
    at += static_cast<std::uint32_t>(c.length);
  }
  return true;
}

/// Whether a word that is an acronym too ("WU") is a family name here: of a name in capitals, or of a double name.
bool is_family_in_capitals(std::string_view name, const lexicon::Words& words, std::size_t at,
                           const lexicon::Lexicon& lexicon) {
  if (at == 0 || (lexicon.find("short-family-names", words[at].key).empty() &&
                  lexicon.find("family-names", words[at].key).empty()))
    return false;
  const auto joined = [&](std::size_t next) {
    return words[next].span.begin == words[next - 1].span.end + 1 && name[words[next - 1].span.end] == '-';
  };
  if ((at > 1 && joined(at)) || (at + 1 < words.size() && joined(at + 1))) return true;
  return at + 1 == words.size() && words[0].key.size() > 2 &&
         is_capitals(name, {0, static_cast<std::uint32_t>(name.size())});
}

struct Shape {
  std::size_t words = 0, capitals = 0, initials = 0, lower = 0, others = 0;
};

/// How the words of a piece are written; particles in lower case count as capitals.
Shape shape_of(std::string_view text, const lexicon::Lexicon& lexicon) {
  Shape shape;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) ++at;
    std::size_t end = at;
    while (end < text.size() && text[end] != ' ' && text[end] != '\n' && text[end] != '\t') ++end;
    if (end == at) break;
    const std::string_view word = text.substr(at, end - at);
    at = end;
    ++shape.words;
    const CodePoint first = code_point_at(word, 0);
    if (values::is_initials(word) && (word.size() <= 2 || word.find('.') != std::string_view::npos || word.size() <= 3))
      ++shape.initials;
    else if (is_upper(first.value) || is_cjk(first.value))
      ++shape.capitals;
    else if (is_lower(first.value))
      is_class(lexicon, word, "particle") || word.find('\'') != std::string_view::npos ? ++shape.capitals
                                                                                       : ++shape.lower;
    else
      is_letter(first.value) ? ++shape.capitals : ++shape.others;
  }
  return shape;
}

struct Atom {
  std::size_t begin, end;
};

/// Trims blanks, markers and edge punctuation of [begin, end) in the text; a dot stays (it may end initials).
Atom trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  for (bool moved = true; moved && begin < end;) {
    moved = false;
    const CodePoint c = code_point_at(text, begin);
    if (is_blank(c.value) || is_contribution_marker(c.value) || is_edge_punctuation(c.value) || c.value == U'.') {
      begin += c.length;
      moved = true;
    }
  }
  while (begin < end) {
    std::size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    const CodePoint c = code_point_at(text, last);
    if (!is_blank(c.value) && !is_contribution_marker(c.value) && !is_edge_punctuation(c.value) && !is_digit(c.value))
      break;
    end = last;
  }
  return {begin, end};
}

/// Pieces between commas and conjunctions (between semicolons where there are any).
std::vector<Atom> atoms_of(std::string_view text, const lexicon::Lexicon& lexicon, bool& semicolons) {
  semicolons = text.find(';') != std::string_view::npos;
  std::vector<Atom> atoms;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    const Atom atom = trimmed(text, begin, end);
    if (atom.begin < atom.end) atoms.push_back(atom);
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    // "金本・藤田" are two; "ポール・クルーグマン" is one.
    const bool dot = c.value == U'\u30FB' && at > 2 && code_point_at(text, at - 3).value >= 0x4E00 &&
                     at + 3 < text.size() && code_point_at(text, at + 3).value >= 0x4E00;
    const bool comma = dot || c.value == U',' || c.value == U'\uFF0C' || c.value == U'\u3001';
    if (c.value == U';' || c.value == U'\uFF1B' || (comma && !semicolons) || c.value == U'&' || c.value == U'|') {
      close(at);
      at += c.length;
      begin = at;
      continue;
    }
    const bool starts_word =
        is_lower(c.value) && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == ',');
    if (starts_word) {
      std::size_t end = at;
      while (end < text.size() && text[end] != ' ' && text[end] != '\n' && text[end] != ',') ++end;
      const bool spaced = end < text.size() && text[end] != ',';
      std::size_t second = std::min(text.find_first_of(" \n,", std::min(end + 1, text.size())), text.size());
      if (spaced && is_class(lexicon, text.substr(at, second - at), "et-al")) {
        close(at);
        begin = at;
        at = second;
        continue;
      }
      if (spaced && is_class(lexicon, text.substr(at, end - at), "conjunction")) {
        // "y" and "e" are particles too: "Ortega y Gasset" keeps its own, a list of two full names is split.
        const bool particle = is_class(lexicon, text.substr(at, end - at), "particle");
        const Atom before = trimmed(text, begin, at);
        if (!particle || std::count(text.begin() + static_cast<std::ptrdiff_t>(before.begin),
                                    text.begin() + static_cast<std::ptrdiff_t>(before.end), ' ') >= 1) {
          close(at);
          begin = end;
        }
      }
      at = end;
      continue;
    }
    at += c.length;
  }
  close(text.size());
  return atoms;
}

bool initials_only(std::string_view atom) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < atom.size();) {
    std::size_t end = atom.find(' ', at);
    if (end == std::string_view::npos) end = atom.size();
    const std::string_view word = atom.substr(at, end - at);
    if (!word.empty()) {
      // "Yu." and "Th." are initials of two letters.
      const bool short_form = word.size() <= 3 && word.back() == '.' && is_upper(code_point_at(word, 0).value);
      if (!values::is_initials(word) && !short_form) return false;
      letters += word.size();
    }
    at = end + 1;
  }
  return letters > 0 && letters <= 14;
}

}  // namespace

bool is_marker_beyond_ascii(char32_t c) {
  switch (c) {
    case U'\u00A7':  // section sign
    case U'\u00B0':  // degree sign
    case U'\u00B6':  // pilcrow
    case U'\u2020':  // daggers
    case U'\u2021':
    case U'\u2217':  // stars
    case U'\u22C6':
    case U'\u2605':
    case U'\u2606':
    case U'\u25C7':  // lozenges and card suits
    case U'\u25CA':
    case U'\u2662':
    case U'\u2666':
    case U'\u266F':
    case U'\u2709':  // envelope
    case U'\u00B2':  // raised figures
    case U'\u00B3':
    case U'\u00B9': return true;
    default: return c >= 0x2070 && c <= 0x209C;
  }
}

namespace {

values::NameWords read_name_words(const lexicon::Lexicon& lexicon) {
  values::NameWords words;
  for (const std::string& label : lexicon.labels(names_scheme)) {
    const std::string key = lexicon::label_key(label);
    for (const lexicon::Concept* found : lexicon.find(names_scheme, label)) {
      if (found->notation == "particle") words.particles.push_back(key);
      if (found->notation == "suffix") words.suffixes.push_back(key);
      if (found->notation == "title") words.titles.push_back(key);
    }
  }
  for (const std::string& label : lexicon.labels("short-family-names"))
    words.families.push_back(lexicon::label_key(label));
  std::sort(words.families.begin(), words.families.end());
  return words;
}

}  // namespace

const values::NameWords& name_words(const lexicon::Lexicon& lexicon) { return lexicon.kept(read_name_words); }

namespace {

struct NameMemo : TextMemo<std::string> {};
NameMemo make_name_memo(const lexicon::Lexicon&) { return {}; }

std::string read_clean_name(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_contribution_marker(c.value)) plain.append(text, at, c.length);
    at += c.length;
  }
  plain = collapse_blanks(plain);
  const Atom edge = trimmed(plain, 0, plain.size());
  plain = plain.substr(edge.begin, edge.end - edge.begin);

  // Titles in front, one or more. A single letter is an initial rather than "M." for Monsieur.
  for (bool more = true; more;) {
    more = false;
    const lexicon::Words words = lexicon::split_words(plain);
    if (words.size() < 2) break;
    const auto [notation, count] = word_class(lexicon, words, 0, "title");
    if (count == 0 || count >= words.size() || words[0].key.size() < 2) break;
    if (count + 1 == words.size() && is_capitals(plain, words[0].span) && !is_capitals(plain, words[1].span))
      break;  // "ME Fern": initials, not "Me" for Maître
    plain.erase(0, words[count].span.begin);
    more = true;
  }
  // Degrees behind, with or without a comma.
  for (bool more = true; more;) {
    more = false;
    const lexicon::Words words = lexicon::split_words(plain);
    for (std::size_t at = words.size() > 4 ? words.size() - 4 : 1; at < words.size(); ++at) {
      const auto [notation, count] = word_class(lexicon, words, at, "postnominal");
      if (count == 0 || at + count != words.size()) continue;
      const bool comma = plain.find(',', words[at - 1].span.end) < words[at].span.begin;
      const bool dotted = plain.find('.', words[at].span.begin) != std::string::npos;
      if (!comma && !dotted && words[at].key.size() < 3) continue;  // "Lee MA" is Vancouver
      if (at == 1 && is_capitals(plain, words[at].span)) continue;  // "Lee, M.D." is inverted
      plain.erase(words[at - 1].span.end);
      more = true;
      break;
    }
  }
  return std::string(trim(plain));
}

}  // namespace

std::string clean_name(std::string_view text, const lexicon::Lexicon& lexicon) {
  return lexicon.kept(make_name_memo).get(text, [&](std::string_view name) { return read_clean_name(name, lexicon); });
}

bool looks_like_name(std::string_view text, const lexicon::Lexicon& lexicon, bool labelled) {
  const std::string name = clean_name(text, lexicon);
  if (name.empty() || name.size() > 80) return false;
  for (const char c : name)
    if ((c >= '0' && c <= '9') || c == '@' || c == ':' || c == '/' || c == '(' || c == '?' || c == '!') return false;
  if (is_cjk(code_point_at(name, 0).value)) return count_code_points(name) <= (name.find(' ') == name.npos ? 5 : 8);
  std::string plain = name;
  std::size_t commas = 0;
  for (char& c : plain)
    if (c == ',') c = ' ', ++commas;
  if (commas > 1) return false;
  const Shape shape = shape_of(plain, lexicon);
  if (shape.lower > 0 || shape.others > 0 || shape.capitals == 0 || shape.words < 2 || shape.words > 6) return false;
  // Words that titles are made of: "Learned Index Structures That Forget".
  std::size_t content = 0;
  for (const lexicon::Word& word : lexicon::split_words(name)) {
    bool of_titles = false;
    for (const lexicon::Concept* found : lexicon.find("small-words", word.key)) {
      if (found->notation == "function" && word.key.size() > 3 && !is_class(lexicon, word.key, "particle"))
        return false;
      of_titles = of_titles || (found->notation == "content" && word.key.size() > 2);
    }
    content += of_titles ? 1 : 0;
  }
  if (content > (labelled ? 1U : 0U)) return false;
  const lexicon::Words words = lexicon::split_words(name);
  for (const char* scheme : {"units", "venue-cues"})
    for (const auto& match : lexicon.all(scheme, words))
      if (match.span.size() > 1) return false;  // "J." for a journal is an initial too
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto match = lexicon.longest("organizations", words, at);
    if (!match) continue;
    // "Wu" is a family name, "WU" a university.
    const CodePoint second =
        code_point_at(name, words[at].span.begin + code_point_at(name, words[at].span.begin).length);
    // "Ada Brown": a family name that is a university's short name too.
    const bool family = at > 0 && at + 1 == words.size() && is_lower(second.value) &&
                        !lexicon.find("short-universities", words[at].key).empty();
    if (match->words > 1 || (words[at].span.size() > 4 && !family)) return false;
    if (!is_lower(second.value) && !(labelled && is_family_in_capitals(name, words, at, lexicon))) return false;
  }
  // "Hugh Grant": where a name is expected, a family name may be a word that headings are made of.
  if (!lexicon.mentions("headings", name)) return true;
  const std::size_t blank = name.rfind(' ');
  return labelled && shape.words <= 3 && blank != std::string::npos &&
         !lexicon.mentions("headings", std::string_view(name).substr(0, blank)) &&
         !lexicon.mentions("heading-words", std::string_view(name).substr(0, blank)) &&
         lexicon.find("headings", name).empty();
}

std::vector<NameMention> split_names(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  bool semicolons = false;
  const std::vector<Atom> atoms = atoms_of(text, lexicon, semicolons);
  std::vector<NameMention> names;
  const auto text_of = [&](Atom atom) { return text.substr(atom.begin, atom.end - atom.begin); };
  const auto add = [&](std::size_t begin, std::size_t end) {
    std::string name = clean_name(text.substr(begin, end - begin), lexicon);
    if (name.empty() || is_class(lexicon, name, "et-al")) return;
    if (!names.empty() && !values::is_initials(name) && is_class(lexicon, name, "postnominal")) return;
    names.push_back(
        {std::move(name), {static_cast<std::uint32_t>(begin) + offset, static_cast<std::uint32_t>(end) + offset}});
  };
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    std::size_t end = atoms[i].end;
    // "et al." may follow the last name without a comma.
    const lexicon::Words words = lexicon::split_words(text_of(atoms[i]));
    for (std::size_t w = 0; w < words.size(); ++w)
      if (const auto [notation, count] = word_class(lexicon, words, w, "et-al");
          count > 0 && w + count == words.size()) {
        end = atoms[i].begin + words[w].span.begin;
        break;
      }
    if (end <= atoms[i].begin) continue;
    if (!semicolons) {
      const Shape shape = shape_of(text.substr(atoms[i].begin, end - atoms[i].begin), lexicon);
      // "AMO" before a comma and a name in small letters is no initials.
      const bool capitals = shape.words == 1 && end - atoms[i].begin > 2 &&
                            text.substr(atoms[i].begin, end - atoms[i].begin).find('.') == std::string_view::npos &&
                            i + 1 < atoms.size() && shape_of(text_of(atoms[i + 1]), lexicon).initials == 0;
      const bool family = (shape.initials == 0 || capitals) && shape.lower == 0 && shape.words <= 4;
      std::size_t last = i;
      while (family && last + 1 < atoms.size() && initials_only(text_of(atoms[last + 1]))) ++last;
      // "Lee, Qi and Moss, Ann": one word and one or two more, by themselves or in pairs.
      if (family && last == i && shape.words <= 3 && i + 1 < atoms.size() &&
          !is_cjk(code_point_at(text, atoms[i].begin).value)) {
        const Shape next = shape_of(text_of(atoms[i + 1]), lexicon);
        bool given = shape.words == 1 && next.lower == 0 && next.capitals >= 1 && next.words <= 2 &&
                     (next.words == 1 || next.initials == 1);
        // "AMO, Gustavo Garcia de": capitals tell the family name.
        const Span first{static_cast<std::uint32_t>(atoms[i].begin), static_cast<std::uint32_t>(end)};
        const Span second{static_cast<std::uint32_t>(atoms[i + 1].begin), static_cast<std::uint32_t>(atoms[i + 1].end)};
        if (end - atoms[i].begin > 2 && is_capitals(text, first) && !is_capitals(text, second) && next.lower == 0 &&
            next.words <= 4)
          given = true;
        // "van der Meer, Tom W. G.": no whole name ends with initials.
        const std::string_view names_behind = text_of(atoms[i + 1]);
        if (next.capitals == 1 && next.initials > 0 && next.lower == 0 && next.words <= 4 &&
            values::is_initials(names_behind.substr(names_behind.rfind(' ') + 1)))
          given = true;
        const std::string_view between = text.substr(atoms[i].end, atoms[i + 1].begin - atoms[i].end);
        if (given && trim(between) == ",") last = i + 1;
      }
      while (last + 1 < atoms.size() && is_class(lexicon, text_of(atoms[last + 1]), "suffix")) ++last;
      if (last > i) end = atoms[last].end;
      add(atoms[i].begin, end);
      i = last;
      continue;
    }
    add(atoms[i].begin, end);
  }
  return names;
}

bool names_compatible(std::string_view a, std::string_view b, const lexicon::Lexicon& lexicon) {
  const values::NameWords& words = name_words(lexicon);
  const values::PersonName x = values::PersonName::parse(clean_name(a, lexicon), words);
  const values::PersonName y = values::PersonName::parse(clean_name(b, lexicon), words);
  const auto compatible = [&lexicon](const values::PersonName& p, const values::PersonName& q) {
    if (lexicon::label_key(p.family) != lexicon::label_key(q.family) || p.family.empty()) return false;
    if (p.given.empty() || q.given.empty()) return true;
    const std::string first = fold(p.given.front()), second = fold(q.given.front());
    if (values::is_initials(p.given.front()) || values::is_initials(q.given.front()))
      return !first.empty() && !second.empty() && code_point_at(first, 0).value == code_point_at(second, 0).value;
    if (first == second) return true;
    // "Tom" is Thomas.
    const lexicon::Concepts known = lexicon.find("nicknames", first);
    for (const lexicon::Concept* other : lexicon.find("nicknames", second))
      if (std::find(known.begin(), known.end(), other) != known.end()) return true;
    return false;
  };
  return compatible(x, y);
}

}  // namespace vitagraph::extraction
