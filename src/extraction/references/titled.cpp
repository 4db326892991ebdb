// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/references/adopt.hpp"
#include "extraction/references/entries.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t least_titled = 3;    ///< fewer headings may look so by chance
constexpr std::size_t shortest_title = 3;  ///< words
constexpr std::size_t most_blocks = 8;

/// A heading of several words that is not known as one.
bool may_be_title(const Section& section, const Context& context) {
  // Headings of details ("Abstract", "Links") that stand between leave the next title below them.
  const bool below = is_open(section) || section.is("publications") || section.kind == "links";
  if (!section.inherits || !below || section.level == 0 || section.first_block == 0 ||
      section.first_block >= section.last_block || section.last_block - section.first_block > most_blocks)
    return false;
  if (context.document.blocks[section.first_block - 1].kind != document::BlockKind::heading) return false;
  return lexicon::split_words(section.heading).size() >= shortest_title;
}

/// Whether the work is called what the heading says, and its authors or identifiers follow.
bool is_work(const Publication& p, const Section& section) {
  if (p.confidence <= 0 || p.title.size() < 8) return false;
  const std::string title = fold(p.title), heading = fold(section.heading);
  if (!heading.starts_with(title) || title.size() + 12 < heading.size()) return false;
  return !p.authors.empty() && (!p.venue.empty() || !p.doi.empty() || !p.arxiv.empty() || !p.volume.empty());
}

}  // namespace

std::vector<Section> adopt_titled_works(std::vector<Section> sections, const Context& context) {
  std::vector<Part> parts;
  std::vector<std::size_t> owners;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    if (!may_be_title(sections[s], context)) continue;
    Part part;
    part.first_block = sections[s].first_block - 1;
    part.last_block = sections[s].last_block;
    part.titled = true;
    parts.push_back(std::move(part));
    owners.push_back(s);
  }
  if (parts.size() < least_titled) return sections;
  const ListContext list{context.owner, context.lexicon, true};
  const Collected collected = collect_references(parts, context.document, list);
  const std::vector<Publication> found = parse_references(collected.references, list);
  std::vector<std::size_t> works;
  for (std::size_t e = 0; e < found.size(); ++e)
    if (is_work(found[e], sections[owners[collected.parts[e]]])) works.push_back(owners[collected.parts[e]]);
  if (works.size() < least_titled) return sections;
  for (const std::size_t s : works) {
    Section& section = sections[s];
    if (!section.is("publications")) {
      section.kind = "publications";
      section.broader.clear();
      section.also.clear();
    }
    --section.first_block;
  }
  return sections;
}

}  // namespace vitagraph::extraction::references
