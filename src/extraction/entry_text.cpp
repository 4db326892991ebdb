// SPDX-License-Identifier: Apache-2.0
#include "extraction/entry_text.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/letter_pattern.hpp"

namespace vitagraph::extraction {
namespace {

/// Two capitals or more: short names, which "and" joins and does not build.
bool is_acronym(std::string_view text, const lexicon::Word& word, std::uint32_t offset) {
  const std::string_view written = text.substr(word.span.begin - offset, word.span.size());
  return std::count_if(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2;
}

}  // namespace

When when_of(const std::vector<DateMention>& dates) {
  When out;
  for (const DateMention& date : dates) {
    if (date.range) {
      if (out.start.empty() && out.end.empty()) {
        out.start = date.start;
        out.end = date.end;
      }
      continue;
    }
    std::vector<std::string> years = date.years;
    if (years.empty() && date.start.size() >= 4 && date.start[0] != '-') years.push_back(date.start.substr(0, 4));
    for (std::string& year : years)
      if (std::find(out.years.begin(), out.years.end(), year) == out.years.end()) out.years.push_back(std::move(year));
  }
  return out;
}

std::string text_of(const Entry& entry, const Context& context) {
  std::string out;
  for (const auto* spans : {&entry.lines, &entry.items})
    for (const Span span : *spans) {
      if (!out.empty()) out += '\n';
      out += context.document.slice(span);
    }
  return out;
}

std::vector<Span> split_list(std::string_view text, const lexicon::Lexicon& lexicon) {
  const bool semicolons = text.find(';') != std::string_view::npos;
  std::vector<Span> out;
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (!trim(text.substr(begin, end - begin)).empty())
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'(' || c.value == U'[') ++depth;
    if ((c.value == U')' || c.value == U']') && depth > 0) --depth;
    if (c.value == U'\u201C') quoted = true;
    if (c.value == U'\u201D') quoted = false;
    const bool comma = c.value == U',' || c.value == U'\uFF0C' || c.value == U'\u3001';
    const bool cut = c.value == U';' || c.value == U'\uFF1B' || c.value == U'\n' || c.value == U'\t' ||
                     c.value == U'\u2022' || c.value == U'|' || c.value == U'\u00B7' || (comma && !semicolons);
    if (cut && ((depth == 0 && !quoted) || c.value == U'\n')) {
      close(at);
      begin = at + c.length;
    }
    at += c.length;
  }
  close(text.size());
  std::vector<Span> kept;
  for (std::size_t i = 0; i < out.size(); ++i) {
    Span span = out[i];
    const std::string_view part = text.substr(span.begin, span.size());
    const lexicon::Words words = lexicon::split_words(part, span.begin);
    if (words.empty()) continue;
    if (has_notation(lexicon.find("connectives", part), "more")) continue;
    // "…, A and B": the last piece holds two; "and B" one.
    if (has_notation(lexicon.find("connectives", words.front().key), "conjunction") && words.size() > 1 &&
        !is_upper(code_point_at(text, words.front().span.begin).value)) {
      span.begin = words[1].span.begin;
      if (has_notation(lexicon.find("connectives", text.substr(span.begin, span.size())), "more")) continue;
    } else if (i + 1 == out.size() && out.size() > 1) {
      for (std::size_t w = 1; w + 1 < words.size(); ++w)
        if (has_notation(lexicon.find("connectives", words[w].key), "conjunction") && words.size() <= 5 &&
            (is_acronym(part, words[w - 1], span.begin) && is_acronym(part, words[w + 1], span.begin))) {
          kept.push_back({span.begin, words[w].span.begin});
          span.begin = words[w + 1].span.begin;
          break;
        }
    }
    kept.push_back(span);
  }
  return kept;
}

bool mentions(std::string_view text, std::string_view scheme, std::string_view notation,
              const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < words.size();) {
    const auto match = lexicon.longest(scheme, words, at);
    if (match)
      for (std::size_t n = match->words; n > 0; --n)
        if (has_notation(lexicon.concepts_of(scheme, words, at, n), notation)) return true;
    at += match ? match->words : 1;
  }
  return false;
}

std::size_t leading(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon) {
  const auto match = lexicon.longest(scheme, lexicon::split_words(text), 0);
  return match && trim(text.substr(0, match->span.begin)).size() < 4 ? match->span.end : 0;
}

std::string without_explanation(std::string text) {
  static const LetterPattern bracket(
      R"(\s*[(（](?:[^()（）]*%[^()（）]*|\p{Ll}+(?:[\s-][^()]*){2,}|\d+ \pL+[^()]*|\$[^()]*)[)）]?\s*$)");
  RE2::Replace(&text, bracket.on(text), "");
  return text;
}

}  // namespace vitagraph::extraction
