// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_lines.hpp"

#include <re2/re2.h>

#include "extraction/career_labels.hpp"
#include "extraction/career_titles.hpp"
#include "extraction/letter_pattern.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_house = 90;   ///< bytes of a name with its post behind a colon
constexpr std::size_t most_open_posts = 3;  ///< that somebody holds at once

/// Leading dots ("Ph.D. ........ Avon University") set apart like a tab.
void open_leaders(std::string& text) {
  constexpr std::size_t least = 4;
  for (std::size_t at = text.find("...."); at != std::string::npos; at = text.find("....", at)) {
    std::size_t end = at + least;
    while (end < text.size() && text[end] == '.') ++end;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), '\t');
  }
}

/// "Ph.D. from Avon University in Botany": sets the house of a degree off from what stands around it.
void part_degree_from_house(std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  const auto degree = lexicon.longest("degrees", words, 0);
  if (!degree || degree->words + 1 >= words.size()) return;
  const lexicon::Word& from = words[degree->words];
  const lexicon::Concepts leads = lexicon.find("prepositions", from.key);
  if (!has_notation(leads, "from") && !has_notation(leads, "at")) return;
  const auto clear = [&](const lexicon::Word& word) {
    std::fill(text.begin() + word.span.begin, text.begin() + word.span.end, '\t');
  };
  for (std::size_t at = degree->words + 2; at < words.size(); ++at) {
    if (!has_notation(lexicon.find("prepositions", words[at].key), "in")) continue;
    const std::string_view house = std::string_view(text).substr(from.span.end, words[at].span.begin - from.span.end);
    if (organization_class(trim(house), lexicon) < OrganizationClass::known) return;
    clear(words[at]);
    break;
  }
  clear(from);
}

/// "(3 months)", and "(2 weeks, )" around a date that was taken out: blanks what only says how long.
void drop_durations(std::string& text, const lexicon::Lexicon& lexicon) {
  static const LetterPattern bracket_pattern(R"(\(\s*\d{1,2}(?:[.,]\d)?\s*(\pL+)[\s,;]*\))");
  const RE2& bracket = bracket_pattern.on(text);
  re2::StringPiece hit[2];
  for (std::size_t at = text.find('('); at < text.size(); ++at) {
    if (!bracket.Match(text, at, text.size(), RE2::UNANCHORED, hit, 2)) return;
    at = static_cast<std::size_t>(hit[0].data() - text.data());
    const bool unit = !hit[1].empty() && !lexicon.find("durations", {hit[1].data(), hit[1].size()}).empty();
    if (unit) std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), hit[0].size(), '\t');
  }
}

/// The length of the dash that leans on the date before it and stands apart from the word behind; 0 if none does.
std::size_t leaning_dash(std::string_view behind) {
  const std::size_t dash = behind.starts_with("-") ? 1 : behind.starts_with("–") || behind.starts_with("—") ? 3 : 0;
  return dash > 0 && behind.size() > dash && (behind[dash] == ' ' || behind[dash] == '\t') ? dash : 0;
}

}  // namespace

void open_ranges(std::vector<CareerLine>& lines, const Context& context) {
  for (CareerLine& line : lines)
    for (DateMention& date : line.dates) {
      if (date.range || date.span.end >= line.span.end ||
          leaning_dash(context.document.slice({date.span.end, line.span.end})) == 0)
        continue;
      date.end = "present";
      date.range = date.open = true;
    }
}

bool dashes_set_off(const Section& section, const Context& context) {
  std::size_t leaning = 0;
  for (std::size_t b = section.first_block; b < section.last_block; ++b) {
    const document::Block& block = context.document.blocks[b];
    for (std::uint32_t i = 0; i < block.line_count; ++i) {
      const Span whole = context.document.lines[block.first_line + i].span;
      const std::string_view line =
          trim(context.document.slice({std::max(whole.begin, block.span.begin), std::min(whole.end, block.span.end)}));
      constexpr std::size_t year = 4;
      if (line.size() > year && line.find_first_not_of("0123456789") == year && leaning_dash(line.substr(year)) > 0)
        ++leaning;
    }
  }
  return leaning > most_open_posts;
}

Period period_of(const std::vector<DateMention>& dates) {
  if (dates.empty()) return {};
  const DateMention* best = &dates.front();
  for (const DateMention& date : dates)
    if (date.range && !best->range) best = &date;
  if (!best->years.empty() && best->years.size() > 1) return {best->years.front(), best->years.back()};
  return {best->start, best->end.empty() && !best->range ? best->start : best->end};
}
std::vector<Span> joined_lines(const std::vector<Span>& lines, const Context& context) {
  std::vector<Span> out;
  for (const Span line : lines) {
    if (!out.empty() && out.back().size() < longest_career_line / 2 && line.begin >= out.back().end &&
        trim(context.document.slice({out.back().end, line.begin})).empty()) {
      const Dated above = take_dates(context.document.slice(out.back()), context.lexicon, 0);
      const std::string_view next = context.document.slice(line);
      bool open = false;
      for (const char* scheme : {"advising", "labels"})
        for (const Labelled& found : find_labelled(above.rest, scheme, context.lexicon, 0)) {
          const bool people = std::string_view(scheme) == "advising";
          if (!people && found.label != "thesis") continue;
          const std::size_t start = above.rest.rfind('\n') + 1;  // npos + 1 is 0
          open = open || (found.value.end == above.rest.size() &&
                          goes_on(std::string_view(above.rest).substr(found.value.begin),
                                  std::string_view(above.rest).substr(start), take_dates(next, context.lexicon, 0).rest,
                                  context.lexicon));
        }
      if (open) {
        out.back().end = line.end;
        continue;
      }
    }
    out.push_back(line);
  }
  return out;
}

