// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_lines.hpp"

#include "extraction/career_titles.hpp"

namespace vitagraph::extraction {

Period period_of(const std::vector<DateMention>& dates) {
  if (dates.empty()) return {};
  const DateMention* best = &dates.front();
  for (const DateMention& date : dates)
    if (date.range && !best->range) best = &date;
  if (!best->years.empty() && best->years.size() > 1) return {best->years.front(), best->years.back()};
  return {best->start, best->end.empty() && !best->range ? best->start : best->end};
}
CareerLine take_apart(Span span, bool item, const Section& section, const Context& context) {
  CareerLine line;
  line.span = span;
  line.item = item;
  if (span.size() > longest_career_line) return line;
  std::string text(context.document.slice(span));
  Dated dated = take_dates(text, context.lexicon, span.begin);
  line.dates = std::move(dated.dates);
  text = std::move(dated.rest);
  line.people = find_labelled(text, "advising", context.lexicon, span.begin);
  line.details = find_labelled(text, "labels", context.lexicon, span.begin);
  // What a label consumed is no part of the line's own segments.
  const auto blank = [&](const Labelled& found) {
    std::fill(text.begin() + (found.span.begin - span.begin), text.begin() + (found.span.end - span.begin), '\t');
  };
  for (const Labelled& found : line.people)
    if (found.label != "principal" && found.label != "with") blank(found);
  for (const Labelled& found : line.details)
    if (found.label == "thesis" || found.label == "gpa") blank(found);
  line.segments = cut_segments(text, context.lexicon, span.begin);
  if (!item && !line.dates.empty()) part_title(line.segments, section.is("education"), context.lexicon);
  return line;
}

}  // namespace vitagraph::extraction
