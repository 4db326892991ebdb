// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/adopt.hpp"

#include <algorithm>

#include "extraction/prepare.hpp"
#include "extraction/references/entries.hpp"

namespace vitagraph::extraction::references {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::size_t least_references = 3;  ///< fewer may be anything
constexpr std::size_t most_asides = 5;       ///< texts in a row that are no references: abstracts, links, remarks
constexpr std::size_t shortest_title = 10;

/// A stretch of one section's blocks.
struct Run {
  std::size_t section = 0, first_block = 0, last_block = 0, references = 0;
};

}  // namespace

bool is_open(const Section& section) {
  static constexpr std::string_view kinds[] = {"front", "page-title", "research", "abstract", "other"};
  return section.kind.empty() || section.level == 0 ||
         std::find(std::begin(kinds), std::end(kinds), section.kind) != std::end(kinds);
}

namespace {

bool holds_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if ((text[at] != '1' && text[at] != '2') || (text.compare(at, 2, "19") != 0 && text.compare(at, 2, "20") != 0))
      continue;
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (digit(at + 2) && digit(at + 3) && !digit(at + 4) && (at == 0 || !digit(at - 1))) return true;
  }
  return false;
}

/// What the page calls itself: "Publications - Ada Moss", "Talks".
enum class Called { nothing, publications, otherwise };

Called what_is_called(const Context& context) {
  static constexpr std::string_view plain[] = {"page-title", "front", "biography", "contact", "links", "research"};
  for (const char* key : {"title", "og:title"}) {
    const auto found = context.document.metadata.find(key);
    if (found == context.document.metadata.end()) continue;
    std::string_view title = found->second;
    while (!title.empty()) {
      const std::size_t cut = std::min(title.find_first_of("|-:"), title.size());
      for (const lexicon::Concept* heading : context.lexicon.find("headings", trim(title.substr(0, cut)))) {
        if (heading->notation == "publications" ||
            std::find(heading->broader.begin(), heading->broader.end(), "publications") != heading->broader.end())
          return Called::publications;
        if (std::find(std::begin(plain), std::end(plain), heading->notation) == std::end(plain))
          return Called::otherwise;
      }
      title.remove_prefix(std::min(cut + 1, title.size()));
    }
  }
  return Called::nothing;
}

class Adopter {
 public:
  Adopter(const std::vector<Section>& sections, const Context& context)
      : sections_(sections),
        context_(context),
        called_(what_is_called(context) == Called::publications),
        owner_(lexicon::split_words(context.owner)) {}

  std::vector<Run> run();

 private:
  bool convinces(const Publication& p) const;
  bool names_owner(const Publication& p) const;
  bool may_list_works(std::size_t index) const;
  std::size_t block_of(Span span) const;

  const std::vector<Section>& sections_;
  const Context& context_;
  const bool called_;
  const lexicon::Words owner_;
};

/// Whether a word of the owner's name stands among the authors.
bool Adopter::names_owner(const Publication& p) const {
  for (const std::string& author : p.authors)
    for (const lexicon::Word& word : lexicon::split_words(author))
      for (const lexicon::Word& own : owner_)
        if (own.key.size() > 1 && own.key == word.key) return true;
  return false;
}

/// Whether a section that is called otherwise may list works all the same.
bool Adopter::may_list_works(std::size_t index) const {
  static constexpr std::string_view works[] = {"publications",    "chapters", "journal-articles", "conference-papers",
                                               "workshop-papers", "books",    "preprints"};
  const Section& section = sections_[index];
  const std::vector<std::string>& also = section.also;
  const bool names_works =
      std::find_first_of(also.begin(), also.end(), std::begin(works), std::end(works)) != also.end();
  // "Teaching and expository publications"
  if (section.is("teaching")) return !section.inherits && names_works;
  if (!section.is("talks") || section.inherits) return false;
  // "Publications" may have a part called "Workshops and colloquia", which by itself would hold talks.
  int above = section.parent;
  for (int steps = 0; above > 0 && steps < 8; ++steps) {
    const Section& parent = sections_[static_cast<std::size_t>(above)];
    if (parent.is("publications")) return true;
    above = parent.parent;
  }
  // So may a heading beside it that names works too: "Workshops and Book Chapters".
  if (!names_works) return false;
  for (std::size_t s = 0; s < index; ++s)
    if (sections_[s].is("publications")) return true;
  return false;
}

/// Without a heading a reference must say more for itself than in a list that is called so.
bool Adopter::convinces(const Publication& p) const {
  if (p.confidence <= 0 || p.title.size() < shortest_title) return false;
  const bool numbered = (!p.volume.empty() && !p.pages.empty()) || !p.doi.empty() || !p.arxiv.empty();
  const bool appeared = !p.venue.empty() || !p.publisher.empty() || numbered;
  const bool dated = !p.year.empty() || !p.status.empty();
  if (called_) return appeared && (dated || !p.authors.empty());
  if (p.authors.empty()) return numbered && dated && !p.kind.empty();
  return appeared && dated && (p.authors.size() > 1 || numbered || !p.kind.empty());
}

std::size_t Adopter::block_of(Span span) const {
  const std::vector<Block>& blocks = context_.document.blocks;
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), span.begin,
                                      [](std::uint32_t at, const Block& block) { return at < block.span.begin; });
  return after == blocks.begin() ? 0 : static_cast<std::size_t>(after - blocks.begin()) - 1;
}

