// SPDX-License-Identifier: Apache-2.0
#include "values/identifier.hpp"

#include <re2/re2.h>

namespace vitagraph::values {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<std::string> normalize_doi(std::string_view text) {
  static const RE2 pattern(R"((10\.\d{4,9}(?:\.\d+)*/[^\s"<>]+))");
  std::string doi;
  if (!RE2::PartialMatch(piece(text), pattern, &doi)) return std::nullopt;
  // Sentence punctuation after a DOI is not part of it; a closing bracket is, if it was opened inside.
  while (!doi.empty() && (std::string_view(".,;:'").find(doi.back()) != std::string_view::npos ||
                          (doi.back() == ')' && doi.find('(') == std::string::npos) ||
                          (doi.back() == ']' && doi.find('[') == std::string::npos)))
    doi.pop_back();
  for (char& c : doi)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return doi;
}

std::optional<std::string> normalize_arxiv(std::string_view text) {
  static const RE2 modern(R"((?:^|[^\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?:$|[^\d]))");
  static const RE2 old(
      R"(((?:astro-ph|cond-mat|cs|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin|nucl-ex|nucl-th|physics|q-alg|q-bio|quant-ph|stat)(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)");
  std::string number;
  if (RE2::PartialMatch(piece(text), modern, &number) || RE2::PartialMatch(piece(text), old, &number)) return number;
  return std::nullopt;
}

std::optional<std::string> normalize_orcid(std::string_view text) {
  static const RE2 pattern(R"((\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?:$|[^\d]))");
  std::string a, b, c, d;
  if (!RE2::PartialMatch(piece(text), pattern, &a, &b, &c, &d)) return std::nullopt;
  if (d.back() == 'x') d.back() = 'X';
  int total = 0;
  for (const char digit : a + b + c + d.substr(0, 3)) total = (total + (digit - '0')) * 2;
  const int check = (12 - total % 11) % 11;
  if (d.back() != (check == 10 ? 'X' : static_cast<char>('0' + check))) return std::nullopt;
  return a + "-" + b + "-" + c + "-" + d;
}

std::string account_of(std::string_view id) {
  static const RE2 query(R"([?&](?:user|authorid|authorId|id|pid)=([^&#]+))");
  std::string account;
  if (RE2::PartialMatch(piece(id), query, &account)) return account;
  while (!id.empty() && id.back() == '/') id.remove_suffix(1);
  id = id.substr(0, id.find('?'));
  const std::size_t slash = id.rfind('/');
  if (slash != std::string_view::npos) id = id.substr(slash + 1);
  if (!id.empty() && id.front() == '@') id.remove_prefix(1);
  constexpr std::string_view html = ".html";
  if (id.size() > html.size() && id.substr(id.size() - html.size()) == html) id.remove_suffix(html.size());
  return std::string(id);
}

}  // namespace vitagraph::values
