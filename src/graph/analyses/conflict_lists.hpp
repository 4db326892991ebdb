// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "graph/analysis.hpp"

namespace vitagraph::graph {

/// Somebody on a list of authors or reviewers.
struct Listed {
  std::string name;                 ///< as the list writes it
  std::string id;                   ///< the e-mail address or the profile that the list knows them by; may be empty
  std::vector<std::string> papers;  ///< of an author
  Location where;                   ///< in the list; no file for a name from the command line
};

/// The people of an option, each once, in order: a value is a file's path (with @ before it or
/// not) or a name. A file is a name a line (# begins a
/// comment), or CSV as conference programs write it, known by its heading:
/// - HotCRP's "authors", "PC info" and "PC conflicts" (listactions/la_get*.php): given and family name in columns
///   `first`/`given_name` and `last`/`family_name`, or `name`; `email`; `paper` (or `pid`, `id`, `number`). Who is a
///   contact of the paper and no author (`iscontact` is "contact_only") is left out;
/// - OpenReview's lists of submissions: `authorids` or `authors`, several in a cell with | or ; between them, and
///   `forum` (an id or its page), `id`, `paper_id` or `number`; its "Reviewer Status": `id`, a profile, beside `name`
///   and `email`, of which the profile is what the matcher knows people by; lists of `profile_id`, `id` or `name`.
/// An OpenReview profile (~Ada_Brook1) is taken by the name in it, "Ada Brook <ada@example.org>" as name and address.
/// Throws Error for no name at all, or a file without any column of names.
std::vector<Listed> people_of(const AnalysisArguments& arguments, std::string_view option);

/// The name in an OpenReview profile: "Ada Brook" of "~Ada_Brook1"; other texts as they are.
std::string name_of_profile(std::string_view text);

/// Rows of RFC 4180, quoted cells with their line breaks too; into `lines` the line each begins on.
std::vector<std::vector<std::string>> read_csv(std::string_view text, std::vector<std::uint32_t>* lines = nullptr);

}  // namespace vitagraph::graph
