// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/tokens.hpp"

#include <algorithm>

#include "extraction/names.hpp"

namespace vitagraph::extraction::references {
namespace {

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u02BC'; }

/// One character for all the ways to open or close a quotation; single quotation marks only where they cannot be
/// apostrophes.
char32_t normal_mark(char32_t c) {
  switch (c) {
    case U'\u201C':
    case U'\u201E':
    case U'\u201F':
    case U'\u00AB':
    case U'\u300A':
    case U'\u300C':
    case U'\u300E':
    case U'\uFF62': return U'\u201C';
    case U'\u201D':
    case U'\u00BB':
    case U'\u300B':
    case U'\u300D':
    case U'\u300F':
    case U'\uFF63':
    case U'\u2033': return U'\u201D';
    case U'\u30FB': return U'\u00B7';  // between Japanese names
    case U'\uFF0C':
    case U'\u3001': return U',';
    case U'\u3002':
    case U'\uFF0E': return U'.';
    case U'\uFF1A': return U':';
    case U'\uFF1B': return U';';
    case U'\uFF08': return U'(';
    case U'\uFF09': return U')';
    case U'\uFF3B':
    case U'\u3010': return U'[';
    case U'\uFF3D':
    case U'\u3011': return U']';
    default: return c;
  }
}

bool word_character(char32_t c) { return is_letter(c) || (c >= 0x300 && c < 0x370); }

bool holds_inner_capital(std::string_view word) {
  for (std::size_t at = 1; at + 1 < word.size() && at < 5; ++at)
    if ((word[at] == '\'' || word[at] == '-' || static_cast<unsigned char>(word[at]) == 0x99) &&
        is_upper(code_point_at(word, at + 1).value))
      return true;
  return false;
}

void read_word(std::string_view text, std::size_t& at, Token& token) {
  bool upper_only = true;
  std::size_t letters = 0, digits = 0;
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    const bool more = at + c.length < text.size();
    const char32_t next = more ? code_point_at(text, at + c.length).value : 0;
    if (word_character(c.value) || is_digit(c.value)) {
      upper_only = upper_only && !is_lower(c.value);
      digits += is_digit(c.value) ? 1 : 0;
      ++letters;
    } else if (!((is_apostrophe(c.value) || c.value == U'-' || c.value == U'\u2010' || c.value == U'\u2011') &&
                 letters > 0 && (word_character(next) || (c.value == U'-' && is_digit(next))))) {
      break;
    }
    at += c.length;
  }
  token.letters = static_cast<std::uint8_t>(std::min<std::size_t>(letters, 255));
  token.all_capitals = upper_only;
  token.inner_capital = holds_inner_capital(text.substr(token.begin, at - token.begin));
  token.numbered = digits > 2;
}

void read_number(std::string_view text, std::size_t& at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
}

void dress(Parsed& parsed) {
  const Reference& reference = *parsed.reference;
  for (std::size_t m = 0; m < reference.marks.size(); ++m) {
    const Mark& mark = reference.marks[m];
    auto token = std::lower_bound(parsed.tokens.begin(), parsed.tokens.end(), mark.span.begin,
                                  [](const Token& t, std::uint32_t at) { return t.begin < at; });
    for (; token != parsed.tokens.end() && token->end <= mark.span.end; ++token) {
      switch (mark.kind) {
        case document::RunKind::bold: token->bold = true; break;
        case document::RunKind::italic: token->italic = true; break;
        case document::RunKind::code: token->code = true; break;
        case document::RunKind::superscript: token->raised = true; break;
        case document::RunKind::link:
          if (token->link < 0 && m < 32000) token->link = static_cast<std::int16_t>(m);
          break;
      }
    }
  }
}

/// Italics of a few words within a sentence are a species' name or a stress and mark neither title nor venue: small
/// letters go on behind them, or brackets stand around them, or they read "Capital small" behind a small word.
void forget_species(Parsed& parsed, const ListContext& context) {
  std::vector<Token>& tokens = parsed.tokens;
  const auto goes_on = [&](std::size_t t) {
    if (t >= tokens.size() || tokens[t].breaks || !tokens[t].lower || tokens[t].conjunction || tokens[t].status > 0)
      return false;
    for (const char* cue : {"volume", "number", "pages", "article", "supplement", "editors", "with"})
      if (cue_at(parsed, t, context.lexicon, cue).second > 0) return false;
    // "*Walls* in 2019", but "*Lynx rufus* in the rain".
    if (cue_at(parsed, t, context.lexicon, "in").second > 0) return t + 1 < tokens.size() && tokens[t + 1].lower;
    return true;
  };
  for (std::size_t begin = 0; begin < tokens.size();) {
    if (!tokens[begin].italic) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < tokens.size() && tokens[end].italic) ++end;
    const bool bracket = begin > 0 && tokens[begin - 1].mark == U'(' && end < tokens.size() && tokens[end].mark == U')';
    const bool binomial = end - begin == 2 && tokens[begin].capital && tokens[begin + 1].lower &&
                          !tokens[begin + 1].function && tokens[begin + 1].letters > 3;
    const bool amid = begin > 0 && tokens[begin - 1].lower && !tokens[begin].breaks &&
                      cue_at(parsed, begin - 1, context.lexicon, "in").second == 0;
    const bool one = end - begin == 1 && amid && end < tokens.size() &&
                     (tokens[end].conjunction || (tokens[end].mark == U'(' && !is_year(parsed, end + 1)));
    if (end - begin <= 5 && tokens[begin].venue == 0 &&
        (one || goes_on(end) || (bracket && (binomial || goes_on(end + 1))) || (binomial && amid)))
      for (std::size_t t = begin; t < end; ++t) tokens[t].italic = false;
    begin = end;
  }
}

