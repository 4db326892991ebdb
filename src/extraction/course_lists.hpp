// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/segments.hpp"

namespace vitagraph::extraction {

/// A line about courses, taken apart.
struct CourseLine {
  Span span;
  std::vector<Segment> segments;
  std::vector<std::string> terms;
  std::string role, course;
  bool coded = false;   ///< surely a course: it begins with its code, or its list was labelled as one of courses
  bool listed = false;  ///< one of several courses of its line
  bool aside = false;   ///< says what else somebody was ("Mentor, …")
  Affiliation affiliation;
};

/// Reads a line of several courses: behind a label of their level, time or house ("Undergraduate: A, B", "Avon
/// University: A; Bath University: B"), each with its terms in brackets, or nothing but names. Whether it was one.
bool read_course_list(std::vector<CourseLine>& out, const std::string& text, Span span,
                      const lexicon::Lexicon& lexicon);

/// Whether the words in front of a list's colon only say that they are courses, or of what level ("Graduate courses").
bool is_course_list_label(std::string_view label, const lexicon::Lexicon& lexicon);

/// "Mosses (8 sections)" -> "Mosses", "Logic (MOS305, 6 sections)" -> "Logic (MOS305)"
std::string without_counts(const std::string& course, const lexicon::Lexicon& lexicon);

/// "MOS302", "Botany 302", "Mosses (302)"
bool is_course_code(std::string_view text);

}  // namespace vitagraph::extraction
