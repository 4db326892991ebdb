// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/authors.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_names = 400;

struct Name {
  std::size_t next = 0;
  double score = 0;
  bool owner = false;
  bool initials_behind = false;
  bool initials = false;
};

class Reader {
 public:
  Reader(const Parsed& parsed, People people) : parsed_(parsed), tokens_(parsed.tokens), people_(people) {}

  /// The ways to read a name at the token, best first; empty if none.
  std::vector<Name> names_at(std::size_t t) const;
  std::size_t skip_markers(std::size_t t) const {
    while (t < tokens_.size() && (tokens_[t].raised || is_contribution_marker(tokens_[t].mark))) ++t;
    return t;
  }
  std::size_t skip_initials(std::size_t t) const;
  bool may_end(std::size_t t) const;
  /// Past "…", "..." or "[...]", which stand for names left out; `t` itself if none does.
  std::size_t skip_ellipsis(std::size_t t) const {
    if (t >= tokens_.size() || tokens_[t].mark != U'[') return skip_dots(t);
    const std::size_t end = skip_dots(t + 1);
    return end > t + 1 && end < tokens_.size() && tokens_[end].mark == U']' ? end + 1 : t;
  }
  bool is_separator(std::size_t t) const {
    if (t >= tokens_.size()) return false;
    const char32_t c = tokens_[t].mark;
    return c == U',' || c == U';' || c == U'/' || c == U'|' || c == U'\u00B7' || tokens_[t].conjunction;
  }

 private:
  std::size_t skip_dots(std::size_t t) const {
    if (t < tokens_.size() && tokens_[t].mark == U'\u2026') return t + 1;
    std::size_t dots = 0;
    while (t + dots < tokens_.size() && tokens_[t + dots].mark == U'.') ++dots;
    return dots >= 3 ? t + dots : t;
  }
  bool usable(std::size_t t) const { return t < tokens_.size() && !tokens_[t].masked; }
  bool is_dot(std::size_t t) const { return usable(t) && tokens_[t].mark == U'.' && !tokens_[t].spaced; }
  bool is_initial(std::size_t t) const;
  bool is_capital_word(std::size_t t) const;
  void inverted_in_full(std::size_t first, std::size_t given, std::size_t words, std::vector<Name>& found) const;
  void rate(std::size_t first, Name& name, std::size_t words, bool initials) const;

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const People people_;
};

/// "J", "JB", "J." or "Yu." before another part of a name.
bool Reader::is_initial(std::size_t t) const {
  if (!usable(t)) return false;
  const Token& token = tokens_[t];
  if (token.kind != TokenKind::word || !token.capital || token.cjk || token.particle) return false;
  if (token.letters == 1) return true;
  if (token.all_capitals && token.letters <= 3) return true;
  // Hyphenated initials without dots: "J-P".
  if (token.all_capitals && token.letters == 2 && token.end - token.begin == 3) return true;
  return token.letters == 2 && is_dot(t + 1);
}

bool Reader::is_capital_word(std::size_t t) const {
  if (!usable(t)) return false;
  const Token& token = tokens_[t];
  // "D881" is a number rather than a name with the mark of an affiliation.
  if (token.kind != TokenKind::word || token.raised || token.numbered) return false;
  return (token.capital && token.letters >= 2) || token.inner_capital;
}

/// Past initials with their dots and hyphens from `t`; `t` itself if there are none.
std::size_t Reader::skip_initials(std::size_t t) const {
  std::size_t count = 0;
  bool dots = false;
  while (count < 6 && is_initial(t) && !(count > 0 && tokens_[t].breaks)) {
    // "Moss O. A potential …": the second letter is a word of the title.
    if (dots && !is_dot(t + 1) && usable(t + 1) && tokens_[t + 1].kind == TokenKind::word && tokens_[t + 1].lower)
      break;
    ++count;
    ++t;
    const bool dotted = is_dot(t);
    dots = dots || dotted;
    if (dotted) ++t;
    if (usable(t) && is_dash(tokens_[t].mark) && !tokens_[t].spaced && is_initial(t + 1)) ++t;
    // Without dots one group of capitals is all: "Moss JB Title" has no more.
    if (!dotted && usable(t) && tokens_[t].kind == TokenKind::word && !is_initial(t)) break;
  }
  return t;
}

