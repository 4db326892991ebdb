// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_text.hpp"

#include <algorithm>

#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_behind_part = 12;  ///< words: "co-PI with A. Moss on NSF grant"

/// A pattern for any of the words, longest first, whatever their case.
std::string any_of(std::vector<std::string> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::string out = "(?i:";
  for (const std::string& word : words) out += (out.back() == ':' ? "" : "|") + RE2::QuoteMeta(word);
  return out + ")";
}

}  // namespace

SumPatterns sum_patterns(const lexicon::Lexicon& lexicon) {
  const std::string multiple = any_of(lexicon.labels("money-multiples"));
  const std::string unit = any_of(lexicon.labels("currency-words"));
  return {
      std::make_unique<RE2>(
          R"(((?:[~≈]\s?)?(?:(?:US|CA|AU|NZ|HK|C|A|R)?\$|€|£|¥|₹|\b(?:USD|EUR|GBP|CAD|AUD|CHF|RMB|CNY|JPY|SEK|NOK|DKK|INR|BRL|MXN|NTD|TWD|KRW))\s?\d[\d.,'’]*(?: \d{3}\b)*(?:\s?(?:[kKmMbB]\b|)" +
          multiple + "))?)"),
      std::make_unique<RE2>(R"(((?:[~≈]\s?)?\d[\d.,'’]*(?: \d{3}\b)*\s?(?:(?:[kKmM]|)" + multiple +
                            R"()\s?)?(?:€|£|\$|¥|(?:USD|EUR|GBP|CHF|CAD|RMB|SEK|NOK|DKK|AUD|)" + unit + R"()\b)))")};
}

namespace {

/// “Walls and rain,” Avon Trust: the comma that American typesetters put inside parts what follows.
void part_quotes(std::string& text) {
  static const RE2 inside("([,;])”(\\s+\\pL)");
  RE2::GlobalReplace(&text, inside, "”\\1\\2");
}

}  // namespace

void curl_quotes(std::string& text) {
  // ”Mosses at night“, as converters leave it.
  static const RE2 turned(R"(”([^“”]{3,300})“)");
  if (text.find("”") < text.find("“")) RE2::GlobalReplace(&text, turned, "“\\1”");
  if (std::count(text.begin(), text.end(), '"') % 2 != 0) {
    part_quotes(text);
    return;
  }
  std::string out;
  bool open = false;
  for (const char c : text) {
    if (c != '"') {
      out += c;
      continue;
    }
    out += open ? "”" : "“";
    open = !open;
  }
  text = std::move(out);
  part_quotes(text);
}

void unwrap_sentences(std::string& text) {
  constexpr std::size_t wide = 55;  // bytes
  std::size_t begin = 0;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    const char last = at > 0 ? text[at - 1] : '.';
    const bool labelled = text.substr(at + 1, 20).find(':') != std::string::npos;
    if (last == '-' && at + 1 < text.size() && at - begin >= wide && is_lower(code_point_at(text, at + 1).value)) {
      text.erase(at - 1, 2);
      at -= 2;
      begin = at;
      continue;
    }
    if (at - begin >= wide && !labelled && last != '.' && last != ';' && last != ':' && last != ')') text[at] = ' ';
    begin = at + 1;
  }
}

std::string short_funder(std::string_view text, std::size_t last, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Word& word : lexicon::split_words(text)) {
    if (word.span.begin > last) break;
    std::string_view written = text.substr(word.span.begin, word.span.size());
    const std::size_t mark = std::min(written.find('\''), written.find("’"));
    written = written.substr(0, mark);
    if (written.size() < 3 || lexicon.find("funders", written).empty()) continue;
    const std::size_t open = text.substr(0, word.span.begin).rfind('(');
    if (open != text.npos && text.substr(open, word.span.begin - open).find(')') == text.npos) continue;
    return std::string(written);
  }
  return {};
}

bool is_principal(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest("advising", words, at))
      for (const lexicon::Concept* found : lexicon.concepts_of("advising", words, at, match->words))
        if (found->notation == "principal") return true;
  return false;
}

bool tells_part(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(",;.()\n\t", begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    begin = end + 1;
    const lexicon::Words words = lexicon::split_words(piece);
    const auto part = lexicon.longest("advising", words, 0);
    if (part && words.size() <= part->words + most_behind_part &&
        is_principal(piece.substr(0, part->span.end), lexicon))
      return true;
  }
  return false;
}

}  // namespace vitagraph::extraction
