// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_text.hpp"

#include <algorithm>

#include "extraction/letter_pattern.hpp"
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
  static const std::string codes =
      "(?:USD|EUR|GBP|CAD|AUD|NZD|CHF|RMB|CNY|JPY|SEK|NOK|DKK|ISK|INR|BRL|MXN|NTD|TWD|KRW|HKD|SGD|ZAR|PLN|CZK|HUF|RON|"
      "TRY|ILS|RUB|ARS|CLP|COP|NGN|KES|GHS|EGP|LBP|PKR|BDT|PHP|MYR|THB|IDR|VND|AED|SAR|QAR|IRR|UAH|KZT|ETB|UGX)";
  const std::string multiple = any_of(lexicon.labels("money-multiples"));
  const std::string unit = any_of(lexicon.labels("currency-words"));
  // Digits in groups, by commas, points, apostrophes or blanks.
  static const std::string number = R"(\d(?:[\d.,'’]*\d)?(?:[ \x{A0}\x{202F}]\d{3}\b)*)";
  static const std::string blank = R"([ \x{A0}\x{202F}]?)";
  const std::string sign =
      R"((?:(?:US|CA|AU|NZ|HK|NT|C|A|R|S)?\$|€|£|¥|￥|₹|₩|₪|₦|₺|₽|\bRs\.?|\b)" + codes + ")";
  return {std::make_unique<RE2>(R"(((?:[~≈]\s?)?)" + sign + blank + number + "(?:" + blank + R"((?:[kKmMbB]\b|)" +
                                multiple + R"(\b\.?))?))"),
          std::make_unique<RE2>(R"(((?:[~≈]\s?)?)" + number + blank + "(?:(?:(?i:k|m)|" + multiple + R"(\.?))" + blank +
                                R"()?(?:€|£|\$|¥|₹|₩|₦|₺|₽|(?:)" + codes + "|" + unit + R"()\b)))")};
}

std::optional<Span> find_sum(std::string_view text, std::size_t from, const SumPatterns& patterns) {
  std::optional<Span> first;
  for (const RE2* pattern : {patterns.leading_currency.get(), patterns.amount.get()}) {
    re2::StringPiece hit[2];
    if (!pattern->Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, hit, 2)) continue;
    const auto begin = static_cast<std::uint32_t>(hit[1].data() - text.data());
    const Span found = {begin, begin + static_cast<std::uint32_t>(hit[1].size())};
    // "2012 $5,000": the sign belongs to the number behind it.
    static const RE2 year(R"(^(?:19|20)\d\d\D)");
    const bool shared = first && begin < first->begin && found.end > first->begin && RE2::PartialMatch(hit[1], year);
    if (!first || (begin < first->begin && !shared)) first = found;
  }
  return first;
}

namespace {

/// 'Walls and rain', «Walls and rain»: as other countries quote.
void turn_quotes(std::string& text) {
  // Hundreds of letters make large patterns: they are made where there is a sign to ask them for.
  if (text.find("„") != std::string::npos) {
    static const RE2 low(R"(„\s*([^„“”"\n]{3,300}?)\s*[“”"])");
    RE2::GlobalReplace(&text, low, "“\\1”");
  }
  if (text.find("«") != std::string::npos || text.find("»") != std::string::npos) {
    static const RE2 pointed(R"([«»]\s*([^«»\n]{3,300}?)\s*[»«])");
    RE2::GlobalReplace(&text, pointed, "“\\1”");
  }
  if (text.find("“") == std::string::npos && text.find('"') == std::string::npos &&
      (text.find('\'') != std::string::npos || text.find("’") != std::string::npos)) {
    static const LetterPattern single(R"((^|[\s(,:.])['‘]([\p{Lu}\d][^'‘’“”"\n]{7,250}?)['’]([\s,.;)]|$))");
    RE2::GlobalReplace(&text, single.on(text), "\\1“\\2”\\3");
  }
}

/// “Walls and rain,” Avon Trust: the comma that American typesetters put inside parts what follows.
void part_quotes(std::string& text) {
  if (text.find("”") == std::string::npos) return;
  static const LetterPattern inside("([,;])”(\\s+\\pL)");
  RE2::GlobalReplace(&text, inside.on(text), "”\\1\\2");
}

}  // namespace

void curl_quotes(std::string& text) {
  turn_quotes(text);
  if (text.find("”") < text.find("“")) {
    // ”Mosses at night“, as converters leave it.
    static const RE2 turned(R"(”([^“”]{3,300})“)");
    RE2::GlobalReplace(&text, turned, "“\\1”");
  }
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