/// Whether what stands at `t` can follow a name.
bool Reader::may_end(std::size_t t) const {
  t = skip_markers(t);
  if (t >= tokens_.size() || tokens_[t].masked || tokens_[t].breaks) return true;
  const Token& token = tokens_[t];
  if (token.kind == TokenKind::number) return is_year(parsed_, t) || !token.spaced;
  if (token.conjunction || token.et_al > 0) return true;
  if (token.kind == TokenKind::word) {
    const Token& before = tokens_[t - 1];
    return token.link != before.link || (token.italic && !before.italic) || (token.bold != before.bold && !token.lower);
  }
  const char32_t c = token.mark;
  return c == U',' || c == U';' || c == U':' || c == U'.' || c == U'(' || c == U')' || c == U'[' || c == U']' ||
         is_open_quote(c) || c == U'/' || c == U'|' || c == U'\u00B7' || c == U'\u2026' ||
         (is_dash(c) && token.spaced) || is_close_quote(c);
}

void Reader::rate(std::size_t first, Name& name, std::size_t words, bool initials) const {
  static constexpr double by_words[] = {-2, weights::one_word_name, 1.0, 0.8, 0.3};
  double score = initials ? weights::initials_name : words < 5 ? by_words[words] : -0.3;
  bool family = false, known = false;
  for (std::size_t t = first; t < name.next; ++t) {
    const Token& token = tokens_[t];
    if (token.kind != TokenKind::word) continue;
    if ((token.content && token.letters > 2) ||
        (token.function && token.capital && token.letters > 3 && !token.particle))
      // "Low K." is a name all the same.
      score -= weights::content_word_in_name * (name.initials_behind && words == 1 ? 0.3 : 1.0);
    if (token.cue > 0 && token.letters > 1 && !initials) score -= weights::cue_in_name;
    if (token.cue > 1) score -= weights::cue_in_name;
    if (token.venue > 1 || (token.venue == 1 && token.letters > 3 && !initials)) score -= weights::venue_in_name;
    family = family || token.family_of_owner;
    known = known || (people_ == People::known && token.known);
    // A Chinese or Japanese name is one short word; a long one is of a title.
    if (token.cjk) score += words > 1 ? 0.3 : token.letters <= 5 ? 1.8 : -1.5;
  }
  if (known) score += weights::known_name;
  if (family) score += weights::owner_name;
  name.owner = family;
  name.initials = initials;
  name.score = score;
}

/// "Moss, Ada B." with a semicolon behind it; without one only behind a single family name, and with less weight.
void Reader::inverted_in_full(std::size_t first, std::size_t given, std::size_t words, std::vector<Name>& found) const {
  std::size_t at = given, names = 0;
  while (names < 2 && is_capital_word(at) && !tokens_[at].cjk && !tokens_[at].breaks) ++names, ++at;
  if (names == 0) return;
  at = skip_initials(at);
  // "AMO, Gustavo Garcia de": a particle stays behind.
  while (usable(at) && tokens_[at].particle && !tokens_[at].conjunction && !tokens_[at].breaks) ++at;
  if (usable(at) && tokens_[at - 1].mark != U'.' && !may_end(at)) return;
  const std::size_t after = skip_markers(at);
  const bool semicolon = after < tokens_.size() && tokens_[after].mark == U';';
  if (!semicolon && words > 1) return;  // "García López, Ana; …"
  Name inverted{at, 0, false, false};
  rate(first, inverted, 2, false);
  // Behind a semicolon the next name begins, so that this comma was within one.
  if (semicolon) inverted.score += 0.3;
  if (!semicolon) inverted.score -= usable(after) && tokens_[after].mark == U'(' ? 0.4 : 0.8;
  found.push_back(inverted);
}

