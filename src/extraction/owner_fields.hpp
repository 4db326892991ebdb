// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// The name that a document's personal data state under labels, whole or in parts: "Name: Ada Moss", "Surname: Moss"
/// with "First name(s): Ada", "Family name<TAB>Moss", with the label in a column of its own, in the line above its
/// value or set off by blanks. In natural order; empty if there is none within the first lines.
std::string name_in_fields(const document::Document& document, std::size_t end, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
