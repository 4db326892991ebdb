// SPDX-License-Identifier: Apache-2.0
#include "extraction/sections.hpp"

#include <algorithm>

#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

/// What the kinds of a heading are kinds of, nearest first.
std::vector<std::string> above(const std::string& kind, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept& entry : lexicon.concepts())
    if (entry.scheme == "headings" && entry.notation == kind) return entry.broader;
  return {};
}

/// "Upcoming", "Past": says when, and not what.
bool is_modifier(std::string_view heading, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("heading-words", heading);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [](const lexicon::Concept* c) { return c->notation == "modifier"; });
}

/// Whether a kind makes sense as a part of a section below which it is set: "Doctoral, in progress" below advising is
/// about students, "Service Courses" below teaching about courses.
bool fits_below(const Section& parent, const std::string& kind, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> broader = above(kind, lexicon);
  const bool publications =
      kind == "publications" || std::find(broader.begin(), broader.end(), "publications") != broader.end();
  if (parent.is("advising")) return !publications && kind != "positions";
  if (parent.is("teaching")) return kind != "service";
  // Below memberships headings name societies ("Guild of Art"), below interests subjects ("Theory of Languages"), and
  // below studies degrees ("Doctorate").
  const auto among = [&](std::string_view family) {
    return kind == family || std::find(broader.begin(), broader.end(), family) != broader.end();
  };
  if (parent.is("memberships") || parent.is("interests")) return kind != "media" && kind != "languages";
  if (parent.is("education")) return !among("advising");
  return true;
}

}  // namespace

bool Section::is(std::string_view notation) const {
  return kind == notation || std::find(broader.begin(), broader.end(), notation) != broader.end();
}

bool Section::announces(std::string_view notation) const {
  return is(notation) || std::find(also.begin(), also.end(), notation) != also.end();
}

std::vector<Section> find_sections(const document::Document& document, const lexicon::Lexicon& lexicon) {
  std::vector<Section> out(1);
  out.front().kind = "front";
  std::vector<std::pair<int, int>> open = {{0, 0}};  // dress of the heading, index of its section
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.kind != BlockKind::heading) {
      out.back().last_block = i + 1;
      out.back().span.end = std::max(out.back().span.end, block.span.end);
      continue;
    }
    Section section;
    const bool label = !block.marker.empty();  // of a column of labels
    section.heading = collapse_blanks(label ? std::string_view(block.marker) : document.slice(block.span));
    section.heading_span = block.span;
    section.span = block.span;
    section.first_block = section.last_block = i + 1;
    section.dress = block.level;
    std::vector<std::string> kinds = heading_kinds(section.heading, lexicon);
    // An unknown heading stands below a known one even where its dress is the same: the name of a project or a year.
    bool known = !kinds.empty();
    while (open.size() > 1) {
      const Section& last = out[static_cast<std::size_t>(open.back().second)];
      const bool below = open.back().first < block.level || (!known && !label && !last.kind.empty() && !last.inherits);
      if (below) break;
      open.pop_back();
    }
    section.parent = open.back().second;
    const Section& parent = out[static_cast<std::size_t>(section.parent)];
    section.level = parent.level + 1;
    if (known && section.parent > 0 && parent.dress < block.level && !fits_below(parent, kinds.front(), lexicon))
      known = false;
    // Below talks, "Upcoming" holds talks and no news.
    if (known && section.parent > 0 && parent.dress < block.level && !parent.kind.empty() && !parent.is("page-title") &&
        is_modifier(plain_heading(section.heading), lexicon))
      known = false;
    if (known) {
      section.kind = kinds.front();
      section.broader = above(section.kind, lexicon);
      section.also.assign(kinds.begin() + 1, kinds.end());
    } else {
      section.inherits = true;
      if (section.parent > 0) {
        section.kind = parent.kind;
        section.broader = parent.broader;
        section.also = parent.also;
      }
    }
    open.emplace_back(block.level, static_cast<int>(out.size()));
    out.push_back(std::move(section));
  }
  return out;
}

}  // namespace vitagraph::extraction
