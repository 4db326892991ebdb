// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// The person's name that a line of a letterhead consists of; dates, titles, degrees, posts and what stands behind a
/// bar or tab go. Empty if the line is none.
std::string name_in_line(std::string_view line, const lexicon::Lexicon& lexicon);

/// The same for a template that writes its owner's name without capitals ("ada c. moss"), as written. Such a line may
/// be anything: for documents that name nobody else.
std::string lower_case_name(std::string_view line, const lexicon::Lexicon& lexicon);

/// Which headings may stand beside a name in a title.
enum class TitleWords {
  any,      ///< "Teaching - Ada Moss"
  of_pages  ///< "Ada Moss's CV" only
};

/// What is left of a page's title once the words of titles are gone: "Bo Fern's CV", "Curriculum Vitae - Ada Moss".
std::string name_in_title(std::string_view title, const lexicon::Lexicon& lexicon, TitleWords allowed);

/// Whom a paragraph introduces: "Hi, I'm Ada Moss, …", "Ada Moss (she/her) is a botanist".
std::string introduced_name(std::string_view paragraph, const lexicon::Lexicon& lexicon);

/// The single name of "Hi! I'm Ada, a botanist"; empty if none is given.
std::string introduced_given_name(std::string_view paragraph, const lexicon::Lexicon& lexicon);

/// The words of a file's name before what says that it is a CV or a page ("cv/ada-moss-vita.pdf" -> "Ada Moss"); empty
/// if nothing says so.
std::string name_in_path(std::string_view path, const lexicon::Lexicon& lexicon);

/// Whether a line of the document's beginning or end names a form that asks for family names first: "Europass CV".
bool is_inverted_form(const document::Document& document, const lexicon::Lexicon& lexicon);

/// "Moss Ada" and "MOSS Ada" as "Ada Moss" where the document tells that the family name stands first: by how its
/// works, addresses and other lines write it.
std::string in_given_order(const document::Document& document, const std::string& name,
                           const lexicon::Lexicon& lexicon);

/// Whether the folded words of the path's last part hold first and last word of the name.
bool path_names(std::string_view path, std::string_view name);
/// Whether all of the path's name are words of the other: "Ada Moss" of "Ada Moss-Bay".
bool holds_words(std::string_view name, std::string_view part);

}  // namespace vitagraph::extraction