/// How many tokens from `token` a label covers that ends at byte `end`.
std::uint8_t tokens_until(const Parsed& parsed, std::size_t token, std::uint32_t end) {
  std::size_t last = token;
  while (last < parsed.tokens.size() && parsed.tokens[last].begin < end) ++last;
  return static_cast<std::uint8_t>(std::min<std::size_t>(last - token, 255));
}

/// Whether the word stands in capitals between words in capitals: "FERN DE MOSS", "BO FERN AND CY REED".
bool amid_capitals(const Parsed& parsed, std::size_t t) {
  const auto capitals = [&](std::size_t at) {
    return at < parsed.tokens.size() && parsed.tokens[at].all_capitals && parsed.tokens[at].letters > 1;
  };
  return capitals(t) && t > 0 && (capitals(t - 1) || parsed.tokens[t - 1].mark == U'.') && capitals(t + 1);
}

void look_up(Parsed& parsed, const ListContext& context, const lexicon::Words& owner) {
  const lexicon::Lexicon& lexicon = context.lexicon;
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    Token& token = parsed.tokens[t];
    const std::int32_t word = parsed.word_of[t];
    if (word >= 0)
      if (const auto match = lexicon.longest("publication-cues", parsed.words, static_cast<std::size_t>(word)))
        token.cue_words = static_cast<std::uint8_t>(std::min<std::uint32_t>(match->words, 255));
    if (token.kind == TokenKind::punctuation) {
      token.conjunction = token.mark == U'&';
      continue;
    }
    if (word < 0) continue;
    const auto at = static_cast<std::size_t>(word);
    if (const auto match = lexicon.longest("names", parsed.words, at)) {
      for (std::uint32_t count = match->words; count > 0; --count)
        for (const lexicon::Concept* found : lexicon.concepts_of("names", parsed.words, at, count)) {
          if (found->notation == "et-al")
            token.et_al = std::max(token.et_al, tokens_until(parsed, t, parsed.words[at + count - 1].span.end));
          if (count > 1) continue;
          if (found->notation == "particle") token.particle = token.lower || amid_capitals(parsed, t);
          if (found->notation == "suffix") token.suffix = token.letters > 1;  // "S.R." is no "Sr."
          // "BO FERN AND CY REED": in capitals only between words in capitals.
          if (found->notation == "conjunction")
            token.conjunction = token.lower || token.cjk || (token.letters == 3 && amid_capitals(parsed, t));
        }
    }
    for (const lexicon::Concept* found : lexicon.find_word("small-words", parsed.words[at])) {
      if (found->notation == "function") token.function = true;
      if (found->notation == "content") token.content = true;
    }
    // A month before a number is no given name.
    if (token.capital && t + 1 < parsed.tokens.size() && parsed.tokens[t + 1].kind == TokenKind::number &&
        !lexicon.find_word("months", parsed.words[at]).empty())
      token.content = true;
    if (const auto match = lexicon.longest("venues", parsed.words, at)) {
      token.venue = tokens_until(parsed, t, match->span.end);
      token.venue_id = match->concept_id;
      // "arXiv", "eLife": no small word, whatever its first letter.
      const std::string_view written = parsed.text().substr(token.begin, token.end - token.begin);
      if (token.lower && fold_case(written) != written) {
        token.capital = true;
        token.lower = false;
      }
    }
    if (const auto match = lexicon.longest("venue-cues", parsed.words, at)) {
      token.cue = tokens_until(parsed, t, match->span.end);
      token.cue_id = match->concept_id;
    }
    if (const auto match = lexicon.longest("publication-status", parsed.words, at)) {
      token.status = tokens_until(parsed, t, match->span.end);
      token.status_id = match->concept_id;
    }
    for (const lexicon::Word& name : owner)
      if (name.key.size() > 1 && name.key == parsed.words[at].key) token.family_of_owner = true;
  }
}

}  // namespace

