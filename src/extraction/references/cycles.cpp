// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/cycles.hpp"

#include "extraction/references/glimpse.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t least_lines = 4;              ///< of two works, each a title and its authors
constexpr std::uint32_t longest_author_line = 400;  ///< bytes

bool is_author_line(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end,
                    const document::Document& document, const ListContext& context) {
  if (pieces[end - 1].span.end - pieces[begin].span.begin > longest_author_line) return false;
  // A list has a sign between its names, or their initials have.
  if (document.slice(Span{pieces[begin].span.begin, pieces[end - 1].span.end}).find_first_of(",;&.") ==
      std::string_view::npos)
    return false;
  Reference reference;
  Assembler assembler(document, context.lexicon, reference);
  assembler.add(std::vector<Piece>(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                                   pieces.begin() + static_cast<std::ptrdiff_t>(end)));
  Glimpse glimpse(context);
  glimpse.at(reference);
  return !reference.text.empty() && glimpse.only_names() && glimpse.begins_with_list();
}

}  // namespace

bool is_author_line(Span text, const document::Document& document, const ListContext& context) {
  return is_author_line(std::vector<Piece>{{text, false}}, 0, 1, document, context);
}

std::vector<std::size_t> works_by_their_authors(const std::vector<Piece>& pieces, const document::Document& document,
                                                const ListContext& context) {
  std::vector<std::size_t> lines;  // where they begin: a piece may be the rest of a broken line
  for (std::size_t p = 0; p < pieces.size(); ++p)
    if (p == 0 || pieces[p - 1].breaks_after) lines.push_back(p);
  if (lines.size() < least_lines) return {};
  std::vector<std::size_t> starts;
  bool names_first = false;
  std::size_t last = 0;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const std::size_t end = l + 1 < lines.size() ? lines[l + 1] : pieces.size();
    if (!is_author_line(pieces, lines[l], end, document, context)) continue;
    if (starts.empty()) {
      names_first = l == 0;
      starts.push_back(0);
    } else if (l - last >= 2) {
      starts.push_back(lines[names_first ? l : l - 1]);
    }
    last = l;
  }
  if (starts.size() < 2) starts.clear();
  return starts;
}

}  // namespace vitagraph::extraction::references
