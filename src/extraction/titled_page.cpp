// SPDX-License-Identifier: Apache-2.0
#include "extraction/titled_page.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/heading_text.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_title = 120;  ///< bytes of a page's title that can be a heading
constexpr std::size_t least_years = 2;      ///< headings that a page's list is parted by
constexpr std::size_t least_items = 2;      ///< of a list below no heading

using document::Block;
using document::BlockKind;
using Kinds = std::vector<std::string>;

bool is_below(const std::string& kind, std::string_view family, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string> broader = above_kind(kind, lexicon);
  return kind == family || std::find(broader.begin(), broader.end(), family) != broader.end();
}

/// The kinds of facts that a heading announces whose pages are lists.
Kinds list_kinds(std::string_view heading, const lexicon::Lexicon& lexicon) {
  static constexpr std::string_view lists[] = {"publications", "talks",  "teaching", "advising",
                                               "awards",       "grants", "service",  "projects"};
  Kinds kinds;
  for (const lexicon::Concept* found : lexicon.find("headings", plain_heading(heading)))
    if (std::any_of(std::begin(lists), std::end(lists),
                    [&](std::string_view list) { return is_below(found->notation, list, lexicon); }))
      kinds.push_back(found->notation);
  return kinds;
}

/// What the page's own title says that it lists ("Talks", "Publications – Ada Moss"): a kind of facts, or nothing.
Kinds kinds_of_title(const document::Document& document, const lexicon::Lexicon& lexicon) {
  static const RE2 joint(R"(\s+[|·–—-]\s+|\s*[|:•]\s+)");
  const auto title = document.metadata.find("title");
  if (title == document.metadata.end() || title->second.size() > longest_title) return {};
  std::string parts = title->second;
  RE2::GlobalReplace(&parts, joint, "\n");
  for (std::size_t at = 0; at <= parts.size();) {
    const std::size_t end = std::min(parts.find('\n', at), parts.size());
    if (Kinds kinds = list_kinds(std::string_view(parts).substr(at, end - at), lexicon); !kinds.empty()) return kinds;
    at = end + 1;
  }
  return {};
}

/// What the last word of the file's name says: "ada-moss-teaching.html".
Kinds kinds_of_path(std::string_view path, const lexicon::Lexicon& lexicon) {
  path.remove_prefix(std::min(path.find_last_of("/\\") + 1, path.size()));
  path = path.substr(0, path.rfind('.'));
  const std::size_t cut = path.find_last_of("-_");
  if (cut == std::string_view::npos) return {};
  return list_kinds(path.substr(cut + 1), lexicon);
}

/// Whether a text says nothing of a matter: "upcoming", "and before".
bool is_modifier(std::string_view text, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("heading-words", text);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [](const lexicon::Concept* c) { return c->notation == "modifier"; });
}

/// Whether a heading only says when: "2019", "2015 and before", "Upcoming".
bool is_dated_only(std::string_view heading, const lexicon::Lexicon& lexicon) {
  const std::vector<DateMention> dates = find_dates(heading, lexicon);
  const std::string rest = without_dates(heading, dates);
  const lexicon::Words words = lexicon::split_words(rest);
  for (std::size_t at = 0; at < words.size();) {
    const auto time = lexicon.longest("heading-times", words, at);
    if (!time) return false;
    at += time->words;
  }
  return !(dates.empty() && words.empty());
}

/// "Past", "Undergraduate", "Avon University": says when, for whom or where.
bool says_no_matter(const Section& section, const lexicon::Lexicon& lexicon) {
  const std::string heading = plain_heading(section.heading);
  if (is_dated_only(heading, lexicon) || !lexicon.find("course-levels", heading).empty()) return true;
  if (is_modifier(heading, lexicon)) return true;
  const std::vector<Segment> parts = cut_segments(take_dates(heading, lexicon, 0).rest, lexicon, 0);
  return std::any_of(parts.begin(), parts.end(), [](const Segment& s) {
    return s.organization >= OrganizationClass::company || s.unit || s.organization == OrganizationClass::institute;
  });
}

void give(Section& section, const Kinds& kinds, const lexicon::Lexicon& lexicon) {
  section.kind = kinds.front();
  section.broader = above_kind(section.kind, lexicon);
  section.also.assign(kinds.begin() + 1, kinds.end());
  section.inherits = true;
}

bool is_entry_block(const Block& block) { return block.kind == BlockKind::item || block.kind == BlockKind::row; }