CareerLine take_apart(Span span, bool item, const Section& section, const Context& context) {
  CareerLine line;
  line.span = span;
  line.item = item;
  if (span.size() > longest_career_line) return line;
  std::string text(context.document.slice(span));
  const CareerLabel label = career_label(text, context.lexicon);
  if (label.other) return line;
  std::fill(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(label.size), ' ');
  open_leaders(text);
  if (section.is("education")) part_degree_from_house(text, context.lexicon);
  Dated dated = take_dates(text, context.lexicon, span.begin);
  // "Chair during 2015 – 2018": what leads to a date goes with it.
  for (const DateMention& date : dated.dates) {
    const std::size_t stop = date.span.begin - span.begin;
    std::size_t end = stop;
    while (end > 0 && (dated.rest[end - 1] == ' ' || dated.rest[end - 1] == '\t')) --end;
    std::size_t begin = end;
    while (begin > 0 && dated.rest[begin - 1] >= 'a' && dated.rest[begin - 1] <= 'z') --begin;
    if (begin > 0 && begin < end && dated.rest[begin - 1] == ' ' &&
        has_notation(context.lexicon.find("clause-words", dated.rest.substr(begin, end - begin)), "preposition"))
      std::fill(dated.rest.begin() + static_cast<std::ptrdiff_t>(begin),
                dated.rest.begin() + static_cast<std::ptrdiff_t>(end), '\t');
  }
  line.dates = std::move(dated.dates);
  text = std::move(dated.rest);
  drop_durations(text, context.lexicon);
  line.people = find_labelled(text, "advising", context.lexicon, span.begin);
  // What a label consumed is no part of the line's own segments.
  const auto blank = [&](const Labelled& found) {
    std::fill(text.begin() + (found.span.begin - span.begin), text.begin() + (found.span.end - span.begin), '\t');
  };
  for (const Labelled& found : line.people) {
    // "PI: Bo Fern, Department of Botany": all of the line is about somebody else.
    const bool whole = found.label == "principal" && found.span.begin == span.begin &&
                       !names_in(context.document.slice(found.value), context.lexicon).empty();
    if (whole || (found.label != "principal" && found.label != "with")) blank(found);
  }
  line.details = find_labelled(text, "labels", context.lexicon, span.begin);
  for (const Labelled& found : line.details)
    if (found.label == "thesis" || found.label == "gpa") blank(found);
  for (Labelled& found : find_companions(text, item || section.is("education"), context.lexicon, span.begin)) {
    blank(found);
    line.people.push_back(std::move(found));
  }
  // "Moss Center, Avon University: Director"
  for (std::size_t colon = text.find(": "); colon != std::string::npos; colon = text.find(": ", colon + 1)) {
    const lexicon::Words behind = lexicon::split_words(std::string_view(text).substr(colon + 1, 80));
    const std::string_view before = trim(std::string_view(text).substr(0, colon));
    const bool name = !before.empty() && is_upper(code_point_at(before, 0).value) &&
                      before.find_first_of(",;\t") == std::string_view::npos &&
                      !context.lexicon.mentions("labels", before) && !context.lexicon.mentions("advising", before) &&
                      !context.lexicon.mentions("heading-words", before) && !context.lexicon.mentions("roles", before);
    // "Visiting Scholar: Bath University", "Bath University: Moss Postdoctoral Fellow"
    const std::string_view rest = trim(std::string_view(text).substr(colon + 1));
    if (!context.lexicon.find("roles", before).empty() && !rest.empty() && is_upper(code_point_at(rest, 0).value))
      text[colon] = ',';
    if (colon < longest_house && organization_class(before, context.lexicon) >= OrganizationClass::known) {
      const std::vector<Segment> next = cut_segments(rest.substr(0, rest.find('\t')), context.lexicon, 0);
      if (!next.empty() && next.front().role && !next.front().named()) text[colon] = ',';
    }
    // "Exchange year: Bath University"
    if (colon < 40 && !context.lexicon.find("degrees", before).empty()) text[colon] = ',';
    if (!behind.empty() &&
        (context.lexicon.longest("roles", behind, 0) || context.lexicon.longest("degrees", behind, 0)) &&
        (name || organization_class(before, context.lexicon) >= OrganizationClass::institute))
      text[colon] = ',';
  }
  line.segments = cut_segments(text, context.lexicon, span.begin);
  // "Fellowship – Cardiology" among studies is one.
  if (section.is("education"))
    for (Segment& segment : line.segments)
      if (!segment.degree && (segment.line_start || &segment == &line.segments.front()) &&
          context.lexicon.longest("trainings", lexicon::split_words(segment.text), 0)) {
        segment.degree = true;
        segment.role = false;
      }
  if (!item && !line.dates.empty()) part_title(line.segments, section.is("education"), context.lexicon);
  return line;
}

}  // namespace vitagraph::extraction
