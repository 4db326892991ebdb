// SPDX-License-Identifier: Apache-2.0
#include "resolution/resolution.hpp"

namespace vitagraph::resolution {

std::string_view kind_name(EntityKind kind) {
  constexpr std::string_view names[] = {"person", "organization", "unit",  "venue", "publication",
                                        "talk",   "course",       "award", "topic", "project"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace vitagraph::resolution
