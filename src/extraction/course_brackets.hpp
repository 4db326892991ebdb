// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

/// Takes from a line on a course the brackets that say nothing of its name: in what role it was taught ("(teaching
/// fellow)", "(TA for A. Moss)"), with whom ("(co-taught with A. Moss)"), how many came and how it was liked ("(40
/// students)", "(evaluation 4.7/5)"). Of a bracket with terms only those and the course's code are left, behind it.
/// Returns the role, as written, or nothing.
std::string take_course_brackets(std::string& text, const lexicon::Lexicon& lexicon);

/// Whether the text is a role in teaching, and no degree or level ("PhD").
bool is_teaching_role(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
