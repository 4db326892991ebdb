// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "extraction/labelled.hpp"
#include "extraction/sections.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {

constexpr std::size_t longest_career_line = 600;  ///< bytes of a line of an entry's head; longer ones are prose

struct Period {
  std::string start, end;
  bool stated() const { return !start.empty() || !end.empty(); }
};

/// When a post or study was, of all dates that its lines hold: the first range, else the first date.
Period period_of(const std::vector<DateMention>& dates);

/// One line of an entry about a post or study, taken apart.
struct CareerLine {
  Span span;
  std::vector<Segment> segments;
  std::vector<DateMention> dates;
  std::vector<Labelled> people;   ///< advisors, mentors, hosts
  std::vector<Labelled> details;  ///< thesis, GPA
  bool item = false;
  bool has_role() const {
    return std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.role; });
  }
  bool has_degree() const {
    return !segments.empty() &&
           std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.degree; });
  }
};

/// The lines of an entry, those joined over which a labelled value runs on ("Thesis: On the moss / of the north").
std::vector<Span> joined_lines(const std::vector<Span>& lines, const Context& context);
CareerLine take_apart(Span span, bool item, const Section& section, const Context& context);

/// "2019– Lecturer": a dash that leans on the year alone leaves the range open; "2019 – Lecturer" only sets it off.
void open_ranges(std::vector<CareerLine>& lines, const Context& context);

/// Whether a section writes "2019- Lecturer" for every line: more of them than anybody's posts that go on.
bool dashes_set_off(const Section& section, const Context& context);

}  // namespace vitagraph::extraction
