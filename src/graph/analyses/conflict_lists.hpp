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
};

/// The people of an option, each once, in order: a value is a name, or @FILE. A file is a name a line (# begins a
/// comment), or CSV as conference programs write it, known by its heading:
/// - HotCRP's "authors" and "PC info": given and family name in columns `first`/`given_name` and `last`/`family_name`,
/// or
///   `name`; `email`; `paper` (or `pid`, `id`, `number`);
/// - OpenReview's lists of submissions: `authorids` or `authors`, several in a cell with | or ; between them, and
///   `number`, `id`, `paper_id` or `forum`; lists of reviewers: `profile_id`, `id`, `name` or `email`.
/// An OpenReview profile (~Ada_Brook1) is taken by the name in it. Throws Error for no name at all, or a file without
/// any column of names.
std::vector<Listed> people_of(const AnalysisArguments& arguments, std::string_view option);

/// The name in an OpenReview profile: "Ada Brook" of "~Ada_Brook1"; other texts as they are.
std::string name_of_profile(std::string_view text);

/// Rows of RFC 4180, quoted cells with their line breaks too.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

}  // namespace vitagraph::graph
