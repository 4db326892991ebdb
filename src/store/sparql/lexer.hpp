// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"

namespace vitagraph::store::sparql {

/// A token of §19.8: terminals by class; keywords and punctuation by their text.
struct Token {
  enum class Kind { end, word, iri, prefixed, variable, string, language, integer, decimal, real, blank, punctuation };
  Kind kind = Kind::end;
  std::string text;  ///< unescaped; words as written
  Span span;
};

/// Ends the reading of a query, with the place in it.
struct SyntaxError {
  Span span;
  std::string message;
};

/// Splits a query; throws SyntaxError.
std::vector<Token> tokenize(std::string_view query);

}  // namespace vitagraph::store::sparql
