// SPDX-License-Identifier: Apache-2.0
#include "extraction/sections.hpp"

#include <algorithm>

#include "extraction/heading_text.hpp"
#include "extraction/titled_page.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;

/// "Upcoming", "Past": says when, and not what.
bool is_modifier(std::string_view heading, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("heading-words", heading);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [](const lexicon::Concept* c) { return c->notation == "modifier"; });
}

/// Whether a kind makes sense as a part of a section below which it is set: "Doctoral, in progress" below advising is
/// about students, "Service Courses" below teaching about courses.
bool fits_below(const Section& parent, const std::string& kind, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> broader = above_kind(kind, lexicon);
  const bool publications =
      kind == "publications" || std::find(broader.begin(), broader.end(), "publications") != broader.end();
  if (parent.is("advising")) return !publications && kind != "positions";
  if (parent.is("teaching")) return kind != "service";
  // Below reviewing headings name what is reviewed ("Journals", "Funding agencies").
  if (parent.is("reviewing")) return !publications && kind != "grants" && kind != "talks";
  // "Local & Miscellaneous", "Submitted" and "Accepted" below talks hold talks.
  if (parent.is("talks"))
    return kind != "other" && kind != "under-review" && kind != "in-preparation" && kind != "accepted";
  // Below memberships headings name societies ("Guild of Art"), below interests subjects ("Theory of Languages"), and
  // below studies degrees ("Doctorate").
  const auto among = [&](std::string_view family) {
    return kind == family || std::find(broader.begin(), broader.end(), family) != broader.end();
  };
  if (parent.is("memberships") || parent.is("interests")) return kind != "media" && kind != "languages";
  if (parent.is("education")) return !among("advising");
  return true;
}

/// Kinds whose sections hold no further headings: one in the same dress stands beside them.
bool is_closed(const Section& section) {
  static constexpr std::string_view closed[] = {"abstract", "links", "contact", "languages", "hobbies"};
  return std::find(std::begin(closed), std::end(closed), section.kind) != std::end(closed);
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
    // Below talks, "Upcoming" holds talks and no news; where dresses are only guessed, in the same dress too.
    const bool modifier = known && is_modifier(plain_heading(section.heading), lexicon);
    if (modifier && document.format == document::Format::text && open.size() > 1) {
      const Section& last = out[static_cast<std::size_t>(open.back().second)];
      known = !(last.is("talks") || last.is("teaching") || last.is("service") || last.is("advising"));
    }
    while (open.size() > 1) {
      const Section& last = out[static_cast<std::size_t>(open.back().second)];
      const bool below = open.back().first < block.level ||
                         (!known && !label && !last.kind.empty() && !last.inherits && !is_closed(last));
      if (below) break;
      open.pop_back();
    }
    section.parent = open.back().second;
    const Section& parent = out[static_cast<std::size_t>(section.parent)];
    section.level = parent.level + 1;
    if (known && section.parent > 0 && parent.dress < block.level && !fits_below(parent, kinds.front(), lexicon))
      known = false;
    if (known && modifier && section.parent > 0 && parent.dress < block.level && !parent.kind.empty() &&
        !parent.is("page-title"))
      known = false;
    // "Selected publications" below "Working papers" are working papers.
    if (known && section.parent > 0 && parent.dress < block.level && parent.kind != kinds.front() &&
        parent.is(kinds.front()))
      known = false;
    if (known) {
      section.kind = kinds.front();
      section.broader = above_kind(section.kind, lexicon);
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
  read_by_title(out, document, lexicon);
  return out;
}

}  // namespace vitagraph::extraction
