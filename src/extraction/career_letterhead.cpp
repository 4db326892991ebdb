// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/career_posts.hpp"
#include "extraction/names.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double unsure = 0.7;
constexpr std::size_t longest_letterhead = 120;  ///< bytes of a line of a letterhead
constexpr std::size_t most_letterhead_blocks = 6, most_letterhead_lines = 10;
constexpr std::size_t most_role_words = 9, most_chair_name_words = 6;

/// "Ines Calloway Professor of Shade": a title, the name it honours in front.
bool is_chair(const Segment& segment, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(segment.text);
  if (words.size() > most_role_words || segment.named()) return false;
  for (std::size_t at = segment.unit ? 1 : 0; at < std::min(words.size(), most_chair_name_words); ++at)
    if (const auto match = lexicon.longest("roles", words, at)) {
      const std::size_t end = at + match->words;  // behind "Professor", or "Professor of"
      return end == words.size() || has_notation(lexicon.find("connectives", words[end].key), "for") ||
             (match->words > 1 && has_notation(lexicon.find("connectives", words[end - 1].key), "for"));
    }
  return false;
}

/// "Professor of Botany" and below it "Avon University": a post that no heading announces. Whether the line began
/// one.
bool read_letterhead(const std::vector<Span>& lines, std::size_t at, const Section& section, const Context& context,
                     Findings& findings) {
  const auto is_short = [&](Span span) {
    const std::string_view text = trim(context.document.slice(span));
    return !text.empty() && span.size() <= longest_letterhead && text.back() != '.' &&
           text.find(':') == std::string_view::npos && text.find('@') == std::string_view::npos &&
           !is_lower(code_point_at(text, 0).value);
  };
  if (!is_short(lines[at])) return false;
  const CareerLine first = take_apart(lines[at], false, section, context);
  if (first.segments.empty() || !first.dates.empty() || !first.segments.front().role) return false;
  // A role, perhaps with its field, and no sentence.
  const lexicon::Words words = lexicon::split_words(first.segments.front().text);
  if (words.size() > most_role_words || context.lexicon.mentions("pronouns", context.document.slice(lines[at])))
    return false;
  std::vector<Segment> segments = first.segments;
  Span span = lines[at];
  std::size_t last = at + 4;
  for (std::size_t i = at + 1; i < std::min(lines.size(), last) && is_short(lines[i]); ++i) {
    const CareerLine next = take_apart(lines[i], false, section, context);
    // A second title below the first: a named chair.
    if (i == at + 1 && next.segments.size() == 1 && next.dates.empty() && first.segments.size() == 1 &&
        is_chair(next.segments.front(), context.lexicon)) {
      segments.push_back(next.segments.front());
      segments.back().role = true;
      ++last;
      continue;
    }
    const bool where = !next.segments.empty() && next.dates.empty() &&
                       std::all_of(next.segments.begin(), next.segments.end(),
                                   [](const Segment& s) { return (s.named() || s.unit) && !s.role && !s.degree; });
    if (!where) break;
    segments.insert(segments.end(), next.segments.begin(), next.segments.end());
    span.end = lines[i].end;
  }
  const auto house = std::any_of(segments.begin(), segments.end(), [](const Segment& s) {
    return s.organization >= OrganizationClass::known && !s.role;
  });
  if (!house) return false;
  for (facts::Fact& fact : PostReader(section, context, findings).post_facts(segments, {}, {}))
    if (fact.type == "position" && fact.has("role")) findings.add(std::move(fact), span, "career.letterhead", unsure);
  return true;
}

}  // namespace

void recognize_letterhead_posts(const Context& context, Findings& findings) {
  if (context.owner.empty() || context.sections == nullptr) return;
  for (const Section& section : *context.sections) {
    const bool named = (section.kind.empty() || section.inherits) &&
                       names_compatible(plain_heading(section.heading), context.owner, context.lexicon);
    if (!named && !section.is("front") && !section.is("contact") && !section.is("page-title")) continue;
    std::vector<Span> lines;
    // Below the name, title and house may be headings as well.
    const std::size_t end = named ? context.document.blocks.size() : section.last_block;
    const std::size_t last = std::min(end, section.first_block + most_letterhead_blocks);
    for (std::size_t b = section.first_block; b < last; ++b) {
      const document::Block& block = context.document.blocks[b];
      if (block.kind == document::BlockKind::heading) {
        if (!heading_kinds(context.document.slice(block.span), context.lexicon).empty()) break;
        lines.push_back(block.span);
        continue;
      }
      if (block.kind != document::BlockKind::paragraph && block.kind != document::BlockKind::row) continue;
      for (std::uint32_t i = 0; i < block.line_count; ++i) {
        const Span line = context.document.lines[block.first_line + i].span;
        lines.push_back({std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)});
      }
    }
    for (std::size_t i = 0; i < std::min(lines.size(), most_letterhead_lines); ++i)
      if (read_letterhead(lines, i, section, context, findings)) break;
  }
}

}  // namespace vitagraph::extraction
