// SPDX-License-Identifier: Apache-2.0
#include "extraction/sections.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/heading_text.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_title = 120;  ///< bytes of a page's title that can be a heading
constexpr std::size_t least_years = 2;      ///< headings that a page's list is parted by

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

/// What the page's own title says that it lists ("Talks", "Publications – Ada Moss"): a kind of facts, or nothing.
std::vector<std::string> titled_kinds(const document::Document& document, const lexicon::Lexicon& lexicon) {
  static const RE2 joint(R"(\s+[|·–—-]\s+|\s*[|:•]\s+)");
  const auto title = document.metadata.find("title");
  if (title == document.metadata.end() || title->second.size() > longest_title) return {};
  std::string parts = title->second;
  RE2::GlobalReplace(&parts, joint, "\n");
  for (std::size_t at = 0; at <= parts.size();) {
    const std::size_t end = std::min(parts.find('\n', at), parts.size());
    std::vector<std::string> kinds;
    for (const lexicon::Concept* found :
         lexicon.find("headings", plain_heading(std::string_view(parts).substr(at, end - at)))) {
      static constexpr std::string_view lists[] = {"publications", "talks",  "teaching", "advising",
                                                   "awards",       "grants", "service",  "projects"};
      for (const std::string_view list : lists)
        if (found->notation == list ||
            std::find(found->broader.begin(), found->broader.end(), list) != found->broader.end()) {
          kinds.push_back(found->notation);
          break;
        }
    }
    if (!kinds.empty()) return kinds;
    at = end + 1;
  }
  return {};
}

/// Whether a heading only says when.
bool is_dated_only(std::string_view heading, const lexicon::Lexicon& lexicon) {
  const std::vector<DateMention> dates = find_dates(heading, lexicon);
  return !dates.empty() && without_dates(heading, dates).empty();
}

/// On a page whose title says what it lists, what stands below years is that.
void read_by_title(std::vector<Section>& sections, const document::Document& document,
                   const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> kinds = titled_kinds(document, lexicon);
  if (kinds.empty()) return;
  for (const Section& section : sections)
    if (section.level > 0 && !section.kind.empty() && !section.inherits && section.is(kinds.front())) return;
  const auto give = [&](Section& section) {
    section.kind = kinds.front();
    section.broader = above(section.kind, lexicon);
    section.also.assign(kinds.begin() + 1, kinds.end());
  };
  std::size_t dated = 0;
  for (const Section& section : sections)
    dated += section.inherits && section.kind.empty() && is_dated_only(section.heading, lexicon);
  if (dated >= least_years)
    for (Section& section : sections)
      if (section.inherits && section.kind.empty() && is_dated_only(section.heading, lexicon)) give(section);
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
  read_by_title(out, document, lexicon);
  return out;
}

}  // namespace vitagraph::extraction
