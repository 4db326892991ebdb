// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/course_lists.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// "Session 2", "Slides: week 3", "Course materials:": what a course's page lists of it, and no course.
bool is_course_part(std::string_view text, const lexicon::Lexicon& lexicon);

/// The terms that the section's heading or one above it dates what stands below with ("Spring 2024", "2019-2020").
std::vector<std::string> terms_of_heading(const Section& section, const Context& context);

/// The course that a section's heading names ("BIO 210: Mosses", or one of several headings over descriptions), with
/// the terms, role and house that stand alone in the first lines below it.
std::optional<CourseLine> course_of_heading(const Section& section, const Context& context);

/// The line without the sentence that describes the course in bold type at its beginning.
Span without_description(Span line, const document::Document& document, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