std::vector<Name> Reader::names_at(std::size_t t) const {
  std::vector<Name> found;
  const std::size_t first = t;
  std::size_t words = 0, initials = 0, length = 0;
  bool only_words = true;
  std::size_t at = t;
  // A line may end between initials and their family name, and between two names before a comma.
  const auto goes_on = [&](std::size_t word) {
    return usable(word) && tokens_[word].breaks && word == first + 1 && words == 1 && is_capital_word(word) &&
           !is_initial(word) && usable(word + 1) && (tokens_[word + 1].mark == U',' || tokens_[word + 1].conjunction);
  };
  while (length < 8 && usable(at) &&
         !(length > 0 && tokens_[at].breaks && words > 0 && !goes_on(at) &&
           !(tokens_[at - 1].mark == U'.' && is_initial(at - 2)))) {
    const Token& token = tokens_[at];
    if (length > 0 && token.link != tokens_[at - 1].link && token.link >= 0) break;
    // "AMO, Gustavo": a short family name in capitals.
    const bool family = length == 0 && token.letters > 1 && token.all_capitals && usable(at + 1) &&
                        tokens_[at + 1].mark == U',' && (is_capital_word(at + 2) || is_initial(at + 2));
    if (is_initial(at) && !family &&
        !(token.letters > 1 && words == 0 && !is_dot(at + 1) && is_capital_word(at + 1) && token.all_capitals &&
          token.letters == 3)) {
      const std::size_t next = skip_initials(at);
      ++initials;
      ++length;
      if (words > 0) {
        // Initials behind the family name: the name may be done ("Moss AB. The …", "Moss A. 2019"), or go on.
        const bool dotted = tokens_[next - 1].mark == U'.';
        if (dotted || may_end(next)) {
          Name name{next, 0, false, true};
          rate(first, name, words, true);
          const bool cut = usable(next) && tokens_[next].breaks && is_capital_word(next) && usable(next + 1) &&
                           (tokens_[next + 1].mark == U',' || tokens_[next + 1].conjunction);
          if (cut || (usable(next) && !may_end(next))) name.score -= weights::undelimited_name;
          found.push_back(name);
          if (token.letters > 1 && token.all_capitals) break;  // "Moss AB. Rain": nobody has two capitals in the middle
        }
      }
      at = next;
      only_words = false;
      continue;
    }
    if (token.particle && usable(at + 1) && tokens_[at + 1].kind == TokenKind::word && !token.conjunction) {
      ++length;
      ++at;
      continue;
    }
    if (token.particle && token.conjunction && words == 1 && is_capital_word(at + 1) && initials > 0) {
      ++at;
      continue;
    }
    if (!is_capital_word(at)) break;
    ++words;
    ++length;
    ++at;
    if (is_dot(at) && tokens_[at - 1].letters <= 3 && !tokens_[at - 1].cjk && is_capital_word(at + 1) &&
        !tokens_[at + 1].breaks && !(length > 1 && initials == 0))
      ++at;
    if (words == 0 || !may_end(at) || goes_on(at)) continue;
    if (is_dot(at) && is_capital_word(at + 1) && length == 1 && !token.cjk) continue;
    // A whole name, as long as something that ends names follows.
    Name name{at, 0, false, false};
    rate(first, name, words, initials > 0);
    // "Moss A. Walls": the owner's family name has its initials behind it, and a title follows.
    if (words > 1 && !only_words && tokens_[first].family_of_owner && is_initial(first + 1) &&
        !tokens_[at - 1].family_of_owner)
      name.score -= weights::unlike_name;
    if (words + initials > 1 || tokens_[first].cjk)
      found.push_back(name);
    else if (may_end(at) && tokens_[at - 1].letters > 2)
      found.push_back(name);
    if (only_words && words <= 4 && usable(at) && tokens_[at].mark == U',' && is_initial(at + 1)) {
      const std::size_t next = skip_initials(at + 1);
      if (tokens_[next - 1].mark == U'.' || may_end(next)) {
        Name inverted{next, 0, false, true};
        rate(first, inverted, words, true);
        if (!may_end(next) && tokens_[next - 1].mark != U'.') inverted.score -= weights::undelimited_name;
        found.push_back(inverted);
      }
    } else if (only_words && words <= 3 && usable(at) && tokens_[at].mark == U',') {
      inverted_in_full(first, at + 1, words, found);
    }
    break;
  }
  for (Name& name : found) {
    std::size_t next = skip_markers(name.next);
    if (usable(next) && tokens_[next].mark == U',' && usable(next + 1) && tokens_[next + 1].suffix)
      next += is_dot(next + 2) ? 3 : 2;
    else if (usable(next) && tokens_[next].suffix)
      next += is_dot(next + 1) ? 2 : 1;
    name.next = skip_markers(next);
  }
  std::stable_sort(found.begin(), found.end(), [](const Name& a, const Name& b) { return a.score > b.score + 1e-9; });
  return found;
}

