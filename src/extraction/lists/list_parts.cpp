// SPDX-License-Identifier: Apache-2.0
#include "extraction/lists/list_parts.hpp"

#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::lists {
namespace {

constexpr std::size_t longest_entry = 360;  ///< bytes; what is longer is described, not listed
constexpr std::size_t most_lines = 4;
constexpr std::size_t most_parts = 8;

/// A colon between words parts as a comma does; cut_segments leaves it, since titles have them.
void cut_at_colons(std::string& text) {
  for (std::size_t at = text.find(": "); at != std::string::npos; at = text.find(": ", at + 1)) text[at] = '\t';
}

void cut_at_brackets(std::string& text) {
  for (char& c : text)
    if (c == '(' || c == ')') c = '\t';
}

DatePlace place_of(const std::vector<DateMention>& dates, const std::vector<Segment>& parts) {
  if (dates.empty() || parts.empty()) return DatePlace::none;
  if (dates.front().span.begin < parts.front().span.begin) return DatePlace::front;
  return dates.front().span.begin >= parts.back().span.end ? DatePlace::behind : DatePlace::between;
}

}  // namespace

std::string ListEntry::words_between(std::size_t first, std::size_t last) const {
  const std::size_t begin = parts[first].span.begin - span.begin;
  return clean_value(text.substr(begin, parts[last].span.end - span.begin - begin));
}

std::optional<ListEntry> cut_entry(const Entry& entry, const Context& context, Brackets brackets) {
  if (entry.lines.empty() || entry.lines.size() > most_lines) return std::nullopt;
  ListEntry out;
  out.span = {entry.lines.front().begin, entry.lines.back().end};
  for (std::size_t i = 1; i < entry.lines.size(); ++i)
    if (entry.lines[i].begin < entry.lines[i - 1].end) return std::nullopt;
  if (out.span.size() > longest_entry) return std::nullopt;
  out.text = context.document.slice(out.span);
  for (const Span line : entry.lines)
    for (std::size_t at = line.begin; at < line.end; ++at)
      if (out.text[at - out.span.begin] == '\n') out.text[at - out.span.begin] = ' ';
  Dated dated = take_dates(out.text, context.lexicon, out.span.begin);
  cut_at_colons(dated.rest);
  if (brackets == Brackets::cut) cut_at_brackets(dated.rest);
  out.parts = cut_segments(dated.rest, context.lexicon, out.span.begin);
  if (out.parts.empty() || out.parts.size() > most_parts) return std::nullopt;
  for (const Segment& part : out.parts) out.senses.push_back(sense_of(part, context.lexicon));
  out.dates = std::move(dated.dates);
  out.shape = {place_of(out.dates, out.parts), out.parts.size()};
  const document::Block& block = context.document.blocks[entry.first_block];
  out.item = block.kind == document::BlockKind::item || !entry.marker.empty();
  out.level = block.level;
  return out;
}

}  // namespace vitagraph::extraction::lists