std::vector<Run> Adopter::run() {
  std::vector<Part> parts;
  std::vector<std::size_t> owners;
  std::size_t dated = 0;
  for (std::size_t s = 0; s < sections_.size(); ++s) {
    const Section& section = sections_[s];
    if (!is_open(section) && !may_list_works(s)) continue;
    Part part;
    part.first_block = section.first_block;
    part.last_block = std::min(section.last_block, context_.document.blocks.size());
    part.heading = section.heading;
    if (const std::string_view heading = trim(section.heading); heading.size() == 4 && holds_year(heading))
      part.year = heading;
    for (std::size_t b = part.first_block; b < part.last_block; ++b)
      dated += !part.year.empty() || holds_year(context_.document.slice(context_.document.blocks[b].span));
    parts.push_back(std::move(part));
    owners.push_back(s);
  }
  if (dated < least_references) return {};
  const ListContext list{context_.owner, context_.lexicon, called_};
  Collected collected = collect_references(parts, context_.document, list);
  const std::vector<Publication> found = parse_references(collected, list);
  std::vector<Run> runs;
  std::size_t references = 0;
  for (std::size_t e = 0; e < found.size();) {
    if (!convinces(found[e])) {
      ++e;
      continue;
    }
    const std::size_t part = collected.parts[e];
    std::size_t first = e, last = e, count = 0, authored = 0, owned = 0;
    for (std::size_t at = e; at < found.size() && collected.parts[at] == part && at <= last + most_asides; ++at) {
      if (!convinces(found[at])) continue;
      last = at, ++count;
      authored += !found[at].authors.empty();
      owned += names_owner(found[at]);
    }
    // Lists of other people's matters (talks with their speakers) have names too, but not the owner's.
    if (!called_ && !owner_.empty() && authored > 0 && owned * 4 < authored) {
      e = last + 1;
      continue;
    }
    while (first > 0 && collected.parts[first - 1] == part && found[first - 1].confidence > 0 &&
           (runs.empty() || runs.back().section != owners[part]))
      --first;
    e = last + 1;
    while (e < found.size() && collected.parts[e] == part && found[e].confidence > 0) last = e++;
    // A year by itself and other lines that make no reference may stand between runs, never within another's block.
    const std::size_t begin = block_of(collected.references[first].span);
    const Span last_span = collected.references[last].span;
    const std::size_t end = block_of({last_span.end - 1, last_span.end}) + 1;
    if (!runs.empty() && runs.back().section == owners[part] && begin < runs.back().last_block) {
      runs.back().last_block = std::max(runs.back().last_block, end);
      runs.back().references += count;
    } else {
      runs.push_back({owners[part], begin, end, count});
    }
    references += count;
  }
  if (references < least_references) return {};
  // Where a heading names works among others and most of its list are some, all of it are.
  for (Run& run : runs) {
    const Section& section = sections_[run.section];
    const std::size_t blocks = section.last_block - section.first_block;
    if (!is_open(section) && section.is("teaching") && run.references * 3 >= blocks * 2) {
      run.first_block = section.first_block;
      run.last_block = section.last_block;
    }
  }
  // By itself a single reference is convincing only among headings of years or on a page that is called so.
  std::erase_if(runs, [&](const Run& run) {
    const std::string_view heading = trim(sections_[run.section].heading);
    return run.references < least_references && !called_ && !(heading.size() == 4 && holds_year(heading));
  });
  return runs;
}

}  // namespace

std::vector<Section> adopt_reference_lists(std::vector<Section> sections, const Context& context) {
  if (what_is_called(context) == Called::otherwise) return sections;
  const std::vector<Run> runs = Adopter(sections, context).run();
  if (runs.empty()) return sections;
  std::vector<Section> out;
  std::vector<int> moved(sections.size(), 0);
  std::size_t next = 0;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    moved[s] = static_cast<int>(out.size());
    Section section = std::move(sections[s]);
    if (section.parent >= 0) section.parent = moved[static_cast<std::size_t>(section.parent)];
    const std::vector<Block>& blocks = context.document.blocks;
    bool first = true;
    while (next < runs.size() && runs[next].section == s) {
      const Run& run = runs[next++];
      Section before = section;
      before.last_block = run.first_block;
      if (before.first_block < before.last_block) before.span.end = blocks[before.last_block - 1].span.end;
      if (before.first_block < before.last_block || (first && section.level == 0)) out.push_back(before);
      Section list = section;
      list.kind = "publications";
      list.broader.clear();
      list.also.clear();
      list.inherits = true;
      list.level = std::max(list.level, 1);
      list.parent = std::max(list.parent, 0);
      list.first_block = run.first_block;
      list.last_block = run.last_block;
      list.span.end = blocks[run.last_block - 1].span.end;
      if (!first || before.first_block < before.last_block || list.heading.empty())
        list.span.begin = blocks[run.first_block].span.begin, list.heading_span = {};
      out.push_back(std::move(list));
      section.first_block = run.last_block;
      first = false;
    }
    if (first || section.first_block < section.last_block) out.push_back(std::move(section));
  }
  return out;
}

}  // namespace vitagraph::extraction::references