/// Past what may stand in front of a list's next name, which begins at `at`.
std::size_t skip_separators(const Reader& reader, const std::vector<Token>& tokens, std::size_t from, std::size_t at,
                            bool& conjunction) {
  std::size_t begin = reader.skip_markers(at);
  while ((reader.is_separator(begin) && tokens[begin].et_al == 0) ||
         (begin > from && reader.skip_ellipsis(begin) > begin)) {
    conjunction = conjunction || tokens[begin].conjunction;
    begin = reader.skip_markers(std::max(begin + 1, reader.skip_ellipsis(begin)));
  }
  return begin;
}

}  // namespace

std::optional<double> first_name(const Parsed& parsed, std::size_t from, People people) {
  const Reader reader(parsed, people);
  if (from >= parsed.tokens.size()) return std::nullopt;
  bool conjunction = false;
  const std::size_t begin = skip_separators(reader, parsed.tokens, from, from, conjunction);
  if (begin >= parsed.tokens.size()) return std::nullopt;
  const std::vector<Name> readings = reader.names_at(begin);
  if (readings.empty()) return std::nullopt;
  return readings.back().score;
}

std::vector<NamesEnd> scan_names(const Parsed& parsed, std::size_t from, People people) {
  const Reader reader(parsed, people);
  const std::vector<Token>& tokens = parsed.tokens;
  std::vector<NamesEnd> ends;
  double score = 0;
  std::size_t names = 0, at = from;
  bool owner = false, initials_only = true;
  while (names < most_names && at < tokens.size()) {
    bool conjunction = false;
    const std::size_t begin = skip_separators(reader, tokens, from, at, conjunction);
    if (begin >= tokens.size()) break;
    if (tokens[begin].et_al > 0 && names > 0) {
      std::size_t next = begin + tokens[begin].et_al;
      if (next < tokens.size() && tokens[next].mark == U'.' && !tokens[next].spaced) ++next;
      NamesEnd end = ends.back();
      end.next = next;
      end.et_al = true;
      ends.back().following = 1.5;
      ends.push_back(end);
      at = next;
      if (!reader.is_separator(at)) break;
      continue;
    }
    // Initials that a comma has parted from their name: "Moss, K., K.".
    if (names > 0 && ends.back().initials) {
      const std::size_t next = reader.skip_initials(begin);
      if (next > begin && (reader.is_separator(next) || reader.may_end(next))) {
        ends.back().following = 1.5;
        NamesEnd end = ends.back();
        end.next = at = next;
        end.following = 0;
        ends.push_back(end);
        if (!reader.is_separator(at)) break;
        continue;
      }
    }
    std::vector<Name> readings = reader.names_at(begin);
    if (readings.empty()) break;
    // One list writes its names alike: "A. Moss, B. Fern, Ann. Rain" ends before the last.
    if (initials_only && names > 0 && !conjunction)
      for (Name& name : readings)
        if (!name.initials && !name.owner) {
          const bool abbreviated = tokens[begin].letters > 2 && begin + 1 < tokens.size() &&
                                   tokens[begin + 1].mark == U'.' && !tokens[begin + 1].spaced;
          name.score -= (abbreviated ? 2 : 1) * weights::unlike_name;
        }
    if (!ends.empty()) ends.back().following = std::max(0.0, readings.front().score);
    const Name& best = readings.front();
    if (names > 0 && best.score < weights::worst_name) {
      ends.back().following = 0;
      break;
    }
    ++names;
    for (std::size_t r = readings.size(); r-- > 0;) {
      const Name& name = readings[r];
      // A reading that stops before the best one cuts a name in two.
      const double cut = name.next < best.next ? std::max(0.0, best.score) : 0;
      ends.push_back({name.next, begin, score + name.score, names, owner || name.owner, conjunction, false, cut,
                      name.initials_behind});
    }
    score += best.score;
    initials_only = initials_only && best.initials;
    owner = owner || best.owner;
    at = best.next;
    std::size_t after = at;
    if (after < tokens.size() && tokens[after].kind == TokenKind::number && !tokens[after].spaced &&
        !is_year(parsed, after))
      ++after;
    if (!reader.is_separator(after) && !(after < tokens.size() && tokens[after].et_al > 0)) break;
    at = after;
  }
  return ends;
}

}  // namespace vitagraph::extraction::references
