// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where a text stops being JSON. simdjson says that it does, not where: what it refused is read once more, slowly.
#include <optional>
#include <string>
#include <string_view>

#include "base/base.hpp"
#include "mapping/sources/bytes.hpp"

namespace vitagraph::mapping {

struct JsonFault {
  Location place;
  std::string what;  ///< "expected a value, found `,`"
};

/// The first violation of RFC 8259, or lists and objects nested deeper than simdjson takes; nothing where there is
/// none. `name` and `line` (of the text's beginning) are for the place.
std::optional<JsonFault> find_json_fault(const std::string& name, std::string_view text, std::uint32_t line = 1);

/// Ends the reading of a file that is no JSON: a SourceError at the fault's place, or an Error that says `why` where
/// the file cannot be read again or the fault not be found.
[[noreturn]] void throw_no_json(const InputFile& file, const SourceDescription& description, std::string_view why);

}  // namespace vitagraph::mapping
