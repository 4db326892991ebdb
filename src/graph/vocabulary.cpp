// SPDX-License-Identifier: Apache-2.0
#include "graph/vocabulary.hpp"

namespace vitagraph::graph {

std::optional<Advice> advice_of(std::string_view text) {
  const std::size_t cut = text.find_last_of("#/");
  if (cut != std::string_view::npos) text = text.substr(cut + 1);
  for (std::size_t i = 0; i < advice_kinds; ++i)
    if (text == advice_names[i].property || (!text.empty() && text == advice_names[i].code))
      return static_cast<Advice>(i);
  return std::nullopt;
}

}  // namespace vitagraph::graph