std::string Parsed::slice(std::size_t first, std::size_t last) const {
  if (first >= last || last > tokens.size()) return {};
  return std::string(text().substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin));
}

Parsed tokenize(const Reference& reference, const ListContext& context) {
  Parsed parsed;
  parsed.reference = &reference;
  const std::string_view text = reference.text;
  parsed.tokens.reserve(text.size() / 4 + 4);
  std::size_t next_break = 0;
  bool spaced = true, breaks = false, double_open = false;
  bool low_open = false, angle_in = false;  // „…“ and »…« close with what opens others
  for (std::size_t at = 0; at < text.size();) {
    while (next_break < reference.breaks.size() && reference.breaks[next_break] <= at) breaks = true, ++next_break;
    const CodePoint c = code_point_at(text, at);
    if (is_blank(c.value)) {
      spaced = true;
      at += c.length;
      continue;
    }
    Token token;
    token.begin = static_cast<std::uint32_t>(at);
    token.spaced = spaced;
    token.breaks = breaks;
    if (word_character(c.value)) {
      read_word(text, at, token);
      // "eLife" and "iScience" are names.
      const std::size_t second = token.begin + c.length;
      const bool camel = is_lower(c.value) && second < at && is_upper(code_point_at(text, second).value);
      token.capital = camel || !is_lower(c.value);
      token.lower = !token.capital;
      token.cjk = is_cjk(c.value);
    } else if (c.value >= U'0' && c.value <= U'9') {
      read_number(text, at);
      token.kind = TokenKind::number;
      const std::string_view digits = text.substr(token.begin, at - token.begin);
      token.year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    } else {
      token.kind = TokenKind::punctuation;
      at += c.length;
      token.mark = normal_mark(c.value);
      const char32_t follower = at < text.size() ? code_point_at(text, at).value : U' ';
      if (c.value == U'"') {
        token.mark = double_open ? U'\u201D' : U'\u201C';
        double_open = !double_open;
      } else if ((c.value == U'`' || c.value == U'\'' || c.value == U'\u2018' || c.value == U'\u2019') &&
                 follower == c.value) {
        // LaTeX and typewriter doubles: ``title'' and ‘‘title’’.
        at += code_point_at(text, at).length;
        token.mark =
            c.value == U'`' || c.value == U'\u2018' || (c.value == U'\'' && !double_open) ? U'\u201C' : U'\u201D';
        double_open = token.mark == U'\u201C';
      } else if (c.value == U'\'' || c.value == U'\u2018' || c.value == U'`') {
        token.mark = (spaced || c.value == U'\u2018') && !is_blank(follower) ? U'\u2018' : U'\u2019';
      } else if (c.value == U'\u201C' && low_open) {
        token.mark = U'\u201D';
        low_open = double_open = false;
      } else if (c.value == U'\u00BB' && !double_open && spaced && !is_blank(follower)) {
        token.mark = U'\u201C';
        angle_in = double_open = true;
      } else if (c.value == U'\u00AB' && angle_in) {
        token.mark = U'\u201D';
        angle_in = double_open = false;
      } else if (token.mark == U'\u201C') {
        double_open = true;
        low_open = c.value == U'\u201E';
      } else if (token.mark == U'\u201D') {
        double_open = low_open = false;
      }
    }
    token.end = static_cast<std::uint32_t>(at);
    spaced = breaks = false;
    parsed.tokens.push_back(token);
  }
  parsed.words = lexicon::split_words(text);
  parsed.word_of.assign(parsed.tokens.size(), -1);
  std::size_t word = 0;
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    while (word < parsed.words.size() && parsed.words[word].span.begin < parsed.tokens[t].begin) ++word;
    if (word < parsed.words.size() && parsed.words[word].span.begin == parsed.tokens[t].begin)
      parsed.word_of[t] = static_cast<std::int32_t>(word);
  }
  dress(parsed);
  look_up(parsed, context, lexicon::split_words(context.owner));
  forget_species(parsed, context);
  return parsed;
}

std::pair<std::string_view, std::size_t> find_cue(const Parsed& parsed, std::size_t t, const lexicon::Lexicon& lexicon,
                                                  std::string_view wanted) {
  const auto at = static_cast<std::size_t>(parsed.word_of[t]);
  for (std::size_t count = parsed.tokens[t].cue_words; count > 0; --count)
    for (const lexicon::Concept* found : lexicon.concepts_of("publication-cues", parsed.words, at, count))
      if (found->notation == wanted)
        return {found->notation, tokens_until(parsed, t, parsed.words[at + count - 1].span.end)};
  return {{}, 0};
}

}  // namespace vitagraph::extraction::references
