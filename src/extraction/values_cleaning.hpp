// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::extraction {

/// What facts keep of a written value: the text without markup, list markers, quotation marks around all of it,
/// punctuation that belongs to the list, and runs of white space.
std::string clean_value(std::string_view text);
/// Whether clean_value would certainly leave the text as it is: quicker to say for most values.
bool is_clean_value(std::string_view text);

/// What two written forms of one thing share: the label key, without a final acronym in parentheses.
std::string comparison_key(std::string_view text);

}  // namespace vitagraph::extraction
