// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace vitagraph::values {

/// The bare DOI in lower case ("10.1000/abc") from a DOI, a doi: form or a resolver's URL; nothing if there is none.
/// ISO 26324: prefix "10." and a registrant, a slash, a suffix; DOIs compare without case.
std::optional<std::string> normalize_doi(std::string_view text);

/// The bare arXiv number ("1909.03879", "math/0211159") without its version, from a number, an arXiv: form or a URL.
std::optional<std::string> normalize_arxiv(std::string_view text);

/// "0000-0002-1825-0097" from an ORCID iD or its URL; nothing if the check digit is wrong (ISO 7064 MOD 11-2).
std::optional<std::string> normalize_orcid(std::string_view text);

/// The account or key that a profile's URL or "@handle" names: "kGOgaowAAAAJ" of a Scholar URL. Case is kept.
std::string account_of(std::string_view id);

}  // namespace vitagraph::values
