// SPDX-License-Identifier: Apache-2.0
#pragma once
// JSON whose grammar is right and whose values are not: numbers beyond 64 bits, halves of surrogate pairs. simdjson
// refuses the whole document for one of them.
#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace vitagraph::mapping {

/// What a string of a mended document stands for; its first character says which.
struct MendedValue {
  enum class Kind : unsigned char { text, integer, floating, half_pair };
  Kind kind = Kind::text;
  std::string_view text;  ///< a number's digits as written; a half pair's text has U+FFFD in its place
};

/// What is behind the first character of a mended document's string. Borrows.
MendedValue mended_value(std::string_view text);
/// As `simdjson::minify` gives it, with numbers as they were written.
std::string unmend(std::string minified);
/// The document with such values as marked strings; nothing when it has none. Does not check it otherwise.
std::optional<std::string> mend_json(std::string_view text);

/// Parses; a document that only such values make wrong is mended. `mended` says whether it was.
simdjson::error_code parse_json(simdjson::dom::parser& parser, const std::string& text, simdjson::dom::element& root,
                                bool& mended);

}  // namespace vitagraph::mapping