/// Makes a section of the list that stands below no heading.
bool part_front(std::vector<Section>& sections, const document::Document& document, const Kinds& kinds,
                const lexicon::Lexicon& lexicon) {
  Section& front = sections.front();
  std::size_t first = front.last_block, items = 0;
  for (std::size_t i = front.first_block; i < front.last_block; ++i)
    if (is_entry_block(document.blocks[i])) {
      first = std::min(first, i);
      ++items;
    }
  if (items < least_items) return false;
  Section list;
  list.parent = 0;
  list.level = 1;
  list.first_block = first;
  list.last_block = front.last_block;
  list.span = {document.blocks[first].span.begin, front.span.end};
  list.heading_span = {list.span.begin, list.span.begin};
  give(list, kinds, lexicon);
  front.last_block = first;
  front.span.end = std::max(front.span.begin, first == 0 ? front.span.begin : document.blocks[first - 1].span.end);
  for (Section& section : sections)
    if (section.parent > 0) ++section.parent;
  sections.insert(sections.begin() + 1, std::move(list));
  return true;
}

}  // namespace

std::vector<std::string> above_kind(const std::string& kind, const lexicon::Lexicon& lexicon) {
  const lexicon::Concepts known = lexicon.of_notation("headings", kind);
  return known.empty() ? std::vector<std::string>() : known.front()->broader;
}

void read_by_title(std::vector<Section>& sections, const document::Document& document,
                   const lexicon::Lexicon& lexicon) {
  Kinds kinds = kinds_of_title(document, lexicon);
  if (kinds.empty()) kinds = kinds_of_path(document.name(), lexicon);
  if (kinds.empty()) return;
  // "Teaching assistant during my PhD" below "Avon University" is a part of such a list.
  const auto is_own = [&](const Section& s) {
    const bool below = s.parent > 0 && sections[static_cast<std::size_t>(s.parent)].kind.empty() &&
                       says_no_matter(sections[static_cast<std::size_t>(s.parent)], lexicon);
    return s.level > 0 && !s.kind.empty() && !s.inherits && s.is(kinds.front()) && !below;
  };
  const bool headed = std::any_of(sections.begin(), sections.end(), is_own);
  const auto unknown = [](const Section& s) { return s.inherits && s.kind.empty(); };
  // "Upcoming" would be news, and the years beside it as well.
  const auto only_when = [&](const Section& s) {
    if (s.level == 0 || !is_dated_only(s.heading, lexicon)) return false;
    if (unknown(s)) return true;
    if (headed || s.kind != "news") return false;
    const Section& parent = sections[static_cast<std::size_t>(std::max(s.parent, 0))];
    return !s.inherits || (parent.kind == "news" && !parent.inherits && is_dated_only(parent.heading, lexicon));
  };
  std::vector<std::size_t> dates;
  for (std::size_t i = 0; i < sections.size(); ++i)
    if (only_when(sections[i])) dates.push_back(i);
  const std::size_t dated = dates.size();
  if (dated >= least_years)
    for (const std::size_t i : dates) give(sections[i], kinds, lexicon);
  // Courses go by levels, terms and schools, which are headings of nothing else there; of other lists the entries tell
  // by themselves what they are.
  if (!is_below(kinds.front(), "teaching", lexicon)) return;
  // The levels below "Supervision" are those of students.
  const auto in_another = [&](const Section& s) {
    for (int at = s.parent; at > 0; at = sections[static_cast<std::size_t>(at)].parent) {
      const Section& above = sections[static_cast<std::size_t>(at)];
      if (above.level > 0 && !above.kind.empty() && !above.inherits) return !above.is(kinds.front());
    }
    return false;
  };
  bool given = headed;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    Section& section = sections[i];
    const bool level = (section.is("advising") || unknown(section)) && !in_another(section) &&
                       !lexicon.find("course-levels", plain_heading(section.heading)).empty();
    const Section& parent = sections[static_cast<std::size_t>(std::max(section.parent, 0))];
    const bool below = section.inherits && section.parent > 0 && parent.inherits && parent.is(kinds.front());
    if (!level && !below && (headed || !unknown(section) || !says_no_matter(section, lexicon))) continue;
    give(section, kinds, lexicon);
    given = true;
  }
  if (!given && dated < least_years) part_front(sections, document, kinds, lexicon);
}

}  // namespace vitagraph::extraction
