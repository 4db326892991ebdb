// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vitagraph::document {

/// A BibTeX value as text: accents and special letters as Unicode ({\"o}, \'{e}, \ss), dashes, ties and quotes as
/// characters, braces and text commands (\emph, \textit) dropped. Mathematics stays as written.
std::string from_latex(std::string_view latex);

}  // namespace vitagraph::document
