// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/course_lists.hpp"
#include "extraction/recognizers.hpp"

namespace vitagraph::extraction {

constexpr std::size_t longest_course_line = 400;

/// Takes the courses of a stretch of the document apart: role, course, terms, where. Appends a line for each course,
/// and one without a course where it only says who, where or when.
void read_course_lines(std::vector<CourseLine>& out, Span span, const Context& context);
/// The same for a text that the document does not hold as such.
void read_course_text(std::vector<CourseLine>& out, std::string text, Span span, const Context& context);

}  // namespace vitagraph::extraction
