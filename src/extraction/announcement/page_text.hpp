// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"
#include "extraction/dates.hpp"
#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::announcement {

std::size_t word_count(std::string_view text);

/// The spans' texts with a blank between them.
std::string join(const Context& context, const std::vector<Span>& spans);

/// A text without the quotation marks around all of it.
std::string unquoted(std::string text);

/// Front matter of a page that announces one talk.
std::string field(const Context& context, std::string_view notation);

/// Whether a short text holds an organisation's name.
bool whole_organization(const Context& context, std::string_view text);

/// Whether a line is an organisation's name rather than a title: a word that only ends companies' names ("Energy")
/// tells at the end alone.
bool titles_organization(const Context& context, std::string_view text);

/// "the President's Speaker Series", "the Kestrel Lecture": a capitalised phrase that ends in a word of series.
std::string series_in(const sentences::Sentence& s);

/// Whether the date tells the day.
bool has_day(const DateMention& date);

}  // namespace vitagraph::extraction::announcement
