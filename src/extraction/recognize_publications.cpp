// SPDX-License-Identifier: Apache-2.0
#include "extraction/names.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/references/entries.hpp"

namespace vitagraph::extraction {
namespace {

using references::Part;
using references::Publication;

struct HeadingKind {
  std::string_view heading, kind, status;
};

/// What a section's kind says of its works; the rest is read from the heading's own words.
constexpr HeadingKind heading_kinds_of_works[] = {
    {"journal-articles", "journal", ""},
    {"conference-papers", "conference", ""},
    {"workshop-papers", "workshop", ""},
    {"preprints", "preprint", ""},
    {"under-review", "", "under review"},
    {"accepted", "", "accepted"},
    {"in-preparation", "", "in preparation"},
    {"books", "book", ""},
    {"chapters", "chapter", ""},
    {"theses", "thesis", ""},
    {"reports", "report", ""},
    {"patents", "patent", ""},
    {"abstracts", "conference", ""},
    {"conference-posters", "poster", ""},
    {"software", "other", ""},
};

Part part_of(const Section& section, const Context& context) {
  Part part;
  part.first_block = section.first_block;
  part.last_block = section.last_block;
  part.heading = section.heading;
  part.titled = section.first_block < context.document.blocks.size() &&
                context.document.blocks[section.first_block].kind == document::BlockKind::heading;
  for (const HeadingKind& known : heading_kinds_of_works)
    if (known.heading == section.kind) part.kind = known.kind, part.status = known.status;
  if (part.kind.empty() && part.status.empty() && section.kind != "publications") {
    const auto kinds = context.lexicon.find("publication-kinds", plain_heading(section.heading));
    if (!kinds.empty()) part.kind = kinds.front()->notation;
  }
  // An unknown heading of four digits is a year.
  std::string_view heading = trim(section.heading);
  if (heading.size() == 4 && (heading.starts_with("19") || heading.starts_with("20"))) {
    part.year = heading;
    part.status.clear();  // "In review" above it was a part of the list, as the year is
  }
  return part;
}

facts::Fact to_fact(const Publication& p) {
  facts::Fact fact("publication");
  fact.set("title", p.title).set("authors", p.authors).set("kind", p.kind).set("venue", p.venue).set("year", p.year);
  fact.set("volume", p.volume)
      .set("number", p.number)
      .set("pages", p.pages)
      .set("publisher", p.publisher)
      .set("status", p.status);
  fact.set("arxiv", p.arxiv).set("doi", p.doi).set("url", p.url).set("notes", p.notes);
  return fact;
}

void recognize_parts(const std::vector<Part>& parts, const Context& context, Findings& findings) {
  const references::ListContext list{context.owner, context.lexicon, true};
  references::Collected collected = references::collect_references(parts, context.document, list);
  const std::vector<Publication> found = references::parse_references(collected, list);
  for (std::size_t e = 0; e < found.size(); ++e)
    if (found[e].confidence > 0)
      findings.add(to_fact(found[e]), collected.references[e].span, "publications." + found[e].rule,
                   found[e].confidence);
  for (const Part& part : parts)
    for (std::size_t b = part.first_block; b < part.last_block && b < context.document.blocks.size(); ++b) {
      const document::Block& block = context.document.blocks[b];
      if (block.kind != document::BlockKind::reference || block.entry >= context.document.entries.size()) continue;
      const Publication one = references::parse_bibtex(context.document.entries[block.entry], context.lexicon);
      if (one.confidence > 0) findings.add(to_fact(one), block.span, "publications.bibtex", one.confidence);
    }
}

}  // namespace

bool holds_bibtex(const Section& section, const Context& context) {
  for (std::size_t b = section.first_block; b < section.last_block && b < context.document.blocks.size(); ++b)
    if (context.document.blocks[b].kind == document::BlockKind::reference) return true;
  return false;
}

/// A document's lists share one style and one set of people, so they are read together, at the first of them.
void recognize_publications(const Section& section, const Context& context, Findings& findings) {
  if (!context.sections || !section.is("publications"))
    return recognize_parts({part_of(section, context)}, context, findings);
  const std::vector<Section>& sections = *context.sections;
  const auto at = static_cast<std::size_t>(&section - sections.data());
  for (std::size_t before = at; before-- > 0;)
    if (sections[before].is("publications")) return;
  std::vector<Part> parts;
  for (std::size_t s = at; s < sections.size(); ++s)
    if (sections[s].is("publications")) parts.push_back(part_of(sections[s], context));
  recognize_parts(parts, context, findings);
}

}  // namespace vitagraph::extraction
